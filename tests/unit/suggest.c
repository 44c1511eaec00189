/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"
#include "cases.h"

static struct vb_err err;

/* Invented passages that hold what the table's queries mean. */
static void
setup(void)
{
	static const char *const texts[] = {
		"样本：利益攸关方应当参加会议。", "样本：利益攸关方与各国协商。",
		"样本：打击网络恐怖主义是共同的任务。", "样本：网络恐怖主义没有国界。",
		"样本：联络点名录已经建立，哪些国家有联络点要看名录。", "样本：各国的联络点互相通报。",
		"样本：能力建设应当按需提供。", "样本：能力建设需要时间。",
		"样本：关键基础设施需要保护。", "样本：关键基础设施由各国指定。",
		"样本：供应链安全影响所有国家。", "样本：供应链安全需要合作。",
		"样本：古巴谈到联络点。",
		"Sample: nuclear disarmament needs capacity building.",
		"Sample: disarmament and infrastructure, one nuclear question.",
		"Sample: the capacity of the infrastructure.",
	};

	static const char *headings[] = {"Sample of a concept paper on lanterns", "样本的灯笼文件", "样本的灯笼，文"};

	asking_begin();
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		sample_add(&sample, &(struct vb_record){
			.text = texts[i], .state = i % 2 == 0 ? "CUB" : "JPN",
			.language = texts[i][0] == 'S' ? "en" : "zh", .symbol = "A/1"});
	sample_add(&sample, &(struct vb_record){
		.text = "Sample: lanterns, in short.", .state = "FRA", .language = "en", .symbol = "A/3",
		.heading = {headings, 3}});
	for (int i = 0; i < 40; i++)
		sample_add(&sample, &(struct vb_record){
			.text = i == 0 ? "Sample: and so on." : "Sample: boats, or a boat.",
			.state = i == 0 ? "LVA" : "FRA", .language = "en", .symbol = "A/2"});
	asking_open();
}

TestSuite(suggest, .init = setup, .fini = asking_end, .timeout = 120);

static bool
says(const struct vb_list *list, const char *line)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i], line) == 0)
			return true;
	return false;
}

Test(suggest, errors_of_the_table_are_put_right)
{
	struct cases cases;

	cases_open(&cases, "suggest.txt");
	while (cases_next(&cases)) {
		ask(cases.left);
		cr_expect_str_eq(result.suggestions.count == 0 ? "" : result.suggestions.item[0],
				 cases.right, "line %d: %s", cases.line, cases.left);
	}
}

Test(suggest, what_was_meant_is_found_and_said)
{
	cr_expect_eq(ask("利益攸关方"), 2);
	cr_expect_eq(result.notes.count, 0);
	cr_expect_eq(ask("利益悠关方"), 2);
	cr_expect(says(&result.expansion, "利益悠关方 -> 利益攸关方"));
}

Test(suggest, an_answer_to_another_query_is_announced)
{
	cr_expect_eq(ask("disarmamnet"), 2);
	cr_expect(says(&result.notes, "nothing found for 'disarmamnet': showing 'disarmament'"));
	cr_expect(says(&result.expansion, "disarmamnet -> disarmament"));
	cr_expect(says(&result.suggestions, "disarmament"));
}

Test(suggest, a_query_that_finds_something_is_not_called_empty)
{
	cr_expect_gt(ask("disarmamnet capacity"), 0);
	cr_expect_eq(result.notes.count, 0);
	cr_expect(says(&result.expansion, "disarmamnet -> disarmament"));
}

Test(suggest, without_expansion_words_are_searched_as_typed)
{
	request.expand = false;
	cr_expect_eq(ask("disarmamnet"), 0);
	cr_expect_eq(result.expansion.count, 0);
	cr_expect(says(&result.suggestions, "disarmament"));
}

Test(suggest, a_quotation_is_never_changed_but_gets_a_suggestion)
{
	cr_expect_eq(ask("\"利益悠关方\""), 0);
	cr_expect_eq(result.expansion.count, 0);
	cr_expect(says(&result.suggestions, "\"利益攸关方\""));
}

Test(suggest, a_quotation_that_only_a_heading_holds_is_asked_for_there)
{
	static const char *const quotations[] = {
		"\"concept paper\"", "“灯笼文”", "\"oncept paper on lan\"", "«SAMPLE OF A»", "“样本的灯笼，文”"
	};

	for (size_t i = 0; i < sizeof(quotations) / sizeof(quotations[0]); i++) {
		cr_expect_eq(ask(quotations[i]), 0);
		cr_expect(says(&result.notes, "no passage holds the quotation, but a heading holds it"));
		cr_assert_eq(result.suggestions.count, 1, "%s", quotations[i]);
		cr_expect_eq(ask(result.suggestions.item[0]), 1, "%s", quotations[i]);
	}
	cr_expect_eq(ask("boats \"concept paper\" state:FRA"), 0);
	cr_expect(says(&result.suggestions, "boats heading:\"concept paper\" state:FRA"));
	cr_expect_eq(ask("\"concept boats\""), 0);
	cr_expect_eq(result.suggestions.count, 0);
	cr_expect_eq(ask("\"a boat\" \"paper on\" -\"concept paper\""), 0);
	cr_expect(says(&result.suggestions, "\"a boat\" heading:\"paper on\" -\"concept paper\""));
}

