/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sifting: candidates whose text does not hold some bytes for certain are dropped, by the gaps
 * between its words (gaps.h) that lie beside the texts.  What is left is to be verified.
 *
 * A candidate costs much less to sift than to read, and more than to pass over along a list.
 */
#ifndef VB_SIFT_H
#define VB_SIFT_H

#include "index.h"

struct vb_sift {
	struct vb_gaps sought;
	bool able;	/* there are keys, and texts that have them */
	bool done;	/* by vb_sift_before() */
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

#endif
