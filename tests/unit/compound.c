/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compound.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct vb_tokeniser *tokeniser;
static struct vb_err err;
static char line[1024];

static void
setup(void)
{
	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser, "%s", err.text);
}

static void
teardown(void)
{
	vb_tokeniser_free(tokeniser);
}

TestSuite(compound, .init = setup, .fini = teardown);

/* "word (as written)" of each. */
static const char *
compounds(const char *text)
{
	struct vb_compound compound;
	struct vb_tokens tokens;
	size_t at = 0;

	line[0] = '\0';
	vb_token_cut(tokeniser, text, strlen(text), &tokens);
	while (vb_compound_next(&tokens, &at, &compound))
		snprintf(line + strlen(line), sizeof line - strlen(line), "%s (%.*s) ", compound.word,
			 (int)(compound.to - compound.from), tokens.folded.text + compound.from);
	return line;
}

Test(compound, words_with_a_hyphen_are_one)
{
	cr_expect_str_eq(compounds("an Anti-personnel mine and co-operation"),
			 "antipersonnel (anti-personnel) cooperation (co-operation) ");
	cr_expect_str_eq(compounds("state-of-the-art"), "");
	cr_expect_str_eq(compounds("2021-2025, A-1, mine - yours, 网络-安全"), "");
}

Test(compound, letters_with_dots_are_an_acronym)
{
	cr_expect_str_eq(compounds("the U.N. Charter, the U.S.A. and others"), "un (u.n) usa (u.s.a) ");
	cr_expect_str_eq(compounds("a.b.c.d.e.f.g.h.i.j."), "", "too many");
	cr_expect_str_eq(compounds("the end.A new one"), "");
	cr_expect_str_eq(compounds(""), "");
}
