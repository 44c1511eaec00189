/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "asking.h"

static char path[3][128];

static void
write_table(int number, const char *name, const char *content)
{
	FILE *file;

	snprintf(path[number], sizeof path[number], "%s/%s", sample.folder, name);
	file = fopen(path[number], "w");
	cr_assert_not_null(file);
	fputs(content, file);
	fclose(file);
}

static void
setup(void)
{
	asking_begin();
	write_table(0, "dictionary-zh.tsv", "平手\t90evener\n海怪\t95sea monster\t40kraken\n黄昏\t90evening\n");
	write_table(1, "dictionary-en.tsv", "even\t90平手\t90黄昏\nkraken\t95大乌贼\nsea monster\t95海兽\t30巨鱼\n");
	write_table(2, "glossary.tsv", "en\tzh\tfield\nlantern|lamp\t灯笼|提灯|风灯\tsociety\n"
		    "object\t物体\tnoun\nobjection\t异议\tnoun\nadvise\t劝告\tverb\n"
		    "AIDS\t艾滋病\thealth\naid\t援助\tnoun\n"
		    "counter-terrorism\t反恐\tnoun\ninternational law\t国际法|各国公法\tlaw\n"
		    "internal law|domestic law\t国内法\tlaw\n");
	sample.settings.dictionary = sample.folder;
	sample.settings.glossary = path[2];
}

static void
finish(void)
{
	asking_end();
	for (int i = 0; i < 3; i++)
		remove(path[i]);
}

TestSuite(naming, .init = setup, .fini = finish, .timeout = 120);

Test(naming, chinese_words_that_surely_share_a_meaning_find_each_other)
{
	asking_add("样本谈到海兽。");
	asking_add("样本谈到大乌贼。");
	asking_add("样本谈到巨鱼。");
	asking_open();
	cr_assert_eq(ask("海怪"), 1);
	cr_assert(expands("海怪 = 海兽"));
}

Test(naming, the_renderings_of_a_row_are_synonyms_the_first_before_the_others)
{
	asking_add("样本谈到风灯。");
	asking_add("样本谈到提灯。");
	asking_add("The sample speaks of a lamp.");
	asking_open();
	cr_assert_eq(ask("灯笼"), 3);
	cr_assert(expands("灯笼 = lamp, 提灯, 风灯"), "%s", result.expansion.item[0]);
}

Test(naming, another_word_of_the_same_stem_is_not_what_was_typed)
{
	asking_add("样本谈到物体。");
	asking_add("样本谈到异议。");
	asking_open();
	cr_assert_eq(ask("objections"), 1);
	cr_assert(expands("objections = 异议"));
}

Test(naming, where_there_is_no_other_it_stands_for_the_typed_one)
{
	asking_add("样本谈到劝告。");
	asking_open();
	cr_assert_eq(ask("adviser"), 1);
}

Test(naming, an_acronym_is_no_form_of_a_word)
{
	asking_add("样本谈到艾滋病。");
	asking_add("样本谈到援助。");
	asking_open();
	cr_assert_eq(ask("aid"), 1);
	cr_assert(expands("aid = 援助"));
	cr_assert_eq(ask("AIDS"), 1);
	cr_assert(expands("aids = 艾滋病"));
}

Test(naming, a_word_that_an_acronym_has_for_its_stem_does_not_bear_it)
{
	asking_add("The sample speaks of aid and of the aided.");
	asking_add("The sample speaks of AIDS.");
	asking_open();
	cr_assert_eq(ask("艾滋病"), 1);
	first_is("The sample speaks of AIDS.");
}

Test(naming, a_character_of_a_word_finds_nothing_else_where_the_word_has_a_name)
{
	asking_add("样本说人们感到惊恐。");
	asking_add("The sample speaks of counter-terrorism.");
	asking_open();
	cr_assert_eq(ask("反恐"), 1);
	first_is("The sample speaks");
}

Test(naming, where_it_has_none_the_character_is_looked_for)
{
	asking_add("样本说人们感到惊恐。");
	asking_open();
	cr_assert_eq(ask("反恐"), 1);
}

Test(naming, what_another_row_says_of_another_word_of_the_same_stem_does_not_count)
{
	asking_add("样本谈到国内法。");
	asking_add("The sample speaks of domestic law.");
	asking_add("The sample speaks of international law.");
	asking_open();
	ask("各国公法");
	cr_assert(expands("各国公法 = international law"), "%s", result.expansion.item[0]);
	cr_assert_eq(ask("各国公法"), 1);
}

Test(naming, of_the_words_that_share_a_stem_the_dictionary_s_own_comes_first)
{
	asking_add("样本谈到平手。");
	asking_add("样本谈到黄昏。");
	asking_open();
	cr_assert_eq(ask("evenings"), 2);
	first_is("样本谈到黄昏。");
}
