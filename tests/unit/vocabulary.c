/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

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
	cr_expect_str_eq(found("security", VB_EDGE_END), "cybersecurity security");
	cr_expect_str_eq(found("cyber", VB_EDGE_START | VB_EDGE_END), "cyber");
	cr_expect_str_eq(found("ersec", VB_EDGE_NONE), "cybersecurity");
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
