/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "frequency.h"
#include "xapianc_place.h"

TestSuite(frequency, .init = place_make, .fini = place_remove);

static struct vb_frequency table[VB_FREQUENCY_PLACES];

static uint32_t
frequency(struct xc_database *database, const char *term)
{
	uint32_t documents = UINT32_MAX;

	cr_assert(vb_frequency_find(table, database, term, strlen(term), &documents, &err), "%s", err.text);
	return documents;
}

Test(frequency, a_term_is_as_frequent_as_it_was_when_first_asked_about)
{
	struct xc_database *database;
	struct xc_writer *writer;
	bool changed;

	make_database(4);
	database = open_database();
	for (int times = 0; times < 2; times++) {
		cr_expect_eq(frequency(database, "all"), 4);
		cr_expect_eq(frequency(database, "odd"), 2);
		cr_expect_eq(frequency(database, "none"), 0);
		cr_expect_eq(frequency(database, ""), 4);
		cr_expect_eq(frequency(database, "a term that is longer than any place"), 0);
	}
	writer = open_writer();
	cr_assert(xc_begin(writer, &err) && add_sample(writer, 5) && xc_commit(writer, &err), "%s",
		  err.text);
	xc_writer_close(writer);
	cr_assert(xc_database_reopen(database, &changed, &err), "%s", err.text);
	cr_expect_eq(frequency(database, "all"), 4);
	memset(table, 0, sizeof(table));
	cr_expect_eq(frequency(database, "all"), 5);
	xc_database_close(database);
}

Test(frequency, terms_that_share_a_place_take_turns)
{
	struct xc_database *database;

	make_database(3);
	database = open_database();
	for (unsigned i = 0; i < 3 * VB_FREQUENCY_PLACES; i++) {
		char term[16];

		snprintf(term, sizeof(term), "n%u", i);
		cr_assert_eq(frequency(database, term), i >= 1 && i <= 3, "%s", term);
	}
	cr_expect_eq(frequency(database, "n2"), 1);
	xc_database_close(database);
}
