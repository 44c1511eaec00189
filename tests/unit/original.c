/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "original.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "cases.h"

Test(original, every_mark_of_the_table_is_read)
{
	struct cases cases;

	cases_open(&cases, "original.txt");
	while (cases_next(&cases)) {
		struct vb_original mark;
		char got[64] = "none";

		if (vb_original_read(cases.left, strlen(cases.left), &mark))
			snprintf(got, sizeof got, "%s %s %zu",
				 mark.language[0] ? mark.language : "-",
				 mark.date[0] ? mark.date : "-", mark.start);
		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives '%s'", cases.line,
				 cases.left, got);
	}
}

Test(original, a_masthead_without_brackets_is_told_from_a_mark)
{
	struct vb_original mark;

	cr_assert(vb_original_read("Original: English", 17, &mark));
	cr_expect(mark.bare);
	cr_assert(vb_original_read("[Original: English", 18, &mark));
	cr_expect_not(mark.bare);
}
