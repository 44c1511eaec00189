/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"

static struct vb_states *states;

static void
load(void)
{
	const char *srcdir = getenv("srcdir");
	char path[4096];
	struct vb_err err;

	snprintf(path, sizeof path, "%s/corpus/states.tsv", srcdir != NULL ? srcdir : ".");
	states = vb_states_load(path, &err);
	cr_assert_not_null(states, "%s", err.text);
}

static void
unload(void)
{
	vb_states_free(states);
}

TestSuite(state, .init = load, .fini = unload);

static const char *
code(const struct vb_state *state)
{
	return state != NULL ? state->code : "-";
}

Test(state, every_name_of_the_case_table_is_recognised)
{
	struct cases cases;

	cases_open(&cases, "state.txt");
	while (cases_next(&cases)) {
		const char *got = code(vb_state_by_name(states, cases.left, strlen(cases.left)));

		cr_expect_str_eq(got, cases.right, "line %d: '%s' is %s, not %s", cases.line, cases.left,
				 got, cases.right);
	}
}

Test(state, every_state_is_known_by_its_code_and_by_the_names_shown)
{
	for (size_t i = 0; i < vb_states_count(states); i++) {
		const struct vb_state *state = vb_states_at(states, i);

		cr_expect_eq(vb_state_by_code(states, state->code), state);
		cr_expect_eq(vb_state_by_name(states, state->en, strlen(state->en)), state);
		cr_expect_eq(vb_state_by_name(states, state->zh, strlen(state->zh)), state);
	}
}

Test(state, a_code_is_known_in_any_case_and_whole_only)
{
	cr_expect_str_eq(code(vb_state_by_code(states, "jpn")), "JPN");
	cr_expect_str_eq(code(vb_state_by_code(states, "eu")), "EU");
	cr_expect_null(vb_state_by_code(states, ""));
	cr_expect_null(vb_state_by_code(states, "JP"));
	cr_expect_null(vb_state_by_code(states, "JPNN"));
	cr_expect_null(vb_state_by_code(states, "japan"));
	cr_expect_null(vb_state_by_name(states, "\1jpn", 4));
	cr_expect_null(vb_state_by_name(states, "", 0));
}

/* As the groups stand: 54 + 54 + 23 + 33 + 28, and the United States beside the last. */
Test(state, the_members_and_their_groups_are_as_many_as_the_united_nations_have)
{
	static const struct { const char *slug; int count; } groups[] = {
		{"africa", 54}, {"asia-pacific", 54}, {"eastern-europe", 23},
		{"latin-america-caribbean", 33}, {"western-europe-others", 29},
	};
	int members = 0, eu = 0;

	for (size_t i = 0; i < vb_states_count(states); i++) {
		members += strcmp(vb_states_at(states, i)->kind, "member") == 0;
		eu += vb_states_at(states, i)->eu;
	}
	cr_expect_eq(members, 193);
	cr_expect_eq(eu, 27);
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
		int count = 0;

		for (size_t i = 0; i < vb_states_count(states); i++)
			count += strcmp(vb_states_at(states, i)->region, groups[g].slug) == 0;
		cr_expect_eq(count, groups[g].count, "%s has %d", groups[g].slug, count);
	}
}

static void
ends_in(const char *text, const char *wanted, const char *name)
{
	size_t start = 0;
	const struct vb_state *state = vb_state_at_end(states, text, strlen(text), &start);

	cr_expect_str_eq(code(state), wanted, "'%s' ends in %s, not %s", text, code(state), wanted);
	if (state != NULL)
		cr_expect_str_eq(text + start, name, "'%s'", text + start);
}

