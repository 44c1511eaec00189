/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"

static struct vb_err err;

TestSuite(search, .init = asking_begin, .fini = asking_end, .timeout = 120);

/* Invented passages: broadcasting, capacity, law, in two languages. */
static void
open_samples(void)
{
	static const char *cites[] = {"A/RES/78/237"};
	static const char *law[] = {"International law"};
	static const char *norms[] = {"norms"}, *capacity[] = {"capacity-building", "norms"};

	sample_add(&sample, &(struct vb_record){
		.text = "Sample: radio broadcasts must not be jammed by a neighbour.", .state = "CUB",
		.language = "en", .date = "2023-05-01", .symbol = "A/78/1",
		.themes = {norms, 1}});
	sample_add(&sample, &(struct vb_record){
		.text = "样本：广播受到干扰，电台的频率被占用。", .state = "CUB", .language = "zh",
		.date = "2024-04-29", .symbol = "A/78/1", .themes = {norms, 1}});
	sample_add(&sample, &(struct vb_record){
		.text = "Sample: capacity building helps every State; see resolution 78/237.",
		.state = "JPN", .language = "en", .date = "2024", .symbol = "A/79/2",
		.cites = {cites, 1}, .themes = {capacity, 2}});
	sample_add(&sample, &(struct vb_record){
		.text = "Sample: how the Charter applies is a question of its own.", .state = "JPN",
		.language = "en", .heading = {law, 1}, .symbol = "A/79/2"});
	sample_add(&sample, &(struct vb_record){
		.text = "Sample: a note without date or speaker, on capacity and cyber law.",
		.language = "en", .path = "/other.txt"});
	asking_open();
}

static const char *
first_text(void)
{
	return result.hit_count > 0 ? result.hits[0].record.text : "";
}

Test(search, a_word_finds_what_a_state_says_of_it)
{
	open_samples();
	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", false, &err));
	cr_expect_eq(ask("广播"), 1);
	cr_expect_not_null(strstr(first_text(), "广播"));
	cr_expect_str_eq(result.hits[0].state_zh, "古巴");
	cr_expect_gt(result.hits[0].highlight_count, 0);
	cr_expect_not_null(strstr(result.hits[0].snippet, "广播"));
}

Test(search, a_name_that_the_dictionary_does_not_know_is_found_in_a_question)
{
	sample_add(&sample, &(struct vb_record){
		.text = "样本：赵鹏是样本代表团的一位顾问。", .language = "zh"});
	open_samples();
	cr_assert_gt(ask("赵鹏又叫什么？"), 0);
	cr_assert_not_null(strstr(first_text(), "赵鹏"), "%s", first_text());
}

Test(search, nothing_asked_finds_everything)
{
	open_samples();
	cr_expect_eq(ask(NULL), 5);
	cr_expect_eq(ask("  "), 5);
	cr_expect_eq(result.hit_count, 5);
}

Test(search, what_no_passage_says_finds_nothing)
{
	open_samples();
	cr_expect_eq(ask("zeppelin"), 0);
	cr_expect_eq(ask("\"zeppelin\""), 0);
	cr_expect_eq(ask("齐柏林飞艇"), 0);
	cr_expect_eq(result.hit_count, 0);
}

Test(search, operators_mean_what_they_say)
{
	open_samples();
	cr_expect_eq(ask("capacity AND building"), 1);
	cr_expect_eq(ask("capacity OR radio"), 3);
	cr_expect_eq(ask("capacity -building"), 1);
	cr_expect_eq(ask("NOT sample"), 1);
	cr_expect_eq(ask("广播 AND 频率"), 1);
	cr_expect_eq(ask("播受 AND 频率"), 1);
	cr_expect_eq(ask("广播频率 OR 频率广播"), 0);
	cr_expect_eq(ask("(radio OR charter) AND state:JPN"), 1);
	cr_expect_eq(ask("-state:JPN"), 3);
}

Test(search, nearness_counts_words_between)
{
	open_samples();
	cr_expect_eq(ask("radio NEAR/0 broadcasts"), 1);
	cr_expect_eq(ask("radio NEAR/3 jam"), 0);
	cr_expect_eq(ask("radio NEAR/4 jam"), 1);
	cr_expect_eq(ask("jammed NEAR/4 radio"), 1);
	cr_expect_eq(ask("广播 NEAR/9 频率"), 1);
	cr_expect_eq(ask("\"电台\" NEAR/1 频率"), 1);
}

Test(search, wildcards_and_near_spellings_find_families)
{
	open_samples();
	cr_expect_eq(ask("broad*"), 1);
	cr_expect_eq(ask("cap*"), 2);
	cr_expect_eq(ask("广*"), 1);
	cr_expect_eq(ask("capasity~"), 2);
	cr_expect_gt(result.expansion.count, 0);
	cr_expect_eq(ask("charter~"), 1);
}

Test(search, a_symbol_in_any_spelling_finds_who_cites_it)
{
	static const char *const spellings[] = {"A/RES/78/237", "78/237", "第78/237号决议",
						"７８／２３７", "resolution 78/237",
						"https://undocs.org/ch/A/RES/78/237"};

	open_samples();
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		cr_expect_eq(ask(spellings[i]), 1, "%s", spellings[i]);
		cr_expect_not_null(strstr(first_text(), "78/237"));
	}
	cr_expect_eq(ask("A/78/1"), 2);
}

