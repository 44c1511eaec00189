/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"
#include "gather.h"
#include "table.h"

TestSuite(gather, .init = asking_begin, .fini = asking_end, .timeout = 120);

Test(gather, a_word_of_nearly_the_same_meaning_shares_a_character)
{
	asking_add("甲样本说明了旅行的日期。");
	asking_add("乙样本说明了演习的日期。");
	asking_add("丙样本说明了会议的日期。");
	asking_open();
	cr_assert_eq(ask("演练 日期"), 3);
	first_is("乙");
}

Test(gather, what_is_asked_for_in_one_place_comes_before_what_is_scattered)
{
#define REST "，其他各点在本样本中也有说明，代表们在大厅里听了很久，每一位都等着会议结束，以便回去休息，"
	asking_add("甲样本谈到供应" REST REST "谈到锁链。");
	asking_add("乙样本谈到海洋" REST REST "谈到供应和锁链。");
	asking_open();
	ask("供应 锁链");
	first_is("乙");
}

Test(gather, who_is_asked_need_not_say_the_own_name)
{
	sample_add(&sample, &(struct vb_record){.text = "甲样本说明了关于日本的会议的日程安排。", .state = "CUB"});
	sample_add(&sample, &(struct vb_record){.text = "乙样本说明了会议的日程安排。", .state = "JPN"});
	sample_add(&sample, &(struct vb_record){.text = "丙样本说明了会议的座位安排。", .state = "JPN"});
	asking_open();
	ask("日本 日程安排");
	first_is("乙");
}

static void
use_glossary(void)
{
	const char *top = getenv("srcdir");
	static char glossary[4096];

	snprintf(glossary, sizeof glossary, "%s/corpus/glossary.tsv", top == NULL ? "." : top);
	sample.settings.glossary = glossary;
}

Test(gather, an_english_query_looks_for_its_words_in_one_place_of_chinese_passages)
{
	use_glossary();
	asking_add("甲样本谈到地震" REST REST "谈到污染。");
	asking_add("乙样本谈到生物" REST REST "谈到地震和污染。");
	asking_add("丙样本说明了地震的颜色。");
	asking_add("丁样本说明了污染的原因。");
	asking_open();
	cr_assert_eq(ask("earthquake pollution"), 4);
	first_is("乙");
}

Test(gather, another_name_stands_for_the_characters_that_were_typed)
{
	use_glossary();
	asking_add("甲样本谈到武装部队的网络，也谈到冲突" REST "。");
	asking_add("乙样本谈到人道法如何适用于网络" REST "。");
	asking_add("丙样本谈到部队的颜色。");
	asking_add("丁样本谈到冲突的原因。");
	asking_open();
	ask("武装冲突法 网络");
	first_is("乙");
}

/* ---- the functions themselves ---- */

static struct vb_gather
asked_for(const char *first, const char *second)
{
	struct vb_gather gather = {.count = 0};
	struct vb_meant words[] = {{.next = &words[1], .text = first}, {.text = second}};
	struct vb_tables tables = {.states = table_states()};
	struct vb_err err;
	struct vb_match match = {
		.tokeniser = vb_tokeniser_new(&err), .tables = &tables, .meant = words
	};

	cr_assert_not_null(match.tokeniser);
	vb_gather_open(&gather, &match, "coral");
	vb_tokeniser_free(match.tokeniser);
	return gather;
}

Test(gather, a_character_that_every_passage_has_weighs_least)
{
	struct vb_gather gather = asked_for("珊瑚", "海");
	struct vb_gather_places one, other;

	cr_assert(!gather.typed);
	cr_assert_eq(gather.count, 3);
	one = vb_gather_read(&gather, "海上的瑚", strlen("海上的瑚"), &arena);
	other = vb_gather_read(&gather, "海下", strlen("海下"), &arena);
	cr_assert_eq(one.count, 2);
	cr_assert_eq(one.list[1].at, 3);
	vb_gather_weigh(&gather, 2);
	cr_assert_gt(vb_gather_most(&gather, &one), 2 * vb_gather_most(&gather, &other));
}

Test(gather, what_the_headings_say_counts_where_the_text_does_not_say_it)
{
	struct vb_gather gather = asked_for("珊瑚", "海");
	struct vb_gather_places places, above;

	places = above = vb_gather_read(&gather, "海", strlen("海"), &arena);
	vb_gather_weigh(&gather, 4);
	vb_gather_above(&gather, "海", strlen("海"), &above);
	cr_assert_eq(vb_gather_most(&gather, &above), vb_gather_most(&gather, &places));
	vb_gather_above(&gather, "珊瑚", strlen("珊瑚"), &above);
	cr_assert_gt(vb_gather_most(&gather, &above), vb_gather_most(&gather, &places));
}

Test(gather, a_character_counts_once_however_often_it_stands_there)
{
	struct vb_gather gather = asked_for("珊瑚", "海");
	struct vb_gather_places once, again;

	once = vb_gather_read(&gather, "珊", strlen("珊"), &arena);
	again = vb_gather_read(&gather, "珊珊珊", strlen("珊珊珊"), &arena);
	vb_gather_weigh(&gather, 4);
	cr_assert_eq(vb_gather_most(&gather, &once), vb_gather_most(&gather, &again));
}

/* Whether two characters that stand forty apart weigh more together than one of them. */
static bool
reach_each_other(struct vb_gather *gather, const char *first, const char *last)
{
	struct vb_gather_places both, one;
	char text[256];
	size_t size = 0;

	size += (size_t)snprintf(text, sizeof text, "%s", first);
	for (int i = 0; i < 40; i++)
		size += (size_t)snprintf(text + size, sizeof text - size, "的");
	size += (size_t)snprintf(text + size, sizeof text - size, "%s", last);
	both = vb_gather_read(gather, text, size, &arena);
	one = vb_gather_read(gather, first, strlen(first), &arena);
	vb_gather_read(gather, last, strlen(last), &arena);
	vb_gather_weigh(gather, 4);
	return vb_gather_most(gather, &both) > vb_gather_most(gather, &one);
}

Test(gather, what_a_long_query_asks_for_stands_together_further_apart)
{
	struct vb_gather few = asked_for("珊瑚", "海"), many = asked_for("甲乙丙丁戊己庚辛壬癸", "子丑寅卯");

	cr_expect_not(reach_each_other(&few, "珊", "海"));
	cr_expect(reach_each_other(&many, "甲", "卯"));
}
