/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "batch.h"
#include "parameter.h"

static struct vb_arena arena;
static struct vb_batch batch;
static struct vb_request defaults, request;
static const json_t *qid;
static struct vb_err err;
static bool end;

static void
setup(void)
{
	vb_arena_init(&arena);
	vb_request_init(&defaults);
}

static void
teardown(void)
{
	if (batch.in)
		fclose(batch.in);
	vb_batch_fini(&batch);
	vb_arena_fini(&arena);
}

TestSuite(batch, .init = setup, .fini = teardown);

static void
give_bytes(const char *bytes, size_t size)
{
	FILE *in = tmpfile();

	cr_assert_not_null(in);
	cr_assert_eq(fwrite(bytes, 1, size, in), size);
	rewind(in);
	vb_batch_init(&batch, in, "q.jsonl");
}

static void
give(const char *lines)
{
	give_bytes(lines, strlen(lines));
}

static bool
next(void)
{
	return vb_batch_next(&batch, &defaults, &arena, &request, &qid, &end, &err);
}

Test(batch, a_line_is_a_request)
{
	give("{\"qid\":\"q1\",\"query\":\"广播\",\"limit\":3,\"offset\":6,\"sort\":\"date\","
	     "\"facets\":[\"state\",\"theme\"],"
	     "\"filter\":{\"state\":[\"CUB\",\"JPN\"],\"not_theme\":\"norms\",\"since\":\"2023\",\"year\":2024}}\n");
	cr_assert(next(), "%s", err.text);
	cr_assert_not(end);
	cr_expect_str_eq(json_string_value(qid), "q1");
	cr_expect_str_eq(request.query, "广播");
	cr_expect_eq(request.limit, 3);
	cr_expect_eq(request.offset, 6);
	cr_expect_eq(request.sort, VB_SORT_DATE);
	cr_expect_eq(request.facets, 1u << VB_FACET_STATE | 1u << VB_FACET_THEME);
	cr_assert_eq(request.filter[VB_FACET_STATE].wanted_count, 2);
	cr_expect_str_eq(request.filter[VB_FACET_STATE].wanted[1], "JPN");
	cr_assert_eq(request.filter[VB_FACET_THEME].unwanted_count, 1);
	cr_expect_str_eq(request.filter[VB_FACET_YEAR].wanted[0], "2024");
	cr_expect_str_eq(request.since, "2023");
	cr_assert(next());
	cr_expect(end);
}

Test(batch, lines_do_not_leak_into_each_other_and_defaults_hold)
{
	vb_parameter_set(&defaults, &arena, "state", "FRA", NULL);
	defaults.limit = 7;
	give("\xef\xbb\xbf{\"query\":\"a\",\"filter\":{\"state\":\"CUB\"},\"limit\":1,\"total\":false}\r\n"
	     "\n"
	     "{\"query\":\"b\",\"qid\":12}");
	cr_assert(next(), "%s", err.text);
	cr_expect_null(qid);
	cr_expect_str_eq(request.filter[VB_FACET_STATE].wanted[0], "CUB");
	cr_expect_eq(request.filter[VB_FACET_STATE].wanted_count, 1);
	cr_expect(request.uncounted);
	cr_assert(next(), "%s", err.text);
	cr_expect_eq(json_integer_value(qid), 12);
	cr_expect_not(request.uncounted);
	cr_expect_str_eq(request.filter[VB_FACET_STATE].wanted[0], "FRA");
	cr_expect_eq(request.limit, 7);
	cr_assert(next());
	cr_expect(end);
}

Test(batch, a_bad_line_is_named_with_its_reason)
{
	static const struct {
		const char *line, *why;
	} bad[] = {
		{"广播", "no JSON"},
		{"{\"query\":", "no JSON"},
		{"[1]", "no JSON object"},
		{"{\"query\":1}", "bad query"},
		{"{\"query\":\"a\",\"query\":\"b\"}", "no JSON"},
		{"{\"query\":\"\xff\"}", "no JSON"},
		{"{\"filter\":\"CUB\"}", "bad filter"},
		{"{\"filter\":{\"planet\":\"mars\"}}", "unknown filter: 'planet'"},
		{"{\"filter\":{\"sort\":\"date\"}}", "unknown filter: 'sort'"},
		{"{\"filter\":{\"state\":{}}}", "bad filter: 'state'"},
		{"{\"filter\":{\"state\":[null]}}", "bad filter: 'state'"},
		{"{\"limit\":-1}", "bad limit"},
		{"{\"limit\":\"3\"}", "bad limit"},
		{"{\"limit\":10001}", "bad limit"},
		{"{\"offset\":1e3}", "bad offset"},
		{"{\"sort\":\"size\"}", "unknown sort: 'size'"},
		{"{\"facets\":[\"colour\"]}", "unknown facet: 'colour'"},
		{"{\"facets\":[1]}", "bad facets"},
		{"{\"facets\":7}", "bad facets"},
		{"{\"total\":0}", "bad total"},
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char lines[200];

		snprintf(lines, sizeof lines, "{\"query\":\"fine\"}\n%s\n", bad[i].line);
		give(lines);
		cr_assert(next(), "%s", err.text);
		cr_expect_not(next(), "%s", bad[i].line);
		cr_expect_not_null(strstr(err.text, "bad line: 'q.jsonl', line 2: "), "%s", err.text);
		cr_expect_not_null(strstr(err.text, bad[i].why), "%s", err.text);
		cr_expect_eq(err.code, VB_USAGE);
		fclose(batch.in);
		vb_batch_fini(&batch);
		batch.in = NULL;
	}
	batch = (struct vb_batch){0};
}

Test(batch, a_line_without_end_is_refused_before_it_fills_the_memory)
{
	size_t size = VB_BATCH_LINE_MAX + 10;
	char *line = vb_arena_alloc(&arena, size);

	memset(line, ' ', size);
	give_bytes(line, size);
	cr_expect_not(next());
	cr_expect_eq(err.code, VB_LIMIT);
	cr_expect_not_null(strstr(err.text, "line 1"), "%s", err.text);
}

Test(batch, a_member_that_means_nothing_is_told)
{
	give("{\"query\":\"a\",\"filters\":{\"state\":\"CUB\"}}\n{\"query\":\"b\"}\n");
	cr_assert(next());
	cr_assert_not_null(batch.stranger);
	cr_expect_str_eq(batch.stranger, "filters");
	cr_assert(next());
	cr_expect_null(batch.stranger);
}

Test(batch, null_and_an_empty_list_are_no_filter)
{
	vb_parameter_set(&defaults, &arena, "state", "FRA", NULL);
	give("{\"filter\":{\"state\":[]}}\n{\"filter\":null}\n{\"filter\":{\"state\":null}}\n");
	cr_assert(next(), "%s", err.text);
	cr_expect_eq(request.filter[VB_FACET_STATE].wanted_count, 0);
	cr_assert(next(), "%s", err.text);
	cr_expect_eq(request.filter[VB_FACET_STATE].wanted_count, 1);
	cr_assert(next(), "%s", err.text);
	cr_expect_eq(request.filter[VB_FACET_STATE].wanted_count, 0);
}