Test(state, a_name_glued_to_the_paragraph_before_it_is_found)
{
	ends_in("各国应当合作。 爱沙尼亚", "EST", "爱沙尼亚");
	ends_in("各国应当合作。俄罗斯\n联邦 ", "RUS", "俄罗斯\n联邦 ");
	ends_in("States should cooperate. New Zealand", "NZL", "New Zealand");
	ends_in("they should. Iran (Islamic Republic of)", "IRN", "Iran (Islamic Republic of)");
	ends_in("they should. TÜRKİYE", "TUR", "TÜRKİYE");
	ends_in("Japan", "JPN", "Japan");
	ends_in("The Gambia", "GMB", "Gambia");
	ends_in("(日本", "JPN", "日本");
}

Test(state, the_longest_name_at_the_end_wins)
{
	ends_in("赤道几内亚", "GNQ", "赤道几内亚");
	ends_in("巴布亚新几内亚", "PNG", "巴布亚新几内亚");
	ends_in("in the Democratic Republic of the Congo", "COD", "Democratic Republic of the Congo");
	ends_in("in Equatorial Guinea", "GNQ", "Equatorial Guinea");
	ends_in("of South Sudan", "SSD", "South Sudan");
}

Test(state, no_name_begins_inside_a_word_or_ends_before_the_end)
{
	ends_in("a Roman", "-", "");
	ends_in("Algeria and Nigerniger", "-", "");
	ends_in("tell us", "-", "");
	ends_in("cooperate with Japan.", "-", "");
	ends_in("与日本合作", "-", "");
	ends_in("", "-", "");
	ends_in("   ", "-", "");
}

Test(state, a_page_of_text_is_looked_at_from_its_end_only, .timeout = 20)
{
	size_t size = 8 << 20, start;
	char *text = malloc(size);

	memset(text, 'a', size);
	memcpy(text + size - 6, " Japan", 6);
	for (int i = 0; i < 1000; i++) {
		cr_assert_str_eq(code(vb_state_at_end(states, text, size, &start)), "JPN");
		cr_assert_eq(start, size - 5);
	}
	for (size_t i = 0; i < size; i++)
		text[i] = "\xe5\x9b\xff"[i % 3];
	cr_assert_null(vb_state_at_end(states, text, size, &start));
	cr_assert_null(vb_state_by_name(states, text, size));
	free(text);
}

static void *
look_up(void *data)
{
	size_t *wrong = data;

	for (int round = 0; round < 20; round++)
		for (size_t i = 0; i < vb_states_count(states); i++) {
			const struct vb_state *state = vb_states_at(states, i);

			*wrong += vb_state_by_name(states, state->zh, strlen(state->zh)) != state;
		}
	return NULL;
}

Test(state, threads_share_the_table)
{
	pthread_t thread[4];
	size_t wrong[4] = {0, 0, 0, 0};

	for (int i = 0; i < 4; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, look_up, &wrong[i]), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(thread[i], NULL);
		cr_expect_eq(wrong[i], 0);
	}
}

Test(state, a_region_has_a_name_to_show)
{
	cr_expect_str_eq(vb_region_name("africa", "en"), "African States");
	cr_expect_str_eq(vb_region_name("asia-pacific", "zh"), "亚太国家");
	cr_expect_str_eq(vb_region_name("atlantis", "en"), "atlantis");
}

#define HEADER "code\tkind\tregion\teu\ten\tzh\tother\tcalled\n"
#define JAPAN "JPN\tmember\tasia-pacific\t-\tJapan\t日本\t\t\n"

/* Loads a table of these bytes; it must fail with these words in its line. */
static void
refused(const char *bytes, size_t size, const char *words)
{
	char path[] = "/tmp/verbale-state-XXXXXX";
	int fd = mkstemp(path);
	struct vb_err err = {VB_OK, ""};
	struct vb_states *table;

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, bytes, size), (ssize_t)size);
	close(fd);
	table = vb_states_load(path, &err);
	unlink(path);
	cr_expect_null(table, "'%s' was expected", words);
	cr_expect_not_null(strstr(err.text, words), "'%s' lacks '%s'", err.text, words);
	vb_states_free(table);
}

#define REFUSED(bytes, words) refused(bytes, sizeof(bytes) - 1, words)

