/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "facet.h"
#include "field.h"
#include "memory.h"
#include "schema.h"

#define BLOCK 1024	/* passages looked at together */
/* Beside the bits 1 << vb_facet_name: a passage that no choice of values brings back. */
#define NEVER (1u << VB_FACET_COUNT)
/* Values that more than this part of all passages have narrow little down. */
#define NARROW_PART 16

/* ---- filters ---- */

static const uint8_t *
mark_values(struct vb_match *match, enum vb_facet_name facet, const char **values, size_t count)
{
	const struct vb_column *column = &match->index->columns.column[facet];
	uint8_t *marks;

	if (count == 0)
		return NULL;
	marks = vb_arena_array(match->arena, (size_t)column->values + 1, sizeof(marks[0]));
	for (size_t i = 0; i < count; i++)
		marks[vb_field_number(match->index, facet, values[i])] = 1;
	marks[0] = 0;
	return marks;
}

/* How many passages bear the terms of the values; none bears that of one which follows from another. */
static bool
count_bearers(struct vb_match *match, enum vb_facet_name facet, const struct vb_filter *filter,
	      size_t *bearers, struct vb_err *err)
{
	char term[VB_TERM_MAX];
	uint32_t documents;

	*bearers = 0;
	for (size_t i = 0; i < filter->wanted_count; i++) {
		size_t size = vb_schema_filter(vb_facet_slug(facet), filter->wanted[i], term);

		if (!vb_index_frequency(match->index, term, size, &documents, err))
			return false;
		*bearers += documents > 0 ? documents : match->index->documents;
	}
	return true;
}

static bool
make_scope(struct vb_match *match, const struct vb_request *request, struct vb_filters *filters,
	   struct vb_err *err)
{
	struct vb_set *scope = NULL;

	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const struct vb_filter *filter = &request->filter[i];
		enum vb_facet_name facet = (enum vb_facet_name)i;
		struct vb_set *passing;
		size_t bearers;

		if (!count_bearers(match, facet, filter, &bearers, err))
			return false;
		if (bearers == 0 || bearers * NARROW_PART >= match->index->documents)
			continue;
		passing = vb_set_take(&match->index->sets);
		for (size_t j = 0; j < filter->wanted_count; j++)
			if (!vb_field_holders(match, facet, filter->wanted[j], passing, err))
				return false;
		vb_set_and(passing, scope == NULL ? match->index->all : scope);
		vb_set_give(&match->index->sets, scope);
		scope = passing;
	}
	filters->scope = scope;
	return true;
}

bool
vb_facet_filters(struct vb_match *match, const struct vb_request *request,
		 struct vb_filters *filters, struct vb_err *err)
{
	*filters = (struct vb_filters){.counted = request->facets};
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const struct vb_filter *filter = &request->filter[i];
		enum vb_facet_name facet = (enum vb_facet_name)i;

		filters->wanted[i] = mark_values(match, facet, filter->wanted, filter->wanted_count);
		filters->unwanted[i] = mark_values(match, facet, filter->unwanted,
						   filter->unwanted_count);
		filters->any = filters->any || filters->wanted[i] != NULL ||
			       filters->unwanted[i] != NULL;
		filters->sideways = filters->sideways || (filters->wanted[i] != NULL &&
							  (request->facets >> i & 1) != 0);
	}
	if (request->since != NULL || request->until != NULL)
		filters->dates = vb_field_dates(match, request->since, request->until);
	filters->any = filters->any || filters->dates != NULL;
	return make_scope(match, request, filters, err);
}

/* ---- the pass ---- */

struct counting {
	struct vb_match *match;
	const struct vb_filters *filters;
	uint32_t *counts[VB_FACET_COUNT];	/* NULL: not asked for */
	uint32_t docid[BLOCK];
	uint32_t fails[BLOCK];		/* which filters a passage fails */
	size_t count;
};

static const struct vb_column *
column_of(const struct counting *counting, int name)
{
	return &counting->match->index->columns.column[name];
}

/* Notes flag for the passages of the block whose meeting of marks is not as it should be. */
static void
note_fails(struct counting *counting, int name, const uint8_t *marks, bool wanted, uint32_t flag)
{
	uint8_t met[BLOCK];

	if (marks == NULL)
		return;
	vb_column_match(column_of(counting, name), counting->docid, counting->count, marks, met);
	for (size_t i = 0; i < counting->count; i++)
		counting->fails[i] |= (met[i] != 0) == wanted ? 0 : flag;
}

static void
filter_block(struct counting *counting)
{
	const struct vb_filters *filters = counting->filters;

	memset(counting->fails, 0, counting->count * sizeof(counting->fails[0]));
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		note_fails(counting, i, filters->wanted[i], true, 1u << i);
		note_fails(counting, i, filters->unwanted[i], false, NEVER);
	}
	note_fails(counting, VB_COLUMN_DATE, filters->dates, true, NEVER);
}

