/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"
#include "rerank.h"

static void
setup(void)
{
	asking_begin();
	/* Others, so that what is asked for is rare. */
	for (int i = 0; i < 40; i++) {
		char text[128];

		snprintf(text, sizeof(text), "Sample %d: the meeting heard statement %d of the day.", i, i);
		asking_add(text);
	}
}

TestSuite(rerank, .init = setup, .fini = asking_end, .timeout = 120);

static void
ask_all(const char *query)
{
	if (search == NULL)
		asking_open();
	ask(query);
}

Test(rerank, words_that_stand_together_as_asked_come_first)
{
	asking_add("Alpha says that the supply of water to an island needs a long chain of helpers.");
	asking_add("Bravo says that the water for all the helpers of an island needs a long supply chain.");
	ask_all("supply chain");
	first_is("Bravo");
}

#define REST " It goes on about other matters, as long texts do, and says so at length, until every" \
	     " one of the delegates in the large hall has heard enough of it and asks for"

Test(rerank, what_a_text_begins_with_it_is_about)
{
	asking_add("Alpha wrote a long text on some matters." REST " a word on cables.");
	asking_add("Bravo wrote a long text on the cables." REST " a word on matters.");
	ask_all("cables");
	first_is("Bravo");
}

Test(rerank, what_the_best_have_in_common_counts_across_languages_too)
{
	const char *top = getenv("srcdir");
	char glossary[4096];

	snprintf(glossary, sizeof glossary, "%s/corpus/glossary.tsv", top == NULL ? "." : top);
	sample.settings.glossary = glossary;
	asking_add("海水样本一谈到气候变化和珊瑚礁的白化。");
	asking_add("海水样本二谈到气候变化和珊瑚礁的死亡。");
	asking_add("海水样本三谈到气候变化和珊瑚礁的保护。");
	asking_add("海水样本四谈到气候变化和珊瑚礁的未来。");
	asking_add("在气候变化的歌声里开始了晚会的节目表。");
	asking_add("海水样本五谈到气候变化和珊瑚礁的颜色。");
	ask_all("climate change");
	cr_assert_eq(result.total, 6);
	cr_assert_eq(strncmp(result.hits[5].record.text, "在气候", strlen("在气候")), 0, "last: %s",
		     result.hits[5].record.text);
}

Test(rerank, what_the_best_have_in_common_counts)
{
	asking_add("Desalination: one plant turns brine into fresh water.");
	asking_add("Desalination: another plant turns brine into drink.");
	asking_add("Desalination: a third plant needs much power for brine.");
	asking_add("Desalination: a fourth plant stands idle, its brine dry.");
	asking_add("Desalination is also a word that the choir of the town has set to music.");
	asking_add("Desalination is also a word that says: plant, brine, and the rest of it, set to music.");
	ask_all("desalination");
	cr_assert_eq(result.total, 6);
	cr_assert_eq(strncmp(result.hits[5].record.text, "Desalination is also a word that the choir", 42),
		     0, "last: %s", result.hits[5].record.text);
}

Test(rerank, pages_are_parts_of_one_order_and_counts_stay)
{
	uint64_t total;
	char whole[VB_RERANK_TOP + 2][80];

	asking_add("The supply of water needs a chain.");
	asking_add("The water needs a supply chain.");
	for (int i = 0; i < VB_RERANK_TOP; i++) {
		char text[128];

		snprintf(text, sizeof(text), "Chain %d of %d, with no supply.", i, i * i);
		asking_add(text);
	}
	request.limit = VB_RERANK_TOP + 2;
	ask_all("supply chain");
	total = result.total;
	cr_assert_eq(total, VB_RERANK_TOP + 2);
	for (size_t i = 0; i < result.hit_count; i++) {
		snprintf(whole[i], sizeof(whole[i]), "%s", result.hits[i].record.text);
		cr_assert(i == 0 || result.hits[i - 1].score >= result.hits[i].score);
	}
	request.limit = 7;
	for (request.offset = 0; request.offset < total; request.offset += 7) {
		ask_all("supply chain");
		cr_assert_eq(result.total, total);
		for (size_t i = 0; i < result.hit_count; i++)
			cr_assert_str_eq(result.hits[i].record.text, whole[request.offset + i]);
	}
}

Test(rerank, without_expansion_only_the_words_count)
{
	asking_add("Alpha says that the supply of water to an island needs a long chain of helpers.");
	asking_add("Bravo says that the water for all the helpers of an island needs a long supply chain.");
	request.expand = false;
	ask_all("supply chain");
	first_is("Alpha");	/* which is shorter */
}

Test(rerank, the_other_script_keeps_its_place)
{
	asking_add("供应链的安全是本样本的第一个主题，也是最后一个主题。");
	asking_add("Alpha speaks of a long chain of islands, and of the supply of water that they need.");
	ask_all("supply chain 供应链的安全是本样本的第一个主题");
	cr_assert_geq(result.total, 2);
	first_is("供应链");
}
