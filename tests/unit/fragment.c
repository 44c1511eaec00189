/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of quotations that no passage holds. */
#include "fragment.h"

#include <criterion/criterion.h>
#include <string.h>

#include "match.h"
#include "sample.h"

static struct sample sample;
static struct vb_index place;
static struct vb_arena arena;
static struct vb_match match;

static void
setup(void)
{
	static const char *const texts[] = {
		"Lanterns light the harbour, and boats come home. Nobody waits.",
		"Harbours need lanterns; a boat can't find one without.",
		"样本：灯笼照亮港口，船只回家。没有人等待。",
		"样本：港口需要灯笼；船只需要港口。",
	};
	struct vb_err err;

	sample_init(&sample);
	vb_arena_init(&arena);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		sample_add(&sample, &(struct vb_record){.text = texts[i]});
	sample_write(&sample);
	cr_assert(vb_index_refresh(&place, sample.folder, &err), "%s", err.text);
	match = (struct vb_match){.index = &place, .tokeniser = sample.tokeniser, .arena = &arena};
}

static void
teardown(void)
{
	vb_index_close(&place);
	vb_arena_fini(&arena);
	sample_fini(&sample);
}

TestSuite(fragment, .init = setup, .fini = teardown, .timeout = 120);

static void
expect(const char *quotation, const char *expected)
{
	const char *fragment;
	struct vb_err err;

	vb_index_begin(&place, 60);
	cr_assert(vb_fragment_find(&match, quotation, &fragment, &err), "%s", err.text);
	cr_expect(expected == NULL ? fragment == NULL : fragment != NULL && strcmp(fragment, expected) == 0,
		  "\"%s\" leaves %s", quotation, fragment == NULL ? "nothing" : fragment);
}

Test(fragment, of_two_paragraphs_the_longer_part_is_left)
{
	expect("come home. Nobody waits. Harbours need", "come home. Nobody waits.");
	expect("Nobody waits. Harbours need lanterns; a boat", "Harbours need lanterns; a boat");
	expect("没有人等待。样本：港口需要灯笼；", "样本：港口需要灯笼；");
	expect("回家。没有人等待。\n样本：港口", "回家。没有人等待。");
}

Test(fragment, of_a_quotation_with_a_wrong_word_the_longer_side_is_left)
{
	expect("the harbour, and ships come home. Nobody waits", "come home. Nobody waits");
	expect("light the harbour, and boats came home", "light the harbour, and boats");
	expect("照亮港湾，船只回家", "，船只回家");
	expect("needs lanterns; a boat can't", "lanterns; a boat can't");
}

Test(fragment, a_quotation_may_begin_within_a_word_and_a_fragment_ends_with_one)
{
	expect("bours need lanterns; a bridge", "bours need lanterns; a");
	expect("笼照亮港口，船", "笼照亮港口，船");
}

Test(fragment, what_is_left_is_a_third_and_three_words_or_four_characters)
{
	expect("light the bridge", NULL);
	expect("light the harbour bridge", "light the harbour");
	expect("照亮港湾", NULL);
	expect("照亮港口湾", "照亮港口");
	expect("light the harbour one two three four five six", "light the harbour");
	expect("light the harbour one two three four five six seven", NULL);
	expect("one two three four five six seven eight nine light the harbour, and boats come home", NULL);
}

Test(fragment, odd_and_long_quotations_are_borne)
{
	static char text[VB_FRAGMENT_UNITS * 8];

	expect("", NULL);
	expect(" \t\n", NULL);
	expect("…—；", NULL);
	expect("\xe2\x80", NULL);
	for (size_t i = 0; i < VB_FRAGMENT_UNITS; i++)
		strcat(text, "港 x");
	expect(text, NULL);
}

Test(fragment, past_the_deadline_nothing_is_said)
{
	const char *fragment;
	struct vb_err err;

	vb_index_begin(&place, 60);
	place.late = true;
	cr_assert(vb_fragment_find(&match, "light the harbour bridge", &fragment, &err));
	cr_expect_null(fragment);
}

Test(fragment, filters_have_no_say)
{
	const char *fragment;
	struct vb_err err;

	vb_index_begin(&place, 60);
	place.within = vb_set_take(&place.sets);
	cr_assert(vb_fragment_find(&match, "light the harbour bridge", &fragment, &err));
	cr_expect_str_eq(fragment, "light the harbour");
	cr_expect_not_null(place.within);
}
