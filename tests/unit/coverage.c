/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "asking.h"
#include "coverage.h"

TestSuite(coverage, .init = asking_begin, .fini = asking_end, .timeout = 120);

static void
add_two(void)
{
	asking_add("甲样本：珊瑚、珊瑚、珊瑚、珊瑚、珊瑚，海草、海草、海草、海草、海草，在海边。");
	asking_add("乙样本在海边谈到一座很老的灯塔，谈到海草也谈到珊瑚，别的事情没有谈到。");
	for (int i = 0; i < 8; i++)
		asking_add("丙样本谈到会议厅里的座位，座位不多。");
	asking_open();
}

Test(coverage, a_passage_with_all_words_comes_before_one_with_two_of_them_again_and_again)
{
	add_two();
	ask("珊瑚 海草 灯塔");
	first_is("乙");
}

Test(coverage, only_the_words_typed_count_without_expansion)
{
	add_two();
	request.expand = false;
	ask("珊瑚 海草 灯塔");
	first_is("甲");
}

/* ---- the functions themselves ---- */

static struct vb_set *
set_of(struct vb_sets *sets, uint64_t bits)
{
	struct vb_set *set = vb_set_take(sets);

	set->bits[0] = bits;
	vb_set_mark(set, 0, set->words);
	return set;
}

Test(coverage, those_match_whose_units_weigh_enough_alone_or_together)
{
	struct vb_index index = {.documents = 3};
	struct vb_set *held[3], *out;
	double worth[] = {3, 1, 1};

	vb_sets_init(&index.sets, 3);
	held[0] = set_of(&index.sets, 0x2);
	held[1] = set_of(&index.sets, 0x4 | 0x8);
	held[2] = set_of(&index.sets, 0x8);
	out = set_of(&index.sets, 0);
	vb_coverage_match(&index, held, worth, 3, 2, out);
	cr_assert_eq(out->bits[0], 0x2 | 0x8);
	vb_sets_fini(&index.sets);
}
