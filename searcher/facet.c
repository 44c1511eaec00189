/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "facet.h"
#include "schema.h"

/* ---- filters ---- */

static bool
collect_values(struct vb_match *match, enum vb_facet_name facet, const char **values, size_t count,
	       struct vb_set *out, struct vb_err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!vb_match_facet(match, facet, values[i], out, err))
			return false;
	return true;
}

bool
vb_facet_filters(struct vb_match *match, const struct vb_request *request, struct vb_set *query,
		 struct vb_filters *filters, struct vb_err *err)
{
	struct vb_sets *sets = &match->index->sets;
	struct vb_set *some = vb_set_take(sets);

	memset(filters, 0, sizeof(*filters));
	filters->query = query;
	filters->allowed = vb_set_take(sets);
	vb_set_copy(filters->allowed, match->index->all);
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const struct vb_filter *filter = &request->filter[i];
		enum vb_facet_name facet = (enum vb_facet_name)i;

		if (filter->wanted_count > 0) {
			filters->wanted[i] = vb_set_take(sets);
			if (!collect_values(match, facet, filter->wanted, filter->wanted_count,
					    filters->wanted[i], err))
				return false;
		}
		vb_set_clear(some);
		if (!collect_values(match, facet, filter->unwanted, filter->unwanted_count, some,
				    err))
			return false;
		vb_set_minus(filters->allowed, some);
	}
	if (request->since != NULL || request->until != NULL) {
		vb_set_clear(some);
		if (!vb_match_dates(match, request->since, request->until, some, err))
			return false;
		vb_set_and(filters->allowed, some);
	}
	vb_set_give(sets, some);
	return true;
}

void
vb_facet_apply(const struct vb_filters *filters, int but, struct vb_set *out)
{
	vb_set_copy(out, filters->query);
	vb_set_and(out, filters->allowed);
	for (int i = 0; i < VB_FACET_COUNT; i++)
		if (i != but && filters->wanted[i] != NULL)
			vb_set_and(out, filters->wanted[i]);
}

/* ---- counts ---- */

struct counting {
	const struct vb_set *set;
	uint64_t count;
};

static void
count_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct counting *counting = data;

	(void)wdf;
	for (size_t i = 0; i < count; i++)
		counting->count += vb_set_has(counting->set, docid[i]);
}

/* By count, the largest first, then by value. */
static int
compare(const void *left, const void *right)
{
	const struct vb_facet_value *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(a->value, b->value);
}

/* Values are kept in a heap-grown array while they are counted: there may be very many. */
struct values {
	struct vb_facet_value *list;
	size_t count, room;
};

static bool
add_value(struct vb_match *match, struct values *values, const struct xc_bytes *term, size_t prefix,
	  uint64_t count, struct vb_err *err)
{
	if (values->count == values->room) {
		size_t room = values->room * 2 + 64;
		struct vb_facet_value *more = realloc(values->list, room * sizeof(more[0]));

		if (more == NULL)
			return vb_err_set(err, VB_MEMORY, "no memory for %zu facet values", room);
		values->list = more;
		values->room = room;
	}
	values->list[values->count++] = (struct vb_facet_value){
		.value = vb_arena_strndup(match->arena, term->data + prefix, term->size - prefix),
		.count = count,
	};
	return true;
}

static bool
count_values(struct vb_match *match, enum vb_facet_name facet, const struct vb_set *set,
	     struct values *values, struct vb_err *err)
{
	char prefix[VB_TERM_MAX];
	size_t size = vb_schema_filter(vb_facet_slug(facet), "", prefix);
	struct xc_terms *terms = xc_terms_open(match->index->database, prefix, size, err);
	struct xc_bytes term;
	uint32_t documents;
	bool ok;

	if (terms == NULL)
		return false;
	while ((ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL) {
		struct counting counting = {set, 0};

		if (!(ok = vb_index_walk(match->index, term.data, term.size, count_block, &counting,
					 err)))
			break;
		if (counting.count > 0 &&
		    !(ok = add_value(match, values, &term, size, counting.count, err)))
			break;
	}
	xc_terms_close(terms);
	return ok;
}

static bool
count_facet(struct vb_match *match, const struct vb_request *request, const struct vb_set *set,
	    struct vb_facet *facet, struct vb_err *err)
{
	struct values values = {NULL, 0, 0};

	if (!count_values(match, facet->name, set, &values, err)) {
		free(values.list);
		return false;
	}
	if (values.count > 0)
		qsort(values.list, values.count, sizeof(values.list[0]), compare);
	facet->total = values.count;
	facet->count = values.count < request->facet_limit ? values.count : request->facet_limit;
	facet->values = vb_arena_array(match->arena, facet->count + 1, sizeof(facet->values[0]));
	for (size_t i = 0; i < facet->count; i++) {
		facet->values[i] = values.list[i];
		facet->values[i].en = vb_value_label(match->tables, facet->name,
						     values.list[i].value, "en");
		facet->values[i].zh = vb_value_label(match->tables, facet->name,
						     values.list[i].value, "zh");
	}
	free(values.list);
	return true;
}

bool
vb_facet_count(struct vb_match *match, const struct vb_request *request,
	       const struct vb_filters *filters, struct vb_result *result, struct vb_err *err)
{
	struct vb_set *set = vb_set_take(&match->index->sets);

	result->facets = vb_arena_array(match->arena, VB_FACET_COUNT, sizeof(result->facets[0]));
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		struct vb_facet *facet = &result->facets[result->facet_count];

		if ((request->facets >> i & 1) == 0)
			continue;
		facet->name = (enum vb_facet_name)i;
		vb_facet_apply(filters, i, set);
		if (!count_facet(match, request, set, facet, err))
			return false;
		result->facet_count++;
	}
	vb_set_give(&match->index->sets, set);
	return true;
}
