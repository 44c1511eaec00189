/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "parse.h"

static struct vb_tables tables;
static struct vb_states *states;
static struct vb_themes *themes;
static struct vb_folder *folder;
static struct vb_arena arena;
static struct vb_list notes;
static struct vb_buf printed;
static struct vb_err err;

static void
setup(void)
{
	char path[4096];
	const char *folder_of_tables = getenv("VERBALE_TABLES");

	cr_assert_not_null(folder_of_tables, "VERBALE_TABLES is not set");
	snprintf(path, sizeof(path), "%s/states.tsv", folder_of_tables);
	states = vb_states_load(path, &err);
	cr_assert_not_null(states, "%s", err.text);
	snprintf(path, sizeof(path), "%s/themes.ini", folder_of_tables);
	themes = vb_themes_load(path, &err);
	cr_assert_not_null(themes, "%s", err.text);
	folder = vb_folder_new(&err);
	tables = (struct vb_tables){.states = states, .themes = themes, .folder = folder};
	vb_arena_init(&arena);
}

static void
teardown(void)
{
	vb_states_free(states);
	vb_themes_free(themes);
	vb_folder_free(folder);
	vb_arena_fini(&arena);
	vb_buf_fini(&printed);
}

TestSuite(parse, .init = setup, .fini = teardown);

static const char *
read_query(const char *text)
{
	struct vb_query *query;

	notes = (struct vb_list){NULL, 0};
	cr_assert(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err), "%s", err.text);
	vb_buf_clear(&printed);
	vb_parse_print(query, &printed);
	return printed.data;
}

Test(parse, each_line_of_the_table_is_read_as_it_says)
{
	struct cases cases;

	cases_open(&cases, "query.txt");
	while (cases_next(&cases))
		cr_expect_str_eq(read_query(cases.left), cases.right,
				 "line %d: '%s' is read as %s, not as %s", cases.line, cases.left,
				 printed.data, cases.right);
}

Test(parse, what_is_not_read_as_typed_is_noted)
{
	static const char *const odd[] = {"\"a", "(a", "a)", "a AND", "a*", "!!!", "state:XQX",
					  "aa* bb* cc*", "date:soon", "ab~"};

	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		read_query(odd[i]);
		cr_expect_gt(notes.count, 0, "no note for: %s", odd[i]);
	}
	read_query("cyber-security \"plain\" -other (a OR b)");
	cr_expect_eq(notes.count, 0, "%s", notes.count > 0 ? notes.item[0] : "");
}

Test(parse, brackets_without_end_are_no_danger)
{
	char *text = malloc(60001);
	struct vb_query *query;

	memset(text, '(', 60000);
	text[60000] = '\0';
	cr_expect(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	text[500] = 'a';
	cr_expect(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	memset(text, '-', 60000);
	cr_expect(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	memset(text, '"', 60000);
	cr_expect(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	free(text);
}

Test(parse, a_megabyte_is_refused_in_one_line)
{
	char *text = malloc((1 << 20) + 1);
	struct vb_query *query;

	memset(text, 'a', 1 << 20);
	text[1 << 20] = '\0';
	cr_expect_not(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	cr_expect_eq(err.code, VB_LIMIT);
	cr_expect_null(strchr(err.text, '\n'));
	free(text);
}

Test(parse, a_long_query_is_cut_and_a_long_quotation_kept)
{
	char text[4096];
	struct vb_query *query;

	for (size_t i = 0; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "a ", 2);
	text[sizeof(text) - 2] = '\0';
	cr_assert(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	cr_expect_leq(strlen(query->text), VB_QUERY_BYTES);
	cr_expect_gt(notes.count, 0);
	text[0] = '"';
	text[sizeof(text) - 3] = '"';
	cr_assert(vb_parse_query(&tables, text, true, &arena, &notes, &query, &err));
	cr_expect_eq(query->kind, VB_QUERY_PHRASE);
	cr_expect_gt(strlen(query->text), 4000);
}

Test(parse, odd_bytes_are_read_as_something)
{
	static const char *const alphabet[] = {"(", ")", "\"", "“", "”", "「", "-", "*", "~", "AND",
					       "OR", "NOT", "NEAR/3", " ", "a", "网", "\xff", "\xe7",
					       "state:", "78/237", ":", "heading:"};
	uint32_t seed = 1;

	for (int round = 0; round < 3000; round++) {
		char text[256] = "";

		for (int i = 0; i < 24; i++) {
			seed = seed * 1103515245u + 12345u;
			strcat(text, alphabet[(seed >> 16) % (sizeof(alphabet) / sizeof(alphabet[0]))]);
		}
		read_query(text);
	}
}

Test(parse, symbols_are_plain_words_when_nothing_is_to_be_expanded)
{
	struct vb_query *query;

	cr_assert(vb_parse_query(&tables, "78/237", false, &arena, &notes, &query, &err));
	vb_buf_clear(&printed);
	vb_parse_print(query, &printed);
	cr_expect_str_eq(printed.data, "(words \"78/237\")");
}
