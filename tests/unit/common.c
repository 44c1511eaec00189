/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "common.h"

static char told[512];
static const char *whole;

static void
note(void *data, const struct vb_common *common)
{
	size_t used = strlen(told);

	(void)data;
	snprintf(told + used, sizeof told - used, "[%.*s]", (int)(common->to - common->from),
		 whole + common->from);
}

static const char *
find(const char *text)
{
	told[0] = '\0';
	whole = text;
	vb_common_find(text, strlen(text), note, NULL);
	return told;
}

Test(common, two_and_three_common_words_in_a_row_are_told)
{
	cr_expect_str_eq(find("role of the international law"),
			 "[of the][the in][the international][of the in][of the international]");
	cr_expect_str_eq(find("ships"), "");
	cr_expect_str_eq(find(""), "");
	cr_expect_str_eq(find(" \xcc\xb1the of"), "[the of]");	/* a mark keeps its blank */
	cr_expect_str_eq(find("of "), "");
}

Test(common, words_with_other_than_one_blank_between_are_not_in_a_row)
{
	cr_expect_str_eq(find("of, the"), "");
	cr_expect_str_eq(find("of-the"), "");
	cr_expect_str_eq(find("of zeal the"), "");
}

Test(common, the_ends_of_other_words_count_as_words)
{
	cr_expect_str_eq(find("implementation offers"), "[on of]");
	cr_expect_str_eq(find("proof of themes"), "[of of][of the][of of the]");
}

Test(common, a_word_in_the_middle_must_be_whole)
{
	cr_expect_str_eq(find("of thé of"), "");
	cr_expect_str_eq(find("of themes of"), "[of the]");
	cr_expect_str_eq(find("of proof of"), "[of of]");
}

struct codes {
	char code[2][VB_COMMON_WORDS + 1];
	int count;
};

static void
keep(void *data, const struct vb_common *common)
{
	struct codes *codes = data;

	if (codes->count < 2)
		memcpy(codes->code[codes->count], common->code, common->size);
	codes->count++;
}

Test(common, the_same_words_have_the_same_code_in_every_text)
{
	struct codes codes = {.count = 0};

	vb_common_find("of the", 6, keep, &codes);
	vb_common_find("proof thé; proof the sea", 25, keep, &codes);
	cr_assert_eq(codes.count, 2);
	cr_expect_str_eq(codes.code[0], codes.code[1]);
	cr_expect_eq(strlen(codes.code[0]), 2);
}
