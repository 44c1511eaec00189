/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "xapianc_place.h"

TestSuite(xapianc_buried, .init = place_make, .fini = place_remove);

Test(xapianc_buried, a_deleted_document_is_not_seen_and_not_counted)
{
	uint32_t docids[10], documents;
	uint64_t occurrences;
	struct xc_database *database;
	struct xc_postings *postings;
	size_t count, size;
	char *data;

	make_database(3);
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err), "%s", err.text);
	cr_assert(bury_sample(writer, 2, 2), "%s", err.text);
	cr_assert_not(bury_sample(writer, 2, 2));
	expect_error(VB_ABSENT, "document 2 is deleted");
	cr_assert_not(bury_sample(writer, 4, 2));
	expect_error(VB_ABSENT, "document 4 is deleted");
	cr_assert_not(bury_sample(writer, 9, 2));
	expect_error(VB_ABSENT, "9");
	cr_assert_not(bury_sample(writer, 0, 2));
	expect_error(VB_USAGE, "document 0");
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
	cr_assert_eq(documents_seen(), 2);

	database = open_database();
	cr_expect_eq(xc_database_buried(database), 1);
	cr_assert(xc_term_frequency(database, "all", 3, &documents, &occurrences, &err));
	cr_expect_eq(documents, 2);
	cr_expect_eq(occurrences, 4);
	cr_assert(xc_term_frequency(database, "", 0, &documents, &occurrences, &err));
	cr_expect_eq(documents, 2);
	cr_assert(xc_term_frequency(database, "n2", 2, &documents, &occurrences, &err));
	cr_expect_eq(documents, 0);
	postings = xc_postings_open(database, "all", 3, &err);
	cr_assert(xc_postings_read(postings, docids, NULL, 10, &count, &err));
	cr_assert_eq(count, 2);
	cr_expect_eq(docids[1], 3);
	xc_postings_close(postings);
	cr_expect_not(xc_database_data(database, 2, &data, &size, &err));
	expect_error(VB_ABSENT, "document 2 is deleted");
	xc_database_close(database);
}

Test(xapianc_buried, a_term_of_deleted_documents_alone_is_none)
{
	struct xc_database *database;
	struct xc_terms *terms;
	struct xc_bytes term;
	uint32_t documents;

	make_database(3);
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err), "%s", err.text);
	cr_assert(bury_sample(writer, 2, 2), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
	database = open_database();
	terms = xc_terms_open(database, "", 0, &err);
	for (const char *const *name = (const char *const[]){"all", "brown", "fox", "n1", "n3", "odd", "quick", NULL};
	     *name != NULL; name++) {
		cr_assert(xc_terms_next(terms, &term, &documents, &err));
		cr_assert_eq(term.size, strlen(*name));
		cr_expect_eq(memcmp(term.data, *name, term.size), 0, "%s", *name);
		cr_expect_eq(documents, (*name)[0] == 'n' ? 1 : 2, "%s", *name);
	}
	cr_assert(xc_terms_next(terms, &term, &documents, &err));
	cr_expect_null(term.data);
	xc_terms_close(terms);
	xc_database_close(database);
}
