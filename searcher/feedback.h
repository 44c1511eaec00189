/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feedback: what the best passages have in common was meant too: see rerank.h. */
#ifndef VB_FEEDBACK_H
#define VB_FEEDBACK_H

#include "look.h"

/* Notes in how many of the first of them each word stands. */
void vb_feedback_count(struct vb_look *look, const struct vb_look_passage *passage, size_t count);

/*
 * Raises the passages, which are of one script, by the words that the first ones have in
 * common.  They are in order, words weighed.
 */
void vb_feedback_add(struct vb_look *look, struct vb_look_passage *passage, size_t count);

#endif
