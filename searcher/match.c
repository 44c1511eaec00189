/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bag.h"
#include "family.h"
#include "headed.h"
#include "match.h"
#include "near.h"
#include "quotation.h"
#include "schema.h"

/* What stands in quotes was meant: it weighs more than the same words in a bag. */
#define QUOTATION_WEIGHT 1.5

bool
vb_match_facet(struct vb_match *match, enum vb_facet_name facet, const char *value,
	       struct vb_set *out, struct vb_err *err)
{
	char term[VB_TERM_MAX];
	size_t size = vb_schema_filter(vb_facet_slug(facet), value, term);

	return vb_index_collect(match->index, term, size, out, err);
}

bool
vb_match_dates(struct vb_match *match, const char *since, const char *until, struct vb_set *out,
	       struct vb_err *err)
{
	struct vb_index *index = match->index;
	bool *fits;

	if (!vb_index_load_dates(index, err))
		return false;
	fits = vb_arena_array(match->arena, index->date_count + 1, sizeof(*fits));
	for (size_t i = 0; i < index->date_count; i++) {
		char first[VB_DATE_MAX], last[VB_DATE_MAX];

		vb_date_range(index->dates[i], first, last);
		fits[i + 1] = (since == NULL || strcmp(last, since) >= 0) &&
			      (until == NULL || strcmp(first, until) <= 0);
	}
	for (uint32_t docid = 0; (docid = vb_set_next(index->all, docid + 1)) != 0;)
		if (fits[index->date[docid]])
			vb_set_add(out, docid);
	return true;
}

static bool
match_and(struct vb_match *match, const struct vb_query *query, double weight, struct vb_set *out,
	  struct vb_err *err)
{
	struct vb_set *part = vb_set_take(&match->index->sets);

	vb_set_copy(out, match->index->all);
	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		vb_set_clear(part);
		if (!vb_match_query(match, child, weight, part, err))
			return false;
		vb_set_and(out, part);
	}
	vb_set_give(&match->index->sets, part);
	return true;
}

static bool
match_or(struct vb_match *match, const struct vb_query *query, double weight, struct vb_set *out,
	 struct vb_err *err)
{
	struct vb_set *part = vb_set_take(&match->index->sets);

	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		vb_set_clear(part);
		if (!vb_match_query(match, child, weight, part, err))
			return false;
		vb_set_or(out, part);
	}
	vb_set_give(&match->index->sets, part);
	return true;
}

static bool
match_not(struct vb_match *match, const struct vb_query *query, struct vb_set *out,
	  struct vb_err *err)
{
	struct vb_set *part = vb_set_take(&match->index->sets);

	if (!vb_match_query(match, query->child, 0, part, err))
		return false;
	vb_set_copy(out, match->index->all);
	vb_set_minus(out, part);
	vb_set_give(&match->index->sets, part);
	return true;
}

bool
vb_match_query(struct vb_match *match, const struct vb_query *query, double weight,
	       struct vb_set *out, struct vb_err *err)
{
	switch (query->kind) {
	case VB_QUERY_ALL:
		vb_set_copy(out, match->index->all);
		return true;
	case VB_QUERY_WORDS:
		return vb_bag_match(match, query, weight, out, err);
	case VB_QUERY_PHRASE:
		return vb_quotation_match(match, query->text, false, weight * QUOTATION_WEIGHT, out,
					  err);
	case VB_QUERY_PREFIX:
		return vb_family_prefix(match, query->text, weight, out, err);
	case VB_QUERY_FUZZY:
		return vb_family_fuzzy(match, query->text, query->distance, weight, out, err);
	case VB_QUERY_FACET:
		return vb_match_facet(match, query->facet, query->text, out, err);
	case VB_QUERY_DATE:
		return vb_match_dates(match, query->since, query->until, out, err);
	case VB_QUERY_HEADING:
		return vb_headed_match(match, query->text, query->quoted, weight, out, err);
	case VB_QUERY_AND:
		return match_and(match, query, weight, out, err);
	case VB_QUERY_OR:
		return match_or(match, query, weight, out, err);
	case VB_QUERY_NOT:
		return match_not(match, query, out, err);
	case VB_QUERY_NEAR:
		return vb_near_match(match, query, weight, out, err);
	case VB_QUERY_SYMBOL:
		break;	/* stands in a bag */
	}
	return vb_err_set(err, VB_DAMAGED, "a query that cannot be: kind %d", (int)query->kind);
}
