/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "vocabulary.h"

static struct vb_tokeniser *tokeniser;
static struct vb_vocabulary vocabulary;
static char said[256];

static void
list(struct vb_buf *out, const char *words)
{
	vb_vocabulary_begin(out);
	while (*(words += strspn(words, " ")) != '\0') {
		size_t size = strcspn(words, " ");

		vb_vocabulary_add(out, words, size);
		words += size;
	}
}

static void
make(const char *text, const char *context)
{
	struct vb_buf words = VB_BUF_INIT, other = VB_BUF_INIT;

	tokeniser = vb_tokeniser_new(NULL);
	list(&words, text);
	list(&other, context);
	vb_vocabulary_make(&vocabulary, &words, &other, tokeniser);
	vb_buf_fini(&words);
	vb_buf_fini(&other);
}

static void
say(struct vb_word word)
{
	snprintf(said + strlen(said), sizeof said - strlen(said), "%s%.*s",
		 said[0] == '\0' ? "" : " ", (int)word.size, word.text);
}

static const char *
forms_of(const char *stem)
{
	size_t first, count = vb_vocabulary_forms(&vocabulary, stem, &first);
	struct vb_word word;

	said[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		cr_assert(vb_vocabulary_form(&vocabulary, first + i, &word));
		say(word);
	}
	return said;
}

static const char *
found(const char *run, unsigned edges)
{
	struct vb_word word;

	said[0] = '\0';
	for (size_t at = 0;
	     vb_vocabulary_find(&vocabulary, run, strlen(run), edges, &at, &word);)
		say(word);
	return said;
}

static void
fini(void)
{
	vb_vocabulary_fini(&vocabulary);
	vb_tokeniser_free(tokeniser);
}

TestSuite(vocabulary, .fini = fini);

Test(vocabulary, forms_of_one_word_are_found_by_their_stem)
{
	make("applied applies apply peace states", "");
	cr_expect_str_eq(forms_of("appli"), "applied applies apply");
	cr_expect_str_eq(forms_of("state"), "states");
	cr_expect_str_eq(forms_of("peac"), "peace");
	cr_expect_str_eq(forms_of("war"), "");
	cr_expect_str_eq(forms_of(""), "");
}

Test(vocabulary, a_word_that_is_its_own_stem_is_no_form_of_another)
{
	make("state states", "");
	cr_expect_str_eq(forms_of("state"), "states");
}

Test(vocabulary, irregular_forms_belong_to_their_word_too)
{
	make("dying skies sky", "");
	cr_expect_str_eq(forms_of("die"), "dying");
	cr_expect_str_eq(forms_of("sky"), "skies");
}

Test(vocabulary, words_of_headings_alone_are_words)
{
	make("alpha gamma", "beta gamma");
	cr_expect_str_eq(found("a", VB_EDGE_NONE), "alpha beta gamma");
}

Test(vocabulary, words_are_found_by_what_they_begin_end_with_or_hold)
{
	make("cyber cybersecurity security", "");
	cr_expect_str_eq(found("cyber", VB_EDGE_NONE), "cyber cybersecurity");
	cr_expect_str_eq(found("security", VB_EDGE_START), "security");
	cr_expect_str_eq(found("security", VB_EDGE_END), "security cybersecurity");
	cr_expect_str_eq(found("cyber", VB_EDGE_START | VB_EDGE_END), "cyber");
	cr_expect_str_eq(found("ersec", VB_EDGE_NONE), "cybersecurity");
}

static int
by_bytes(const void *left, const void *right)
{
	return strcmp(left, right);
}

/* Words of a few letters, so that many begin and end alike, and none stands twice. */
static size_t
invent(char word[300][16])
{
	size_t kept = 0;

	for (size_t i = 0; i < 300; i++) {
		size_t size = 1 + dice(dice(4) == 0 ? 14 : 4);

		for (size_t j = 0; j < size; j++)
			word[i][j] = (char)("ab"[dice(2)] + (dice(9) == 0 ? 2 : 0));
		word[i][size] = '\0';
	}
	qsort(word, 300, sizeof word[0], by_bytes);
	for (size_t i = 0; i < 300; i++)
		if (kept == 0 || strcmp(word[kept - 1], word[i]) != 0)
			memmove(word[kept++], word[i], sizeof word[0]);
	return kept;
}

static bool
holds(const char *word, const char *run, unsigned edges)
{
	size_t more = strlen(word) - strlen(run);

	if (strlen(word) < strlen(run) || ((edges & VB_EDGE_START) && strncmp(word, run, strlen(run)) != 0) ||
	    ((edges & VB_EDGE_END) && strcmp(word + more, run) != 0))
		return false;
	return edges == (VB_EDGE_START | VB_EDGE_END) ? more == 0 : strstr(word, run) != NULL;
}

Test(vocabulary, thousands_of_runs_are_found_in_the_words_that_a_look_at_each_finds)
{
	static char word[300][16], text[sizeof(word)];
	size_t count = invent(word), size = 0;

	for (size_t i = 0; i < count; i++)
		size += (size_t)snprintf(text + size, sizeof(text) - size, "%s ", word[i]);
	make(text, "");
	for (int i = 0; i < 5000; i++) {
		unsigned edges = dice(4);
		char run[16];
		struct vb_word next;
		size_t at = 0, wanted = 0, got = 0;

		strcpy(run, word[dice((uint32_t)count)]);
		run[1 + dice(5)] = '\0';
		for (size_t j = 0; j < count; j++)
			wanted += holds(word[j], run, edges);
		for (; vb_vocabulary_find(&vocabulary, run, strlen(run), edges, &at, &next); got++) {
			char whole[16];

			snprintf(whole, sizeof whole, "%.*s", (int)next.size, next.text);
			cr_assert(holds(whole, run, edges), "%s in %s, %u", run, whole, edges);
		}
		cr_assert_eq(got, wanted, "%s, %u", run, edges);
	}
}

Test(vocabulary, numbers_have_no_other_forms)
{
	make("1990s 5g", "");
	cr_expect_str_eq(forms_of("1990"), "");
}

Test(vocabulary, an_index_without_words_has_none)
{
	struct vb_word word;
	size_t at = 0;

	make("", "");
	cr_expect_not(vb_vocabulary_next(&vocabulary, &at, &word));
	cr_expect_str_eq(found("a", VB_EDGE_NONE), "");
}

Test(vocabulary, offsets_that_lead_nowhere_give_nothing)
{
	struct vb_form forms[] = {{7, 1}, {0, 999}};
	struct vb_word word;
	size_t first;

	make("applied", "");
	vocabulary.forms = forms;
	vocabulary.form_count = 2;
	vb_vocabulary_forms(&vocabulary, "appli", &first);
	cr_expect_not(vb_vocabulary_form(&vocabulary, 1, &word));
	cr_expect_not(vb_vocabulary_form(&vocabulary, 2, &word));
}

Test(vocabulary, ends_that_lead_nowhere_give_nothing)
{
	const uint32_t ends[] = {999, 0, 8, UINT32_MAX};

	make("applied", "");
	vocabulary.ends = ends;
	vocabulary.end_count = 4;
	found("d", VB_EDGE_END);
	found("ed", VB_EDGE_END);
	vocabulary.end_count = 2;
	cr_expect_str_eq(found("d", VB_EDGE_END), "");
}
