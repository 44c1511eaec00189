/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranking by BM25.
 *
 * A term that stands tf times in a passage of length l (words) adds
 *
 *	weight * idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * l / mean length))
 *	idf = ln(1 + (N - n + 0.5) / (n + 0.5))		N passages, n of them with the term
 *
 * (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009;
 * the 1 within the logarithm keeps idf positive.)  N, n and the mean are those of the whole
 * index, whatever the filters.  Scores are added up term by term in index->score, of the members of
 * index->scored alone unless that is NULL: what cannot be found, or does not pass the filters,
 * needs none.  While there is an index->contest, those alone get a score that may be among the best.
 */
#ifndef VB_RANK_H
#define VB_RANK_H

#include "index.h"

/* Passages are short and of one subject: a word said twice says little more, length little less. */
#define VB_RANK_K1 0.9
#define VB_RANK_B 0.5

/* A find in the headings or the lead-in: they say what a passage is about without saying it. */
#define VB_RANK_CONTEXT 0.25

/* How much a term says that stands in so many documents; see above. */
double vb_rank_idf(const struct vb_index *index, uint64_t documents);

/*
 * Adds a term's scores; its documents are added to set, unless that is NULL: those in
 * index->within at least.
 */
bool vb_rank_term(struct vb_index *index, const char *term, size_t size, double weight,
		  struct vb_set *set, struct vb_err *err);

/*
 * The same of one form of a word, while there is a contest, the idf being that of so many documents:
 * an occurrence counts worth, and what the tally of the members of tallied says of other forms
 * counts along.  Of those that bear the term it is zero then, and they are no members any more.
 */
bool vb_rank_contest(struct vb_index *index, const char *term, size_t size, double worth,
		     struct vb_set *tallied, size_t documents, double weight, struct vb_set *set,
		     struct vb_err *err);

/*
 * Adds to set the passages of a term, a family's letter and text[0..size), and to their tally
 * worth times its occurrences; of those in among alone unless that is NULL.  A text too long for
 * a term has none.
 */
bool vb_rank_gather(struct vb_index *index, char family, const char *text, size_t size,
		    double worth, const struct vb_set *among, struct vb_set *set,
		    struct vb_err *err);

/*
 * Adds scores for the members of set, which hold what was sought index->tally[docid] times,
 * and sets their tally back to zero; with a weight of 0 only that.
 */
void vb_rank_tally(struct vb_index *index, const struct vb_set *set, double weight);

/* The same, as if so many documents held it. */
void vb_rank_tally_of(struct vb_index *index, const struct vb_set *set, size_t documents,
		      double weight);

/* The same for a list, where the idf is in the weight already and some may have no tally. */
void vb_rank_tallied(struct vb_index *index, const uint32_t *docid, size_t count, double weight);

/* What a document adds for so many occurrences, as a share of the most that any can add. */
float vb_rank_saturate(const struct vb_index *index, uint32_t docid, float times);

/* Adds weight to each member's score. */
void vb_rank_flat(struct vb_index *index, const struct vb_set *set, double weight);

#endif
