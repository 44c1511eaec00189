/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "regularize.h"

#include <criterion/criterion.h>
#include <string.h>

#include "dice.h"

static struct vb_arena arena;
static struct vb_said said[VB_REGULARIZE_POOL];
static float score[VB_REGULARIZE_POOL];
static size_t count;

static void
setup(void)
{
	vb_arena_init(&arena);
	count = 0;
}

static void
teardown(void)
{
	vb_arena_fini(&arena);
}

TestSuite(regularize, .init = setup, .fini = teardown, .timeout = 60);

static void
add(const char *text, float old)
{
	score[count] = old;
	said[count++] = vb_regularize_read(text, strlen(text), &arena);
}

static void
regularize(void)
{
	const struct vb_said *list[VB_REGULARIZE_POOL];

	for (size_t i = 0; i < count; i++)
		list[i] = &said[i];
	vb_regularize(list, score, count, &arena);
}

Test(regularize, what_resembles_the_first_comes_before_what_resembles_nothing)
{
	add("coral reefs bleach where the water warms", 4);
	add("reefs of coral bleach, and the water warms", 3.9F);
	add("the choir of the town has a song about a ship", 3.05F);
	add("bleaching of corals in warming water", 3);
	regularize();
	cr_expect_gt(score[3], score[2]);
	cr_expect_gt(score[0], score[2]);
}

Test(regularize, so_does_what_is_written_without_spaces)
{
	add("珊瑚礁的白化与海水变暖有关", 4);
	add("海水变暖使珊瑚礁白化", 3.9F);
	add("镇上的合唱团唱了一首船歌", 3.05F);
	add("珊瑚礁白化", 3);
	regularize();
	cr_expect_gt(score[3], score[2]);
}

Test(regularize, what_has_nothing_in_common_keeps_its_score)
{
	add("coral reefs bleach", 3);
	add("choirs sing shanties", 2);
	add("", 1);
	regularize();
	cr_expect_eq(score[0], 3);
	cr_expect_eq(score[1], 2);
	cr_expect_eq(score[2], 1);
	count = 0;
	regularize();
}

Test(regularize, no_score_leaves_the_range_of_the_old_ones)
{
	static const char *const part[] = {"安全", "和平", "网络", "，", " ", "states", "security", "of", "7"};

	for (int i = 0; i < 300; i++) {
		float lowest = 100, highest = 0;

		vb_arena_reset(&arena);
		count = 0;
		for (uint32_t j = dice(VB_REGULARIZE_POOL + 1); j > 0; j--) {
			char text[4096] = "";
			uint32_t times = dice(20) == 0 ? 600 : dice(12);
			const char *same = dice(4) == 0 ? part[dice(9)] : NULL;

			for (uint32_t k = 0; k < times; k++)
				strcat(text, same != NULL && strlen(same) < 7 ? same : part[dice(5)]);
			add(text, (float)(1 + dice(1000)) / 100);
			lowest = score[count - 1] < lowest ? score[count - 1] : lowest;
			highest = score[count - 1] > highest ? score[count - 1] : highest;
		}
		regularize();
		for (size_t j = 0; j < count; j++) {
			cr_assert_geq(score[j], lowest * 0.999F);
			cr_assert_leq(score[j], highest * 1.001F);
		}
	}
}
