/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader finds without Xapian is what Xapian finds: the writer's own view of its database
 * goes by that.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dice.h"
#include "xapianc_place.h"

TestSuite(xapianc_lists, .init = place_make, .fini = place_remove);

#define TERMS 600
#define LARGEST 40000	/* a value of many parts */
#define FEWEST 1500	/* documents of a database: its table is not larger than a large page */

/* ---- a database of terms and values of all sizes ---- */

/* Term number i: some are alike up to their last byte, some hold NULs, some are as long as can be. */
static size_t
make_term(uint32_t number, char out[XC_TERM_MAX])
{
	size_t size = 1 + number % 7;

	if (number == 0) {
		memcpy(out, "many", 4);
		return 4;
	}
	if (number % 31 == 0)
		size = XC_TERM_MAX - 4;
	memset(out, 'a' + (int)(number % 3), size);
	if (number % 5 == 0 && size < 100)
		out[size - 1] = '\0';
	out[size++] = (char)('!' + number % 64);
	out[size++] = (char)('!' + number / 64);
	return size;
}

static void
add_documents(struct xc_writer *writer, unsigned count)
{
	struct xc_document *document = xc_document_new(&err);
	static char bytes[LARGEST];
	char term[XC_TERM_MAX];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)dice(256);
	cr_assert(xc_begin(writer, &err));
	while (count-- > 0) {
		size_t size = dice(50) == 0 ? dice(LARGEST) : dice(300);

		cr_assert(xc_document_clear(document, &err));
		cr_assert(xc_document_term(document, term, make_term(0, term), 1 + dice(500), &err));
		for (int i = 0; i < 60; i++)	/* more leaves than a reader keeps */
			cr_assert(xc_document_term(document, term, make_term(1 + dice(TERMS) * dice(4) / 3, term),
						   1 + dice(3), &err));
		/* Numbers of one byte to five. */
		if (dice(100) == 0)
			cr_assert(xc_document_term(document, "seldom", 6, 1u << dice(29), &err));
		if (dice(4) > 0)
			cr_assert(xc_document_value(document, dice(2) * 300, bytes + LARGEST - size, size, &err));
		cr_assert(xc_add(writer, document, NULL, &err), "%s", err.text);
	}
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_document_free(document);
}

/* ---- both ways ---- */

static void
same_list(struct xc_database *reader, struct xc_database *other, const char *term, size_t size)
{
	struct xc_postings *one = xc_postings_open(reader, term, size, &err);
	struct xc_postings *two = xc_postings_open(other, term, size, &err);
	uint32_t docids[2][40], wdfs[2][40], at = 0, documents[2];
	uint64_t occurrences[2];
	size_t counts[2] = {1, 1};

	cr_assert(xc_term_frequency(reader, term, size, &documents[0], &occurrences[0], &err), "%s", err.text);
	cr_assert(xc_term_frequency(other, term, size, &documents[1], &occurrences[1], &err));
	cr_assert_eq(documents[0], documents[1]);
	cr_assert_eq(occurrences[0], occurrences[1]);
	while (counts[0] > 0) {
		size_t max = 1 + dice(40);

		if (dice(3) == 0) {
			at += dice(dice(2) == 0 ? 30 : 1500);
			cr_assert(xc_postings_skip(one, at, &err), "%s", err.text);
			cr_assert(xc_postings_skip(two, at, &err));
		}
		cr_assert(xc_postings_read(one, docids[0], wdfs[0], max, &counts[0], &err), "%s", err.text);
		cr_assert(xc_postings_read(two, docids[1], wdfs[1], max, &counts[1], &err));
		cr_assert_eq(counts[0], counts[1]);
		cr_assert_eq(memcmp(docids[0], docids[1], counts[0] * sizeof(at)), 0);
		cr_assert_eq(memcmp(wdfs[0], wdfs[1], counts[0] * sizeof(at)), 0);
		at = counts[0] > 0 ? docids[0][counts[0] - 1] : at;
	}
	xc_postings_close(one);
	xc_postings_close(two);
}

static void
same_value(struct xc_database *reader, struct xc_database *other, uint32_t docid, unsigned slot)
{
	char *data[2] = {NULL, NULL};
	size_t size[2];
	bool there = xc_database_value(other, docid, slot, &data[1], &size[1], &err);

	cr_assert_eq(xc_database_value(reader, docid, slot, &data[0], &size[0], &err), there, "%s", err.text);
	if (there) {
		cr_assert_eq(size[0], size[1]);
		cr_assert_eq(memcmp(data[0], data[1], size[0]), 0);
	}
	free(data[0]);
	free(data[1]);
}

static void
same_in_all(struct xc_database *reader, struct xc_database *other)
{
	char term[XC_TERM_MAX];
	uint32_t last;

	cr_assert(xc_database_last(other, &last, &err));
	for (uint32_t number = 0; number <= TERMS + 5; number++)
		same_list(reader, other, term, make_term(number, term));
	same_list(reader, other, "seldom", 6);
	same_list(reader, other, "a", 1);
	same_list(reader, other, "\xff\xff", 2);
	for (uint32_t docid = 1; docid <= last + 2; docid++)
		for (unsigned slot = 0; slot <= 600; slot += 300)
			same_value(reader, other, docid, slot);
}

Test(xapianc_lists, after_each_commit_a_reader_finds_what_xapian_finds)
{
	struct xc_writer *writer = xc_writer_open(in_place("db"), XC_CREATE, &err);
	struct xc_database *reader = open_database(), *mapped = open_database();

	xc_database_map(mapped);
	same_in_all(reader, xc_writer_database(writer));
	for (int commit = 0; commit < 6; commit++) {
		add_documents(writer, commit == 0 ? 2500 : 1 + dice(300));
		cr_assert(xc_database_reopen(reader, NULL, &err), "%s", err.text);
		cr_assert(xc_database_reopen(mapped, NULL, &err), "%s", err.text);
		same_in_all(reader, xc_writer_database(writer));
		same_in_all(mapped, xc_writer_database(writer));
	}
	xc_database_close(reader);
	xc_database_close(mapped);
	xc_writer_close(writer);
}

