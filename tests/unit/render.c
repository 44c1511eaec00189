/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "render.h"
#include "terminal.h"
#include "utf8.h"

static struct vb_buf out;
static struct vb_printer printer;
static struct vb_states *states;

static void
setup(void)
{
	const char *tables = getenv("VERBALE_TABLES");
	char path[4096];
	struct vb_err err;

	snprintf(path, sizeof path, "%s/states.tsv", tables ? tables : "corpus");
	states = vb_states_load(path, &err);
	cr_assert_not_null(states, "%s", err.text);
}

static void
teardown(void)
{
	vb_states_free(states);
	vb_buf_fini(&out);
}

TestSuite(render, .init = setup, .fini = teardown);

/* A result by hand: two hits, one of them nasty, and a facet. */
static const char *heading[] = {"样本标题", "二级"};
static const char *themes[] = {"norms", "existing-and-emerging-threats"};
static const char *cites[] = {"A/RES/78/237"};
static struct vb_highlight lit[] = {{6, 8}};
static struct vb_hit hits[] = {
	{
		.rank = 1, .score = 3.5, .document = "A/79/81", .state_en = "Cuba", .state_zh = "古巴",
		.record = {
			.text = "样本文字：古巴广播电台。", .text_size = 36, .id = "0123456789abcdef",
			.path = "/samples/a.txt", .symbol = "A/79/81", .title = "Sample", .state = "CUB",
			.heading_group = "", .themes = {themes, 2}, .heading = {heading, 2}, .lead_in = "",
			.paragraph = "12", .page = 3, .language = "zh", .original_language = "es",
			.date = "2024-05-01", .cites = {cites, 1},
		},
		.highlight = lit, .highlight_count = 1,
		.snippet = "样本文字：古巴广播电台。", .snippet_points = 12,
	},
	{
		.rank = 2, .score = 1.25, .document = "/samples/nasty.txt", .state_en = "", .state_zh = "",
		.record = {
			.text = "=1+1\t\"x\", \033[2J\xe2\x80\xae<b>\nend", .text_size = 24, .id = "fedcba9876543210",
			.path = "/samples/nasty.txt", .symbol = "", .title = "\033]0;title\007", .state = "",
			.heading_group = "", .lead_in = "", .paragraph = "", .language = "",
			.original_language = "", .date = "",
		},
		.snippet = "=1+1\t\"x\", \033[2J\xe2\x80\xae<b>\nend", .snippet_points = 21,
	},
};
static struct vb_facet_value values[] = {
	{"CUB", "Cuba", "古巴", 20}, {"JPN", "Japan", "日本", 3},
};
static struct vb_facet facets[] = {{VB_FACET_STATE, values, 2, 5}};
static struct vb_result result = {
	.query = "广播", .total = 23, .hits = hits, .hit_count = 2, .facets = facets, .facet_count = 1,
	.took_ms = 1.5,
};

static const char *
show(const char *format)
{
	vb_buf_clear(&out);
	cr_assert(vb_printer_init(&printer, format, &out));
	printer.states = states;
	vb_render(&printer, &result);
	return out.data;
}

static void
expect_harmless(const char *allowed)
{
	cr_assert(vb_utf8_valid(out.data, out.len));
	for (size_t at = 0; at < out.len;) {
		uint32_t point = vb_utf8_next(out.data, out.len, &at);

		cr_expect(!vb_utf8_control(point) || (point < 0x80 && strchr(allowed, (int)point)),
			  "control character %04x", (unsigned)point);
	}
}

Test(render, no_format_prints_a_control_character_of_the_corpus)
{
	show("text");
	expect_harmless("\n");
	show("json");
	expect_harmless("\n");
	show("jsonl");
	expect_harmless("\n");
	show("csv");
	expect_harmless("\r\n");
	show("tsv");
	expect_harmless("\t\n");
}

Test(render, an_unknown_format_is_refused)
{
	cr_expect_not(vb_printer_init(&printer, "xml", &out));
}

Test(render, plain_text_says_who_where_and_what)
{
	const char *text = show("text");

	cr_expect_not_null(strstr(text, " 1  Cuba CUB · A/79/81 · para. 12 · p. 3 · 2024-05-01\n"), "%s", text);
	cr_expect_not_null(strstr(text, "    样本标题 › 二级\n    样本文字：古巴广播电台。\n"), "%s", text);
	cr_expect_not_null(strstr(text, "  CUB  Cuba   20\n  JPN  Japan   3\n"), "%s", text);
	cr_expect_not_null(strstr(text, "and 3 more"), "%s", text);
	cr_expect_not_null(strstr(text, "\n23 passages, showing 1-2\n"), "%s", text);
}

