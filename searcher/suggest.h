/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Did you mean": what is done about words that are spelled wrong (respell.h).
 *
 * With expansion, words of a bag that are better spelled otherwise are searched so, and
 * the expansion says it: "利益悠关方 -> 利益攸关方"; if nothing was found as typed, a note
 * says that too.  Quotations and, without expansion, all words are searched as typed; when
 * nothing is found, the better spelling is suggested.  For a quotation it may be the same without what was
 * pasted with it, or its parts (pasted.h), or, if it stands in a heading, the same with heading: before it.
 * The suggestions are whole queries.
 * Filters have no say: what is found in the whole index decides.
 */
#ifndef VB_SUGGEST_H
#define VB_SUGGEST_H

#include "matching.h"

/*
 * vb_match_query() with that help: typed is the query as a user wrote it; out is empty
 * before.  The tree is changed to what was searched.
 */
bool vb_suggest_match(struct vb_match *match, struct vb_query *query, const char *typed,
		      struct vb_list *suggestions, struct vb_set *out, struct vb_err *err);

#endif
