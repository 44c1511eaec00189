/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of an invented database: written, read, damaged. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema.h"
#include "texts.h"

#define IDS 300

static const struct vb_texts_owner owner = {"0123-4567", 9}, stranger = {"0123-4568", 9},
				   before = {"0123-4567", 8}, later = {"0123-4567", 10};
static struct vb_texts texts;
static struct vb_texts_packer packer;
static struct vb_texts_making making;
static struct vb_buf text;
static struct vb_err err;
static char folder[64], path[96];

static void
setup(void)
{
	strcpy(folder, "/tmp/verbale-texts-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/%s", folder, VB_TEXTS_FILE);
}

static void
teardown(void)
{
	vb_texts_close(&texts);
	vb_texts_packer_fini(&packer);
	vb_texts_making_fini(&making);
	vb_buf_fini(&text);
	unlink(path);
	cr_expect_eq(rmdir(folder), 0, "something else is left in the folder");
}

TestSuite(texts, .init = setup, .fini = teardown, .timeout = 120);

/* What a passage says; every seventh was deleted, every third is Chinese. */
static size_t
say(uint32_t docid, char out[128])
{
	if (docid % 7 == 0)
		return 0;
	return (size_t)snprintf(out, 128, docid % 3 == 0 ? "第%u段谈到和平与安全" :
				"passage %u speaks of peace and security, and of %u more", docid, docid * 3);
}

/* Appends a segment for first..last; the first in the file holds the table. */
static void
put(struct vb_texts_writer *writer, uint32_t first, uint32_t last, const struct vb_texts_owner *whose)
{
	char out[128];

	if (packer.finder == NULL && first > 1) {
		vb_texts_take(&packer, &writer->table);
	} else if (packer.finder == NULL) {
		for (uint32_t id = 1; id < 100; id++)
			vb_texts_sample(&packer, out, say(id, out));
		vb_texts_learn(&packer);
	}
	vb_texts_begin(&making, first);
	for (uint32_t id = first; id <= last; id++)
		if (id % 7 != 0)
			vb_texts_add(&making, id, out, say(id, out));
	vb_texts_end(&making, last, &packer, first == 1, whose);
	cr_assert(vb_texts_writer_put(writer, &making.image, &err), "%s", err.text);
}

/* Goes on with the file up to the id last, in two segments; says whether it was made anew. */
static bool
go_on(uint32_t last, const struct vb_texts_owner *whose)
{
	struct vb_texts_writer writer;
	uint32_t next;
	bool anew;

	cr_assert(vb_texts_writer_open(&writer, folder, whose, &next, &err), "%s", err.text);
	anew = writer.anew;
	if (next <= last) {
		put(&writer, next, next + (last - next) / 2, whose);
		put(&writer, next + (last - next) / 2 + 1, last, whose);
	}
	cr_assert(vb_texts_writer_close(&writer, next <= last, &err), "%s", err.text);
	vb_texts_packer_fini(&packer);
	return anew;
}

/* Those of a text; of none, all. */
static void
expect_sieve(uint32_t id, const char *said, size_t size, const struct vb_texts_segment **segment)
{
	const struct vb_sieve *sieve = vb_texts_sieve(&texts, id, segment);
	struct vb_sieve right = {.bits = {0}};

	if (size > 0)
		vb_sieve_add(&right, said, size);
	else
		memset(&right, 0xFF, sizeof right);
	cr_assert(sieve != NULL && memcmp(sieve, &right, sizeof right) == 0, "%u", id);
}

/* Whether the open texts say what was written, of all ids up to last. */
static void
expect_all(uint32_t last)
{
	struct vb_texts_packed packed = {.segment = NULL};
	const struct vb_texts_segment *segment = NULL;
	char out[128];

	cr_assert_eq(texts.next, last + 1);
	for (uint32_t id = 1; id <= last; id++) {
		size_t size = say(id, out);

		cr_assert_eq(vb_texts_find(&texts, id, &packed), size > 0, "%u", id);
		cr_assert(size == 0 || (packed.size > 0 && packed.size <= packed.readable));
		cr_assert_eq(vb_texts_read(&texts, id, &text), size > 0, "%u", id);
		if (size > 0)
			cr_assert(text.len == size && memcmp(text.data, out, size) == 0, "%u", id);
		expect_sieve(id, out, size, &segment);
	}
	cr_expect_null(vb_texts_sieve(&texts, 0, &segment));
	cr_expect_null(vb_texts_sieve(&texts, last + 1, &segment));
	cr_expect_null(vb_texts_sieve(&texts, UINT32_MAX, &segment));
	cr_expect_not(vb_texts_read(&texts, 0, &text));
	cr_expect_not(vb_texts_read(&texts, last + 1, &text));
	cr_expect_not(vb_texts_read(&texts, UINT32_MAX, &text));
	cr_expect_not(vb_texts_find(&texts, UINT32_MAX, &packed));
}

