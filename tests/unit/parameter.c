/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "parameter.h"

static struct vb_arena arena;
static struct vb_request request;
static struct vb_err err;

static void
setup(void)
{
	vb_arena_init(&arena);
	vb_request_init(&request);
}

static void
teardown(void)
{
	vb_arena_fini(&arena);
}

TestSuite(parameter, .init = setup, .fini = teardown);

static bool
set(const char *name, const char *value)
{
	return vb_parameter_set(&request, &arena, name, value, &err);
}

Test(parameter, every_facet_is_a_filter_and_has_a_twin_in_either_spelling)
{
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const char *slug = vb_facet_slug((enum vb_facet_name)i);
		char *twin = vb_arena_printf(&arena, "not-%s", slug);

		for (char *c = twin; *c; c++)
			*c = *c == '_' ? '-' : *c;
		cr_expect(set(slug, "a") && set(slug, "b") && set(twin, "c"), "%s", slug);
		cr_expect_eq(request.filter[i].wanted_count, 2);
		cr_expect_eq(request.filter[i].unwanted_count, 1);
		cr_expect_str_eq(request.filter[i].unwanted[0], "c");
	}
}

Test(parameter, dates_sort_and_facets_are_taken)
{
	cr_expect(set("since", "2023") && set("until", "May 2024") && set("sort", "document"));
	cr_expect_str_eq(request.since, "2023");
	cr_expect_str_eq(request.until, "May 2024");
	cr_expect_eq(request.sort, VB_SORT_DOCUMENT);
	cr_expect(set("facets", "cites,original-language,original_language,"));
	cr_expect_eq(request.facets, 1u << VB_FACET_CITES | 1u << VB_FACET_ORIGINAL_LANGUAGE);
	cr_expect(set("facets", ""));
	cr_expect_eq(request.facets, 0);
}

Test(parameter, what_is_unknown_is_named)
{
	char *name = vb_arena_alloc(&arena, 5001);

	memset(name, 'x', 5000);
	cr_expect_not(set("planet", "mars"));
	cr_expect_str_eq(err.text, "unknown filter: 'planet'");
	cr_expect_not(set("not_since", "2023"));
	cr_expect_not(set("not_", "x"));
	cr_expect_not(set("", "x"));
	cr_expect_not(set(name, "x"));
	cr_expect_not(set("facets", name));
	cr_expect_not(set("facets", "state,,theme"));
	cr_expect_not(set("sort", "Relevance"));
	cr_expect_eq(err.code, VB_USAGE);
}
