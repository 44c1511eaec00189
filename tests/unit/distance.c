/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "distance.h"

static unsigned
between(const char *a, const char *b, unsigned max)
{
	struct vb_distance distance;

	vb_distance_init(&distance, a, strlen(a));
	return vb_distance_to(&distance, b, strlen(b), max);
}

Test(distance, letters_that_differ_are_counted)
{
	cr_expect_eq(between("cyber", "cyber", 2), 0);
	cr_expect_eq(between("cyber", "ciber", 2), 1);
	cr_expect_eq(between("cyber", "cybr", 2), 1);
	cr_expect_eq(between("cyber", "cyebr", 2), 1);
	cr_expect_eq(between("security", "secruiti", 2), 2);
	cr_expect_eq(between("网络", "网路", 2), 1);
}

Test(distance, far_is_one_more_than_asked)
{
	cr_expect_eq(between("cyber", "treaty", 2), 3);
	cr_expect_eq(between("a", "", 2), 3);
	cr_expect_eq(between("", "a", 2), 3);
}

Test(distance, very_long_words_are_far_from_all)
{
	char word[400];

	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	cr_expect_eq(between(word, word, 2), 3);
	cr_expect_eq(between("xx", word, 2), 3);
}
