/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wording.h"

#include <criterion/criterion.h>
#include <string.h>

#include "cases.h"
#include "list.h"
#include "question.h"
#include "table.h"

static struct vb_arena arena;
static struct vb_tokeniser *tokeniser;
static struct vb_tables tables;
static struct vb_list expansion;
static struct vb_err err;

static void
setup(void)
{
	vb_arena_init(&arena);
	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser, "%s", err.text);
	tables.states = table_states();
	tables.folder = vb_tokeniser_folder(tokeniser);
	expansion = (struct vb_list){NULL, 0};
}

static void
teardown(void)
{
	vb_tokeniser_free(tokeniser);
	vb_arena_fini(&arena);
}

TestSuite(wording, .init = setup, .fini = teardown, .timeout = 60);

static const char *
read_bag(const char *text, bool strict)
{
	struct vb_query query = {.kind = VB_QUERY_WORDS, .text = text, .strict = strict};
	struct vb_match match = {.tokeniser = tokeniser, .tables = &tables, .arena = &arena,
				 .expansion = &expansion};

	vb_wording_read(&match, &query);
	return query.text;
}

Test(wording, every_query_of_the_table_is_read_as_it_says)
{
	struct cases cases;

	cases_open(&cases, "wording.txt");
	while (cases_next(&cases)) {
		const char *got = read_bag(vb_arena_strdup(&arena, cases.left), false);

		cr_expect_str_eq(got, cases.right, "line %d: '%s' is read '%s'", cases.line,
				 cases.left, got);
	}
}

Test(wording, what_an_acronym_was_read_as_is_told)
{
	read_bag("the U.N. Charter", false);
	cr_assert_eq(expansion.count, 1);
	cr_assert_str_eq(expansion.item[0], "U.N. = UN");
}

Test(wording, a_bag_that_asks_for_every_word_keeps_every_word)
{
	cr_assert_str_eq(read_bag("Which States oppose", true), "Which States oppose");
}

Test(wording, who_speaks_and_who_asks)
{
	cr_assert(vb_question_speaks("position", 8));
	cr_assert_not(vb_question_speaks("people", 6));
	cr_assert_str_eq(vb_question_strip("which states met", 16, false, &arena), "which        met");
}
