/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "symbol.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "shared.h"

#define FOUND_MAX 64

static struct vb_symbol found[FOUND_MAX];

static size_t
find(const char *text)
{
	return vb_symbol_find(text, strlen(text), found, FOUND_MAX);
}

Test(symbol, every_spelling_of_the_table_leads_to_its_symbols)
{
	struct cases cases;

	cases_open(&cases, "symbol.txt");
	while (cases_next(&cases)) {
		char got[FOUND_MAX * VB_SYMBOL_MAX] = "";
		size_t count = find(cases.left);

		for (size_t i = 0; i < count; i++) {
			strcat(got, i > 0 ? " " : "");
			strcat(got, found[i].text);
		}
		cr_expect_str_eq(count > 0 ? got : "-", cases.right, "line %d: '%s' gives '%s', not '%s'",
				 cases.line, cases.left, got, cases.right);
	}
}

Test(symbol, what_a_user_types_is_one_symbol_or_none)
{
	struct cases cases;

	cases_open(&cases, "symbol_parse.txt");
	while (cases_next(&cases)) {
		char got[VB_SYMBOL_MAX];

		if (!vb_symbol_parse(cases.left, strlen(cases.left), got))
			strcpy(got, "-");
		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives %s, not %s", cases.line,
				 cases.left, got, cases.right);
	}
}

static void
says(const char *text, size_t index, const char *words)
{
	size_t size = found[index].end - found[index].start;

	cr_expect(size == strlen(words) && memcmp(text + found[index].start, words, size) == 0,
		  "%s is said by '%.*s', not '%s'", found[index].text, (int)size,
		  text + found[index].start, words);
}

Test(symbol, the_words_that_name_a_symbol_are_told)
{
	const char *list = "大会第 77/37 和 78/16 号决议。", *one = "见 A/RES/78/ 237，";

	cr_assert_eq(find(list), 2);
	says(list, 0, "第 77/37");
	says(list, 1, "78/16 号决议");
	cr_assert_eq(find(one), 1);
	says(one, 0, "A/RES/78/ 237");
	cr_assert_eq(find("see resolution 78/237, paragraph 8"), 1);
	says("see resolution 78/237, paragraph 8", 0, "resolution 78/237");
}

Test(symbol, no_more_are_given_than_there_is_room_for)
{
	const char *text = "A/79/81, A/79/82 and resolutions 77/37, 78/16 and 78/237";

	for (size_t max = 0; max <= 6; max++)
		cr_expect_eq(vb_symbol_find(text, strlen(text), found, max), max < 5 ? max : 5);
}

Test(symbol, text_is_read_no_further_than_its_size)
{
	const char *text = "A/RES/78/237 and resolution 77/37";

	for (size_t size = 0; size <= strlen(text); size++) {
		char *copy = malloc(size + 1);
		size_t count;

		memcpy(copy, text, size);
		count = vb_symbol_find(copy, size, found, FOUND_MAX);
		for (size_t i = 0; i < count; i++)
			cr_expect_leq(found[i].end, size);
		free(copy);
	}
}

/* A megabyte of each beginning: what is quadratic would not end within the test's time. */
Test(symbol, endless_beginnings_take_no_endless_time, .timeout = 60)
{
	static const char *const pieces[] = {
		"第", "A/", "A/RES/", "77/37、", "77/37 和 第", "resolutions ", "1, ", "A /", " ", "ES-",
		"https://", "大会", "第 77/37 号、", "(", "2022 (", "9", "A", "\xe7", "\xef\xbc", "/",
		"77/37 of 7 December 2022, ", "Human Rights ", "第 1540 (", "2022 年 12 月 7 日第",
	};
	const size_t size = 1 << 20;
	char *text = malloc(size);

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		size_t length = strlen(pieces[i]), count;

		for (size_t at = 0; at < size; at++)
			text[at] = pieces[i][at % length];
		count = vb_symbol_find(text, size, found, FOUND_MAX);
		for (size_t j = 0; j < count; j++)
			cr_expect(found[j].start < found[j].end && found[j].end <= size);
	}
	free(text);
}

Test(symbol, noise_gives_well_formed_symbols_or_none)
{
	static const char alphabet[] = "ASE/ RES78237().-第号和\xe5\xbd\n";
	unsigned state = 1;

	for (int round = 0; round < 20000; round++) {
		char text[64];
		size_t count;

		for (size_t i = 0; i < sizeof text; i++) {
			state = state * 1103515245u + 12345u;
			text[i] = alphabet[(state >> 16) % (sizeof alphabet - 1)];
		}
		count = vb_symbol_find(text, sizeof text, found, FOUND_MAX);
		for (size_t i = 0; i < count; i++) {
			cr_assert_leq(found[i].end, sizeof text);
			cr_assert(i == 0 || found[i - 1].end <= found[i].start);
			cr_assert_eq(strspn(found[i].text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-()"),
				     strlen(found[i].text));
		}
	}
}

/* The report is not ours to copy: it is read where it lies. */
Test(symbol, the_report_cites_the_resolution_that_asked_for_it_in_every_spelling)
{
	static struct vb_symbol all[4096];
	size_t size, count, cited = 0;
	char *text = shared_read("corpus/A_79_81-zh.txt", &size);

	count = vb_symbol_find(text, size, all, 4096);
	for (size_t i = 0; i < count; i++)
		cited += strcmp(all[i].text, "A/RES/78/237") == 0 && text[all[i].start] != 'h';
	cr_expect_eq(cited, 17, "%zu times, links aside", cited);	/* in 16 passages */
	free(text);
}
