/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Regularizing: passages that are alike should score alike (the cluster hypothesis), so the score
 * of each of the best moves towards those of the passages that it resembles most.  What resembles
 * nothing that was found by other words goes back; what resembles the first comes forward.
 *
 * After Diaz, "Regularizing ad hoc retrieval scores" (CIKM 2005), one step of it.
 */
#ifndef VB_REGULARIZE_H
#define VB_REGULARIZE_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

#define VB_REGULARIZE_POOL 20	/* passages that are compared */

/* What a text says: its words by their beginnings, and its pairs of characters, each a number. */
struct vb_said {
	uint16_t *list;
	size_t count;
};

/* Of folded text; in the arena. */
struct vb_said vb_regularize_read(const char *folded, size_t size, struct vb_arena *arena);

/*
 * Changes the scores of so many passages, VB_REGULARIZE_POOL at most: each becomes a mean of its own
 * and others.  said: by passage.
 */
void vb_regularize(const struct vb_said *const *said, float *score, size_t count,
		   struct vb_arena *arena);

#endif
