/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * NEAR/n: words or quotations, in any order, each with at most n words between it and the
 * one named before it.  A word is met by any form of its stem.  The passages that hold all
 * of them are read and their words counted; Han words are counted as ICU cuts them.
 */
#ifndef VB_NEAR_H
#define VB_NEAR_H

#include "matching.h"

bool vb_near_match(struct vb_match *match, const struct vb_query *near, double weight,
		   struct vb_set *out, struct vb_err *err);

#endif
