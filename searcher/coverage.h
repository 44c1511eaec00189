/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What passages hold of a bag's units (unit.h), by weight: who holds enough to match, and who
 * holds more than others.
 *
 * held[i] are the passages that hold unit i, worth[i] what it weighs; 0 for one that the index
 * does not know.
 */
#ifndef VB_COVERAGE_H
#define VB_COVERAGE_H

#include "index.h"
#include "parse.h"

/*
 * Adds to out the passages whose units weigh at least bar.  Most units reach the bar alone:
 * whoever holds one matches.  Only what the others reach together takes more.
 */
void vb_coverage_match(struct vb_index *index, struct vb_set *const *held, const double *worth,
		    size_t count, double bar, struct vb_set *out);

/*
 * Lowers the scores of those that hold a smaller share of total, so that a passage with one
 * word of the query again and again does not come before one with all of them (the
 * coordination of older engines, by weight).
 */
void vb_coverage_weigh(struct vb_index *index, struct vb_set *const *held, const double *worth,
		    size_t count, double total);

#endif
