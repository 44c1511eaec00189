/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "definition.h"

#include <criterion/criterion.h>
#include <string.h>

#include "cases.h"
#include "initials.h"

static struct vb_arena arena;
static struct vb_folder *folder;
static struct vb_err err;

static void
setup(void)
{
	vb_arena_init(&arena);
	folder = vb_folder_new(&err);
	cr_assert_not_null(folder, "%s", err.text);
}

static void
teardown(void)
{
	vb_folder_free(folder);
	vb_arena_fini(&arena);
}

TestSuite(definition, .init = setup, .fini = teardown);

static const char *
list_of(const char *text)
{
	struct vb_definition list[VB_DEFINITIONS_MAX + 1];
	const char *line = "";
	size_t count = 0;

	vb_definition_find(text, strlen(text), &arena, list, &count);
	for (size_t i = 0; i < count; i++)
		line = vb_arena_printf(&arena, "%s%s%s = %s", line, i > 0 ? "; " : "", list[i].brief,
				       list[i].full);
	return count == 0 ? "-" : line;
}

Test(definition, every_text_of_the_table_abbreviates_what_it_says)
{
	struct cases cases;

	cases_open(&cases, "definition.txt");
	while (cases_next(&cases)) {
		const char *got = list_of(cases.left);

		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives '%s'", cases.line, cases.left,
				 got);
	}
}

Test(definition, a_passage_gets_the_name_that_it_does_not_use)
{
	static const char *const texts[] = {
		"An open-ended working group (OEWG) met.", "The OEWG agreed.",
		"Two open-ended working groups agreed.", "Nobody agreed, and who cares.",
		"The World Health Organization (WHO) agreed.", "The WHO agreed.",
	};
	struct vb_record passages[6];
	struct vb_document document = {.arena = &arena, .passages = passages, .count = 6};

	memset(passages, 0, sizeof passages);
	for (size_t i = 0; i < 6; i++) {
		passages[i].text = texts[i];
		passages[i].text_size = strlen(texts[i]);
	}
	vb_definition_document(&document, folder);
	cr_expect_eq(passages[0].names.count, 0);
	cr_assert_eq(passages[1].names.count, 1);
	cr_expect_str_eq(passages[1].names.item[0], "open-ended working group\toewg");
	cr_assert_eq(passages[2].names.count, 1);
	cr_expect_str_eq(passages[2].names.item[0], "oewg\topen-ended working group");
	cr_expect_eq(passages[3].names.count, 0, "who is not WHO");
	cr_assert_eq(passages[5].names.count, 1);
	cr_expect_str_eq(passages[5].names.item[0], "world health organization\twho");
}

Test(definition, a_document_that_defines_too_much_loses_the_rest_only)
{
	struct vb_definition list[VB_DEFINITIONS_MAX + 1];
	size_t count = 0;

	for (int i = 0; i < VB_DEFINITIONS_MAX + 50; i++) {
		char a = (char)('a' + i / 26), b = (char)('a' + i % 26);
		const char *text = vb_arena_printf(&arena, "a%c%cx group (A%c%cG)", a, b, a - 32, b - 32);

		vb_definition_find(text, strlen(text), &arena, list, &count);
	}
	cr_assert_eq(count, VB_DEFINITIONS_MAX);
}

Test(definition, initials_tell_where_the_name_begins)
{
	const char *text = "for the International Monetary Fund";
	size_t start = 0;

	cr_assert(vb_initials_fit(text, strlen(text), "IMF", 3, &start));
	cr_assert_eq(start, 8);
	cr_assert_not(vb_initials_fit(text, strlen(text), "IMB", 3, &start));
	cr_assert_not(vb_initials_fit(text, strlen(text), "imf", 3, &start));
	cr_assert_not(vb_initials_fit("", 0, "IMF", 3, &start));
}
