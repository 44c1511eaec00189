/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "xapianc.h"
#include "xapianc_place.h"

TestSuite(xapianc_read, .init = place_make, .fini = place_remove);

Test(xapianc_read, a_document_gives_back_its_data_byte_for_byte)
{
	static const char bytes[] = "one\0two\xff";
	struct xc_writer *writer = xc_writer_open(in_place("db"), XC_CREATE, &err);
	struct xc_document *document = xc_document_new(&err);
	uint32_t docid = 0;
	char *data;
	size_t size;

	cr_assert(xc_begin(writer, &err));
	cr_assert(xc_document_data(document, bytes, sizeof bytes, &err));
	cr_assert(xc_document_value(document, 7, bytes, sizeof bytes, &err));
	cr_assert(xc_add(writer, document, &docid, &err));
	cr_assert(xc_set_metadata(writer, "a\0b", 3, bytes, sizeof bytes, &err));
	cr_assert(xc_commit(writer, &err));
	cr_assert_eq(docid, 1);
	xc_document_free(document);
	xc_writer_close(writer);

	struct xc_database *database = open_database();

	cr_assert(xc_database_data(database, 1, &data, &size, &err));
	cr_assert_eq(size, sizeof bytes);
	cr_assert_eq(memcmp(data, bytes, size), 0);
	free(data);
	cr_assert(xc_database_value(database, 1, 7, &data, &size, &err));
	cr_assert_eq(size, sizeof bytes);
	free(data);
	cr_assert(xc_database_metadata(database, "a\0b", 3, &data, &size, &err));
	cr_assert_eq(size, sizeof bytes);
	free(data);
	xc_database_close(database);
}

Test(xapianc_read, what_was_never_set_is_empty_and_not_missing)
{
	char *data = NULL;
	size_t size = 9;

	make_database(1);
	struct xc_database *database = open_database();

	cr_assert(xc_database_value(database, 1, 5, &data, &size, &err));
	cr_assert_not_null(data);
	cr_assert_eq(size, 0);
	cr_assert_eq(*data, '\0');
	free(data);
	cr_assert(xc_database_metadata(database, "none", 4, &data, &size, &err));
	cr_assert_not_null(data);
	cr_assert_eq(size, 0);
	free(data);
	xc_database_close(database);
}

Test(xapianc_read, a_database_tells_its_size_and_revision)
{
	uint32_t count, last;
	uint64_t before, after;

	make_database(3);
	struct xc_database *database = open_database();
	struct xc_writer *writer = open_writer();
	bool changed = false;

	cr_assert(xc_database_revision(database, &before, &err));
	cr_assert(xc_begin(writer, &err));
	cr_assert(bury_sample(writer, 3, 3));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	cr_assert(xc_database_reopen(database, &changed, &err));
	cr_assert(changed);
	cr_assert(xc_database_revision(database, &after, &err));
	cr_assert_gt(after, before);
	cr_assert(xc_database_count(database, &count, &err));
	cr_assert_eq(count, 2);
	cr_assert(xc_database_last(database, &last, &err));
	cr_assert_eq(last, 4);
	cr_assert(xc_database_reopen(database, &changed, &err));
	cr_assert_not(changed);
	xc_database_close(database);
}

Test(xapianc_read, a_term_is_counted_in_documents_and_occurrences)
{
	uint32_t documents;
	uint64_t occurrences;

	make_database(10);
	struct xc_database *database = open_database();

	cr_assert(xc_term_frequency(database, "all", 3, &documents, &occurrences, &err));
	cr_assert_eq(documents, 10);
	cr_assert_eq(occurrences, 20);
	cr_assert(xc_term_frequency(database, "odd", 3, &documents, &occurrences, &err));
	cr_assert_eq(documents, 5);
	cr_assert_eq(occurrences, 0);
	cr_assert(xc_term_frequency(database, "nobody", 6, &documents, &occurrences, &err));
	cr_assert_eq(documents, 0);
	cr_assert(xc_term_frequency(database, "", 0, &documents, NULL, &err));
	cr_assert_eq(documents, 10);
	xc_database_close(database);
}

