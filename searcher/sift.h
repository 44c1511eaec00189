/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sifting: candidates whose text does not hold some bytes for certain are dropped, by the sieves
 * that lie beside the texts (sieve.h), and of characters in a row those are told whose text
 * does.  What is left is to be verified.
 *
 * A candidate costs much less to sift than to read, and more than to pass over along a list.
 */
#ifndef VB_SIFT_H
#define VB_SIFT_H

#include "index.h"

#define VB_SIFT_INNER 14	/* characters between the ends of a row */

struct vb_sift {
	struct vb_sieve sought;
	bool able;	/* there are keys, and texts that have them */
	bool done;	/* by vb_sift_before() */
	bool rough;	/* vb_meet() left out terms: not all candidates have every pair of the row */
	/* Of bytes that are a row of characters without spaces: the key of each that is at no end. */
	struct vb_sieve inner[VB_SIFT_INNER + 1];
	size_t inners;	/* none of other bytes */
};

/* For bytes[0..size), which are folded. */
void vb_sift_init(struct vb_sift *sift, const struct vb_index *index, const char *bytes,
		  size_t size);

/* Leaves in set those that may hold the bytes. */
void vb_sift(struct vb_index *index, const struct vb_sift *sift, struct vb_set *set);

/*
 * The same, once, if it costs less than to walk along so many passages.  True when what is left,
 * sifted, costs less to read than they.
 */
bool vb_sift_before(struct vb_index *index, struct vb_sift *sift, size_t passages,
		    struct vb_set *set);

/* Whether some may be told to hold the bytes for certain: a row, every pair of which they have. */
static inline bool
vb_sift_tells(const struct vb_sift *sift)
{
	return sift->inners > 0 && !sift->rough;
}

/*
 * Where it does, moves those from set to sure, which is empty, and says in the tally, zero before,
 * that they hold the bytes once.
 */
void vb_sift_sure(struct vb_index *index, const struct vb_sift *sift, struct vb_set *set,
		  struct vb_set *sure);

#endif
