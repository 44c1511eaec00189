/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotations: the passages whose folded text holds the folded quotation, all of them and
 * no other.
 *
 * The index narrows down, the text decides.  A passage that holds the quotation holds each
 * pair of Han characters in it, and for each run of letters a word that contains that run
 * (or the term VB_TERM_LONG); where the quotation shows what stands on both sides of a run,
 * the word is the run itself.  What passes is verified in the folded text.  Where the index
 * says it all (a single pair, a single run), nothing is read.
 */
#ifndef VB_QUOTATION_H
#define VB_QUOTATION_H

#include "matching.h"

/*
 * What is read costs, so of a query that is nothing but a quotation only what match->only lets
 * count is read, unless none of it holds the quotation.  Its weight, which the filters must not
 * change, is then that of what may hold it: it only says how high all scores are.  Where
 * match->best is set, no more need be read than those come from (foremost.h).
 *
 * bounded: no letter or digit may stand directly before or behind.  The set is filled; with
 * weight > 0 scores are added.
 */
bool vb_quotation_match(struct vb_match *match, const char *text, bool bounded, double weight,
			struct vb_set *out, struct vb_err *err);

/* The folded form, in the match's arena. */
const char *vb_quotation_fold(struct vb_match *match, const char *text, size_t size, size_t *out);

#endif