Test(render, labels_are_chinese_for_a_chinese_reader)
{
	vb_printer_init(&printer, "text", &out);
	printer.language = "zh";
	vb_render(&printer, &result);
	cr_expect_not_null(strstr(out.data, "古巴 CUB"), "%s", out.data);
	cr_expect_not_null(strstr(out.data, "JPN  日本"), "%s", out.data);
}

Test(render, colours_light_the_find_and_nothing_else)
{
	vb_printer_init(&printer, "text", &out);
	printer.colour = true;
	printer.columns = 80;
	vb_render(&printer, &result);
	cr_expect_not_null(strstr(out.data, "样本文字：古\033[1;31m巴广\033[0m播电台。"), "%s", out.data);
	cr_expect_null(strstr(out.data, "\033[2J"));
	cr_expect_null(strstr(out.data, "\033]0"));
}

Test(render, a_highlight_is_found_again_behind_an_ellipsis)
{
	struct vb_hit hit = hits[0];
	struct vb_result one = {.query = "", .total = 1, .hits = &hit, .hit_count = 1};

	hit.snippet = "…古巴广播…";
	hit.snippet_start = 5;
	hit.snippet_points = 4;
	vb_printer_init(&printer, "text", &out);
	printer.colour = true;
	vb_render(&printer, &one);
	cr_expect_not_null(strstr(out.data, "…古\033[1;31m巴广\033[0m播…"), "%s", out.data);
}

Test(render, no_line_is_wider_than_the_terminal)
{
	static char text[] = "样本。This is a sample of words，有很多文字，and more words in a line（样本）样本样本样本样本样本样本样本"
			     "样本样本样本样本样本样本样本样本样本";
	struct vb_hit hit = hits[0];
	struct vb_result one = result;

	one.hits = &hit;
	one.hit_count = 1;
	hit.snippet = hit.record.text = text;
	hit.record.text_size = strlen(text);
	hit.snippet_points = vb_utf8_points(text, strlen(text));
	for (unsigned columns = 60; columns <= 130; columns += 7) {
		vb_buf_clear(&out);
		vb_printer_init(&printer, "text", &out);
		printer.columns = columns;
		vb_render(&printer, &one);
		for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n"))
			cr_expect_leq(vb_terminal_columns(line, strlen(line)), columns, "%u: '%s'", columns, line);
	}
}

Test(render, json_is_the_contract)
{
	static const char *const members[] = {
		"rank", "score", "id", "document", "path", "symbol", "title", "state", "state_name", "themes",
		"heading", "paragraph", "page", "language", "original_language", "date", "cites", "text",
		"snippet", "highlights",
	};
	json_t *object = json_loads(show("json"), 0, NULL), *hit;

	cr_assert_not_null(object);
	cr_expect_str_eq(json_string_value(json_object_get(object, "format")), "verbale-result-1");
	cr_expect_str_eq(json_string_value(json_object_get(object, "query")), "广播");
	cr_expect_eq(json_integer_value(json_object_get(object, "total")), 23);
	cr_expect(json_is_array(json_object_get(object, "suggestions")));
	cr_expect(json_is_array(json_object_get(object, "expansion")));
	cr_expect(json_is_number(json_object_get(object, "took_ms")));
	cr_expect_null(json_object_get(object, "qid"));
	hit = json_array_get(json_object_get(object, "hits"), 0);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		cr_expect_not_null(json_object_get(hit, members[i]), "%s", members[i]);
	cr_expect_eq(json_object_size(hit), sizeof members / sizeof members[0]);
	hit = json_array_get(json_object_get(object, "hits"), 1);
	cr_expect(json_is_null(json_object_get(hit, "state")));
	cr_expect_str_eq(json_string_value(json_object_get(hit, "text")), hits[1].record.text,
			 "escapes lead back to the very text");
	json_decref(object);
}

Test(render, facets_without_hits_and_hits_without_facets_are_json_too)
{
	struct vb_result only = result;
	json_t *object;

	only.hit_count = 0;
	vb_printer_init(&printer, "json", &out);
	printer.states = states;
	vb_render(&printer, &only);
	object = json_loads(out.data, 0, NULL);
	cr_assert_not_null(object, "%s", out.data);
	cr_expect_eq(json_array_size(json_object_get(json_object_get(object, "facets"), "state")), 2);
	json_decref(object);

	vb_buf_clear(&out);
	only.facet_count = 0;
	vb_render(&printer, &only);
	object = json_loads(out.data, 0, NULL);
	cr_assert_not_null(object, "%s", out.data);
	cr_expect(json_is_object(json_object_get(object, "facets")));
	json_decref(object);
}

