/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader can tell without opening a file: that nothing has been committed. */
#include <criterion/criterion.h>
#include <unistd.h>

#include "xapianc.h"
#include "xapianc_place.h"

TestSuite(xapianc_stays, .init = place_make, .fini = place_remove);

Test(xapianc_stays, a_database_stays_until_the_next_commit_but_not_for_certain_when_it_is_young)
{
	const time_t now = time(NULL), later = now + 1000;

	make_database(3);
	struct xc_database *database = open_database();
	struct xc_writer *writer = open_writer();

	cr_expect_not(xc_database_stays(database, NULL, now), "asked for the first time");
	cr_expect_not(xc_database_stays(database, NULL, now), "as young as its file");
	cr_expect_not(xc_database_stays(database, NULL, later), "young when it was asked before");
	cr_expect(xc_database_stays(database, NULL, later));
	cr_expect(xc_database_stays(database, NULL, now));
	cr_assert(xc_begin(writer, &err));
	cr_assert(bury_sample(writer, 3, 3));
	cr_expect(xc_database_stays(database, NULL, later), "nothing is committed yet");
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	cr_expect_not(xc_database_stays(database, NULL, later));
	cr_expect(xc_database_stays(database, NULL, later));
	xc_database_close(database);
}

Test(xapianc_stays, a_database_whose_version_file_is_gone_does_not_stay)
{
	const time_t later = time(NULL) + 1000;

	make_database(3);
	struct xc_database *database = open_database();

	cr_expect_not(xc_database_stays(database, NULL, later));
	cr_expect(xc_database_stays(database, NULL, later));
	cr_assert_eq(unlink(in_place("db/iamglass")), 0);
	cr_expect_not(xc_database_stays(database, NULL, later));
	xc_database_close(database);
}

Test(xapianc_stays, of_databases_that_are_read_as_one_all_must_stay)
{
	const time_t later = time(NULL) + 1000;

	make_database(3);
	const char *source = in_place("db");
	cr_assert(xc_compact(&source, 1, in_place("other"), &err), "%s", err.text);
	struct xc_database *list[2] = {open_database(), xc_database_open(in_place("other"), &err)};
	struct xc_database *joined = xc_database_join(list, 2, &err);
	struct xc_writer *writer = xc_writer_open(in_place("other"), XC_OPEN, &err);

	xc_database_close(list[0]);
	xc_database_close(list[1]);
	cr_expect_not(xc_database_stays(joined, NULL, later));
	cr_expect(xc_database_stays(joined, NULL, later));
	cr_assert(xc_begin(writer, &err));
	cr_assert(bury_sample(writer, 3, 3));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	cr_expect_not(xc_database_stays(joined, NULL, later));
	cr_expect(xc_database_stays(joined, NULL, later));
	xc_database_close(joined);
}
