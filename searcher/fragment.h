/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The longest fragment of a quotation that a passage holds: for one that none holds as a whole,
 * since it was taken from two paragraphs, or has a word that was misremembered.
 */
#ifndef VB_FRAGMENT_H
#define VB_FRAGMENT_H

#include "matching.h"

/* Pieces that are tried, and words or characters that are looked at. */
#define VB_FRAGMENT_PIECES 8
#define VB_FRAGMENT_UNITS 1024

/*
 * Reads the quotation (UTF-8) from its beginning: as much as any passage holds, whatever the filters,
 * then as much of the rest, and so on, each time whole words, or characters of scripts without
 * spaces.  *fragment is the longest of these pieces, in the arena; NULL unless it has a third of the
 * quotation, and three words or four characters.  A piece takes as many searches as its length has
 * binary digits; past the query's deadline there is none.
 */
bool vb_fragment_find(struct vb_match *match, const char *text, const char **fragment, struct vb_err *err);

#endif