Test(render, a_total_that_was_not_asked_for_is_null_in_json)
{
	struct vb_result some = {.query = "", .total = 12, .uncounted = true};
	struct vb_printer printer;
	struct vb_buf text = VB_BUF_INIT;

	cr_assert(vb_printer_init(&printer, "json", &text));
	vb_render(&printer, &some);
	vb_buf_char(&text, '\0');
	cr_expect_not_null(strstr(text.data, "\"total\":null,"), "%s", text.data);
	vb_buf_fini(&text);
}

Test(render, a_batch_answer_is_one_line_with_its_qid)
{
	json_t *qid = json_string("q\n7");

	vb_printer_init(&printer, "json", &out);
	printer.states = states;
	printer.qid = qid;
	vb_render(&printer, &result);
	cr_expect_not_null(strstr(out.data, "\"qid\":\"q\\n7\""), "%s", out.data);
	cr_expect_eq(strchr(out.data, '\n'), out.data + out.len - 1);
	json_decref(qid);
}

Test(render, csv_quotes_and_disarms)
{
	const char *text = show("csv");

	cr_expect(strncmp(text, "rank,score,id,", 14) == 0);
	cr_expect_not_null(strstr(text, "\r\n1,3.5,0123456789abcdef,A/79/81,A/79/81,Sample,CUB,Cuba,古巴,"
				  "norms;existing-and-emerging-threats,样本标题 > 二级,12,3,zh,es,2024-05-01,"
				  "A/RES/78/237,"), "%s", text);
	cr_expect_not_null(strstr(text, "\"'=1+1 \"\"x\"\", ␛[2J"), "%s", text);
}

Test(render, a_row_of_tsv_has_as_many_tabs_as_its_header)
{
	const char *text = show("tsv");
	size_t tabs = 0, first = 0;

	for (; *text; text++) {
		tabs += *text == '\t';
		if (*text != '\n')
			continue;
		if (!first)
			first = tabs;
		cr_expect_eq(tabs, first);
		tabs = 0;
	}
	cr_expect_eq(first, 19);
	cr_expect_not_null(strstr(out.data, "'=1+1\\t\"x\""), "%s", out.data);
}

Test(render, a_table_of_counts_takes_the_place_of_hits)
{
	vb_printer_init(&printer, "csv", &out);
	printer.counts = true;
	vb_render(&printer, &result);
	cr_expect_str_eq(out.data, "facet,value,label_en,label_zh,count\r\n"
				   "state,CUB,Cuba,古巴,20\r\nstate,JPN,Japan,日本,3\r\n");
}

static struct vb_facet_value matrix_themes[] = {
	{"norms", "Norms", "规范", 3}, {"threats", "Threats", "威胁", 1},
};
static struct vb_facet_value matrix_states[] = {
	{"CUB", "Cuba", "古巴", 4}, {"JPN", "Japan", "日本", 0}, {"", "no State", "非国家", 1},
};
static uint64_t cells[] = {2, 1, 0, 0, 1, 0};
static struct vb_matrix matrix = {matrix_states, 3, matrix_themes, 2, cells, 5};
static struct vb_result counted = {.query = "广播", .total = 5, .matrix = &matrix};

Test(render, a_matrix_as_csv_has_states_down_and_themes_across)
{
	vb_printer_init(&printer, "csv", &out);
	vb_render(&printer, &counted);
	cr_expect_str_eq(out.data, "state,state_en,state_zh,total,norms,threats\r\n"
				   "CUB,Cuba,古巴,4,2,1\r\nJPN,Japan,日本,0,0,0\r\n"
				   "(none),no State,非国家,1,1,0\r\n(all),,,5,3,1\r\n");
}

Test(render, a_matrix_as_text_shows_silence_by_a_dot)
{
	vb_printer_init(&printer, "text", &out);
	vb_render(&printer, &counted);
	cr_expect_str_eq(out.data, "                 1 2\n"
				   "CUB  Cuba      4 2 1\n"
				   "JPN  Japan     0 · ·\n"
				   "-    no State  1 1 ·\n"
				   "     all       5 3 1\n\n"
				   "1  norms    Norms\n2  threats  Threats\n\n5 passages\n", "%s", out.data);
}

Test(render, a_matrix_as_json_keeps_rows_and_columns_apart)
{
	json_t *object, *member;

	vb_printer_init(&printer, "json", &out);
	printer.states = states;
	vb_render(&printer, &counted);
	object = json_loads(out.data, 0, NULL);
	cr_assert_not_null(object, "%s", out.data);
	member = json_object_get(json_object_get(object, "matrix"), "counts");
	cr_expect_eq(json_integer_value(json_array_get(json_array_get(member, 0), 1)), 1);
	member = json_object_get(json_object_get(object, "matrix"), "states");
	cr_expect(json_is_null(json_object_get(json_array_get(member, 2), "value")));
	json_decref(object);
}