Test(state, a_wrong_table_is_refused_with_the_line)
{
	REFUSED("", "it is empty");
	REFUSED("# nothing\n", "it is empty");
	REFUSED("code\tname\n", "line 1: 2 columns, not 8");
	REFUSED("kode\tkind\tregion\teu\ten\tzh\tother\tcalled\n", "line 1: the header says 'kode', not 'code'");
	REFUSED(HEADER JAPAN JAPAN, "line 3: the code 'JPN' stands twice");
	REFUSED(HEADER "# comment\n\n" JAPAN "XXX\tmember\t-\t-\tXanadu\tX\tJAPAN\t\n",
		"line 5: the name 'JAPAN' is that of JPN already");
	REFUSED(HEADER "JPN\tmember\tasia-pacific\t-\tJapan\t日本\n", "line 2: 6 columns, not 8");
	REFUSED(HEADER "JPN\tmember\tasia\t-\tJapan\t日本\t\t\n", "no such region: 'asia'");
	REFUSED(HEADER "JPN\tking\t-\t-\tJapan\t日本\t\t\n", "no such kind: 'king'");
	REFUSED(HEADER "JPN\tmember\t-\tno\tJapan\t日本\t\t\n", "the column eu says 'no'");
	REFUSED(HEADER "jpn\tmember\t-\t-\tJapan\t日本\t\t\n", "the code 'jpn'");
	REFUSED(HEADER "JPNX\tmember\t-\t-\tJapan\t日本\t\t\n", "not three letters");
	REFUSED(HEADER "OAS\torganisation\t-\t-\tOAS\t美洲组织\t\t\n", "could be a State's");
	REFUSED(HEADER "JPN\tmember\t-\t-\tJapan\t\t\t\n", "'JPN' has no name in Chinese");
	REFUSED(HEADER "JPN\tmember\t-\t-\tJapan\t日本\tNippon||Nihon\t\n", "an empty name");
	REFUSED(HEADER "JPN\tmember\t-\t-\tJapan\t日本\t...\t\n", "'...' is no name");
	REFUSED(HEADER "JPN\tmember\t-\t-\tJap\xffn\t日本\t\t\n", "line 2: not UTF-8 text");
	REFUSED(HEADER "JPN\tmember\t-\t-\tJap\0n\t日本\t\t\n", "line 2: not UTF-8 text");
}

Test(state, what_only_questions_call_a_state_is_no_name_of_it)
{
	const struct vb_state *state = vb_state_by_call(states, "Cuban", 5);
	size_t start;

	cr_assert_not_null(state);
	cr_expect_str_eq(state->code, "CUB");
	cr_expect_null(vb_state_by_name(states, "Cuban", 5));
	cr_expect_null(vb_state_by_call(states, "Cuba", 4));
	cr_expect_null(vb_state_at_end(states, "as we said. Cuban", 17, &start));
	cr_expect_str_eq(vb_state_by_call(states, "俄方", strlen("俄方"))->code, "RUS");
}

Test(state, a_missing_table_is_named)
{
	struct vb_err err;

	cr_assert_null(vb_states_load("/nowhere/states.tsv", &err));
	cr_expect_not_null(strstr(err.text, "'/nowhere/states.tsv'"), "%s", err.text);
	cr_assert_null(vb_states_load("/", &err));
}

Test(state, a_table_with_one_row_from_a_windows_editor_is_good)
{
	char path[] = "/tmp/verbale-state-XXXXXX";
	const char *bytes = "\xef\xbb\xbf" HEADER "JPN\tmember\t-\t-\tJapan\t日本\tNippon|Nip pon\t\r\n";
	int fd = mkstemp(path);
	struct vb_err err;
	struct vb_states *table;

	cr_assert_eq(write(fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
	close(fd);
	table = vb_states_load(path, &err);
	unlink(path);
	cr_assert_not_null(table, "%s", err.text);
	cr_expect_str_eq(code(vb_state_by_name(table, "nippon", 6)), "JPN");
	vb_states_free(table);
}
