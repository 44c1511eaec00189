/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A result: the whole answer to one request, complete before the first byte is shown.
 * Everything in it lives in the arena it was made with.
 */
#ifndef VB_RESULT_H
#define VB_RESULT_H

#include "record.h"
#include "request.h"

/* Code points into a hit's text; end exclusive; in order, not overlapping. */
struct vb_highlight {
	uint32_t start, end;
};

struct vb_hit {
	unsigned rank;			/* from 1, over all pages */
	double score;
	struct vb_record record;
	const char *document;		/* symbol, or path when it has none */
	const char *state_en, *state_zh;	/* "" when there is no State */
	const struct vb_highlight *highlight;
	size_t highlight_count;
	const char *snippet;		/* part of the text, whole characters; an ellipsis marks a cut */
	size_t snippet_start;		/* code point of the text where the snippet's text begins */
	size_t snippet_points;		/* its length without ellipses */
};

struct vb_facet_value {
	const char *value, *en, *zh;
	uint64_t count;
};

struct vb_facet {
	enum vb_facet_name name;
	struct vb_facet_value *values;	/* by count, then by value; at most facet_limit */
	size_t count;
	size_t total;			/* how many values there are in all */
};

/* See matrix.h. */
struct vb_matrix {
	struct vb_facet_value *states;	/* by count, then by code; value "" is the row of no State */
	size_t state_count;
	struct vb_facet_value *themes;	/* in the order of the table */
	size_t theme_count;
	uint64_t *cells;		/* state_count rows of theme_count */
	uint64_t total;			/* passages in all */
};

struct vb_result {
	const char *query;		/* as given */
	uint64_t total;			/* exact, unless partial or uncounted: then those seen */
	bool uncounted;			/* the total was not asked for */
	bool partial;			/* the time was over: every hit is right, others may be missing */
	struct vb_hit *hits;
	size_t hit_count;
	struct vb_facet *facets;	/* those asked for, in vb_facet_name order */
	size_t facet_count;
	struct vb_matrix *matrix;	/* NULL when it was not asked for */
	struct vb_list suggestions;
	struct vb_list expansion;	/* "78/237 = A/RES/78/237": what was searched besides the words typed */
	struct vb_list notes;		/* "no closing quotation mark: searched as it stands" -> standard error */
	struct vb_list explanation;	/* how the query was understood, in words; one line an item */
	double took_ms;
};

#endif
