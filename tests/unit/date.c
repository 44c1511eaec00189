/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "date.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"

Test(date, every_date_of_the_table_is_read_as_it_says)
{
	struct cases cases;

	cases_open(&cases, "date.txt");
	while (cases_next(&cases)) {
		char got[VB_DATE_MAX] = "-";

		if (!vb_date_parse(cases.left, strlen(cases.left), got))
			strcpy(got, "-");
		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives %s, not %s", cases.line,
				 cases.left, got, cases.right);
	}
}

Test(date, nothing_and_a_page_of_text_are_no_dates)
{
	char out[VB_DATE_MAX], page[3000];

	memset(page, '1', sizeof page);
	cr_expect_not(vb_date_parse("", 0, out));
	cr_expect_not(vb_date_parse(" . ", 3, out));
	cr_expect_not(vb_date_parse(page, sizeof page, out));
	cr_expect_not(vb_date_parse("2024\0", 5, out));
	cr_expect_not(vb_date_parse("\xe5\xb9", 2, out));
}

Test(date, only_the_bytes_given_are_read)
{
	char out[VB_DATE_MAX];

	cr_assert(vb_date_parse("2024-05-01", 7, out));
	cr_assert_str_eq(out, "2024-05");
}

static void
range_is(const char *iso, const char *from, const char *to)
{
	char first[VB_DATE_MAX], last[VB_DATE_MAX];

	vb_date_range(iso, first, last);
	cr_expect_str_eq(first, from);
	cr_expect_str_eq(last, to);
}

Test(date, a_year_and_a_month_mean_all_their_days)
{
	range_is("2024", "2024-01-01", "2024-12-31");
	range_is("2024-02", "2024-02-01", "2024-02-29");
	range_is("1900-02", "1900-02-01", "1900-02-28");
	range_is("2023-11", "2023-11-01", "2023-11-30");
	range_is("2024-05-01", "2024-05-01", "2024-05-01");
}
