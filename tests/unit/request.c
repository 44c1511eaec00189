/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"
#include "theme.h"
#include "value.h"

static struct sample sample;
static struct vb_tables tables;
static struct vb_themes *themes;
static struct vb_request request, checked;
static struct vb_err err;

static void
setup(void)
{
	sample_init(&sample);
	themes = vb_themes_load(sample.themes, &err);
	cr_assert_not_null(themes, "%s", err.text);
	tables = (struct vb_tables){.states = sample.table, .themes = themes,
				    .folder = vb_tokeniser_folder(sample.tokeniser)};
	vb_request_init(&request);
}

static void
teardown(void)
{
	vb_themes_free(themes);
	sample_fini(&sample);
}

TestSuite(request, .init = setup, .fini = teardown);

/* The value as it is in the checked request; "" when it is refused. */
static const char *
value_of(const char *facet, const char *value)
{
	vb_request_init(&request);
	cr_assert(vb_request_filter(&request, &sample.arena, facet, value, false, &err));
	if (!vb_request_check(&request, &tables, &sample.arena, &checked, &err))
		return "";
	return checked.filter[vb_facet_by_slug(facet)].wanted[0];
}

Test(request, every_facet_has_a_name_that_leads_back)
{
	for (int i = 0; i < VB_FACET_COUNT; i++)
		cr_expect_eq(vb_facet_by_slug(vb_facet_slug((enum vb_facet_name)i)), i);
	cr_expect_eq(vb_facet_by_slug("colour"), -1);
}

Test(request, values_may_be_written_as_people_write_them)
{
	static const char *const table[][3] = {
		{"state", "jpn", "JPN"}, {"state", "日本", "JPN"}, {"state", "Cuba", "CUB"},
		{"state", "古巴", "CUB"}, {"theme", "NORMS", "norms"}, {"language", "ZH", "zh"},
		{"language", "English", "en"}, {"original_language", "FR", "fr"},
		{"year", "2024", "2024"}, {"cites", "78/237", "A/RES/78/237"},
		{"document", "a/79/81", "A/79/81"}, {"document", "/tmp/x.txt", "/tmp/x.txt"},
		{"region", "Africa", "africa"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_expect_str_eq(value_of(table[i][0], table[i][1]), table[i][2], "%s %s: %s",
				 table[i][0], table[i][1], err.text);
}

Test(request, near_names_are_offered)
{
	static const char *const table[][3] = {
		{"state", "JPX", "JPN"}, {"state", "Japn", "Japan"}, {"theme", "normz", "norms"},
		{"theme", "capacity", "capacity-building"}, {"region", "asia", "asia-pacific"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		cr_expect_str_eq(value_of(table[i][0], table[i][1]), "");
		cr_expect_eq(err.code, VB_USAGE);
		cr_expect_not_null(strstr(err.text, table[i][2]), "%s", err.text);
	}
}

Test(request, an_unknown_document_is_no_error)
{
	cr_expect_str_eq(value_of("document", "nowhere"), "nowhere");
	cr_expect_str_eq(value_of("cites", "A/RES/99/999"), "A/RES/99/999");
}

Test(request, a_year_as_an_end_means_its_first_or_last_day)
{
	request.since = request.until = "2024";
	cr_assert(vb_request_check(&request, &tables, &sample.arena, &checked, &err));
	cr_expect_str_eq(checked.since, "2024-01-01");
	cr_expect_str_eq(checked.until, "2024-12-31");
}

Test(request, a_malformed_date_is_refused)
{
	static const char *const bad[] = {"", "soon", "2024-13", "2023..2024", "2024-02-30"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		request.since = bad[i];
		cr_expect_not(vb_request_check(&request, &tables, &sample.arena, &checked, &err),
			      "%s", bad[i]);
		cr_expect_eq(err.code, VB_USAGE);
	}
}

Test(request, an_unknown_filter_is_refused)
{
	cr_expect_not(vb_request_filter(&request, &sample.arena, "colour", "red", false, &err));
	cr_expect_eq(err.code, VB_USAGE);
}
