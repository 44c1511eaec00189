/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms of a bag: who bears them, in the text and in the headings, and what that scores. */
#ifndef VB_BAG_TERM_H
#define VB_BAG_TERM_H

#include "matching.h"
#include "unit.h"

/*
 * Fills term->set with the passages whose text bears a term of the bag, those in index->within at
 * least, and with weight > 0 adds its scores.  term->bearers: how many of the whole index bear it;
 * of a stem each counts as often as it has different forms.  A form or a Han word has no passages
 * of its own: others of the bag's terms stand for it.  contest: NULL, or who alone needs a score, where
 * nothing else adds to it.
 */
bool vb_bag_term_score(struct vb_match *match, const struct vb_units *bag,
		       struct vb_unit_term *term, double weight, struct vb_contest *contest,
		       struct vb_err *err);

#endif