Test(search, a_spelling_that_was_expanded_is_told)
{
	open_samples();
	ask("78/237");
	cr_assert_eq(result.expansion.count, 1);
	cr_expect_str_eq(result.expansion.item[0], "78/237 = A/RES/78/237");
}

Test(search, a_heading_is_searched_by_its_field)
{
	open_samples();
	cr_expect_eq(ask("heading:laws"), 1);
	cr_expect_eq(ask("heading:\"national la\""), 1);
	cr_expect_eq(ask("heading:\"tional l\""), 1);
	cr_expect_eq(ask("heading:\"nal la\""), 1);
	cr_expect_eq(ask("heading:\"national aw\""), 0);
	cr_expect_eq(ask("heading:\"law national\""), 0);
	cr_expect_eq(ask("heading:charter"), 0);
}

Test(search, dates_are_ranges_and_what_is_undated_is_outside)
{
	open_samples();
	cr_expect_eq(ask("date:2024"), 2);
	cr_expect_eq(ask("date:2023..2024"), 3);
	cr_expect_eq(ask("date:..2023-05-01"), 1);
	request.since = "2024-04-29";
	cr_expect_eq(ask(NULL), 2);
	request.until = "2023";
	cr_expect_eq(ask(NULL), 0);
	request.since = "2023-05-02";
	cr_expect_eq(ask(NULL), 0);
}

Test(search, by_date_the_newest_is_first_and_the_undated_last)
{
	open_samples();
	request.sort = VB_SORT_DATE;
	ask(NULL);
	cr_expect_str_eq(result.hits[0].record.date, "2024-04-29");
	cr_expect_str_eq(result.hits[2].record.date, "2023-05-01");
	cr_expect_str_eq(result.hits[4].record.date, "");
}

Test(search, pages_continue_one_another)
{
	static const char *ids[5];

	open_samples();
	ask("sample");
	cr_assert_eq(result.hit_count, 4);
	for (size_t i = 0; i < 4; i++)
		ids[i] = result.hits[i].record.id;
	request.limit = 1;
	for (unsigned i = 0; i < 4; i++) {
		request.offset = i;
		ask("sample");
		cr_assert_eq(result.hit_count, 1);
		cr_expect_str_eq(result.hits[0].record.id, ids[i]);
		cr_expect_eq(result.hits[0].rank, i + 1);
	}
	request.offset = 4;
	cr_expect_eq(ask("sample"), 4);
	cr_expect_eq(result.hit_count, 0);
}

Test(search, an_unknown_state_is_refused_with_near_ones)
{
	open_samples();
	cr_assert(vb_request_filter(&request, &arena, "state", "JPX", false, &err));
	cr_expect_not(vb_search_run(search, &request, &arena, &result, &err));
	cr_expect_eq(err.code, VB_USAGE);
	cr_expect_not_null(strstr(err.text, "JPN"), "%s", err.text);
}

Test(search, a_state_is_known_by_any_of_its_names)
{
	static const char *const names[] = {"JPN", "jpn", "Japan", "日本"};

	open_samples();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		vb_request_init(&request);
		cr_assert(vb_request_filter(&request, &arena, "state", names[i], false, &err));
		cr_expect_eq(ask(NULL), 2, "%s", names[i]);
	}
}

Test(search, an_unknown_theme_language_or_date_is_refused)
{
	static const char *const bad[][2] = {{"theme", "normz"}, {"language", "fr"}, {"year", "24"},
					     {"region", "atlantis"}};

	open_samples();
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		vb_request_init(&request);
		cr_assert(vb_request_filter(&request, &arena, bad[i][0], bad[i][1], false, &err));
		cr_expect_not(vb_search_run(search, &request, &arena, &result, &err), "%s", bad[i][1]);
		cr_expect_eq(err.code, VB_USAGE);
	}
	vb_request_init(&request);
	request.since = "31 February 2024";
	cr_expect_not(vb_search_run(search, &request, &arena, &result, &err));
	cr_expect_eq(err.code, VB_USAGE);
}

Test(search, the_explanation_says_how_the_query_was_understood)
{
	open_samples();
	ask("\"radio\" AND state:CUB");
	cr_assert_geq(result.explanation.count, 3);
	cr_expect_str_eq(result.explanation.item[0], "all of:");
}

Test(search, an_empty_index_answers)
{
	asking_open();
	request.facets = 1u << VB_FACET_STATE;
	cr_expect_eq(ask("广播"), 0);
	cr_expect_eq(ask("\"广播\""), 0);
	cr_expect_eq(ask("sec* -\"a\" NEAR/3 b heading:x date:2024"), 0);
	cr_expect_eq(ask(NULL), 0);
}

Test(search, where_no_index_is_the_error_says_so)
{
	sample.settings.database = "/nonexistent/verbale";
	search = vb_search_open(&sample.settings, &err);
	cr_expect_null(search);
	cr_expect_eq(err.code, VB_ABSENT);
}

Test(search, an_index_that_was_replaced_is_noticed)
{
	open_samples();
	cr_expect_eq(ask(NULL), 5);
	sample_add(&sample, &(struct vb_record){.text = "Sample: one more.", .state = "FRA"});
	sample_write(&sample);
	cr_expect_eq(ask(NULL), 6);
}