Test(xapianc_read, postings_come_in_blocks_of_any_size)
{
	uint32_t docids[7], wdfs[7], expected = 1;
	size_t count;

	make_database(100);
	struct xc_database *database = open_database();
	struct xc_postings *postings = xc_postings_open(database, "all", 3, &err);

	do {
		cr_assert(xc_postings_read(postings, docids, wdfs, 7, &count, &err));
		for (size_t i = 0; i < count; i++) {
			cr_assert_eq(docids[i], expected++);
			cr_assert_eq(wdfs[i], 2);
		}
	} while (count > 0);
	cr_assert_eq(expected, 101);
	cr_assert(xc_postings_read(postings, docids, NULL, 7, &count, &err));
	cr_assert_eq(count, 0);
	xc_postings_close(postings);
	xc_database_close(database);
}

Test(xapianc_read, postings_skip_forward_and_never_back)
{
	uint32_t docids[2];
	size_t count;

	make_database(100);
	struct xc_database *database = open_database();
	struct xc_postings *postings = xc_postings_open(database, "odd", 3, &err);

	cr_assert(xc_postings_skip(postings, 50, &err));
	cr_assert(xc_postings_read(postings, docids, NULL, 1, &count, &err));
	cr_assert_eq(docids[0], 51);
	cr_assert(xc_postings_skip(postings, 3, &err));
	cr_assert(xc_postings_read(postings, docids, NULL, 2, &count, &err));
	cr_assert_eq(docids[0], 53);
	cr_assert_eq(docids[1], 55);
	cr_assert(xc_postings_skip(postings, 1000, &err));
	cr_assert(xc_postings_read(postings, docids, NULL, 1, &count, &err));
	cr_assert_eq(count, 0);
	cr_assert(xc_postings_skip(postings, 2000, &err));
	xc_postings_close(postings);
	xc_database_close(database);
}

Test(xapianc_read, the_empty_term_stands_for_every_document_there_is)
{
	uint32_t docids[10];
	size_t count;

	make_database(5);
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err));
	cr_assert(bury_sample(writer, 2, 2));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);

	struct xc_database *database = open_database();
	struct xc_postings *postings = xc_postings_open(database, "", 0, &err);

	cr_assert(xc_postings_read(postings, docids, NULL, 10, &count, &err));
	cr_assert_eq(count, 4);
	cr_assert_eq(docids[1], 3);
	xc_postings_close(postings);
	xc_database_close(database);
}

Test(xapianc_read, a_term_has_its_places_in_a_document)
{
	uint32_t places[4];
	size_t count;

	make_database(9);
	struct xc_database *database = open_database();
	struct xc_positions *positions = xc_positions_open(database, 9, "fox", 3, &err);

	cr_assert(xc_positions_read(positions, places, 4, &count, &err));
	cr_assert_eq(count, 1);
	cr_assert_eq(places[0], 11);
	cr_assert(xc_positions_read(positions, places, 4, &count, &err));
	cr_assert_eq(count, 0);
	xc_positions_close(positions);
	positions = xc_positions_open(database, 9, "all", 3, &err);
	cr_assert(xc_positions_read(positions, places, 4, &count, &err));
	cr_assert_eq(count, 0);
	xc_positions_close(positions);
	xc_database_close(database);
}

Test(xapianc_read, walks_that_have_nothing_to_say_end_at_once)
{
	uint32_t number;
	size_t count;
	struct xc_bytes bytes;

	make_database(0);
	struct xc_database *database = open_database();
	struct xc_postings *postings = xc_postings_open(database, "all", 3, &err);
	struct xc_terms *terms = xc_terms_open(database, "", 0, &err);
	struct xc_keys *keys = xc_keys_open(database, "", 0, &err);
	struct xc_values *values = xc_values_open(database, 0, &err);

	cr_assert(xc_postings_read(postings, &number, NULL, 1, &count, &err));
	cr_assert_eq(count, 0);
	cr_assert(xc_terms_next(terms, &bytes, &number, &err));
	cr_assert_null(bytes.data);
	cr_assert(xc_keys_next(keys, &bytes, &err));
	cr_assert_null(bytes.data);
	cr_assert(xc_values_next(values, &number, &bytes, &err));
	cr_assert_eq(number, 0);
	xc_postings_close(postings);
	xc_terms_close(terms);
	xc_keys_close(keys);
	xc_values_close(values);
	xc_database_close(database);
}

