/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may be among the best so many, said while passages get their scores.
 *
 * Where all that a passage scores is known at once, as of a query of one word or one quotation, those
 * need no score that have less than the best so many so far: they are found and counted, and that is all.
 * Most passages hold a word once, and the best ten more often.
 */
#ifndef VB_CONTEST_H
#define VB_CONTEST_H

#include "arena.h"
#include "index.h"

struct vb_contest {
	struct vb_set *set;	/* who may be among the best; of the index's pool */
	float *best;		/* the highest scores so far, a heap: best[0] is the lowest of them */
	size_t places, count;	/* how many there may be, and are */
	uint32_t footnote;	/* the kind whose scores fall later (lift.h); 0: none */
};

/* For the best so many, at least one; footnote: see above.  The arena's, for one query. */
struct vb_contest *vb_contest_open(struct vb_index *index, size_t places, uint32_t footnote,
				   struct vb_arena *arena);

/* Who scores less is not among the best; less than any score while all may be. */
static inline float
vb_contest_bar(const struct vb_contest *contest)
{
	return contest->count == contest->places ? contest->best[0] : -1;
}

/*
 * Keeps of these passages, each with all that it scores, those that may be among the best: at the
 * front of both arrays, and in the contest's set.  Returns how many.
 */
size_t vb_contest_keep(struct vb_contest *contest, const struct vb_index *index, uint32_t *docid,
		       float *score, size_t count);

#endif
