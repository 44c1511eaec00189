/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "command.h"

static struct vb_arena arena;
static struct vb_command command;
static struct vb_err err;

static void
setup(void)
{
	vb_arena_init(&arena);
}

static void
teardown(void)
{
	vb_arena_fini(&arena);
}

TestSuite(command, .init = setup, .fini = teardown);

#define READ(...) read_words((const char *const[]){"verbale-search", __VA_ARGS__, NULL})

static bool
read_words(const char *const *words)
{
	char *argv[16];
	int argc = 0;

	while (words[argc]) {
		argv[argc] = vb_arena_strdup(&arena, words[argc]);
		argc++;
	}
	argv[argc] = NULL;
	return vb_command_read(&command, argc, argv, &arena, &err);
}

Test(command, words_are_one_query_and_options_may_stand_among_them)
{
	cr_assert(READ("cyber", "--state=CUB", "norms", "-n", "3"), "%s", err.text);
	cr_expect_str_eq(command.request.query, "cyber norms");
	cr_expect_str_eq(command.request.filter[VB_FACET_STATE].wanted[0], "CUB");
	cr_expect_eq(command.request.limit, 3);
	cr_expect_str_eq(command.format, "text");
}

Test(command, every_filter_has_its_twin)
{
	cr_assert(READ("--not-state=CUB", "--not-original-language=fr", "--cites=78/237", "--not-year=2020",
		       "--state=JPN", "--state=FRA"), "%s", err.text);
	cr_expect_eq(command.request.filter[VB_FACET_STATE].unwanted_count, 1);
	cr_expect_eq(command.request.filter[VB_FACET_STATE].wanted_count, 2);
	cr_expect_str_eq(command.request.filter[VB_FACET_ORIGINAL_LANGUAGE].unwanted[0], "fr");
	cr_expect_str_eq(command.request.filter[VB_FACET_CITES].wanted[0], "78/237");
	cr_expect_null(command.request.query);
}

Test(command, after_two_dashes_all_is_query)
{
	cr_assert(READ("--", "-n", "--state"), "%s", err.text);
	cr_expect_str_eq(command.request.query, "-n --state");
}

Test(command, facets_are_named_with_commas)
{
	cr_assert(READ("--facets=theme,original-language", "--facet-limit=5", "--sort=date", "--no-expand"),
		  "%s", err.text);
	cr_expect_eq(command.request.facets, 1u << VB_FACET_THEME | 1u << VB_FACET_ORIGINAL_LANGUAGE);
	cr_expect_eq(command.request.facet_limit, 5);
	cr_expect_eq(command.request.sort, VB_SORT_DATE);
	cr_expect_not(command.request.expand);
}

Test(command, a_batch_answers_in_json)
{
	cr_assert(READ("--batch=-"), "%s", err.text);
	cr_expect_str_eq(command.format, "json");
	cr_assert(READ("--batch=-", "--format=jsonl"), "%s", err.text);
	cr_expect_not(READ("--batch=-", "--format=csv"));
	cr_expect_not(READ("--batch=-", "query"));
}

Test(command, who_gets_passages_only_asks_for_no_total)
{
	cr_assert(READ("--format=csv", "cyber"));
	cr_expect(command.request.uncounted);
	cr_assert(READ("--format=jsonl", "cyber"));
	cr_expect(command.request.uncounted);
	cr_assert(READ("--format=json", "cyber"));
	cr_expect_not(command.request.uncounted);
	cr_assert(READ("cyber"));
	cr_expect_not(command.request.uncounted);
	cr_assert(READ("--batch=q.jsonl", "--format=jsonl"));
	cr_expect_not(command.request.uncounted);
}

Test(command, what_is_off_is_told_with_what_is_wanted)
{
	cr_expect_not(READ("--format=xml"));
	cr_expect_str_eq(err.text, "unknown format: 'xml': wants text, json, jsonl, csv or tsv");
	cr_expect_not(READ("--colour=red"));
	cr_expect_not(READ("--color=red"));
	cr_expect_not(READ("--sort=size"));
	cr_expect_not(READ("--facets=state,colour"));
	cr_expect_not(READ("--facets=symbol"));
	cr_expect_not(READ("--limit=-1"));
	cr_expect_not(READ("--limit=10001"));
	cr_expect_not(READ("--limit=ten"));
	cr_expect_not(READ("--colourless"));
	cr_expect_not(READ("--state"));
	cr_expect_eq(err.code, VB_USAGE);
}

Test(command, help_and_version_need_nothing_else)
{
	cr_assert(READ("--help"));
	cr_expect(command.help);
	cr_assert(READ("--version"));
	cr_expect(command.version);
}
