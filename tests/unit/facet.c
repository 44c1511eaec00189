/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters and facet counts against counting by hand. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "sample.h"
#include "search.h"
#include "value.h"

static const char *const states[] = {"JPN", "CUB", "FRA", "BRA", "EU", ""};
static const char *const themes[] = {"norms", "threats", "capacity-building", "human-rights"};
static const char *const languages[] = {"zh", "en"};
static const char *const originals[] = {"en", "fr", "es", ""};
static const char *const dates[] = {"2021-03-01", "2022-04", "2023", "2024-05-01", ""};
static const char *const symbols[] = {"A/79/81", "A/78/1", ""};
static const char *const cited[] = {"A/RES/77/37", "A/RES/78/16", "A/RES/78/237"};
static const char *const words[] = {"radio", "law", "capacity", "网络", "安全", "广播"};

static struct sample sample;
static struct vb_search *search;
static struct vb_arena arena;
static struct vb_err err;
static bool *in_query;		/* by record: matches the query without filters */

static void
setup(void)
{
	seed = 79;
	sample_init(&sample);
	vb_arena_init(&arena);
}

static void
teardown(void)
{
	vb_search_close(search);
	vb_arena_fini(&arena);
	sample_fini(&sample);
	free(in_query);
}

TestSuite(facet, .init = setup, .fini = teardown, .timeout = 120);

static void
add_invented(size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = vb_arena_printf(&sample.arena, "Sample %s %s, %s.", ONE_OF(words),
						   ONE_OF(words), ONE_OF(words));
		const char *symbol = ONE_OF(symbols);
		const char *path = vb_arena_printf(&sample.arena, "/sample%s-%u.txt", symbol, dice(4));

		sample_add(&sample, &(struct vb_record){
			.text = text, .path = path, .state = ONE_OF(states),
			.themes = some_of(themes, 4, &sample.arena), .language = ONE_OF(languages),
			.original_language = ONE_OF(originals), .date = ONE_OF(dates),
			.symbol = symbol, .cites = some_of(cited, 3, &sample.arena),
			.kind = dice(5) == 0 ? VB_FOOTNOTE : VB_PARAGRAPH});
	}
}

static void
open_sample(void)
{
	sample_write(&sample);
	search = vb_search_open(&sample.settings, &err);
	cr_assert_not_null(search, "%s", err.text);
	in_query = calloc(sample.count + 1, sizeof(in_query[0]));
}

/* The values of a facet that a record has. */
static struct vb_list
values_of(const struct vb_record *record, enum vb_facet_name facet)
{
	struct vb_list one = {vb_arena_array(&arena, 1, sizeof(one.item[0])), 1};
	const struct vb_state *state = vb_state_by_code(sample.table, record->state);

	switch (facet) {
	case VB_FACET_STATE: one.item[0] = record->state; break;
	case VB_FACET_REGION: one.item[0] = state == NULL ? "" : state->region; break;
	case VB_FACET_THEME: return record->themes;
	case VB_FACET_DOCUMENT:
		one.item[0] = record->symbol[0] != '\0' ? record->symbol : record->path;
		break;
	case VB_FACET_LANGUAGE: one.item[0] = record->language; break;
	case VB_FACET_ORIGINAL_LANGUAGE: one.item[0] = record->original_language; break;
	case VB_FACET_YEAR: one.item[0] = vb_arena_strndup(&arena, record->date,
							    record->date[0] == '\0' ? 0 : 4); break;
	case VB_FACET_CITES: return record->cites;
	default: one.item[0] = record->symbol; break;
	}
	one.count = one.item[0][0] != '\0';
	return one;
}

static bool
has_any(const struct vb_list *values, const char **list, size_t count)
{
	for (size_t i = 0; i < values->count; i++)
		for (size_t j = 0; j < count; j++)
			if (strcmp(values->item[i], list[j]) == 0)
				return true;
	return false;
}

