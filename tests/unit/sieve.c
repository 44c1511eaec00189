/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sieve.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "utf8.h"

/* In memory that ends where the text does. */
static struct vb_sieve
sieve_of(const char *text, size_t size)
{
	struct vb_sieve sieve = {.bits = {0}};
	char *tight = malloc(size + 1);

	memcpy(tight + 1, text, size);
	vb_sieve_add(&sieve, tight + 1, size);
	free(tight);
	return sieve;
}

static bool
may_hold(const char *text, const char *sought)
{
	struct vb_sieve all = sieve_of(text, strlen(text)), some = sieve_of(sought, strlen(sought));

	return vb_sieve_may_hold(&all, &some);
}

static bool
says_anything(const char *sought)
{
	struct vb_sieve sieve = sieve_of(sought, strlen(sought));

	return vb_sieve_any(&sieve);
}

static bool
begins_character(const char *text, size_t size, size_t at)
{
	return at == size || ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void
expect_all_pieces(const char *text, size_t size)
{
	struct vb_sieve whole = sieve_of(text, size);

	for (size_t from = 0; from <= size; from++)
		for (size_t to = from; to <= size && begins_character(text, size, from); to++) {
			struct vb_sieve piece;

			if (!begins_character(text, size, to))
				continue;
			piece = sieve_of(text + from, to - from);
			cr_assert(vb_sieve_may_hold(&whole, &piece), "\"%.*s\" in \"%.*s\"",
				  (int)(to - from), text + from, (int)size, text);
		}
}

Test(sieve, whatever_piece_of_a_text_is_quoted_the_text_may_hold_it)
{
	static const char *const part[] = {
		"a", "b", "on", "the", "law", "7", "é", "é", "государств", "ß", "́", "ก", "ข", "安", "全",
		"和", "㐀", "䶿", "一", "龥", "𠀀", "𝒜", "ー", " ", " ", " ", "  ", ", ", ".", "-", "'", "，",
		"。", "「", "—", "…", "\n", "€", "😀", "�", "ﬀ", "Ω"
	};
	char text[512];

	for (int i = 0; i < 4000; i++) {
		size_t size = 0, kinds = dice(3) == 0 ? 7 : sizeof(part) / sizeof(part[0]);

		for (uint32_t j = dice(16); j > 0; j--) {
			const char *next = part[dice(3) == 0 ? 23 + dice(6) : dice((uint32_t)kinds)];

			memcpy(text + size, next, strlen(next));
			size += strlen(next);
		}
		expect_all_pieces(text, size);
	}
}

Test(sieve, and_whatever_characters_the_text_is_made_of)
{
	char text[64];

	for (int i = 0; i < 20000; i++) {
		size_t size = 0;

		for (uint32_t j = dice(10); j > 0; j--) {
			static const uint32_t sides[] = {0x80, 0x250, 0x3100, 0xD800, 0x30000};

			size += vb_utf8_put(dice(4) == 0 ? ' ' : dice(sides[dice(5)]), text + size);
		}
		expect_all_pieces(text, size);
	}
}

Test(sieve, words_that_do_not_stand_beside_each_other_are_told)
{
	static const char text[] = "states apply the law on the sea to four islands, and so on";

	cr_expect(may_hold(text, "apply the"));
	cr_expect(may_hold(text, "ply th"));
	cr_expect(may_hold(text, "islands, and"));
	cr_expect_not(may_hold(text, "apply four"));
	cr_expect_not(may_hold(text, "on law the"));
	cr_expect_not(may_hold(text, "islands and"));
}

Test(sieve, a_letter_at_either_end_of_a_quotation_may_be_a_piece_of_a_word)
{
	cr_expect_not(says_anything("a geothermal"));
	cr_expect_not(says_anything("geothermal p"));
	cr_expect(may_hold("beta geothermal plant", "a geothermal p"));
	cr_expect(may_hold("beta geothermal plant", "ta geothermal pl"));
	cr_expect_not(may_hold("beta geothermal plant", "to geothermal"));
}

Test(sieve, a_word_of_one_letter_is_no_piece_of_a_longer_one_where_both_its_ends_are_seen)
{
	cr_expect(may_hold("use of a plant", "of a pl"));
	cr_expect_not(may_hold("use of any plant", "of a pl"));
	cr_expect_not(may_hold("hall of beta plant", "of a pl"));
	cr_expect(may_hold("第a 段", "第a 段"));
	cr_expect_not(may_hold("第ba 段", "第a 段"));
}

Test(sieve, a_chinese_character_beside_a_mark_tells_as_it_stands)
{
	cr_expect(may_hold("我们关心安全，和平也是", "全，和"));
	cr_expect_not(may_hold("我们关心安全，和平也是", "全，平"));
	cr_expect_not(may_hold("我们关心安全，和平也是", "全。和"));
	cr_expect(may_hold("使用ict, 技术", "ct, 技"));
}

Test(sieve, where_nothing_parts_two_words_there_is_no_gap)
{
	cr_expect_not(says_anything(""));
	cr_expect_not(says_anything("security"));
	cr_expect_not(says_anything("ict技术和平"));
	cr_expect_not(says_anything("peace. "));
	cr_expect_not(says_anything(" ... "));
}

Test(sieve, a_mark_beside_a_character_is_told)
{
	cr_expect(may_hold("各国，一致", "，一"));
	cr_expect(may_hold("各国，一致", "国，"));
	cr_expect_not(may_hold("各国，一致", "。一"));
	cr_expect_not(may_hold("各国，一致", "国。"));
}

static const char *
make_row(char row[32], uint32_t count, uint32_t kinds)
{
	static const char *const characters[] = {"国", "家", "安", "全", "和", "平", "大", "会", "一", "致", "𠀀", "𠀁"};

	row[0] = '\0';
	for (uint32_t i = 0; i < count; i++)
		strcat(row, characters[dice(kinds)]);
	return row;
}

/* Whether the text has all pairs of a row, of which those that are at no end stand once. */
static bool
is_sure(const char *text, const char *row)
{
	struct vb_sieve sieve = sieve_of(text, strlen(text));
	size_t size = strlen(row);

	for (size_t from = 0, middle = 0, to; vb_utf8_next(row, size, &middle), middle < size; from = middle) {
		char pair[9] = "";
		struct vb_sieve again = {.bits = {0}};
		uint32_t point;

		to = middle;
		point = vb_utf8_next(row, size, &to);
		memcpy(pair, row + from, to - from);
		if (to < size)
			vb_sieve_add_again(&again, point);
		if (strstr(text, pair) == NULL || (to < size && vb_sieve_may_hold(&sieve, &again)))
			return false;
	}
	return true;
}

Test(sieve, what_has_every_pair_of_a_row_and_nothing_of_it_twice_holds_the_row)
{
	unsigned sure = 0;

	for (int i = 0; i < 200000; i++) {
		char text[64], row[32], tail[32];

		make_row(text, 1 + dice(7), 12);
		if (dice(2) == 0)
			strcat(text, "，");
		strcat(text, make_row(tail, dice(7), 12));
		make_row(row, 3 + dice(2), 12);
		if (!is_sure(text, row))
			continue;
		sure++;
		cr_assert(strstr(text, row) != NULL, "\"%s\" in \"%s\"", row, text);
	}
	cr_expect_gt(sure, 100);
}
