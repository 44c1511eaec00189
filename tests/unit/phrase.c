/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrase.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct vb_phrases *phrases;
static struct vb_buf matches;

static void
learn(const char *const *list, size_t count)
{
	phrases = vb_phrases_new();
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(list[i]);
		bool beginning = list[i][size - 1] == '*';

		vb_phrases_add(phrases, list[i], beginning ? size - 1 : size, (uint32_t)i, beginning);
	}
	vb_phrases_build(phrases);
}

static size_t
found(const char *text)
{
	vb_buf_clear(&matches);
	vb_phrases_find(phrases, text, strlen(text), &matches);
	return matches.len / sizeof(struct vb_phrase_match);
}

static const struct vb_phrase_match *
match(size_t index)
{
	return (const struct vb_phrase_match *)(const void *)matches.data + index;
}

static void
forget(void)
{
	vb_phrases_free(phrases);
	vb_buf_fini(&matches);
}

TestSuite(phrase, .fini = forget);

Test(phrase, a_phrase_is_found_wherever_it_stands)
{
	learn((const char *const[]){"norms"}, 1);
	cr_assert_eq(found("norms, and more norms"), 2);
	cr_assert_eq(match(1)->start, 16);
	cr_assert_eq(match(1)->end, 21);
}

Test(phrase, a_phrase_inside_a_longer_one_is_found_too)
{
	learn((const char *const[]){"国际法", "国际", "法律"}, 3);
	cr_assert_eq(found("国际法律"), 3);
	cr_assert_eq(match(0)->phrase, 1);
	cr_assert_eq(match(1)->phrase, 0);
	cr_assert_eq(match(2)->phrase, 2);
}

Test(phrase, a_word_is_not_found_inside_another)
{
	learn((const char *const[]){"cert"}, 1);
	cr_assert_eq(found("certain concerts"), 0);
	cr_assert_eq(found("the cert, certs"), 1);
	cr_assert_eq(found("国家cert小组"), 1);
}

Test(phrase, a_beginning_is_found_at_the_beginning_of_words)
{
	learn((const char *const[]){"cyberattack*"}, 1);
	cr_assert_eq(found("cyberattacks and a cyberattack"), 2);
	cr_assert_eq(found("anticyberattack"), 0);
}

Test(phrase, one_phrase_can_serve_two_masters)
{
	learn((const char *const[]){"policy", "policy"}, 2);
	cr_assert_eq(found("policy"), 2);
}

Test(phrase, after_a_false_start_the_search_goes_on_with_what_fits)
{
	learn((const char *const[]){"aab", "ab c"}, 2);
	cr_assert_eq(found("aaab c"), 0);
	cr_assert_eq(found("aab c"), 1, "\"ab c\" begins inside a word");
	cr_assert_eq(found("aa ab c"), 1);
}

Test(phrase, nothing_is_found_in_nothing)
{
	learn((const char *const[]){"a"}, 1);
	cr_assert_eq(found(""), 0);
}

Test(phrase, every_occurrence_that_a_plain_search_finds_is_found)
{
	static const char *const list[] = {"aa", "aba", "b", "abab", "ba"};
	unsigned seed = 1;
	char text[2001];

	/* Han letters stand for a and b here, for they have no word edges. */
	phrases = vb_phrases_new();
	for (size_t i = 0; i < 5; i++) {
		char han[64] = "";

		for (const char *c = list[i]; *c != '\0'; c++)
			strcat(han, *c == 'a' ? "一" : "丁");
		vb_phrases_add(phrases, han, strlen(han), (uint32_t)i, false);
	}
	vb_phrases_build(phrases);
	for (int round = 0; round < 50; round++) {
		size_t expected = 0;

		text[0] = '\0';
		for (int i = 0; i < 200; i++) {
			seed = seed * 1103515245u + 12345u;
			strcat(text, seed & 0x10000 ? "一" : "丁");
		}
		for (size_t i = 0; i < 5; i++) {
			size_t size = strlen(list[i]);

			for (size_t at = 0; at + size <= 200; at++) {
				size_t k = 0;

				while (k < size && memcmp(text + 3 * (at + k), list[i][k] == 'a' ?
							  "一" : "丁", 3) == 0)
					k++;
				expected += k == size;
			}
		}
		cr_assert_eq(found(text), expected);
	}
}
