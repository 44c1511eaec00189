/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "respell_entry.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "utf8.h"

static char path[] = "/tmp/verbale-respell-XXXXXX";
static struct vb_tokeniser *tokeniser;
static struct vb_glossary *glossary;

static void
setup(void)
{
	struct vb_err err;
	FILE *file;

	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser);
	file = fdopen(mkstemp(path), "w");
	cr_assert_not_null(file);
	fputs("en\tzh\tfield\n"
	      "artificial intelligence\t人工智能\tnoun\n"
	      "artificial intelligence system\t人工智能系统\tnoun\n"
	      "lamp\t灯笼|笼\tnoun\n"
	      "labour force\t人工只能用\tnoun\n", file);
	fclose(file);
	glossary = vb_glossary_load(path, NULL, tokeniser, &err);
	cr_assert_not_null(glossary, "%s", err.text);
}

static void
finish(void)
{
	vb_glossary_free(glossary);
	vb_tokeniser_free(tokeniser);
	unlink(path);
}

TestSuite(respell_entry, .init = setup, .fini = finish);

/* A row as it is put right, of which the character numbered unknown and the next never meet; NULL: it is left. */
static const char *
put_right(const char *row, size_t unknown)
{
	static char out[64];
	struct vb_respell_change change;
	uint32_t point[16];
	bool known[16];
	size_t points = 0, size = 0;

	for (size_t at = 0; at < strlen(row); points++) {
		point[points] = vb_utf8_next(row, strlen(row), &at);
		known[points] = points != unknown;
	}
	change = vb_respell_entry(glossary, point, known, points);
	if (change.entry == 0)
		return NULL;
	point[change.at] = change.point;
	for (size_t i = 0; i < points; i++)
		size += vb_utf8_put(point[i], out + size);
	out[size] = '\0';
	return out;
}

Test(respell_entry, two_words_that_never_meet_may_be_an_entry_typed_wrong)
{
	cr_expect_str_eq(put_right("人工只能", 1), "人工智能");
	cr_expect_str_eq(put_right("对人工只能的看法", 2), "对人工智能的看法");
	cr_expect_str_eq(put_right("人工只能系统", 1), "人工智能系统");
}

Test(respell_entry, words_that_meet_are_left_alone)
{
	cr_expect_null(put_right("人工只能", 3));
	cr_expect_null(put_right("人工", 0));
	cr_expect_null(put_right("", 0));
}

Test(respell_entry, an_entry_that_has_them_as_they_are_is_meant)
{
	cr_expect_null(put_right("人工只能用", 1));
}

Test(respell_entry, neither_another_sound_nor_two_errors_are_put_right)
{
	cr_expect_null(put_right("人工海能", 1));
	cr_expect_null(put_right("人工只嫩", 1));
	cr_expect_null(put_right("灯龙", 0));
}

Test(respell_entry, without_a_glossary_nothing_is)
{
	uint32_t point[] = {0x4EBA, 0x5DE5, 0x53EA, 0x80FD};
	bool known[4] = {true, false, true, false};

	cr_expect_eq(vb_respell_entry(NULL, point, known, 4).entry, 0);
}
