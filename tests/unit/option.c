/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "option.h"

static const struct vb_option options[] = {
	{"database", 'd', VB_OPTION_TEXT, "DIR", "the index", 0, 0},
	{"limit", 'n', VB_OPTION_NUMBER, "N", "hits to show", 0, 1000},
	{"language", 0, VB_OPTION_TEXT, "LANGUAGE", "passages in this language", 0, 0},
	{"offset", 0, VB_OPTION_NUMBER, "N", "hits to leave out", 0, LONG_MAX},
	{"quiet", 'q', VB_OPTION_FLAG, NULL, "say nothing", 0, 0},
};
#define COUNT (sizeof options / sizeof options[0])

/* What the callback was told, as "database=x limit=3 quiet ". */
static char heard[512];

static bool
hear(void *data, const struct vb_option *option, const char *value, long number, struct vb_err *err)
{
	size_t size = strlen(heard);

	if (data)
		return vb_err_set(err, VB_USAGE, "stopped by the callback");
	if (option->kind == VB_OPTION_NUMBER)
		snprintf(heard + size, sizeof heard - size, "%s=%ld ", option->name, number);
	else
		snprintf(heard + size, sizeof heard - size, "%s%s%s ", option->name, value ? "=" : "",
			 value ? value : "");
	return true;
}

/* Scans up to seven words after the program's name; *first as the scan leaves it. */
static bool
scan(const char *const *words, char **argv, int *first, struct vb_err *err)
{
	int argc = 1;

	heard[0] = '\0';
	argv[0] = "program";
	for (; words[argc - 1]; argc++)
		argv[argc] = (char *)words[argc - 1];
	argv[argc] = NULL;
	return vb_option_scan(options, COUNT, argc, argv, hear, NULL, first, err);
}

#define WORDS(...) (const char *const[]){__VA_ARGS__, NULL}

static void
expect_heard(const char *const *words, const char *expected, const char *operand)
{
	struct vb_err err = {0};
	char *argv[10];
	int first;

	cr_assert(scan(words, argv, &first, &err), "%s", err.text);
	cr_assert_str_eq(heard, expected);
	if (operand)
		cr_assert_str_eq(argv[first], operand);
	else
		cr_assert_null(argv[first]);
}

static void
expect_refused(const char *const *words, const char *part)
{
	struct vb_err err = {0};
	char *argv[10];
	int first;

	cr_assert_not(scan(words, argv, &first, &err));
	cr_assert_eq(err.code, VB_USAGE);
	cr_assert_not_null(strstr(err.text, part), "'%s' is not in: %s", part, err.text);
}

Test(option, short_and_long_forms_mean_the_same)
{
	expect_heard(WORDS("-d", "x", "-n3", "-q"), "database=x limit=3 quiet ", NULL);
	expect_heard(WORDS("--database=x", "--limit", "3", "--quiet"), "database=x limit=3 quiet ", NULL);
}

Test(option, options_may_follow_the_words_sought)
{
	expect_heard(WORDS("broadcasting", "-q"), "quiet ", "broadcasting");
}

Test(option, two_dashes_end_the_options)
{
	expect_heard(WORDS("-q", "--", "-d"), "quiet ", "-d");
}

Test(option, a_name_may_be_shortened_while_it_is_clear)
{
	expect_heard(WORDS("--lim=3"), "limit=3 ", NULL);
	expect_refused(WORDS("--l=3"), "ambiguous option: '--l=3': see '");
}

Test(option, an_unknown_option_is_named_with_the_way_to_help)
{
	expect_refused(WORDS("--stat=JPN"), "unknown option: '--stat=JPN': see '");
	expect_refused(WORDS("-x"), "unknown option: '-x': see '");
	expect_refused(WORDS("-qx"), "unknown option: '-x': see '");
	expect_refused(WORDS("-\xe5\xb9\xbf"), "unknown option: '-\xef\xbf\xbd': see '");
}

Test(option, an_argument_that_is_missing_or_not_wanted_is_told)
{
	expect_refused(WORDS("--database"), "missing argument: '--database': wants DIR");
	expect_refused(WORDS("-d"), "missing argument: '-d': wants DIR");
	expect_refused(WORDS("--quiet=yes"), "argument not wanted: '--quiet=yes'");
}

Test(option, a_number_keeps_to_its_limits)
{
	expect_heard(WORDS("-n0", "-n1000"), "limit=0 limit=1000 ", NULL);
	expect_refused(WORDS("-n1001"), "bad value of --limit: '1001': wants a whole number from 0 to 1000");
	expect_refused(WORDS("-n-1"), "bad value of --limit: '-1'");
	expect_refused(WORDS("--limit="), "bad value of --limit: ''");
	expect_refused(WORDS("--limit=3x"), "bad value of --limit: '3x'");
	expect_refused(WORDS("--offset=99999999999999999999"), "wants a whole number from 0");
}

Test(option, the_program_can_stop_the_scan)
{
	char *argv[] = {"program", "-q", "-q", NULL};
	struct vb_err err = {0};
	int first;

	cr_assert_not(vb_option_scan(options, COUNT, 3, argv, hear, argv, &first, &err));
	cr_assert_str_eq(err.text, "stopped by the callback");
}

static char *
help_of(const struct vb_option *rows, size_t count)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	vb_option_help(rows, count, out);
	fclose(out);
	return text;
}

Test(option, help_shows_one_aligned_line_an_option)
{
	char *text = help_of(options, COUNT);

	cr_assert_str_eq(text, "  -d, --database=DIR       the index\n"
			       "  -n, --limit=N            hits to show\n"
			       "      --language=LANGUAGE  passages in this language\n"
			       "      --offset=N           hits to leave out\n"
			       "  -q, --quiet              say nothing\n");
	free(text);
}

Test(option, help_is_wrapped_at_eighty_columns_in_english_and_in_chinese)
{
	static const struct vb_option rows[] = {
		{"english", 0, VB_OPTION_FLAG, NULL,
		 "a sentence that goes on and on until it does not fit into one line of a terminal any more", 0, 0},
		{"chinese", 0, VB_OPTION_FLAG, NULL,
		 "一句很长很长的话，长到一行终端放不下，所以必须在八十列以前换行，而且逗号不放在行首，句号也一样。", 0, 0},
		{"mixed", 0, VB_OPTION_FLAG, NULL,
		 "按 state、region、theme、document、language、original-language、year 或 cites 计数", 0, 0},
	};
	char *text = help_of(rows, 3);

	cr_assert_str_eq(text, "      --english  a sentence that goes on and on until it does not fit into one\n"
			       "                 line of a terminal any more\n"
			       "      --chinese  一句很长很长的话，长到一行终端放不下，所以必须在八十列以前换\n"
			       "                 行，而且逗号不放在行首，句号也一样。\n"
			       "      --mixed    按 state、region、theme、document、language、\n"
			       "                 original-language、year 或 cites 计数\n", "%s", text);
	free(text);
}