static void
open_texts(const struct vb_texts_owner *whose)
{
	vb_texts_close(&texts);
	vb_texts_open(&texts, folder, whose);
}

/* Puts a byte in place of another; returns that. */
static char
change(off_t at, char byte)
{
	int fd = open(path, O_RDWR);
	char old;

	cr_assert_eq(pread(fd, &old, 1, at), 1);
	cr_assert_eq(pwrite(fd, &byte, 1, at), 1);
	close(fd);
	return old;
}

static off_t
file_size(void)
{
	struct stat status;

	cr_assert_eq(stat(path, &status), 0);
	return status.st_size;
}

Test(texts, each_passage_has_its_text_again)
{
	cr_expect(go_on(IDS, &owner));
	open_texts(&owner);
	cr_expect_eq(texts.count, 2);
	expect_all(IDS);
	cr_expect(vb_texts_verify(&texts, 0) && vb_texts_verify(&texts, 1));
}

Test(texts, what_was_announced_is_read_as_ever)
{
	struct vb_texts_packed packed[3] = {{.segment = NULL}};

	go_on(IDS, &owner);
	open_texts(&owner);
	vb_texts_announce_sieves(NULL);
	for (size_t i = 0; i < texts.count; i++)
		vb_texts_announce_sieves(&texts.segment[i]);
	cr_assert(vb_texts_find(&texts, 1, &packed[0]));
	cr_assert_not(vb_texts_find(&texts, 7, &packed[1]));
	cr_assert(vb_texts_find(&texts, IDS - 1, &packed[2]));
	vb_texts_announce(packed, 3);
	expect_all(IDS);
}

/* A new file is written in pieces: this one takes several, and ends in one. */
Test(texts, a_file_of_megabytes_has_each_text_again)
{
	const size_t size = 300000;
	char *big = malloc(size);
	struct vb_texts_writer writer;
	uint32_t next;

	cr_assert(vb_texts_writer_open(&writer, folder, &owner, &next, &err), "%s", err.text);
	put(&writer, 1, 1, &owner);
	for (uint32_t id = 2; id <= 30; id++) {
		for (size_t i = 0; i < size; i++)
			big[i] = (char)('!' + (i * i / 97 + i * id) % 90);
		vb_texts_begin(&making, id);
		vb_texts_add(&making, id, big, size - id);
		vb_texts_end(&making, id, &packer, false, &owner);
		cr_assert(vb_texts_writer_put(&writer, &making.image, &err), "%s", err.text);
	}
	cr_assert(vb_texts_writer_close(&writer, true, &err), "%s", err.text);
	cr_expect_gt(file_size(), 5 << 20);
	open_texts(&owner);
	cr_assert_eq(texts.next, 31);
	for (uint32_t id = 2; id <= 30; id++) {
		cr_expect(vb_texts_verify(&texts, id - 1));
		cr_assert(vb_texts_read(&texts, id, &text) && text.len == size - id);
		for (size_t i = 0; i < text.len; i++)
			cr_assert_eq(text.data[i], (char)('!' + (i * i / 97 + i * id) % 90));
	}
	free(big);
}

Test(texts, without_a_file_there_are_none)
{
	open_texts(&owner);
	cr_expect_eq(texts.next, 1);
	cr_expect_not(vb_texts_read(&texts, 1, &text));
}

Test(texts, what_a_later_run_commits_is_appended)
{
	struct stat status, again;

	go_on(IDS, &owner);
	cr_assert_eq(stat(path, &status), 0);
	cr_expect_not(go_on(IDS + 50, &later));
	cr_assert_eq(stat(path, &again), 0);
	cr_expect_eq(again.st_ino, status.st_ino);
	open_texts(&later);
	cr_expect_eq(texts.count, 4);
	expect_all(IDS + 50);
	/* Who reads the commit before sees what belongs to it, in the same file. */
	open_texts(&owner);
	expect_all(IDS);
}

Test(texts, those_of_another_database_or_of_a_commit_to_come_are_not_believed)
{
	go_on(IDS, &owner);
	open_texts(&stranger);
	cr_expect_eq(texts.next, 1);
	open_texts(&before);
	cr_expect_eq(texts.next, 1);
	cr_expect(go_on(40, &stranger), "made anew");
	open_texts(&stranger);
	expect_all(40);
}

