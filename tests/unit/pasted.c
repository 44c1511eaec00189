/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pasted.h"

#include <criterion/criterion.h>
#include <string.h>

#include "cases.h"
#include "dice.h"
#include "utf8.h"

static struct vb_arena arena;

TestSuite(pasted, .timeout = 60);

static const char *
parts_of(const char *text)
{
	const char *part[VB_PASTED_PARTS], *all = "";
	size_t count = vb_pasted_parts(text, &arena, part);

	for (size_t i = 0; i < count; i++)
		all = vb_arena_printf(&arena, "%s%s%s", all, i > 0 ? "|" : "", part[i]);
	return all;
}

Test(pasted, every_quotation_of_the_table_is_cleaned_as_it_says)
{
	struct cases cases;

	cases_open(&cases, "pasted.txt");
	while (cases_next(&cases)) {
		const char *clean = vb_pasted_clean(cases.left, VB_PASTED_KEEP, &arena);

		cr_expect_str_eq(clean == NULL ? "-" : clean, cases.right, "line %d: %s", cases.line, cases.left);
	}
}

Test(pasted, a_hyphen_at_the_end_of_a_line_may_be_no_part_of_the_word)
{
	cr_expect_str_eq(vb_pasted_clean("inter- national law5 in 2021- 2025", VB_PASTED_DROP, &arena),
			 "international law in 2021-2025");
	cr_expect_null(vb_pasted_clean("well-known", VB_PASTED_DROP, &arena));
	cr_expect_null(vb_pasted_clean("", VB_PASTED_DROP, &arena));
}

/* Nothing is added, and what is cleaned once is text still. */
Test(pasted, whatever_is_pasted_only_becomes_shorter)
{
	static const char *const part[] = {
		"a", "5", "12", " ", "-", "。", "国", "²", "”", "/", ".", "...", "…", "[", "\xff", "\n", "é"
	};

	for (int i = 0; i < 20000; i++) {
		char text[64] = "";
		const char *clean;

		for (uint32_t j = dice(12); j > 0; j--)
			strcat(text, ONE_OF(part));
		cr_assert_leq(strlen(parts_of(text)), strlen(text));
		clean = vb_pasted_clean(text, dice(2) == 0 ? VB_PASTED_KEEP : VB_PASTED_DROP, &arena);
		if (clean == NULL)
			continue;
		cr_assert_lt(strlen(clean), strlen(text), "%s", text);
		for (const char *at = clean, *from = text; *at != '\0'; at++, from++)
			cr_assert_not_null(from = strchr(from, *at), "%s", text);
	}
}

Test(pasted, dots_part_a_quotation_that_something_was_left_out_of)
{
	cr_expect_str_eq(parts_of("supports … a treaty"), "supports|a treaty");
	cr_expect_str_eq(parts_of("supports [...] a (…) treaty ..."), "supports|a|treaty");
	cr_expect_str_eq(parts_of("各国……一致（……）认为"), "各国|一致|认为");
	cr_expect_str_eq(parts_of("...peace"), "peace");
	cr_expect_str_eq(parts_of("the U.N. (and others).. said"), "");
	cr_expect_str_eq(parts_of("..."), "");
	cr_expect_str_eq(parts_of(""), "");
	cr_expect_str_eq(parts_of("a...b...c...d...e...f...g...h"), "a|b|c|d|e|f|g|h");
	cr_expect_str_eq(parts_of("a...b...c...d...e...f...g...h...i"), "");
}
