/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"

static void
add(const char *state, const char *text)
{
	sample_add(&sample, &(struct vb_record){.text = text, .state = state});
}

static void
setup(void)
{
	static const char *const states[] = {"JPN", "EGY", "FRA", "KEN"};

	asking_begin();
	/* Others, so that what is asked for is rare. */
	for (int i = 0; i < 60; i++) {
		char text[128];

		snprintf(text, sizeof(text), "Sample %d: the meeting heard statement %d of the day.", i, i);
		add(states[i % 4], text);
	}
	add("CUB", "We have thanked the chair and the secretariat for their work of this year.");
	add("CUB", "The embargo has lasted for decades, and it must end.");
	add("CUB", "On this island fishing is older than any of the towns.");
	add("JPN", "The embargo against Cuba, the embargo of which Cuba speaks, harms Cuba.");
}

TestSuite(bag, .init = setup, .fini = asking_end, .timeout = 120);

static void
first_of(const char *query, const char *beginning)
{
	if (search == NULL)
		asking_open();
	ask(query);
	cr_assert_gt(result.hit_count, 0, "%s finds nothing", query);
	cr_assert_eq(strncmp(result.hits[0].record.text, beginning, strlen(beginning)), 0, "%s: %s",
		     query, result.hits[0].record.text);
}

Test(bag, a_state_that_is_asked_comes_before_those_who_speak_of_it)
{
	first_of("What does Cuba say about the embargo?", "The embargo has lasted");
	first_of("Cuba embargo", "The embargo has lasted");
}

Test(bag, a_state_that_is_spoken_of_is_not_asked)
{
	first_of("the embargo against Cuba", "The embargo against Cuba");
}

Test(bag, what_a_state_says_of_other_matters_stands_behind_what_others_say_of_this_one)
{
	first_of("Cuba embargo", "The embargo has lasted");
	cr_assert_gt(result.hit_count, 2);
	cr_expect_str_eq(result.hits[1].record.state, "JPN");
}

static void
open_quoted(void)
{
	add("JPN", "The word \"lagoon\" stands for a shallow water behind a reef.");
	add("JPN", "「潟湖」在本样本中是礁石后面的浅水。");
}

Test(bag, words_that_only_ask_do_not_hide_what_was_quoted)
{
	open_quoted();
	first_of("what is \"lagoon\"", "The word");
	first_of("「潟湖」是指什么？", "「潟湖」");
	cr_expect_eq(result.notes.count, 0);
}

Test(bag, where_nothing_holds_both_a_quotation_goes_before_the_words_beside_it)
{
	open_quoted();
	first_of("embargo \"lagoon\"", "The word");
	cr_expect_eq(result.total, 1);
	cr_expect_eq(result.notes.count, 1);
	first_of("shallow \"lagoon\"", "The word");
	cr_expect_eq(result.notes.count, 0);
	first_of("state:JPN embargo \"lagoon\"", "The word");
}

Test(bag, a_rare_word_of_one_character_is_found_by_itself)
{
	add("JPN", "在本样本中，蓍草是山坡上的一种草。");
	first_of("蓍的分布", "在本样本中，蓍草");
}

static double
score_of(const char *state)
{
	for (size_t i = 0; i < result.hit_count; i++)
		if (strcmp(result.hits[i].record.state, state) == 0)
			return result.hits[i].score;
	return 0;
}

Test(bag, a_chinese_word_is_as_rare_under_a_filter_as_without_it)
{
	double score;

	for (int i = 0; i < 10; i++)
		add("JPN", "样本：孩子们都在这里学着拉小提琴。");
	add("CUB", "样本：老师也拉小提琴，他还有一把大提琴。");
	asking_open();
	request.expand = false;
	request.limit = 20;
	ask("小提琴");
	score = score_of("CUB");
	cr_assert_gt(score, 0);
	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", false, NULL));
	ask("小提琴");
	cr_assert_eq(result.total, 1);
	cr_expect_float_eq(score_of("CUB"), score, 1e-4, "%g, not %g", score_of("CUB"), score);
}

Test(bag, a_state_is_not_named_within_the_name_of_another)
{
	add("SDN", "The sample delegation of the Sudan speaks.");
	add("SSD", "The sample delegation of South Sudan speaks.");
	add("TTO", "The sample delegation of Trinidad and Tobago speaks.");
	asking_open();
	ask("South Sudan");
	cr_expect(expands("South Sudan = state:SSD"));
	cr_expect_not(expands("Sudan = state:SDN"));
	ask("特立尼达和多巴哥");
	cr_expect(expands("特立尼达和多巴哥 = state:TTO"));
}

Test(bag, a_sea_is_not_the_state_that_it_is_called_after)
{
	static char glossary[4096];
	const char *top = getenv("srcdir");

	snprintf(glossary, sizeof glossary, "%s/corpus/glossary.tsv", top == NULL ? "." : top);
	sample.settings.glossary = glossary;
	add("CHN", "The sample delegation of China speaks.");
	add("PHL", "The sample is of the South China Sea.");
	asking_open();
	ask("South China Sea");
	cr_expect_not(expands("China = state:CHN"));
	first_is("The sample is of the South China Sea.");
	ask("China Sea");
	cr_expect(expands("China = state:CHN"));
}
