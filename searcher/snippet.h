/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of a passage worth showing: the window of about three lines of a terminal that
 * holds most of what the query wanted.  Each wanted thing counts once, by its length; among
 * equals the densest window wins, then the first.  It begins at a sentence's start when that
 * is near, else at a word's, and never cuts a character or a word of a spaced script.
 */
#ifndef VB_SNIPPET_H
#define VB_SNIPPET_H

#include "highlight.h"

#define VB_SNIPPET_COLUMNS 240	/* display width aimed at; a Han character takes 2 */

struct vb_snippet {
	const char *text;	/* with an ellipsis at each cut end; in the arena */
	size_t start;		/* code point of the passage where the part begins */
	size_t points;		/* its length in code points, without ellipses */
};

void vb_snippet_cut(const char *text, size_t size, const struct vb_lit *lit, struct vb_arena *arena,
		    struct vb_snippet *snippet);

#endif
