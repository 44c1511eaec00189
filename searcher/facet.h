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

#include "matching.h"
#include "result.h"

/* By number of a value in its column, 0 being none; in the arena; NULL: no such filter. */
struct vb_filters {
	const uint8_t *wanted[VB_FACET_COUNT];
	const uint8_t *unwanted[VB_FACET_COUNT];
	const uint8_t *dates;
	bool any;		/* one of those is set */
	bool sideways;		/* one of the facets asked for has wanted values */
	uint32_t counted;	/* the facets asked for, as in struct vb_request */
	/* What passes those wanted values that few passages have, and more; NULL: there are none. */
	const struct vb_set *scope;
};

/* The filters of a checked request; of the query's sets. */
bool vb_facet_filters(struct vb_match *match, const struct vb_request *request,
		      struct vb_filters *filters, struct vb_err *err);

/*
 * Takes out of set what cannot count: what passes neither all filters nor, in a facet that is asked
 * for, all but that facet's.
 */
void vb_facet_narrow(struct vb_match *match, const struct vb_filters *filters, struct vb_set *set);

/*
 * One pass over what the query matches; returns what passes the filters, query itself where there
 * are none, and result gets the facets asked for, in the arena of match, and the total.  What
 * cannot count is taken out of query.
 */
struct vb_set *vb_facet_count(struct vb_match *match, const struct vb_request *request,
			      const struct vb_filters *filters, struct vb_set *query,
			      struct vb_result *result);

#endif
