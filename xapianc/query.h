/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Query trees, ranked matches and facets: Xapian's own matcher.
 *
 * A query is built from its leaves up and knows of no database; a match runs one over a
 * database and holds the answer.  Errors, threads and ownership as in xapianc.h.
 *
 *	struct xc_query *query = xc_query_term("w:peace", 7, &err);
 *	struct xc_match_request request = {.query = query, .limit = 10};
 *	struct xc_match *match = xc_match_run(database, &request, &err);
 *	size_t count = 0;
 *	const struct xc_hit *hits = match == NULL ? NULL : xc_match_hits(match, &count);
 *
 *	for (size_t i = 0; i < count; i++)
 *		show(hits[i].docid);
 *	xc_match_free(match);
 *	xc_query_free(query);
 */
#ifndef XC_QUERY_H
#define XC_QUERY_H

#include "xapianc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How deep a query tree may be, a leaf being 1; a deeper one is VB_LIMIT.  Xapian walks
 * trees by recursion, and one that is deep enough would end the process. */
#define XC_QUERY_DEPTH_MAX 64

struct xc_query;	/* a tree that says what to look for; never changes */
struct xc_match;	/* an answer, complete and independent of the database handle */

enum xc_operator {
	XC_AND,		/* all parts; weights add up */
	XC_OR,		/* any part; weights add up */
	XC_NOT,		/* the first part, and none of the others; weight of the first */
	XC_FILTER,	/* all parts; weight of the first only */
	XC_NEAR,	/* all parts, terms, within a window of places, in any order */
	XC_PHRASE	/* the same, in the order given */
};

/* A term as the database holds it.  VB_LIMIT. */
struct xc_query *xc_query_term(const char *term, size_t size, struct vb_err *err);

/* Every document, without weight. */
struct xc_query *xc_query_all(struct vb_err *err);

/*
 * Joins count parts, which stay the caller's and may be freed at once.  window is used by
 * XC_NEAR and XC_PHRASE: how many places from the first term to the last, at least
 * count; 0 stands for count (a phrase without gaps).  No parts match nothing.  VB_LIMIT.
 */
struct xc_query *xc_query_join(enum xc_operator how, const struct xc_query *const *parts,
			       size_t count, unsigned window, struct vb_err *err);

/* The same query with its weights times factor, which is not negative; query stays the
 * caller's and may be freed at once.  VB_LIMIT. */
struct xc_query *xc_query_scale(const struct xc_query *query, double factor, struct vb_err *err);

void xc_query_free(struct xc_query *query);

struct xc_match_request {
	const struct xc_query *query;
	uint32_t offset;	/* hits passed over first */
	uint32_t limit;		/* hits wanted */
	bool exact;		/* count every match, where else Xapian estimates */
	const unsigned *facets;	/* slots whose values are counted over all matches; */
	size_t facet_count;	/* any at all make the count exact too */
};

struct xc_hit {
	uint32_t docid;
	double weight;
};

struct xc_facet_value {
	struct xc_bytes value;
	uint32_t documents;	/* matches that have this value */
};

/*
 * Runs a query.  Hits are ranked by BM25 as Xapian weighs it by default (k1 1, k2 0, k3 1,
 * b 0.5; S. Robertson and others, "Okapi at TREC-3", 1994), equal ones by document id.
 * Owned by the caller.  VB_USAGE for a near or phrase of parts that are no terms.
 */
struct xc_match *xc_match_run(struct xc_database *database, const struct xc_match_request *request,
			      struct vb_err *err);
void xc_match_free(struct xc_match *match);

/* The hits from offset on, best first; valid until the match is freed. */
const struct xc_hit *xc_match_hits(const struct xc_match *match, size_t *count);

/* How many documents match; *exact (may be NULL) tells whether that is certain. */
uint32_t xc_match_total(const struct xc_match *match, bool *exact);

/* The values of the request's facet number i (0 ...), in byte order, and their count; NULL
 * and 0 for other numbers.  Valid until the match is freed. */
const struct xc_facet_value *xc_match_facet(const struct xc_match *match, size_t i, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
