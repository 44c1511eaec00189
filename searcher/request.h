/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request: what is asked for, by command line, batch line or HTTP alike.
 */
#ifndef VB_REQUEST_H
#define VB_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "columns.h"
#include "err.h"

/*
 * The facets, in the order they are shown: the first columns.  A facet is also a filter of the
 * same name.
 */
enum vb_facet_name {
	VB_FACET_STATE = VB_COLUMN_STATE,
	VB_FACET_REGION = VB_COLUMN_REGION,
	VB_FACET_THEME = VB_COLUMN_THEME,
	VB_FACET_DOCUMENT = VB_COLUMN_DOCUMENT,
	VB_FACET_LANGUAGE = VB_COLUMN_LANGUAGE,
	VB_FACET_ORIGINAL_LANGUAGE = VB_COLUMN_ORIGINAL_LANGUAGE,
	VB_FACET_YEAR = VB_COLUMN_YEAR,
	VB_FACET_CITES = VB_COLUMN_CITES,
	VB_FACET_SYMBOL = VB_COLUMN_SYMBOL,	/* filter only */
	VB_FACET_COUNT
};

enum vb_sort { VB_SORT_RELEVANCE, VB_SORT_DATE, VB_SORT_DOCUMENT };

/* Values of one facet: the passage must have one of wanted (if any) and none of unwanted. */
struct vb_filter {
	const char **wanted;
	size_t wanted_count;
	const char **unwanted;
	size_t unwanted_count;
};

struct vb_request {
	const char *query;		/* UTF-8; NULL or "": everything */
	struct vb_filter filter[VB_FACET_COUNT];
	const char *since, *until;	/* dates as a user writes them, inclusive; NULL for open */
	unsigned limit, offset;
	enum vb_sort sort;
	uint32_t facets;		/* bit 1 << vb_facet_name for each facet to count */
	unsigned facet_limit;		/* values shown a facet */
	bool matrix;			/* count States by themes too */
	unsigned matrix_columns;	/* themes of the matrix; 0: all */
	bool expand;			/* other spellings and languages too */
	bool uncounted;			/* how many there are in all need not be told */
};

/* Defaults: everything, limit 10, by relevance, no facets, facet_limit 20, expand. */
void vb_request_init(struct vb_request *request);

struct vb_tables;	/* value.h */

/*
 * Adds a filter value as a user wrote it; the facet is by name ("state", "original_language",
 * "region" by slug or by shown name ...).  Checks nothing against the tables: see
 * vb_request_check().  VB_USAGE for an unknown facet.  Strings are copied to the arena.
 */
bool vb_request_filter(struct vb_request *request, struct vb_arena *arena, const char *facet,
		       const char *value, bool unwanted, struct vb_err *err);

/*
 * The same request in the index's own words (codes, slugs, canonical symbols, first and
 * last days), as the search needs it; strings are in the arena.  VB_USAGE for a value that a
 * table would know and does not, and for a malformed date.
 */
bool vb_request_check(const struct vb_request *request, const struct vb_tables *tables,
		      struct vb_arena *arena, struct vb_request *checked, struct vb_err *err);

/* The facet's name as used in options and JSON, and back (-1 when unknown). */
const char *vb_facet_slug(enum vb_facet_name facet);
int vb_facet_by_slug(const char *slug);

#endif
