/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Document symbols of the United Nations: one thing, many spellings.
 *
 * A/RES/78/237, 第78/237号决议, 大会第 77/37 和 78/16 号决议 (two), resolution 78/237,
 * General Assembly resolutions 77/37 and 78/16, https://undocs.org/ch/A/RES/78/237 and
 * full-width forms all lead to the canonical form "A/RES/78/237".  Canonical forms are
 * ASCII, without blanks, upper case but for Add., Corr., Rev., Amend. and Sub.
 * This module reads text only; it knows no table.
 */
#ifndef VB_SYMBOL_H
#define VB_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>

#define VB_SYMBOL_MAX 64	/* bytes of a canonical symbol, NUL included */

struct vb_symbol {
	char text[VB_SYMBOL_MAX];	/* canonical */
	size_t start, end;		/* bytes of the source that say it; end exclusive */
};

/*
 * Finds the symbols named in UTF-8 text, in order, up to max; returns how many.
 * A symbol named twice is given twice.  A bare "78/237" counts only where the
 * words around it say that it is a resolution (or in vb_symbol_parse).
 */
size_t vb_symbol_find(const char *text, size_t size, struct vb_symbol *out, size_t max);

/*
 * Reads a whole string as one symbol as a user or a manifest would write it:
 * "A/79/81", "a/res/78/237", "78/237", "７８／２３７", "第78/237号决议", an undocs link.
 * False when it is none.
 */
bool vb_symbol_parse(const char *text, size_t size, char out[VB_SYMBOL_MAX]);

#endif
