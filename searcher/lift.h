/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lifting: what a passage is counts beside the words that it holds.  Only the order of what
 * is found changes, never what is found.
 */
#ifndef VB_LIFT_H
#define VB_LIFT_H

#include "match.h"

/*
 * Words that name a theme ("review conferences", 网络演练) lift the passages that carry it,
 * in either language: a passage on the theme need not say it in the same words.
 */
bool vb_lift_themes(struct vb_match *match, const char *text, double weight, struct vb_err *err);

/* A footnote says where to read on; the passage that bears its mark says what there is. */
bool vb_lift_footnotes(struct vb_index *index, struct vb_err *err);

#endif
