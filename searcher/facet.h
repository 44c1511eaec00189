/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filters and facets.
 *
 * A filter's wanted values are joined by OR, filters by AND; unwanted values and days take
 * away.  A facet counts, for each value, the passages that match the query and every filter
 * but the facet's own wanted values ("drill-sideways"): choosing Japan does not hide how
 * many there are of Korea.  Counts are exact.
 */
#ifndef VB_FACET_H
#define VB_FACET_H

#include "match.h"
#include "result.h"

struct vb_filters {
	struct vb_set *query;			/* what the query matches */
	struct vb_set *wanted[VB_FACET_COUNT];	/* NULL: no wanted values */
	struct vb_set *allowed;			/* under unwanted values and days */
};

/* Evaluates the filters of a checked request; sets are valid until the end of the query. */
bool vb_facet_filters(struct vb_match *match, const struct vb_request *request,
		      struct vb_set *query, struct vb_filters *filters, struct vb_err *err);

/* query, filters and all, into out; without the wanted values of the facet but (-1: with all). */
void vb_facet_apply(const struct vb_filters *filters, int but, struct vb_set *out);

/* The facets asked for, in the arena of match. */
bool vb_facet_count(struct vb_match *match, const struct vb_request *request,
		    const struct vb_filters *filters, struct vb_result *result,
		    struct vb_err *err);

#endif
