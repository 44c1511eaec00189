/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "buf.h"
#include "cases.h"
#include "highlight.h"
#include "utf8.h"

#define WANTED_MAX 16

static struct vb_arena arena;
static struct vb_tokeniser *tokeniser;

static void
setup(void)
{
	struct vb_err err;

	vb_arena_init(&arena);
	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser, "%s", err.text);
}

static void
teardown(void)
{
	vb_tokeniser_free(tokeniser);
	vb_arena_fini(&arena);
}

TestSuite(highlight, .init = setup, .fini = teardown);

static enum vb_wanted_kind
kind_of(const char *name)
{
	static const char *const names[] = {
		[VB_WANTED_WORD] = "word", [VB_WANTED_STEM] = "stem", [VB_WANTED_PREFIX] = "prefix",
		[VB_WANTED_TEXT] = "text", [VB_WANTED_SYMBOL] = "symbol",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return (enum vb_wanted_kind)i;
	cr_assert_fail("no such kind: '%s'", name);
	return VB_WANTED_TEXT;
}

/* "word:cyber text:of_force" as a list; cuts the words apart. */
static size_t
read_wanted(char *words, struct vb_wanted *out)
{
	size_t count = 0;
	char *rest;

	for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char *colon = strchr(word, ':');

		cr_assert(colon && count < WANTED_MAX, "bad case: '%s'", word);
		*colon = '\0';
		for (char *c = colon; *c; c++)
			*c = *c == '_' ? ' ' : *c;
		for (char *c = colon + 1; *c; c++)
			*c = *c == '_' ? ' ' : *c;
		out[count++] = (struct vb_wanted){kind_of(word), colon + 1, strlen(colon + 1)};
	}
	return count;
}

/* The text with [ ] around what is lit. */
static void
bracket(const char *text, size_t size, const struct vb_lit *lit, struct vb_buf *out)
{
	uint32_t point = 0;
	size_t range = 0;

	for (size_t at = 0; at < size; point++) {
		size_t start = at;

		vb_utf8_next(text, size, &at);
		if (range < lit->range_count && lit->range[range].start == point)
			vb_buf_char(out, '[');
		vb_buf_add(out, text + start, at - start);
		if (range < lit->range_count && lit->range[range].end == point + 1) {
			vb_buf_char(out, ']');
			range++;
		}
	}
	cr_assert_eq(range, lit->range_count, "a range outside the text");
}

static void
find(const struct vb_wanted *wanted, size_t count, const char *text, size_t size, struct vb_lit *lit)
{
	struct vb_wanted_list list = {(struct vb_wanted *)wanted, count};
	struct vb_highlighter highlighter;

	vb_highlighter_init(&highlighter, tokeniser, &list, &arena);
	vb_highlight_find(&highlighter, text, size, &arena, lit);
	vb_highlighter_fini(&highlighter);
}

Test(highlight, what_was_wanted_is_lit_and_nothing_else)
{
	struct cases cases;

	cases_open(&cases, "highlight.txt");
	while (cases_next(&cases)) {
		struct vb_wanted wanted[WANTED_MAX];
		char *text = strstr(cases.left, " | ");
		struct vb_buf out = VB_BUF_INIT;
		struct vb_lit lit;
		size_t count;

		cr_assert_not_null(text, "line %d has no passage", cases.line);
		*text = '\0';
		text += 3;
		count = read_wanted(cases.left, wanted);
		find(wanted, count, text, strlen(text), &lit);
		bracket(text, strlen(text), &lit, &out);
		cr_expect_str_eq(out.data, cases.right, "line %d: %s", cases.line, out.data);
		vb_buf_fini(&out);
	}
}

Test(highlight, each_find_says_what_it_was)
{
	const struct vb_wanted wanted[] = {
		{VB_WANTED_TEXT, "安全", 6}, {VB_WANTED_WORD, "cyber", 5},
	};
	struct vb_lit lit;

	find(wanted, 2, "cyber 安全", strlen("cyber 安全"), &lit);
	cr_assert_eq(lit.mark_count, 2);
	cr_assert_eq(lit.wanted_count, 2);
	cr_assert_eq(lit.mark[0].wanted, 1);
	cr_assert_eq(lit.mark[0].start, 0);
	cr_assert_eq(lit.mark[0].end, 5);
	cr_assert_eq(lit.mark[1].wanted, 0);
	cr_assert_eq(lit.mark[1].start, 6);
	cr_assert_eq(lit.mark[1].weight, 2);
}

Test(highlight, an_empty_passage_has_nothing)
{
	const struct vb_wanted wanted[] = {{VB_WANTED_TEXT, "a", 1}};
	struct vb_lit lit;

	find(wanted, 1, "", 0, &lit);
	cr_assert_eq(lit.range_count, 0);
	find(NULL, 0, "text", 4, &lit);
	cr_assert_eq(lit.range_count, 0);
}

/* "aa...a" looked for in "aa...a": every place matches, and none costs more than another. */
Test(highlight, a_megabyte_of_one_letter_is_no_trouble)
{
	size_t size = 1 << 20, count = 2000;
	char *text = vb_arena_alloc(&arena, size + 1), *needle = vb_arena_alloc(&arena, count + 1);
	struct vb_wanted wanted[2] = {{VB_WANTED_TEXT, needle, count}, {VB_WANTED_TEXT, "a", 1}};
	struct vb_lit lit;

	memset(text, 'a', size);
	memset(needle, 'a', count);
	find(wanted, 2, text, size, &lit);
	cr_assert_eq(lit.range_count, 1);
	cr_assert_eq(lit.range[0].end, size);
	cr_assert_eq(lit.mark_count, 2);
}
