/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "variant.h"

#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"

static void
setup(void)
{
	static const char *const texts[] = {
		"Sample: labor rights.", "Sample: labour rights.", "Sample: cybersecurity.",
		"Sample: cyber-security.", "Sample: antipersonnel mines.", "Sample: anti-personnel mines.",
		"Sample: the U.N. met.", "Sample: the UN met.", "Sample: the organ played.",
		"Sample: equality of all.",
	};

	asking_begin();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		asking_add(texts[i]);
	asking_open();
}

TestSuite(variant, .init = setup, .fini = asking_end, .timeout = 60);

Test(variant, british_and_american_find_each_other)
{
	cr_expect_eq(ask("labour"), 2);
	cr_expect_str_eq(result.expansion.item[0], "labour = labor");
	cr_expect_eq(ask("labor rights"), 2);
	cr_expect_eq(ask("\"labor\""), 1);
	request.expand = false;
	cr_expect_eq(ask("labour"), 1);
	cr_expect_eq(result.expansion.count, 0);
}

Test(variant, compounds_are_found_with_and_without_a_hyphen)
{
	cr_expect_eq(ask("cyber-security"), 2);
	cr_expect_eq(ask("cyber security"), 2);
	cr_expect_eq(ask("cybersecurity"), 2);
	cr_expect_eq(ask("antipersonnel"), 2);
	cr_expect_eq(ask("anti-personnel"), 2);
}

Test(variant, acronyms_are_found_with_and_without_stops)
{
	cr_expect_eq(ask("UN"), 2);
	cr_expect_eq(ask("U.N."), 2);
}

Test(variant, another_spelling_of_the_same_stem_is_not_told)
{
	struct vb_tokeniser *tokeniser = sample.tokeniser;
	struct vb_match match = {.tokeniser = tokeniser, .arena = &arena};

	cr_expect_eq(ask("equality"), 1);
	cr_expect_eq(result.expansion.count, 0);
	cr_expect_str_eq(vb_variant_stem(&match, "labours", 7), "labor");
	cr_expect_null(vb_variant_stem(&match, "peace", 5));
}
