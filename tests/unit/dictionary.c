/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "dictionary.h"

static struct vb_dictionary dictionary;
static char folder[] = "/tmp/verbale-dictionary-XXXXXX";
static char path[64];

static void
setup(void)
{
	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/" VB_DICTIONARY_EN, folder);
}

static void
teardown(void)
{
	vb_dictionary_close(&dictionary);
	unlink(path);
	rmdir(folder);
}

TestSuite(dictionary, .init = setup, .fini = teardown);

static void
open_with(const char *text)
{
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
	vb_dictionary_close(&dictionary);
	vb_dictionary_open(&dictionary, folder);
}

/* The first rendering of a key, or "". */
static const char *
first(const char *key)
{
	static char out[64];
	struct vb_dictionary_entry entry;
	const char *text;
	size_t size;
	double weight;

	out[0] = '\0';
	if (vb_dictionary_find(&dictionary.en, key, strlen(key), &entry) &&
	    vb_dictionary_next(&entry, &text, &size, &weight))
		snprintf(out, sizeof out, "%.*s:%.2f", (int)size, text, weight);
	return out;
}

Test(dictionary, every_word_is_found_and_no_other)
{
	open_with("arm\t90手臂\narm control\t99军备控制\nbee\t50蜜蜂\t40蜂\nzebra\t99斑马\n");
	cr_expect_str_eq(first("arm"), "手臂:0.90");
	cr_expect_str_eq(first("arm control"), "军备控制:0.99");
	cr_expect_str_eq(first("bee"), "蜜蜂:0.50");
	cr_expect_str_eq(first("zebra"), "斑马:0.99");
	cr_expect_str_eq(first("aardvark"), "");
	cr_expect_str_eq(first("ar"), "");
	cr_expect_str_eq(first("zoo"), "");
	cr_expect_str_eq(first(""), "");
}

Test(dictionary, renderings_come_in_their_order)
{
	struct vb_dictionary_entry entry;
	const char *text;
	double weight;
	size_t size;

	open_with("bee\t50蜜蜂\t40蜂\n");
	cr_assert(vb_dictionary_find(&dictionary.en, "bee", 3, &entry));
	cr_assert(vb_dictionary_next(&entry, &text, &size, &weight));
	cr_assert(vb_dictionary_next(&entry, &text, &size, &weight));
	cr_assert(size == strlen("蜂") && memcmp(text, "蜂", size) == 0);
	cr_assert_not(vb_dictionary_next(&entry, &text, &size, &weight));
}

Test(dictionary, damage_is_survived)
{
	static const char *const damaged[] = {
		"\n", "\n\n\n", "\t", "bee", "bee\t", "bee\t5", "bee\tx", "bee\t\t\t99", "bee\t00蜂",
		"zebra\t99x\nbee\t99y\nant\t99z\n", "\xff\xfe\t\xff\n",
	};

	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		open_with(damaged[i]);
		first("bee");
		first("zebra");
		first("");
	}
}

Test(dictionary, without_its_files_it_knows_no_word)
{
	vb_dictionary_open(&dictionary, folder);
	cr_assert_str_eq(first("bee"), "");
	vb_dictionary_open(&dictionary, NULL);
	cr_assert_str_eq(first("bee"), "");
}