/* Whether a record passes the filters, the wanted values of the facet but apart. */
static bool
passes(const struct vb_record *record, const struct vb_request *request, int but)
{
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const struct vb_filter *filter = &request->filter[i];
		struct vb_list values = values_of(record, (enum vb_facet_name)i);

		if ((i != but && filter->wanted_count > 0 &&
		     !has_any(&values, filter->wanted, filter->wanted_count)) ||
		    has_any(&values, filter->unwanted, filter->unwanted_count))
			return false;
	}
	if (request->since != NULL && strncmp(record->date, request->since, 4) < 0)
		return false;
	return request->since == NULL || record->date[0] != '\0';
}

/* A value that some record has: so that selections mostly find something. */
static void
select_value(struct vb_request *request)
{
	enum vb_facet_name facet = (enum vb_facet_name)dice(VB_FACET_COUNT);
	const struct vb_record *record = &sample.record[dice((uint32_t)sample.count)];
	struct vb_list values = values_of(record, facet);

	if (values.count > 0)
		cr_assert(vb_request_filter(request, &arena, vb_facet_slug(facet),
					    values.item[dice((uint32_t)values.count)], dice(4) == 0,
					    &err), "%s", err.text);
}

static uint64_t
count_by_hand(const struct vb_request *request, int but, const char *value)
{
	uint64_t count = 0;

	for (size_t i = 0; i < sample.count; i++) {
		struct vb_list values;

		if (!in_query[i] || !passes(&sample.record[i], request, but))
			continue;
		values = but < 0 ? (struct vb_list){NULL, 0}
				 : values_of(&sample.record[i], (enum vb_facet_name)but);
		count += but < 0 || has_any(&values, &value, 1);
	}
	return count;
}

static void
compare(const struct vb_request *request, const struct vb_result *result)
{
	cr_expect_eq(result->total, count_by_hand(request, -1, NULL), "%zu passages, not %zu",
		     (size_t)result->total, (size_t)count_by_hand(request, -1, NULL));
	for (size_t i = 0; i < result->facet_count; i++) {
		const struct vb_facet *facet = &result->facets[i];
		uint64_t sum = 0, all = 0;

		for (size_t j = 0; j < facet->count; j++) {
			uint64_t count = count_by_hand(request, (int)facet->name,
						       facet->values[j].value);

			cr_expect_eq(facet->values[j].count, count, "%s:%s is %zu, not %zu",
				     vb_facet_slug(facet->name), facet->values[j].value,
				     (size_t)facet->values[j].count, (size_t)count);
			sum += facet->values[j].count;
		}
		/* None is left out either. */
		for (size_t k = 0; k < sample.count; k++)
			if (in_query[k] && passes(&sample.record[k], request, (int)facet->name))
				all += values_of(&sample.record[k], facet->name).count;
		cr_expect_eq(sum, all, "%s", vb_facet_slug(facet->name));
	}
}

/* Which records the query finds, by their ids: the filters must cut from just these. */
static void
find_all(const char *query)
{
	struct vb_request request;
	struct vb_result result;

	vb_request_init(&request);
	request.query = query;
	request.limit = (unsigned)sample.count;
	cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s", err.text);
	memset(in_query, 0, sample.count * sizeof(in_query[0]));
	for (size_t i = 0; i < result.hit_count; i++)
		in_query[strtoul(result.hits[i].record.id, NULL, 16)] = true;
}

static void
check_selections(const char *const *queries, size_t query_count, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct vb_request request;
		struct vb_result result;
		uint32_t selected = dice(5);

		vb_arena_reset(&arena);
		vb_request_init(&request);
		for (uint32_t j = 0; j < selected; j++)
			select_value(&request);
		if (dice(4) == 0)
			request.since = "2022";
		request.facets = (1u << VB_FACET_SYMBOL) - 1;
		request.facet_limit = 10000;
		request.query = i % 2 == 0 ? NULL : queries[dice((uint32_t)query_count)];
		find_all(request.query);
		cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s", err.text);
		compare(&request, &result);
	}
}

Test(facet, five_hundred_selections_are_counted_as_by_hand)
{
	static const char *const queries[] = {"radio", "law 广播", "\"安全\"", "网络 -radio",
					      "capacity OR law", "rad* AND sample", "\"ple radio l\"",
					      "\"law, 网络\"", "\"o, 安\""};

	add_invented(400);
	open_sample();
	check_selections(queries, sizeof(queries) / sizeof(queries[0]), 500);
}

