/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a query wants lit in the text of a hit.
 *
 * The search makes one list for a query, after expansion, without what stands under NOT
 * and without field filters; the highlighter reads it for each hit.  A list may hold a
 * text twice or texts within texts: ranges that overlap or touch become one.
 */
#ifndef VB_WANTED_H
#define VB_WANTED_H

#include <stddef.h>

struct vb_match;
struct vb_query;

enum vb_wanted_kind {
	VB_WANTED_WORD,		/* a VB_TOKEN_WORD whose folded form is text */
	VB_WANTED_STEM,		/* a VB_TOKEN_WORD whose stem is text */
	VB_WANTED_PREFIX,	/* a VB_TOKEN_WORD whose folded form begins with text */
	VB_WANTED_TEXT,		/* wherever the folded passage holds text: quotations, Han words and grams */
	VB_WANTED_SYMBOL	/* wherever vb_symbol_find() reads the canonical symbol text */
};

struct vb_wanted {
	enum vb_wanted_kind kind;
	const char *text;	/* folded (a symbol: canonical); NUL-terminated, in the result's arena */
	size_t size;
};

/* All that is wanted; valid as long as the result's arena. */
struct vb_wanted_list {
	struct vb_wanted *item;
	size_t count;
};

/* Makes the list for a query that was matched; in the match's arena. */
void vb_wanted_list(struct vb_match *match, const struct vb_query *query,
		    struct vb_wanted_list *list);

#endif
