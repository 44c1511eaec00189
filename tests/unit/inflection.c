/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "inflection.h"

static void
same(const char *word, const char *other)
{
	cr_expect(vb_inflection_same(word, other), "%s, %s", word, other);
	cr_expect(vb_inflection_same(other, word), "%s, %s", other, word);
}

static void
other(const char *word, const char *second)
{
	cr_expect_not(vb_inflection_same(word, second), "%s, %s", word, second);
	cr_expect_not(vb_inflection_same(second, word), "%s, %s", second, word);
}

Test(inflection, number_and_time_make_no_other_word)
{
	same("objection", "objections");
	same("supply", "supplies");
	same("supply", "supplied");
	same("process", "processes");
	same("response", "responses");
	same("protect", "protecting");
	same("stop", "stopped");
	same("propose", "proposing");
	same("status", "status");
}

Test(inflection, a_word_made_of_another_is_another)
{
	other("object", "objection");
	other("international", "internal");
	other("nation", "nationality");
	other("law", "lawful");
	other("account", "accountability");
	other("response", "responsible");
	other("", "s");
}

Test(inflection, a_phrase_is_the_same_when_each_of_its_words_is)
{
	same("point of contact", "points of contact");
	same("one-stop", "one-stops");
	other("point of contact", "point contact");
	other("one-stop", "one stop");
	other("point of", "point");
	other("law of war", "laws of weapons");
}
