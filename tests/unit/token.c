/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "cases.h"

static struct vb_tokeniser *tokeniser;

static void
start(void)
{
	struct vb_err err;

	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser, "%s", err.text);
}

static void
end(void)
{
	vb_tokeniser_free(tokeniser);
}

TestSuite(token, .init = start, .fini = end);

/* Tokens as tests/cases/token.txt writes them. */
static void
show(const char *text, struct vb_buf *out)
{
	struct vb_tokens tokens;

	vb_token_cut(tokeniser, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];
		const char *term = tokens.folded.text + token->from, *stem = tokens.stems + token->stem;
		int size = (int)(token->to - token->from);

		vb_buf_str(out, i > 0 ? " " : "");
		vb_buf_str(out, token->stop ? "(" : "");
		vb_buf_printf(out, token->kind == VB_TOKEN_GRAM ? "[%.*s]" : "%.*s", size, term);
		if (token->kind == VB_TOKEN_WORD && !token->stop &&
		    (strlen(stem) != (size_t)size || memcmp(stem, term, (size_t)size) != 0))
			vb_buf_printf(out, "/%s", stem);
		vb_buf_str(out, token->stop ? ")" : "");
		vb_buf_str(out, token->is_long ? "+" : "");
	}
	if (tokens.count == 0)
		vb_buf_char(out, '-');
}

Test(token, the_table_holds)
{
	struct cases cases;

	cases_open(&cases, "token.txt");
	while (cases_next(&cases)) {
		struct vb_buf out = VB_BUF_INIT;

		show(cases.left, &out);
		cr_expect_str_eq(out.data, cases.right, "token.txt:%d: '%s' gives '%s'", cases.line, cases.left,
				 out.data);
		vb_buf_fini(&out);
	}
}

Test(token, two_words_around_a_line_break_keep_their_places)
{
	struct vb_tokens tokens;

	vb_token_cut(tokeniser, "A 网络\nof 7", strlen("A 网络\nof 7"), &tokens);
	cr_assert_eq(tokens.words, 4);
	cr_assert_eq(tokens.count, 6);
	cr_assert_eq(tokens.list[1].kind, VB_TOKEN_HAN);
	cr_assert_eq(tokens.list[2].kind, VB_TOKEN_GRAM);
	cr_assert_eq(tokens.list[2].position, 1);
	cr_assert_eq(tokens.list[5].position, 3);
	cr_assert(tokens.list[5].number);
	cr_assert_not(tokens.list[4].number);
}

Test(token, no_text_has_no_tokens)
{
	struct vb_tokens tokens;

	vb_token_cut(tokeniser, NULL, 0, &tokens);
	cr_assert_eq(tokens.count + tokens.words, 0);
	vb_token_cut(tokeniser, "... \n", 5, &tokens);
	cr_assert_eq(tokens.count, 0);
}

Test(token, a_run_longer_than_icu_is_shown_loses_no_gram)
{
	struct vb_buf text = VB_BUF_INIT;
	struct vb_tokens tokens;
	size_t grams = 0;

	for (int i = 0; i < 3000; i++)
		vb_buf_str(&text, i % 2 ? "国" : "网");
	vb_token_cut(tokeniser, text.data, text.len, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];

		if (token->kind != VB_TOKEN_GRAM)
			continue;
		cr_assert_eq(token->from, 3 * grams);
		grams++;
		cr_assert_eq(token->to - token->from, grams < 3000 ? 6 : 3);
	}
	cr_assert_eq(grams, 3000);
	vb_buf_fini(&text);
}

Test(token, a_word_too_long_for_a_term_is_cut_between_characters)
{
	struct vb_buf text = VB_BUF_INIT;
	struct vb_tokens tokens;
	uint32_t done = 0;

	for (int i = 0; i < 100; i++)
		vb_buf_str(&text, "я한");
	vb_token_cut(tokeniser, text.data, text.len, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		cr_assert(tokens.list[i].is_long);
		cr_assert_eq(tokens.list[i].from, done);
		done = tokens.list[i].to;
	}
	cr_assert_eq(done, tokens.folded.len);
	vb_buf_fini(&text);
}

Test(token, a_word_of_the_index_has_the_stem_that_it_has_in_a_text)
{
	cr_expect_str_eq(vb_token_stem(tokeniser, "states", 6), "state");
	cr_expect_str_eq(vb_token_stem(tokeniser, "1990s", 5), "1990s");
	cr_expect_str_eq(vb_token_stem(tokeniser, "", 0), "");
}

/* What highlights rest on: they look at no word that begins as none of the wanted does. */
Test(token, a_stem_begins_as_its_word_does_however_often_it_is_asked_for)
{
	static const char *const words[] = {
		"dying", "lying", "tying", "skies", "ugly", "early", "only", "yes", "youths", "ies",
		"ing", "eed", "ously", "generally", "\xc3\xa9l\xc3\xa8ves", "countries", "ss", "s", "ying", "eyes"};
	char first[VB_TOKEN_MAX + 1];

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		snprintf(first, sizeof first, "%s", vb_token_stem(tokeniser, words[i], strlen(words[i])));
		cr_expect_eq(first[0], words[i][0], "%s", words[i]);
		cr_expect_str_eq(vb_token_stem(tokeniser, words[i], strlen(words[i])), first);
	}
}

Test(token, a_text_cut_for_the_index_has_words_without_stems_and_pairs)
{
	struct vb_tokens tokens;

	vb_token_cut_terms(tokeniser, "States agree 网络安全", 25, &tokens);
	cr_assert_eq(tokens.count, 6);
	cr_expect_eq(tokens.list[2].kind, VB_TOKEN_GRAM);
	cr_expect_eq(tokens.list[5].to, tokens.folded.len);
	cr_expect_eq(tokens.words, 5);
	cr_expect_str_eq(tokens.stems + tokens.list[0].stem, "");
}
