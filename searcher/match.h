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

#include "matching.h"

/* The passages that match the query, into out (empty before). */
bool vb_match_query(struct vb_match *match, const struct vb_query *query, double weight,
		    struct vb_set *out, struct vb_err *err);

/*
 * Whether any passage matches, whatever the filters; nothing is scored or told.  Past the deadline it
 * says so of all.
 */
bool vb_match_finds(struct vb_match *match, const struct vb_query *query, bool *found, struct vb_err *err);

#endif
