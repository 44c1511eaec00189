/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "defined.h"

#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"

static void
add(const char *text, const char *name)
{
	const char *item[] = {name};

	sample_add(&sample, &(struct vb_record){.text = text, .names = {item, name != NULL}});
}

static void
setup(void)
{
	asking_begin();
	add("Sample: the ABWG met.", "autumn board working group\tabwg");
	add("Sample: autumn board working groups met twice.", "abwg\tautumn board working group");
	add("Another document has an ABWG of its own.", NULL);
	add("样本：秋委会开了会。", "秋季委员会\t秋委会");
	add("Sample: he laws met.", "lethal autonomous weapons\tlaws");
	asking_open();
}

TestSuite(defined, .init = setup, .fini = asking_end, .timeout = 60);

Test(defined, who_asks_for_the_long_name_finds_the_short_one_where_it_is_defined)
{
	cr_assert_eq(ask("autumn board working group"), 2);
	cr_assert_eq(result.expansion.count, 1);
	cr_assert_str_eq(result.expansion.item[0], "autumn board working group = abwg");
	cr_assert_eq(result.hits[0].highlight_count + result.hits[1].highlight_count >= 2, true);
	cr_assert_eq(ask("meetings of autumn board working groups"), 2);
	cr_assert_eq(ask("秋季委员会"), 1);
}

Test(defined, who_asks_for_the_short_name_finds_the_long_one)
{
	cr_assert_eq(ask("ABWG"), 3);
	cr_assert_str_eq(result.expansion.item[0], "abwg = autumn board working group");
}

Test(defined, part_of_a_name_is_not_the_name)
{
	cr_assert_eq(ask("autumn board"), 1);
	cr_assert_eq(ask("law"), 1, "its own stem only");
}

Test(defined, a_quotation_stays_as_it_was_quoted)
{
	cr_assert_eq(ask("\"autumn board working group\""), 1);
	cr_assert_eq(ask("\"abwg\""), 2);
	request.expand = false;
	cr_assert_eq(ask("autumn board working group"), 1);
}
