/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Resolutions and decisions as they are spoken of, "第 77/37 和 78/16 号决议", "resolutions
 * 77/37 of 7 December 2022 and 78/16": lists of numbers whose meaning the words around
 * them tell.  Part of symbol.h.
 */
#ifndef VB_SYMBOL_LIST_H
#define VB_SYMBOL_LIST_H

#include "symbol.h"
#include "symbol_word.h"

/*
 * Reads the list that starts with the number (or "ES-11/1") at text[*at], adds what it
 * names to out from *count, at most up to max, and moves *at behind it.  False, and *at
 * stays, when no number stands there.  A list that names nothing is read over: the time
 * taken is linear in what *at moves by.
 */
bool vb_symbol_list_read(const char *text, size_t size, size_t *at,
			 const struct vb_symbol_lead *lead, struct vb_symbol *out,
			 size_t max, size_t *count);

#endif
