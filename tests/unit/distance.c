/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "dice.h"
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

/* Replaces, adds or takes away a letter. */
static void
err_once(char *word)
{
	size_t size = strlen(word), at = dice((uint32_t)size);
	uint32_t how = dice(3);

	if (how == 1)
		memmove(word + at + 1, word + at, size - at + 1);
	if (how == 2)
		memmove(word + at, word + at + 1, size - at);
	else
		word[at] = (char)('a' + dice(26));
}

Test(distance, a_word_with_so_many_errors_is_no_farther)
{
	for (int i = 0; i < 20000; i++) {
		char word[] = "broadcasting", wrong[sizeof(word) + 2] = "broadcasting";
		unsigned errors = dice(3);

		for (unsigned j = 0; j < errors; j++)
			err_once(wrong);
		cr_assert_leq(between(word, wrong, 2), errors, "%s", wrong);
		cr_assert_eq(between(word, wrong, 2), between(wrong, word, 2), "%s", wrong);
	}
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