Test(texts, a_file_of_an_older_version_is_not_believed_and_made_anew)
{
	go_on(IDS, &owner);
	change(8, 1);
	open_texts(&owner);
	cr_expect_eq(texts.next, 1);
	cr_expect(go_on(IDS, &owner), "made anew");
	open_texts(&owner);
	expect_all(IDS);
}

Test(texts, an_append_that_was_cut_short_is_not_looked_at_and_made_good_by_the_next)
{
	off_t whole;

	go_on(IDS, &owner);
	whole = file_size();
	go_on(IDS + 50, &later);
	for (off_t size = file_size() - 1; size > whole; size -= size - whole > 400 ? 41 : 1) {
		cr_assert_eq(truncate(path, size), 0);
		open_texts(&later);
		cr_assert(texts.next == IDS + 1 || texts.next == IDS + 26);
		expect_all(texts.next - 1);
	}
	cr_expect(go_on(IDS + 50, &later), "made anew");
	open_texts(&later);
	expect_all(IDS + 50);
}

Test(texts, a_byte_that_changed_is_told_by_the_checksum_and_harms_nobody)
{
	off_t size;
	bool told;

	go_on(60, &owner);
	size = file_size();
	for (off_t at = 0; at < size; at += at > 200 && at < size - 3000 ? 61 : 1) {
		char old = change(at, (char)(at * 7));

		if (old == (char)(at * 7))
			continue;
		open_texts(&owner);
		told = texts.next < 61;	/* a head that is not right ends it */
		for (size_t i = 0; i < texts.count; i++)
			told = told || !vb_texts_verify(&texts, i);
		cr_assert(told, "byte %d", (int)at);
		for (uint32_t id = 1; id < texts.next; id++)
			if (vb_texts_read(&texts, id, &text))
				cr_assert_leq(text.len, (size_t)size * VB_FSST_LONGEST);
		change(at, old);
	}
	open_texts(&owner);
	expect_all(60);
}

Test(texts, a_thousand_runs_make_a_thousand_segments)
{
	struct vb_texts_owner run = owner;
	char out[128];

	for (uint32_t i = 0; i < 1000; i++, run.revision++) {
		struct vb_texts_writer writer;
		uint32_t next;

		cr_assert(vb_texts_writer_open(&writer, folder, &run, &next, &err), "%s", err.text);
		cr_assert_eq(next, i + 1);
		put(&writer, next, next, &run);
		cr_assert(vb_texts_writer_close(&writer, true, &err));
	}
	open_texts(&run);
	cr_expect_eq(texts.count, 1000);
	for (uint32_t id = 1; id <= 1000; id++) {
		size_t size = say(id, out);

		cr_assert_eq(vb_texts_read(&texts, id, &text), size > 0);
		cr_assert(size == 0 || (text.len == size && memcmp(text.data, out, size) == 0));
	}
}

Test(texts, what_is_given_up_leaves_the_file_as_it_was)
{
	struct vb_texts_writer writer;
	uint32_t next;

	cr_assert(vb_texts_writer_open(&writer, folder, &owner, &next, &err));
	put(&writer, 1, 10, &owner);
	cr_assert(vb_texts_writer_close(&writer, false, &err));
	cr_expect_neq(access(path, F_OK), 0);
	cr_expect_not(vb_texts_writer_open(&writer, "/tmp/verbale-no-such-folder", &owner, &next, &err));
	cr_expect_eq(err.code, VB_IO);
}

Test(texts, a_text_of_more_than_a_megabyte_is_left_to_its_record)
{
	struct vb_texts_writer writer;
	size_t size = (1u << 20) + 1;
	char *big = malloc(size);
	uint32_t next;

	memset(big, 'a', size);
	cr_assert(vb_texts_writer_open(&writer, folder, &owner, &next, &err));
	put(&writer, 1, 1, &owner);
	vb_texts_begin(&making, 2);
	vb_texts_add(&making, 2, big, size);
	vb_texts_add(&making, 3, big, size - 1);
	vb_texts_add(&making, 4, "", 0);
	vb_texts_end(&making, 4, &packer, true, &owner);
	cr_assert(vb_texts_writer_put(&writer, &making.image, &err));
	cr_assert(vb_texts_writer_close(&writer, true, &err));
	open_texts(&owner);
	cr_expect_eq(texts.next, 5);
	cr_expect_not(vb_texts_read(&texts, 2, &text));
	cr_expect(vb_texts_read(&texts, 3, &text));
	cr_expect_eq(text.len, size - 1);
	cr_expect_not(vb_texts_read(&texts, 4, &text));
	free(big);
}
