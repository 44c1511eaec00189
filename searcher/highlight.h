/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to light up in the text of a hit: exactly what the query wanted, no more.
 *
 *	struct vb_highlighter highlighter;
 *	vb_highlighter_init(&highlighter, tokeniser, &wanted, arena);
 *	for each hit:
 *		vb_highlight_find(&highlighter, text, size, arena, &lit);
 *		vb_snippet_cut(text, size, &lit, arena, &snippet);
 *	vb_highlighter_fini(&highlighter);
 *
 * Words are compared token by token, texts wherever the folded passage holds them, symbols
 * as vb_symbol_find() reads them.  The time is linear in the passage for each thing wanted,
 * the memory linear in the passage.
 */
#ifndef VB_HIGHLIGHT_H
#define VB_HIGHLIGHT_H

#include "arena.h"
#include "result.h"
#include "token.h"
#include "wanted.h"

/* One place where one wanted thing stands. */
struct vb_mark {
	uint32_t start, end;	/* bytes of the text; end exclusive */
	uint32_t wanted;	/* which: its place in the wanted list */
	uint32_t weight;	/* code points of the wanted text: a long find says more */
};

/* What is lit in one text; in the arena given to vb_highlight_find(). */
struct vb_lit {
	const struct vb_highlight *range;	/* code points, in order, never touching */
	size_t range_count;
	const struct vb_mark *mark;		/* by start; at most VB_MARK_MAX, for the snippet */
	size_t mark_count;
	size_t wanted_count;			/* length of the wanted list */
};

#define VB_MARK_MAX 4096

struct vb_highlighter {
	struct vb_tokeniser *tokeniser;		/* the caller's */
	struct vb_arena scratch;
	const struct vb_wanted *wanted;
	size_t wanted_count;
	const uint32_t *words;			/* places of words and stems, sorted for lookup */
	size_t word_count;
	unsigned char first[32];		/* a bit for each byte that one of them begins with */
	const uint32_t **borders;		/* of each text: see highlight.c */
	struct vb_mark *mark;			/* room for those of the text at hand */
};

/* tokeniser and wanted must outlive the highlighter; tables for the lookup go to the arena. */
void vb_highlighter_init(struct vb_highlighter *highlighter, struct vb_tokeniser *tokeniser,
			 const struct vb_wanted_list *wanted, struct vb_arena *arena);
void vb_highlighter_fini(struct vb_highlighter *highlighter);

/* Uses the tokeniser: ends what its last vb_token_cut() gave.  text is UTF-8. */
void vb_highlight_find(struct vb_highlighter *highlighter, const char *text, size_t size,
		       struct vb_arena *arena, struct vb_lit *lit);

#endif