/* Those of the block that fail nothing but what is in forgiven. */
static size_t
take_passing(const struct counting *counting, uint32_t forgiven, uint32_t *docid)
{
	size_t count = 0;

	for (size_t i = 0; i < counting->count; i++) {
		docid[count] = counting->docid[i];
		count += (counting->fails[i] & ~forgiven) == 0;
	}
	return count;
}

static void
count_block(struct counting *counting, struct vb_set *found, uint64_t *total)
{
	uint32_t passing[BLOCK], more[BLOCK];
	const uint32_t *all = counting->docid;
	size_t count = counting->count;

	if (counting->filters->any) {
		filter_block(counting);
		count = take_passing(counting, 0, passing);
		all = passing;
	}
	*total += count;
	if (counting->filters->any)
		vb_set_add_all(found, all, count);
	for (int i = 0; i < VB_FACET_COUNT; i++)
		if (counting->counts[i] != NULL && counting->filters->wanted[i] == NULL)
			vb_column_count(column_of(counting, i), all, count, counting->counts[i]);
		else if (counting->counts[i] != NULL)
			vb_column_count(column_of(counting, i), more,
					take_passing(counting, 1u << i, more), counting->counts[i]);
}

void
vb_facet_narrow(struct vb_match *match, const struct vb_filters *filters, struct vb_set *set)
{
	struct counting counting = {.match = match, .filters = filters};
	uint32_t from = 1;

	if (filters->scope != NULL && !filters->sideways)
		vb_set_and(set, filters->scope);
	while (filters->any &&
	       (counting.count = vb_set_read(set, &from, counting.docid, BLOCK)) > 0) {
		filter_block(&counting);
		for (size_t i = 0; i < counting.count; i++) {
			uint32_t fails = counting.fails[i];
			bool sideways = (fails & (fails - 1)) == 0 && (fails & filters->counted) != 0;

			if (fails != 0 && !sideways)
				vb_set_remove(set, counting.docid[i]);
		}
	}
}

/* ---- facets ---- */

/* A value of a facet by its number, before it is shown. */
struct value {
	uint32_t number, count;
};

/* By count, the largest first, then by value: numbers are in the order of values. */
static int
compare(const void *left, const void *right)
{
	const struct value *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static void
show_values(struct vb_match *match, struct vb_facet *facet, const struct value *list)
{
	const struct vb_column *column = &match->index->columns.column[facet->name];

	facet->values = vb_arena_array(match->arena, facet->count + 1, sizeof(facet->values[0]));
	for (size_t i = 0; i < facet->count; i++) {
		size_t size;
		const char *text = vb_column_value(column, list[i].number, &size);
		const char *value = vb_arena_strndup(match->arena, text, size);

		facet->values[i] = (struct vb_facet_value){
			.value = value,
			.en = vb_value_label(match->tables, facet->name, value, "en"),
			.zh = vb_value_label(match->tables, facet->name, value, "zh"),
			.count = list[i].count,
		};
	}
}

static void
make_facet(struct vb_match *match, const uint32_t *counts, unsigned limit, struct vb_facet *facet)
{
	const struct vb_column *column = &match->index->columns.column[facet->name];
	struct value *list = vb_memory_resize(NULL, (size_t)column->values + 1, sizeof(list[0]));

	for (uint32_t i = 1; i <= column->values; i++)
		if (counts[i] > 0)
			list[facet->total++] = (struct value){i, counts[i]};
	qsort(list, facet->total, sizeof(list[0]), compare);
	facet->count = facet->total < limit ? facet->total : limit;
	show_values(match, facet, list);
	free(list);
}

struct vb_set *
vb_facet_count(struct vb_match *match, const struct vb_request *request,
	       const struct vb_filters *filters, struct vb_set *query, struct vb_result *result)
{
	struct vb_set *found = filters->any ? vb_set_take(&match->index->sets) : query;
	struct counting counting = {.match = match, .filters = filters};
	uint32_t from = 1;

	if (filters->scope != NULL && !filters->sideways)
		vb_set_and(query, filters->scope);

	for (int i = 0; i < VB_FACET_COUNT; i++)
		if ((request->facets >> i & 1) != 0)
			counting.counts[i] = vb_arena_array(match->arena,
				(size_t)column_of(&counting, i)->values + 1, sizeof(uint32_t));
	if (!filters->any && request->facets == 0)
		result->total = vb_set_count(query);
	while ((filters->any || request->facets != 0) &&
	       (counting.count = vb_set_read(query, &from, counting.docid, BLOCK)) > 0)
		count_block(&counting, found, &result->total);
	result->facets = vb_arena_array(match->arena, VB_FACET_COUNT, sizeof(result->facets[0]));
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		struct vb_facet *facet = &result->facets[result->facet_count];

		if (counting.counts[i] == NULL)
			continue;
		facet->name = (enum vb_facet_name)i;
		make_facet(match, counting.counts[i], request->facet_limit, facet);
		result->facet_count++;
	}
	return found;
}
