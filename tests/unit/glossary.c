/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "glossary.h"

static struct vb_tokeniser *tokeniser;
static struct vb_glossary *glossary;
static struct vb_err err;
static char path[] = "/tmp/verbale-glossary-XXXXXX";

static void
setup(void)
{
	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser);
	close(mkstemp(path));
}

static void
teardown(void)
{
	vb_glossary_free(glossary);
	vb_tokeniser_free(tokeniser);
	unlink(path);
}

TestSuite(glossary, .init = setup, .fini = teardown);

static struct vb_glossary *
load(const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
	return glossary = vb_glossary_load(path, NULL, tokeniser, &err);
}

/* How many rows know the key. */
static size_t
known(const char *key)
{
	struct vb_rendering found;
	bool any = vb_glossary_find(glossary, key, strlen(key), &found);
	size_t count = 0;

	for (; any; any = vb_glossary_next(glossary, &found))
		count++;
	return count;
}

Test(glossary, english_is_found_by_its_stems_and_chinese_by_its_characters)
{
	cr_assert_not_null(load("en\tzh\tfield\nwater rights|water law\t水權|用水权\tlaw\n"), "%s",
			   err.text);
	cr_assert_eq(known("water right"), 1);
	cr_assert_eq(known("水权"), 1);
	cr_assert_eq(known("water"), 0);
	cr_assert_eq(known("water rights"), 0);
	cr_assert_eq(known(""), 0);
}

Test(glossary, a_row_gives_all_its_renderings)
{
	struct vb_rendering found, first, last;
	uint32_t from, to;

	cr_assert_not_null(load("\xef\xbb\xbf" "en\tzh\tfield\n# a remark\n\nsea|ocean\t海洋\tx\r\n"));
	cr_assert(vb_glossary_find(glossary, "ocean", 5, &found));
	vb_glossary_row(glossary, found.row, &from, &to);
	cr_assert_eq(to - from, 3);
	vb_glossary_at(glossary, from, &first);
	vb_glossary_at(glossary, to - 1, &last);
	cr_assert_str_eq(first.text, "sea");
	cr_assert_str_eq(last.text, "海洋");
	cr_assert(last.chinese && !first.chinese);
	cr_expect_not(vb_glossary_next(glossary, &found), "no other row knows it");
}

Test(glossary, a_word_of_two_rows_is_found_in_both)
{
	struct vb_rendering found, chinese;
	uint32_t from, to;

	cr_assert_not_null(load("en\tzh\tfield\nright\t权利\tx\nleft\t左\tx\nright\t右\tx\n"));
	cr_assert_eq(known("right"), 2);
	cr_assert(vb_glossary_find(glossary, "right", 5, &found));
	vb_glossary_row(glossary, found.row, &from, &to);
	vb_glossary_at(glossary, to - 1, &chinese);
	cr_expect_str_eq(chinese.text, "权利", "in the table's order");
}

static void
expect_refused(const char *text, const char *why)
{
	cr_expect_null(load(text));
	cr_expect_not_null(strstr(err.text, why), "%s", err.text);
}

Test(glossary, a_mistake_is_named_with_its_line)
{
	expect_refused("", "it is empty");
	expect_refused("en\tzh\n", "line 1: not three columns");
	expect_refused("english\tzh\tfield\n", "line 1: the header");
	expect_refused("en\tzh\tfield\na\tb\n", "line 2: not three columns");
	expect_refused("en\tzh\tfield\na||b\tc\td\n", "line 2: an empty rendering in the column 'en'");
	expect_refused("en\tzh\tfield\na\t\td\n", "line 2: an empty rendering in the column 'zh'");
	expect_refused("en\tzh\tfield\na\t\xff\td\n", "line 2: not UTF-8");
}

Test(glossary, the_table_that_comes_with_verbale_is_sound)
{
	char real[4096];

	snprintf(real, sizeof real, "%s/corpus/glossary.tsv", getenv("srcdir"));
	glossary = vb_glossary_load(real, NULL, tokeniser, &err);
	cr_assert_not_null(glossary, "%s", err.text);
	cr_assert_geq(known("ict"), 1);
	cr_assert_geq(known("裁研所"), 1);
}

/* Whether the first rendering of the key is an acronym. */
static bool
is_acronym(const char *key)
{
	struct vb_rendering found;

	cr_assert(vb_glossary_find(glossary, key, strlen(key), &found), "%s", key);
	return found.acronym;
}

Test(glossary, an_acronym_is_told_by_its_capitals)
{
	load("en\tzh\tfield\nAIDS\t艾滋病\thealth\nCBMs|trust\t措施\tnoun\nA|Nations\t国\tnoun\nrun\tAI\tverb\n");
	cr_expect(is_acronym("aid"));
	cr_expect(is_acronym("cbms"));
	cr_expect_not(is_acronym("trust"));
	cr_expect_not(is_acronym("nation"));
	cr_expect_not(is_acronym("a"));
	cr_expect_not(is_acronym("ai"));
}