/* The records that the query finds, in their order, with their scores. */
static size_t
find_in_order(struct vb_request *request, struct vb_result *result)
{
	request->limit = (unsigned)sample.count;
	cr_assert(vb_search_run(search, request, &arena, result, &err), "%s", err.text);
	return result->hit_count;
}

Test(facet, a_filter_takes_quotations_away_and_changes_nothing_else)
{
	static const char *const queries[] = {"\"ple radio l\"", "\"law, 网络\"", "\"o, 安\"",
					      "\"radio law\"", "\"capacity, radio.\""};

	add_invented(400);
	open_sample();
	for (size_t i = 0; i < 200; i++) {
		struct vb_request request;
		struct vb_result all, some;
		size_t next = 0;

		vb_arena_reset(&arena);
		vb_request_init(&request);
		request.query = queries[dice(sizeof(queries) / sizeof(queries[0]))];
		find_in_order(&request, &all);
		for (uint32_t j = 0; j <= dice(3); j++)
			select_value(&request);
		find_in_order(&request, &some);
		for (size_t j = 0; j < all.hit_count; j++) {
			const struct vb_hit *hit = &all.hits[j];

			if (!passes(&sample.record[strtoul(hit->record.id, NULL, 16)], &request, -1))
				continue;
			cr_assert_lt(next, some.hit_count);
			cr_expect_str_eq(some.hits[next].record.id, hit->record.id);
			cr_expect_eq(some.hits[next].score, hit->score);
			next++;
		}
		cr_expect_eq(next, some.hit_count);
		cr_expect_eq(some.suggestions.count, all.suggestions.count);
	}
}

Test(facet, selections_over_real_statements_are_counted_as_by_hand)
{
	static const char *const queries[] = {"climate change", "\"security council\"", "peac*",
					      "cyber OR nuclear", "developing countries debt"};
	static const char *const codes[] = {"JPN", "CUB", "ALB", "AUS"};
	const char *shared = sample_shared();
	char path[4096];

	if (shared == NULL)
		cr_skip_test("no real documents");
	for (size_t i = 0; i < 4; i++)
		for (int year = 2021; year <= 2024; year++) {
			const char *date = vb_arena_printf(&sample.arena, "%d", year);

			snprintf(path, sizeof(path), "%s/corpus/ungdc/%s_%d_%d.txt", shared, codes[i],
				 year - 1945, year);
			sample_add_file(&sample, path, &(struct vb_record){
				.state = codes[i], .date = date, .language = "en", .path = path,
				.themes = some_of(themes, 4, &sample.arena),
				.cites = some_of(cited, 3, &sample.arena)});
		}
	cr_assert_gt(sample.count, 100);
	open_sample();
	check_selections(queries, sizeof(queries) / sizeof(queries[0]), 60);
}

Test(facet, choosing_one_state_does_not_hide_the_others)
{
	struct vb_request request;
	struct vb_result result;

	add_invented(60);
	open_sample();
	vb_request_init(&request);
	request.facets = 1u << VB_FACET_STATE | 1u << VB_FACET_LANGUAGE;
	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", false, &err));
	cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s", err.text);
	cr_assert_eq(result.facet_count, 2);
	cr_expect_eq(result.facets[0].total, 5);
	for (size_t i = 0; i < result.facets[0].count; i++)
		if (strcmp(result.facets[0].values[i].value, "CUB") == 0) {
			cr_expect_eq(result.facets[0].values[i].count, result.total);
			cr_expect_str_eq(result.facets[0].values[i].zh, "古巴");
			cr_expect_str_eq(result.facets[0].values[i].en, "Cuba");
		}
}

Test(facet, values_stand_by_count_and_no_more_than_asked_for)
{
	struct vb_request request;
	struct vb_result result;

	add_invented(100);
	open_sample();
	vb_request_init(&request);
	request.facets = 1u << VB_FACET_THEME;
	request.facet_limit = 2;
	cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s", err.text);
	cr_assert_eq(result.facets[0].count, 2);
	cr_expect_eq(result.facets[0].total, 4);
	cr_expect_geq(result.facets[0].values[0].count, result.facets[0].values[1].count);
}
