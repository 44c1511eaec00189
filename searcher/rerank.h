/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A second look at the best passages: what a bag of words cannot see.
 *
 * Of a plain query the VB_RERANK_TOP best passages are read.  The scores of those in a spaced
 * script grow by
 *   - words of the query in the opening, which says what a text is about;
 *   - words of the query that stand near each other as they do in the query (sequential
 *     dependence: Metzler and Croft, "A Markov random field model for term dependencies", 2005).
 * Those of Chinese ones grow by how much stands in one place (gather.h).
 * Where the query is in English, all grow by words, or pairs of characters, that the very
 * best have in common (pseudo relevance feedback, in the manner of Robertson and of RM3).  The
 * less, the more one passage stands out: who asks for one fact has found it.
 *   In the end the first ones come nearer to those that they resemble (regularize.h), unless a
 * State is named as the one who speaks.
 * Passages of the two scripts keep their places: each rise as the others do on average.
 *
 * Scores do not fall below others', so that these stay behind.  What is found and counted stays; the
 * choice is of fixed size, so that all pages of an answer are parts of one order.  Without
 * expansion nothing is done: the order is that of the words typed.
 */
#ifndef VB_RERANK_H
#define VB_RERANK_H

#include "matching.h"

#define VB_RERANK_TOP 50

/* Whether it is a query whose best passages are to be read. */
bool vb_rerank_pays(const struct vb_match *match, const struct vb_query *query);

/*
 * Changes index->score of the best members of found, and puts these into best, which is empty
 * and stays so where the query says nothing that they could be read for.
 */
bool vb_rerank(struct vb_match *match, const struct vb_query *query, const struct vb_set *found,
	       struct vb_set *best, struct vb_err *err);

#endif
