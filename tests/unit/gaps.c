/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaps.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "utf8.h"

/* In memory that ends where the text does. */
static struct vb_gaps
gaps_of(const char *text, size_t size)
{
	struct vb_gaps gaps = {.bits = {0}};
	char *tight = malloc(size + 1);

	memcpy(tight + 1, text, size);
	vb_gaps_add(&gaps, tight + 1, size);
	free(tight);
	return gaps;
}

static bool
may_hold(const char *text, const char *sought)
{
	struct vb_gaps all = gaps_of(text, strlen(text)), some = gaps_of(sought, strlen(sought));

	return vb_gaps_may_hold(&all, &some);
}

static bool
says_anything(const char *sought)
{
	struct vb_gaps gaps = gaps_of(sought, strlen(sought));

	return vb_gaps_any(&gaps);
}

static bool
begins_character(const char *text, size_t size, size_t at)
{
	return at == size || ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void
expect_all_pieces(const char *text, size_t size)
{
	struct vb_gaps whole = gaps_of(text, size);

	for (size_t from = 0; from <= size; from++)
		for (size_t to = from; to <= size && begins_character(text, size, from); to++) {
			struct vb_gaps piece;

			if (!begins_character(text, size, to))
				continue;
			piece = gaps_of(text + from, to - from);
			cr_assert(vb_gaps_may_hold(&whole, &piece), "\"%.*s\" in \"%.*s\"",
				  (int)(to - from), text + from, (int)size, text);
		}
}

Test(gaps, whatever_piece_of_a_text_is_quoted_the_text_may_hold_it)
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

Test(gaps, and_whatever_characters_the_text_is_made_of)
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

Test(gaps, words_that_do_not_stand_beside_each_other_are_told)
{
	static const char text[] = "states apply the law on the sea to four islands, and so on";

	cr_expect(may_hold(text, "apply the"));
	cr_expect(may_hold(text, "ply th"));
	cr_expect(may_hold(text, "islands, and"));
	cr_expect_not(may_hold(text, "apply four"));
	cr_expect_not(may_hold(text, "on law the"));
	cr_expect_not(may_hold(text, "islands and"));
}

Test(gaps, a_letter_at_either_end_of_a_quotation_may_be_a_piece_of_a_word)
{
	cr_expect_not(says_anything("a geothermal"));
	cr_expect_not(says_anything("geothermal p"));
	cr_expect(may_hold("beta geothermal plant", "a geothermal p"));
	cr_expect(may_hold("beta geothermal plant", "ta geothermal pl"));
	cr_expect_not(may_hold("beta geothermal plant", "to geothermal"));
}

Test(gaps, a_word_of_one_letter_is_no_piece_of_a_longer_one_where_both_its_ends_are_seen)
{
	cr_expect(may_hold("use of a plant", "of a pl"));
	cr_expect_not(may_hold("use of any plant", "of a pl"));
	cr_expect_not(may_hold("hall of beta plant", "of a pl"));
	cr_expect(may_hold("第a 段", "第a 段"));
	cr_expect_not(may_hold("第ba 段", "第a 段"));
}

Test(gaps, a_chinese_character_beside_a_mark_tells_as_it_stands)
{
	cr_expect(may_hold("我们关心安全，和平也是", "全，和"));
	cr_expect_not(may_hold("我们关心安全，和平也是", "全，平"));
	cr_expect_not(may_hold("我们关心安全，和平也是", "全。和"));
	cr_expect(may_hold("使用ict, 技术", "ct, 技"));
}

Test(gaps, where_nothing_parts_two_words_there_is_no_gap)
{
	cr_expect_not(says_anything(""));
	cr_expect_not(says_anything("security"));
	cr_expect_not(says_anything("ict技术和平"));
	cr_expect_not(says_anything("，和平"));
	cr_expect_not(says_anything("peace. "));
	cr_expect_not(says_anything(" ... "));
}