static void
expect_term(struct xc_terms *terms, const char *name, uint32_t documents)
{
	struct xc_bytes term;
	uint32_t found = 99;

	cr_assert(xc_terms_next(terms, &term, &found, &err), "%s", err.text);
	cr_assert_eq(found, documents, "%s", name);
	if (name[0] == '\0') {
		cr_assert_null(term.data);
		return;
	}
	cr_assert_eq(term.size, strlen(name));
	cr_assert_eq(memcmp(term.data, name, term.size), 0, "%s", name);
}

Test(xapianc_read, terms_come_in_byte_order_under_a_prefix)
{
	make_database(11);
	struct xc_database *database = open_database();
	struct xc_terms *terms = xc_terms_open(database, "n1", 2, &err);

	expect_term(terms, "n1", 1);
	expect_term(terms, "n10", 1);
	expect_term(terms, "n11", 1);
	expect_term(terms, "", 0);
	expect_term(terms, "", 0);
	xc_terms_close(terms);
	xc_database_close(database);
}

Test(xapianc_read, metadata_keys_come_in_byte_order_under_a_prefix)
{
	struct xc_bytes key;

	make_database(0);
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err));
	cr_assert(xc_set_metadata(writer, "a:2", 3, "x", 1, &err));
	cr_assert(xc_set_metadata(writer, "a:1", 3, "x", 1, &err));
	cr_assert(xc_set_metadata(writer, "b:1", 3, "x", 1, &err));
	cr_assert(xc_commit(writer, &err));
	struct xc_keys *keys = xc_keys_open(xc_writer_database(writer), "a:", 2, &err);

	cr_assert(xc_keys_next(keys, &key, &err));
	cr_assert_eq(memcmp(key.data, "a:1", 3), 0);
	cr_assert(xc_keys_next(keys, &key, &err));
	cr_assert_eq(memcmp(key.data, "a:2", 3), 0);
	cr_assert(xc_keys_next(keys, &key, &err));
	cr_assert_null(key.data);
	xc_keys_close(keys);
	xc_writer_close(writer);
}

Test(xapianc_read, a_slot_is_walked_along_the_documents_that_have_it)
{
	struct xc_bytes value;
	uint32_t docid;

	make_database(5);
	struct xc_database *database = open_database();
	struct xc_values *values = xc_values_open(database, 1, &err);

	for (uint32_t expected = 2; expected <= 4; expected += 2) {
		cr_assert(xc_values_next(values, &docid, &value, &err));
		cr_assert_eq(docid, expected);
		cr_assert_eq(value.size, 2);
		cr_assert_eq(value.data[1], (char)('0' + expected));
	}
	cr_assert(xc_values_next(values, &docid, &value, &err));
	cr_assert_eq(docid, 0);
	xc_values_close(values);
	values = xc_values_open(database, 1, &err);
	cr_assert(xc_values_skip(values, 3, &err), "%s", err.text);
	cr_assert(xc_values_skip(values, 1, &err));
	cr_assert(xc_values_next(values, &docid, &value, &err));
	cr_assert_eq(docid, 4);
	cr_assert(xc_values_skip(values, 6, &err));
	cr_assert(xc_values_skip(values, 7, &err));
	cr_assert(xc_values_next(values, &docid, &value, &err));
	cr_assert_eq(docid, 0);
	xc_values_close(values);
	xc_database_close(database);
}