Test(suggest, a_quotation_that_was_pasted_with_more_than_words_is_suggested_without)
{
	cr_expect_eq(ask("\"qqqzzz5 of mu- zzzqqq.12\""), 0);
	cr_expect_eq(result.suggestions.count, 0);
	cr_expect_eq(ask("\"disarmament5 needs capacity build- ing.12\""), 0);
	cr_expect(says(&result.notes, "no passage holds the quotation, but one holds it without footnote marks "
				      "and ends of lines"));
	cr_expect(says(&result.suggestions, "\"disarmament needs capacity building.\""));
	cr_expect_eq(ask("“任务。9” state:JPN"), 0);
	cr_expect(says(&result.suggestions, "“任务。” state:JPN"));
	cr_expect_eq(ask("“样本：9打击网络恐怖主义4 是共同”"), 0);
	cr_assert_eq(result.suggestions.count, 1);
	cr_expect_eq(ask(result.suggestions.item[0]), 1);
	cr_expect_eq(ask("\"capacity building\""), 1);
	cr_expect_eq(result.suggestions.count, 0);
}

Test(suggest, of_a_quotation_with_parts_left_out_the_parts_are_suggested)
{
	cr_expect_eq(ask("“nuclear […] capacity building ...”"), 0);
	cr_expect(says(&result.notes, "no passage holds the quotation, but one holds its parts between the dots"));
	cr_expect(says(&result.suggestions, "\"nuclear\" \"capacity building\""));
	cr_expect_eq(ask(result.suggestions.item[0]), 1);
	cr_expect_eq(ask("\"利益攸关方…协商\""), 0);
	cr_expect(says(&result.suggestions, "\"利益攸关方\" \"协商\""));
	cr_expect_eq(ask("\"nuclear … boats\""), 0);
	cr_expect_eq(result.suggestions.count, 0);
}

Test(suggest, of_a_quotation_that_is_not_held_the_longest_part_is_suggested)
{
	static const char *const quotations[] = {
		"\"needs capacity building. Sample: the\"", "“打击网络恐怖主义是我们的”",
	};

	for (size_t i = 0; i < sizeof(quotations) / sizeof(quotations[0]); i++) {
		cr_expect_eq(ask(quotations[i]), 0);
		cr_expect(says(&result.notes, "no passage holds the quotation, but one holds a part of it"));
		cr_assert_eq(result.suggestions.count, 1);
		cr_expect_gt(ask(result.suggestions.item[0]), 0, "%s", quotations[i]);
	}
	cr_expect_eq(ask("\"needs capacity building. Sample: the\" state:JPN"), 0);
	cr_expect_eq(result.suggestions.count, 0, "it is not all that is asked");
}

/* The words at its ends are cut, and look misspelled. */
Test(suggest, words_of_a_quotation_are_put_right_only_where_that_is_held)
{
	cr_expect_eq(ask("\"isarmamant needs capacity building. sampl\""), 0);
	cr_expect(says(&result.suggestions, "\"needs capacity building.\""));
}

Test(suggest, filters_have_no_say)
{
	uint64_t all = ask("连络点"), cuba, others;

	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", false, &err));
	cuba = ask("连络点");
	cr_expect(says(&result.expansion, "连络点 -> 联络点"));
	vb_request_init(&request);
	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", true, &err));
	others = ask("连络点");
	cr_expect_eq(cuba + others, all);
	cr_expect_gt(cuba, 0);
	vb_request_init(&request);
	/* A filter that leaves nothing is no typing error. */
	cr_assert(vb_request_filter(&request, &arena, "year", "1999", false, &err));
	cr_expect_eq(ask("联络点"), 0);
	cr_expect_eq(result.suggestions.count, 0);
}

Test(suggest, what_others_say_is_answer_enough_where_a_filter_looks)
{
	vb_request_init(&request);
	request.expand = false;
	cr_expect_gt(ask("boats disarmamnet"), 0);
	cr_expect_eq(result.suggestions.count, 0);
	cr_assert(vb_request_filter(&request, &arena, "state", "LVA", false, &err));
	cr_expect_eq(ask("boats disarmamnet"), 0);
	cr_expect_eq(result.suggestions.count, 0);
}

Test(suggest, long_and_odd_queries_are_borne)
{
	char query[2000] = "";

	for (size_t i = 0; i < 120; i++)
		strcat(query, i % 3 == 0 ? "悠布" : "连");
	ask(query);
	ask("\xff\xfe连络\xc0点");
	ask("连 络 点");
	ask("悠");
}
