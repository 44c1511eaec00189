/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a bag of plain words is worded, before anything is looked for.
 *
 * Acronyms: "U.N." is read as UN; "US" and "WHO", which are everyday words too, as what
 * they are short for.  Questions (question.h) lose the words that only ask.
 */
#ifndef VB_WORDING_H
#define VB_WORDING_H

#include "matching.h"

/* Rewrites the bags of a query, in the match's arena, and tells acronyms in match->expansion. */
void vb_wording_read(struct vb_match *match, struct vb_query *query);

#endif
