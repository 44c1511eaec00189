/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sync leaves beside the database. */
#include "publish.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index_place.h"
#include "schema.h"

static struct index_place place;
static struct vb_texts texts;
static struct vb_buf text;
static char path[600], file[620];

static void
make_place(const char *words)
{
	index_place_make(&place, words);
	snprintf(path, sizeof path, "%s/g1", place.settings.database);
	snprintf(file, sizeof file, "%s/%s", path, VB_TEXTS_FILE);
}

static void
teardown(void)
{
	vb_texts_close(&texts);
	vb_buf_fini(&text);
	index_place_remove(&place);
}

TestSuite(publish, .fini = teardown);

static void
open_texts(void)
{
	struct xc_database *database = xc_database_open(path, NULL);
	struct vb_texts_owner owner;
	struct vb_err err;

	cr_assert(vb_publish_owner(database, &owner, &err), "%s", err.text);
	xc_database_close(database);
	vb_texts_close(&texts);
	vb_texts_open(&texts, path, &owner);
	cr_expect_eq(texts.used, texts.size);
}

/* The texts of the database as it is now, joined by bars. */
static void
expect_texts(const char *wanted)
{
	struct vb_buf all = VB_BUF_INIT;

	open_texts();
	for (uint32_t id = 1; id < texts.next; id++)
		if (vb_texts_read(&texts, id, &text))
			vb_buf_printf(&all, "%s|", text.data);
	cr_expect_str_eq(all.data, wanted);
	vb_buf_fini(&all);
}

static ino_t
inode(void)
{
	struct stat status;

	cr_assert_eq(stat(file, &status), 0);
	return status.st_ino;
}

Test(publish, texts_are_folded_and_in_the_order_of_passages)
{
	make_place("A Sample about PEACE.\n\n關於和平與安全的一段話。\n");
	expect_texts("a sample about peace.|关于和平与安全的一段话。|");
}

Test(publish, a_document_that_comes_later_adds_its_texts_to_the_file)
{
	char many[4000] = "";
	ino_t first;

	/* In place is for what is little against what is there. */
	for (int i = 0; i < 40; i++)
		sprintf(many + strlen(many), "Paragraph %d.\n\n", i);
	make_place(many);
	first = inode();
	index_place_write(&place, "b.txt", "Another about trade.\n");
	index_place_sync(&place);
	cr_expect_eq(inode(), first);
	expect_texts("paragraph 0.|paragraph 1.|paragraph 2.|paragraph 3.|paragraph 4.|paragraph 5.|"
		     "paragraph 6.|paragraph 7.|paragraph 8.|paragraph 9.|paragraph 10.|paragraph 11.|"
		     "paragraph 12.|paragraph 13.|paragraph 14.|paragraph 15.|paragraph 16.|paragraph 17.|"
		     "paragraph 18.|paragraph 19.|paragraph 20.|paragraph 21.|paragraph 22.|paragraph 23.|"
		     "paragraph 24.|paragraph 25.|paragraph 26.|paragraph 27.|paragraph 28.|paragraph 29.|"
		     "paragraph 30.|paragraph 31.|paragraph 32.|paragraph 33.|paragraph 34.|paragraph 35.|"
		     "paragraph 36.|paragraph 37.|paragraph 38.|paragraph 39.|another about trade.|");
}

Test(publish, a_file_that_is_lost_or_cut_off_is_made_again_by_a_sync_with_nothing_to_read)
{
	make_place("A sample about peace.\n\nAnother about trade.\n");
	cr_assert_eq(unlink(file), 0);
	index_place_sync(&place);
	expect_texts("a sample about peace.|another about trade.|");
	cr_assert_eq(truncate(file, 500), 0);
	index_place_sync(&place);
	expect_texts("a sample about peace.|another about trade.|");
}

Test(publish, several_threads_make_the_same_texts)
{
	struct vb_err err;

	make_place("A sample about peace.\n\nAnother about trade.\n");
	cr_assert_eq(unlink(file), 0);
	cr_assert(vb_publish_texts(path, 3, &err), "%s", err.text);
	expect_texts("a sample about peace.|another about trade.|");
}

static void
write_many(const char *name, int count)
{
	char many[4000] = "";

	for (int i = 0; i < count; i++)
		sprintf(many + strlen(many), "Paragraph %d of %s.\n\n", i, name);
	index_place_write(&place, name, many);
	index_place_sync(&place);
}

Test(publish, the_table_is_learned_again_when_there_is_twice_as_much_and_else_goes_on)
{
	make_place("A sample about peace.\n");
	write_many("b.txt", 40);
	write_many("c.txt", 20);
	write_many("d.txt", 90);
	open_texts();
	cr_assert_eq(texts.count, 4);
	cr_expect_neq(texts.segment[1].table, texts.segment[0].table);
	cr_expect_eq(texts.segment[2].table, texts.segment[1].table);
	cr_expect_neq(texts.segment[3].table, texts.segment[2].table);
	cr_expect_eq(texts.learned, 151);
}
