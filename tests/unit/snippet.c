/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "buf.h"
#include "snippet.h"
#include "terminal.h"
#include "utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"

static struct vb_arena arena;

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

TestSuite(snippet, .init = setup, .fini = teardown);

/* A snippet of text for places where each of the words stands. */
static struct vb_snippet
cut(const char *text, const char *const *words, size_t count)
{
	struct vb_mark mark[256];
	struct vb_lit lit = {.mark = mark, .wanted_count = count};
	struct vb_snippet snippet;

	for (size_t at = 0; text[at]; at++) {
		for (size_t i = 0; i < count; i++) {
			if (strncmp(text + at, words[i], strlen(words[i])) == 0 && lit.mark_count < 256)
				mark[lit.mark_count++] = (struct vb_mark){
					(uint32_t)at, (uint32_t)(at + strlen(words[i])), (uint32_t)i,
					(uint32_t)vb_utf8_points(words[i], strlen(words[i])),
				};
		}
	}
	vb_snippet_cut(text, strlen(text), &lit, &arena, &snippet);
	return snippet;
}

/* What every snippet keeps: whole characters, its width, offsets that are true. */
static void
check(const char *text, const struct vb_snippet *snippet)
{
	size_t start = 0, end, at = 0;
	struct vb_buf part = VB_BUF_INIT;

	cr_assert(vb_utf8_valid(snippet->text, strlen(snippet->text)));
	cr_assert_leq(vb_terminal_columns(snippet->text, strlen(snippet->text)),
		      VB_SNIPPET_COLUMNS + 22);
	for (size_t i = 0; i < snippet->start; i++)
		vb_utf8_next(text, strlen(text), &start);
	end = at = start;
	for (size_t i = 0; i < snippet->points; i++)
		vb_utf8_next(text, strlen(text), &end);
	if (start)
		vb_buf_str(&part, ELLIPSIS);
	vb_buf_add(&part, text + at, end - at);
	if (text[end])
		vb_buf_str(&part, ELLIPSIS);
	cr_assert_str_eq(part.data, snippet->text);
	vb_buf_fini(&part);
}

/* The sentence many times, with one in the middle. */
static char *
among(const char *sentence, const char *middle)
{
	struct vb_buf text = VB_BUF_INIT;
	char *copy;

	for (int i = 0; i < 41; i++)
		vb_buf_str(&text, i == 20 ? middle : sentence);
	copy = vb_arena_strdup(&arena, text.data);
	vb_buf_fini(&text);
	return copy;
}

Test(snippet, a_short_passage_is_shown_whole)
{
	const char *const words[] = {"广播"};
	struct vb_snippet snippet = cut("样本：广播电台的频率。", words, 1);

	cr_assert_str_eq(snippet.text, "样本：广播电台的频率。");
	cr_assert_eq(snippet.start, 0);
	cr_assert_eq(snippet.points, 11);
}

Test(snippet, the_sentence_that_holds_the_find_is_shown_from_its_start)
{
	const char *const words[] = {"broadcasting"};
	char *text = among("This sample sentence says nothing at all. ",
			   "Here broadcasting is spoken of. ");
	struct vb_snippet snippet = cut(text, words, 1);

	check(text, &snippet);
	cr_assert_not_null(strstr(snippet.text, "Here broadcasting is spoken of."));
	cr_assert(strncmp(snippet.text, ELLIPSIS "This sample", strlen(ELLIPSIS "This sample")) == 0 ||
		  strncmp(snippet.text, ELLIPSIS "Here", strlen(ELLIPSIS "Here")) == 0, "%s",
		  snippet.text);
}

Test(snippet, chinese_begins_at_a_sentence_and_never_with_a_closing_mark)
{
	const char *const words[] = {"广播"};
	char *text = among("这是一个样本句子，没有内容。”", "此处谈到广播。");
	struct vb_snippet snippet = cut(text, words, 1);

	check(text, &snippet);
	cr_assert_not_null(strstr(snippet.text, "此处谈到广播。"));
	cr_assert_neq(strncmp(snippet.text, ELLIPSIS "”", strlen(ELLIPSIS "”")), 0);
	cr_assert_neq(strncmp(snippet.text, ELLIPSIS "，", strlen(ELLIPSIS "，")), 0);
}

Test(snippet, different_words_together_beat_one_word_often)
{
	const char *const words[] = {"alpha", "beta"};
	char *text = among("A sample with alpha alpha alpha and then some filling words. ",
			   "Now alpha and beta stand together. ");
	struct vb_snippet snippet = cut(text, words, 2);

	check(text, &snippet);
	cr_assert_not_null(strstr(snippet.text, "alpha and beta"));
}

Test(snippet, without_finds_the_beginning_is_shown)
{
	char *text = among("One sample sentence after the other. ", "The middle. ");
	struct vb_snippet snippet = cut(text, NULL, 0);

	check(text, &snippet);
	cr_assert_eq(snippet.start, 0);
	cr_assert_neq(strncmp(snippet.text, ELLIPSIS, strlen(ELLIPSIS)), 0);
}

Test(snippet, words_are_not_cut)
{
	const char *const words[] = {"target"};
	char *text = among("incomprehensibilities notwithstanding ", "target ");
	struct vb_snippet snippet = cut(text, words, 1);
	const char *start = snippet.text + strlen(ELLIPSIS);

	check(text, &snippet);
	cr_assert(strncmp(start, "incomp", 6) == 0 || strncmp(start, "notwith", 7) == 0, "%s", start);
	cr_assert_not_null(strstr(snippet.text, "target"));
}

Test(snippet, one_endless_word_is_cut_between_characters)
{
	const char *const words[] = {"节节节"};
	char *text = vb_arena_alloc(&arena, 9001);
	struct vb_snippet snippet;

	for (size_t i = 0; i < 3000; i++)
		memcpy(text + 3 * i, "\xc3\xa9x", 3);
	snippet = cut(text, words, 1);
	check(text, &snippet);
	cr_assert_gt(snippet.points, 100);
}

Test(snippet, a_find_longer_than_the_window_shows_its_beginning)
{
	char *text = among("样本句子没有标点", "样本");
	const char *const words[] = {text};
	struct vb_snippet snippet = cut(text, words, 1);

	check(text, &snippet);
	cr_assert_eq(snippet.start, 0);
	cr_assert_gt(snippet.points, 80);
}

Test(snippet, a_find_inside_a_word_shows_the_word)
{
	const char *const words[] = {"ybersec"};
	char *text = among("filling words of a sample ", "cybersecurity ");
	struct vb_snippet snippet = cut(text, words, 1);

	check(text, &snippet);
	cr_assert_not_null(strstr(snippet.text, " cybersecurity "));
}

Test(snippet, finds_at_both_ends_of_a_long_passage_give_a_true_window)
{
	const char *const words[] = {"first", "last"};
	struct vb_buf text = VB_BUF_INIT;
	struct vb_snippet snippet;

	vb_buf_str(&text, "first ");
	for (int i = 0; i < 500; i++)
		vb_buf_str(&text, "filling ");
	vb_buf_str(&text, "last");
	snippet = cut(text.data, words, 2);
	check(text.data, &snippet);
	cr_assert_eq(snippet.start, 0, "the longer word counts more: '%s'", snippet.text);
	vb_buf_fini(&text);
}
