/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "glossary_image.h"

#define ROWS "en\tzh\tfield\nright\t权利\tx\nleft\t左|左边\tx\nright|law\t右\tx\nKenya\t肯尼亚\tstate\n"
#define EDITED "en\tzh\tfield\nright\t权力\tx\n"

static struct vb_tokeniser *tokeniser;
static struct vb_glossary *glossary;
static struct vb_buf built;
static struct vb_err err;
static char folder[64], table[128], image[128];

static void
write_file(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "w");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static void
setup(void)
{
	struct vb_glossary_head head;

	tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(tokeniser);
	strcpy(folder, "/tmp/verbale-glossary-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	snprintf(table, sizeof table, "%s/glossary.tsv", folder);
	snprintf(image, sizeof image, "%s/" VB_GLOSSARY_IMAGE, folder);
	write_file(table, ROWS, strlen(ROWS));
	cr_assert(vb_glossary_identify(table, &head, &err), "%s", err.text);
	cr_assert(vb_glossary_build(table, &head, tokeniser, &built, &err), "%s", err.text);
	write_file(image, built.data, built.len);
}

static void
teardown(void)
{
	vb_glossary_free(glossary);
	vb_buf_fini(&built);
	vb_tokeniser_free(tokeniser);
	unlink(table);
	unlink(image);
	rmdir(folder);
}

TestSuite(glossary_build, .init = setup, .fini = teardown);

static bool
knows(const char *key)
{
	struct vb_rendering found;

	return vb_glossary_find(glossary, key, strlen(key), &found);
}

/* What the image says where it differs from the table, which alone is read when it is not believed. */
static void
put_other_image(void)
{
	char *at = memmem(built.data, built.len, "权利", strlen("权利"));

	cr_assert_not_null(at);
	memcpy(at, "水权", strlen("水权"));
	write_file(image, built.data, built.len);
}

/* Whether the glossary, loaded anew, was read from the image. */
static bool
is_taken(const char *from)
{
	struct vb_rendering rendering;
	bool taken = false;

	vb_glossary_free(glossary);
	glossary = vb_glossary_load(table, from, tokeniser, &err);
	cr_assert_not_null(glossary, "%s", err.text);
	for (uint32_t i = 0; i < vb_glossary_count(glossary); i++) {
		vb_glossary_at(glossary, i, &rendering);
		taken = taken || strcmp(rendering.text, "水权") == 0;
	}
	return taken;
}

Test(glossary_build, the_image_says_what_the_table_says)
{
	struct vb_glossary *read = vb_glossary_load(table, NULL, tokeniser, &err);

	glossary = vb_glossary_load(table, folder, tokeniser, &err);
	cr_assert_eq(vb_glossary_count(glossary), vb_glossary_count(read));
	for (uint32_t i = 0; i < vb_glossary_count(read); i++) {
		struct vb_rendering one, other;
		uint32_t from[2], to[2];

		vb_glossary_at(read, i, &one);
		vb_glossary_at(glossary, i, &other);
		cr_expect_str_eq(other.text, one.text);
		cr_expect_str_eq(other.key, one.key);
		cr_expect_eq(other.chinese, one.chinese);
		cr_expect_eq(other.name, one.name);
		vb_glossary_row(read, one.row, &from[0], &to[0]);
		vb_glossary_row(glossary, other.row, &from[1], &to[1]);
		cr_expect(from[0] == from[1] && to[0] == to[1]);
		cr_expect_eq(vb_glossary_next(glossary, &other), vb_glossary_next(read, &one));
		cr_expect_eq(other.at, one.at);
		cr_expect(knows(one.key));
	}
	cr_expect_not(knows("neither"));
	vb_glossary_free(read);
}

Test(glossary_build, the_image_is_taken_for_the_table_it_was_made_of_and_no_other)
{
	put_other_image();
	cr_expect(is_taken(folder));
	cr_expect_not(is_taken(NULL), "no folder is known");
	cr_expect_not(is_taken("/nowhere"), "nothing lies there");
	write_file(table, EDITED, strlen(EDITED));
	cr_expect_not(is_taken(folder), "the table was edited since");
	cr_expect(knows("权力"));
	cr_expect_not(knows("左"));
}

Test(glossary_build, cut_short_anywhere_it_is_not_taken)
{
	put_other_image();
	for (size_t cut = 0; cut < built.len; cut++) {
		write_file(image, built.data, cut);
		cr_assert_not(is_taken(folder), "cut at %zu", cut);
	}
}

/* Walks everything: a sanitizer, or the processor, tells what leads out of it. */
static size_t
walk(void)
{
	struct vb_rendering at, found;
	size_t bytes = 0;

	for (uint32_t i = 0; i < vb_glossary_count(glossary); i++) {
		uint32_t from, to;
		bool any;

		vb_glossary_at(glossary, i, &at);
		vb_glossary_row(glossary, at.row, &from, &to);
		for (; from < to; from++) {
			vb_glossary_at(glossary, from, &found);
			bytes += strlen(found.text);
		}
		any = vb_glossary_find(glossary, at.key, strlen(at.key), &found);
		for (; any; any = vb_glossary_next(glossary, &found))
			bytes += strlen(found.key);
	}
	return bytes;
}

Test(glossary_build, nothing_leads_out_of_a_damaged_image)
{
	size_t taken = 0, refused = 0;

	put_other_image();
	for (size_t at = 0; at < built.len; at++)
		for (unsigned wrong = 1; wrong < 256; wrong *= 3) {
			built.data[at] ^= (char)wrong;
			write_file(image, built.data, built.len);
			built.data[at] ^= (char)wrong;
			if (is_taken(folder))
				taken += walk() > 0;
			else
				refused++;
		}
	cr_expect_gt(taken, 0, "another letter is no damage that shows");
	cr_expect_gt(refused, 0, "a number too large is");
}

Test(glossary_build, an_empty_table_has_an_image_that_knows_nothing)
{
	static const char none[] = "en\tzh\tfield\n";

	write_file(table, none, strlen(none));
	glossary = vb_glossary_load(table, NULL, tokeniser, &err);
	cr_assert_not_null(glossary, "%s", err.text);
	cr_expect_eq(vb_glossary_count(glossary), 0);
	cr_expect_not(knows("right"));
	cr_expect_not(knows(""));
}
