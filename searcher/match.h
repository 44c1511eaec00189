/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Matching: from a query's tree to the set of passages, with their scores.
 *
 * Each kind of leaf has its own file: bag.c plain words, quotation.c quotations, near.c,
 * family.c wildcards and near spellings, headed.c.  A leaf fills a set and adds to
 * index->score; with a weight of 0 it only fills the set.
 */
#ifndef VB_MATCH_H
#define VB_MATCH_H

#include "index.h"
#include "parse.h"
#include "token.h"

struct vb_filters;	/* facet.h */

struct vb_match {
	struct vb_index *index;
	struct vb_tokeniser *tokeniser;
	const struct vb_tables *tables;
	struct vb_arena *arena;		/* the query's */
	const struct vb_query *whole;	/* what was asked for in all */
	struct vb_list *notes, *expansion;
	struct vb_list *spellings;	/* words that word~ stood for */
	struct vb_list *renderings;	/* what else the words of bags were searched as: see expand.h */
	struct vb_list *abroad;		/* the best rendering in Chinese of each English word */
	bool expand;
	float *lift;			/* by number of a theme: see lift.h; NULL: none */
	/* Of a query that is one quotation, see quotation.h: */
	const struct vb_filters *only;	/* or NULL */
	size_t best;			/* so many are asked for and nothing else; 0: all */
};

/* The passages that match the query, into out (empty before). */
bool vb_match_query(struct vb_match *match, const struct vb_query *query, double weight,
		    struct vb_set *out, struct vb_err *err);

/*
 * By number of a date in its column: whether it may lie within the days since..until (NULL:
 * open); in the arena.  Passages without a date have the number 0, which does not.
 */
const uint8_t *vb_match_dates(struct vb_match *match, const char *since, const char *until);

/* The passages that bear a facet's value. */
bool vb_match_facet(struct vb_match *match, enum vb_facet_name facet, const char *value,
		    struct vb_set *out, struct vb_err *err);

#endif