Test(xapianc_lists, so_it_does_in_a_compact_copy_and_of_what_was_deleted)
{
	struct xc_writer *writer = xc_writer_open(in_place("old"), XC_CREATE, &err);
	struct xc_document *document = xc_document_new(&err);
	const char *source = in_place("old");
	char term[XC_TERM_MAX];

	add_documents(writer, 3000);
	xc_writer_close(writer);
	cr_assert(xc_compact(&source, 1, in_place("db"), &err), "%s", err.text);
	writer = open_writer();

	struct xc_database *reader = open_database();

	xc_database_map(reader);
	same_in_all(reader, xc_writer_database(writer));
	cr_assert(xc_document_term(document, term, make_term(0, term), 1, &err));
	cr_assert(xc_begin(writer, &err));
	for (uint32_t docid = 5; docid < 3000; docid += 1 + dice(20))
		cr_assert(xc_bury(writer, docid, document, &err), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	cr_assert(xc_database_reopen(reader, NULL, &err));
	same_in_all(reader, xc_writer_database(writer));
	xc_document_free(document);
	xc_database_close(reader);
	xc_writer_close(writer);
}

/* ---- what changes under a reader ---- */

/* Reads some of everything so many times; false when anything fails. */
static bool
read_some(struct xc_database *database, int times)
{
	char term[XC_TERM_MAX], *data;
	uint32_t docids[64], documents;
	size_t size, count;
	bool good = true;

	for (; good && times > 0; times--) {
		for (uint32_t number = 0; good && number <= TERMS; number += 1 + dice(9)) {
			struct xc_postings *postings;

			size = make_term(number, term);
			good = xc_term_frequency(database, term, size, &documents, NULL, &err);
			postings = good ? xc_postings_open(database, term, size, &err) : NULL;
			good = postings != NULL;
			for (count = 1; good && count > 0;)
				good = (dice(4) > 0 || xc_postings_skip(postings, dice(3000), &err)) &&
				       xc_postings_read(postings, docids, NULL, 64, &count, &err);
			xc_postings_close(postings);
		}
		/* A value that is not found is looked for by libxapian, which reads past the end of damaged blocks. */
		for (uint32_t docid = 1; good && docid < FEWEST && !sanitized(); docid += 1 + dice(50))
			if ((good = xc_database_value(database, docid, 300, &data, &size, &err)))
				free(data);
	}
	return good;
}

static void
expect_written_over(struct xc_database *reader, struct xc_writer *writer)
{
	cr_assert_not(read_some(reader, 20));
	expect_error(VB_MODIFIED, "changed under its reader");
	cr_assert(xc_database_reopen(reader, NULL, &err));
	same_in_all(reader, xc_writer_database(writer));
	xc_database_close(reader);
}

Test(xapianc_lists, a_reader_that_was_written_over_says_so_and_reopens)
{
	struct xc_writer *writer = xc_writer_open(in_place("db"), XC_CREATE, &err);

	add_documents(writer, FEWEST);

	struct xc_database *reader = open_database(), *mapped = open_database();

	xc_database_map(mapped);
	cr_assert(read_some(reader, 20), "%s", err.text);
	cr_assert(read_some(mapped, 20), "%s", err.text);
	for (int commit = 0; commit < 4; commit++)
		add_documents(writer, 1500);
	expect_written_over(reader, writer);
	expect_written_over(mapped, writer);
	xc_writer_close(writer);
}

Test(xapianc_lists, a_block_that_is_damaged_is_an_answer_or_an_error_and_never_the_end)
{
	struct xc_writer *writer = xc_writer_open(in_place("db"), XC_CREATE, &err);
	unsigned damages = 0, noticed = 0;
	struct stat status;

	add_documents(writer, 2500);
	xc_writer_close(writer);

	struct xc_database *reader = open_database();

	cr_assert(read_some(reader, 10), "%s", err.text);
	cr_assert_eq(stat(in_place("db/postlist.glass"), &status), 0);
	for (; damages < 400; damages++) {
		/* Most often where a block's numbers and directory lie. */
		long block = (long)dice((uint32_t)(status.st_size / 8192)) * 8192;
		long at = block + (long)dice(dice(3) == 0 ? 8192 : 40);
		char old[4], wild[4] = {(char)dice(256), (char)dice(256), (char)dice(256), (char)dice(256)};
		FILE *file = fopen(in_place("db/postlist.glass"), "rb");
		size_t size = 1 + dice(3);

		cr_assert_eq(fseek(file, at, SEEK_SET), 0);
		size = fread(old, 1, size, file);
		fclose(file);
		damage("db/postlist.glass", at, wild, size);
		/* An opened one knows the blocks above the leaves; libxapian opens no damaged one sanitized. */
		if (!sanitized()) {
			xc_database_close(reader);
			reader = xc_database_open(in_place("db"), &err);
			if (reader != NULL && damages % 2 == 0)
				xc_database_map(reader);
		}
		if (reader == NULL || !read_some(reader, 1)) {
			expect_error(err.code, ": '");
			noticed++;
		}
		damage("db/postlist.glass", at, old, size);
	}
	xc_database_close(reader);
	reader = open_database();
	cr_assert(read_some(reader, 1), "%s", err.text);
	cr_assert_geq(noticed, sanitized() ? 5 : 50, "%u of %u noticed", noticed, damages);
	xc_database_close(reader);
}
