/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"
#include "cases.h"

static struct vb_err err;
static char glossary[4096];

static void
setup(void)
{
	const char *top = getenv("srcdir");

	asking_begin();
	snprintf(glossary, sizeof glossary, "%s/corpus/glossary.tsv", top == NULL ? "." : top);
	sample.settings.glossary = glossary;
}

TestSuite(expand, .init = setup, .fini = asking_end, .timeout = 120);

static uint64_t
ask_so(const char *query, bool expand)
{
	request.expand = expand;
	return ask(query);
}

static bool
found(const char *text)
{
	for (size_t i = 0; i < result.hit_count; i++)
		if (strcmp(result.hits[i].record.text, text) == 0)
			return true;
	return false;
}

Test(expand, a_passage_is_found_in_other_words_and_in_the_other_language)
{
	struct cases cases;

	cases_open(&cases, "expand.txt");
	while (cases_next(&cases))
		sample_add(&sample, &(struct vb_record){.text = cases.right});
	asking_open();
	request.limit = 100;
	cases_open(&cases, "expand.txt");
	while (cases_next(&cases)) {
		ask_so(cases.left, false);
		cr_expect(!found(cases.right), "line %d: %s is found by its own words", cases.line,
			  cases.left);
		ask_so(cases.left, true);
		cr_expect(result.hit_count > 0 &&
			  strcmp(result.hits[0].record.text, cases.right) == 0,
			  "line %d: %s comes to %s", cases.line, cases.left,
			  result.hit_count > 0 ? result.hits[0].record.text : "nothing");
	}
}

static void
open_two_languages(void)
{
	sample_add(&sample, &(struct vb_record){.text = "Sample: climate change.", .state = "JPN"});
	sample_add(&sample, &(struct vb_record){.text = "样本：气候变化。", .state = "CUB"});
	sample_add(&sample, &(struct vb_record){.text = "样本：气候。", .state = "CUB"});
	asking_open();
}

Test(expand, what_was_searched_besides_is_told)
{
	open_two_languages();
	cr_assert_gt(ask_so("climate change", true), 1);
	cr_assert_gt(result.expansion.count, 0);
	cr_assert(strncmp(result.expansion.item[0], "climate change = ", 17) == 0, "%s",
		  result.expansion.item[0]);
	cr_assert_eq(ask_so("climate change", false), 1);
	cr_assert_eq(result.expansion.count, 0);
}

Test(expand, of_two_languages_the_rare_one_does_not_come_first_because_it_is_rare)
{
	for (int i = 0; i < 200; i++)
		asking_add(i % 2 == 0 ? "Sample: the ocean and its peoples." : "Sample: peace and its keepers.");
	asking_add("样本：海洋和各国人民。");
	asking_open();
	request.limit = 200;
	cr_assert_eq(ask_so("ocean", true), 101);
	first_is("Sample: the ocean");
	cr_expect(found("样本：海洋和各国人民。"));
	cr_assert_eq(ask_so("海洋", true), 101);
	first_is("样本：海洋");
}

Test(expand, what_is_not_supported_is_opposed)
{
	asking_add("甲样本支持深海采矿。");
	asking_add("乙样本谈到深海采矿。");
	asking_add("丙样本反对深海采矿。");
	asking_add("丁样本不支持深海采矿。");
	asking_open();
	ask_so("不支持 深海采矿", true);
	first_is("丁");
	cr_expect(expands("不支持 = 反对"), "%s", result.expansion.item[0]);
	cr_expect_eq(result.hits[3].record.text[2], "乙"[2], "who opposes it comes before who only mentions it");
}

Test(expand, a_rendering_is_lit_in_its_passage)
{
	open_two_languages();
	ask_so("climate change", true);
	for (size_t i = 0; i < result.hit_count; i++)
		cr_expect_gt(result.hits[i].highlight_count, 0, "%s", result.hits[i].record.text);
}

Test(expand, a_quotation_stays_as_it_was_quoted)
{
	open_two_languages();
	cr_assert_eq(ask_so("\"climate change\"", true), 1);
	cr_assert_eq(result.expansion.count, 0);
}

Test(expand, filters_take_away_and_change_nothing_else)
{
	uint64_t all, japan, cuba;

	open_two_languages();
	all = ask_so("climate change", true);
	cr_assert(vb_request_filter(&request, &arena, "state", "JPN", false, &err));
	japan = ask_so("climate change", true);
	vb_request_init(&request);
	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", false, &err));
	cuba = ask_so("climate change", true);
	cr_assert_eq(all, japan + cuba);
}

Test(expand, without_a_glossary_words_stand_for_themselves)
{
	sample.settings.glossary = NULL;
	open_two_languages();
	cr_assert_eq(ask_so("climate change", true), 1);
}

Test(expand, a_dictionary_serves_where_the_glossary_is_silent)
{
	char path[128];
	FILE *file;

	sample.settings.glossary = NULL;
	sample.settings.dictionary = sample.folder;
	snprintf(path, sizeof path, "%s/dictionary-en.tsv", sample.folder);
	file = fopen(path, "w");
	cr_assert_not_null(file);
	fputs("chang\t99变化\nclimat\t99气候\n", file);
	fclose(file);
	open_two_languages();
	cr_assert_gt(ask_so("climate change", true), 1);
	remove(path);
}

Test(expand, a_broken_glossary_is_named)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/glossary", sample.folder);
	file = fopen(path, "w");
	cr_assert_not_null(file);
	fputs("en\tzh\tfield\nwater\n", file);
	fclose(file);
	sample.settings.glossary = path;
	sample_add(&sample, &(struct vb_record){.text = "Sample."});
	sample_write(&sample);
	search = vb_search_open(&sample.settings, &err);
	cr_assert_null(search);
	cr_assert_not_null(strstr(err.text, "line 2: not three columns"), "%s", err.text);
	remove(path);
}
