/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a quotation before the index is asked: its pieces, and its common words. */
#ifndef VB_QUOTED_H
#define VB_QUOTED_H

#include <stdbool.h>

#include "arena.h"
#include "vocabulary.h"
#include "xapianc.h"

/* Of a run: both its ends are ends of the word. */
#define VB_EDGE_BOTH (VB_EDGE_START | VB_EDGE_END)

/*
 * Of characters without spaces, a pair, or the last of a run if something follows, or the only
 * one of a run that ends the quotation; or a run of letters and digits.
 */
struct vb_piece {
	const char *text;
	size_t size;
	bool gram;		/* a gram of any text that holds the quotation */
	bool opens;		/* one of those grams begins with it */
	unsigned edges;		/* of a run: which of its ends are ends of the word for certain */
};

/* The family of its term: see vb_schema_term(). */
char vb_quoted_family(const struct vb_piece *piece);

struct vb_quoted {
	const char *text;
	size_t size;
	size_t points;
	bool bounded;
	struct vb_piece *piece;
	size_t count;
	bool letters_only;	/* nothing but one run */
	struct xc_bytes *common;	/* terms of the common words in a row (common.h) */
	size_t commons;
	char *covered;		/* for each byte: those terms tell of it */
	struct xc_bytes all;	/* the one of them that is the whole quotation; else empty */
};

/* Fills in what follows from text and size, which are folded and not empty; lives in the arena. */
void vb_quoted_cut(struct vb_quoted *quotation, struct vb_arena *arena);

/* Whether the terms of common words tell of this piece. */
bool vb_quoted_covered(const struct vb_quoted *quotation, const struct vb_piece *piece);

#endif
