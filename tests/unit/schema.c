/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

#include <criterion/criterion.h>
#include <string.h>

#include "utf8.h"

Test(schema, a_filter_is_the_facet_and_its_value)
{
	char term[VB_TERM_MAX];

	cr_assert_eq(vb_schema_filter("state", "JPN", term), strlen(term));
	cr_assert_str_eq(term, "Fstate:JPN");
}

Test(schema, long_values_stay_apart_and_within_the_limit)
{
	char one[VB_TERM_MAX], other[VB_TERM_MAX], value[4096];

	memset(value, 'x', VB_VALUE_MAX);
	value[VB_VALUE_MAX] = '\0';
	vb_schema_filter("document", value, one);
	cr_assert_null(strchr(one, '#'), "a value that just fits is whole");
	for (size_t size = 201; size < 4000; size += 37) {
		memset(value, 0, sizeof value);
		for (size_t at = 0; at + 3 <= size; at += 3)
			memcpy(value + at, "国", 3);
		strcat(value, "1");
		vb_schema_filter("original_language", value, one);
		value[strlen(value) - 1] = '2';
		vb_schema_filter("original_language", value, other);
		cr_assert_str_neq(one, other);
		cr_assert_leq(strlen(one), 245);
		cr_assert(vb_utf8_valid(one, strlen(one)));
	}
}
