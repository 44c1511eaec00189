/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "british.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "cases.h"

Test(british, every_word_of_the_table_is_spelled_otherwise)
{
	struct cases cases;

	cases_open(&cases, "british.txt");
	while (cases_next(&cases)) {
		char other[VB_BRITISH_MAX][VB_BRITISH_BYTES], got[512] = "-";
		size_t count = vb_british_other(cases.left, strlen(cases.left), other);

		for (size_t i = 0, at = 0; i < count; i++)
			at += (size_t)snprintf(got + at, sizeof got - at, "%s%s", i > 0 ? " " : "",
					       other[i]);
		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives '%s'", cases.line,
				 cases.left, got);
	}
}

Test(british, a_word_beyond_the_limit_has_no_other_spelling)
{
	char other[VB_BRITISH_MAX][VB_BRITISH_BYTES], word[VB_BRITISH_BYTES + 1];

	memset(word, 'a', sizeof word);
	memcpy(word, "labour", 6);
	cr_expect_eq(vb_british_other(word, VB_BRITISH_BYTES, other), 0);
	cr_expect_eq(vb_british_other("", 0, other), 0);
}