Test(xapianc_read, a_document_that_is_not_there_is_absent)
{
	char *data;
	size_t size;

	make_database(2);
	struct xc_database *database = open_database();

	cr_assert_not(xc_database_data(database, 3, &data, &size, &err));
	expect_error(VB_ABSENT, "3");
	cr_assert_not(xc_database_value(database, 4000000000u, 0, &data, &size, &err));
	expect_error(VB_ABSENT, "4000000000");
	cr_assert_not(xc_database_data(database, 0, &data, &size, &err));
	expect_error(VB_USAGE, "reading a document: '");
	xc_database_close(database);
}

Test(xapianc_read, a_reader_that_the_writer_has_passed_reopens_and_goes_on)
{
	bool passed = false;
	char *data;
	size_t size;

	make_database(500);
	struct xc_database *database = open_database();
	struct xc_writer *writer = open_writer();

	for (unsigned round = 0; round < 5; round++) {
		cr_assert(xc_begin(writer, &err));
		for (unsigned number = 1; number <= 500; number++)
			cr_assert(add_sample(writer, number), "%s", err.text);
		cr_assert(xc_commit(writer, &err), "%s", err.text);
	}
	for (uint32_t docid = 1; docid <= 500 && !passed; docid++) {
		if (xc_database_data(database, docid, &data, &size, &err))
			free(data);
		else
			passed = true;
	}
	cr_assert(passed);
	expect_error(VB_MODIFIED, "changed under its reader");
	cr_assert(xc_database_reopen(database, NULL, &err));
	cr_assert(xc_database_data(database, 3000, &data, &size, &err), "%s", err.text);
	free(data);
	xc_writer_close(writer);
	xc_database_close(database);
}

Test(xapianc_read, closing_nothing_is_no_crime)
{
	xc_database_close(NULL);
	xc_writer_close(NULL);
	xc_document_free(NULL);
	xc_postings_close(NULL);
	xc_positions_close(NULL);
	xc_terms_close(NULL);
	xc_keys_close(NULL);
	xc_values_close(NULL);
}

Test(xapianc_read, two_databases_joined_are_read_as_one)
{
	struct xc_database *list[2], *joined;
	struct xc_writer *writer;
	uint32_t documents = 0, last = 0;
	uint64_t revision, occurrences = 0;
	char name[XC_UUID_SIZE];
	char *data;
	size_t size;

	make_database(4);
	writer = open_writer();
	cr_assert(xc_begin(writer, &err));
	cr_assert(bury_sample(writer, 4, 4));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	list[0] = open_database();
	list[1] = open_database();
	joined = xc_database_join(list, 2, &err);
	cr_assert_not_null(joined, "%s", err.text);
	xc_database_close(list[0]);
	xc_database_close(list[1]);
	cr_assert(xc_database_count(joined, &documents, &err));
	cr_expect_eq(documents, 6);
	cr_assert(xc_database_last(joined, &last, &err));
	cr_expect_eq(last, 10);
	cr_expect_not(xc_database_data(joined, 8, &data, &size, &err));
	expect_error(VB_ABSENT, "document 8 is deleted");
	cr_assert(xc_term_frequency(joined, "odd", 3, &documents, &occurrences, &err));
	cr_expect_eq(documents, 4);
	/* Document 2 of the second of two. */
	cr_assert(xc_database_data(joined, 4, &data, &size, &err));
	cr_expect_str_eq(data, "sample 2");
	free(data);
	cr_expect(xc_database_reopen(joined, NULL, &err), "%s", err.text);
	cr_expect_not(xc_database_revision(joined, &revision, &err));
	expect_error(VB_USAGE, "revision");
	cr_expect_not(xc_database_uuid(joined, name, &err));
	expect_error(VB_USAGE, "name");
	xc_database_close(joined);
}

Test(xapianc_read, a_server_that_is_not_there_is_named)
{
	/* Nothing listens at port 1 of the loopback. */
	cr_expect_null(xc_database_remote("127.0.0.1", 1, 1000, &err));
	expect_error(VB_IO, "127.0.0.1:1");
}
