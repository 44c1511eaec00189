/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lifting: what a passage is counts beside the words that it holds.  Only the order of what
 * is found changes, never what is found.
 */
#ifndef VB_LIFT_H
#define VB_LIFT_H

#include "matching.h"
#include "unit.h"

/*
 * Words that name a theme ("review conferences", 网络演练) lift the passages that carry it,
 * in either language: a passage on the theme need not say it in the same words.  Noted in
 * match->lift.
 */
bool vb_lift_themes(struct vb_match *match, const char *text, double weight, struct vb_err *err);

/*
 * Lifts what the States say that a bag names, the more of its other words a passage holds.
 * held, worth: by unit, the passages that hold it and what it weighs.
 */
bool vb_lift_states(struct vb_match *match, const struct vb_units *bag, struct vb_set *const *held,
		    const double *worth, double weight, struct vb_err *err);

/* The number of footnotes in the column of kinds; 0: there are none. */
uint32_t vb_lift_footnotes(const struct vb_index *index);

/*
 * Opens a contest (contest.h), noted in the match, if the query is all that was asked for, weighs something, and the
 * best alone are asked for: for the caller who knows that it tells all that a passage scores.  NULL otherwise.
 */
struct vb_contest *vb_lift_contest(struct vb_match *match, const struct vb_query *query, double weight);

/*
 * Lifts the passages in set by the themes noted.  And a footnote says where to read on; the
 * passage that bears its mark says what there is: footnotes sink.
 */
void vb_lift_apply(struct vb_match *match, const struct vb_set *set);

#endif
