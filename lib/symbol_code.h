/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Symbols as they are printed, "A/C.1/79/L.77", bare or in a link: the part of symbol.h
 * that needs no words around it.
 */
#ifndef VB_SYMBOL_CODE_H
#define VB_SYMBOL_CODE_H

#include "symbol.h"

/* Longest run of blanks that a symbol or a list of symbols may be broken by. */
#define VB_SYMBOL_GAP 16

/* The offset behind at most VB_SYMBOL_GAP blanks. */
size_t vb_symbol_gap(const char *text, size_t size, size_t at);

/*
 * Reads the longest symbol that starts at text[*at]; *at moves behind it.  False, and *at
 * stays, when none starts there.  Looks at a bounded stretch of text.
 */
bool vb_symbol_code_read(const char *text, size_t size, size_t *at, char out[VB_SYMBOL_MAX]);

/*
 * When text[*at] starts a link (with or without its scheme), moves *at behind it and
 * returns true; out is the symbol of the United Nations document it leads to, or "".
 */
bool vb_symbol_link_read(const char *text, size_t size, size_t *at, char out[VB_SYMBOL_MAX]);

#endif
