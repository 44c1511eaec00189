/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xapianc.h"
#include "xapianc_place.h"

TestSuite(xapianc_upkeep, .init = place_make, .fini = place_remove);

static off_t
size_of(const char *name)
{
	struct stat status;

	cr_assert_eq(stat(in_place(name), &status), 0);
	return status.st_size;
}

Test(xapianc_upkeep, a_compacted_copy_holds_the_same_under_the_same_ids)
{
	char *data;
	size_t size, errors = 1;
	uint32_t count;

	make_database(3000);
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err));
	cr_assert(xc_delete_by_term(writer, "odd", 3, &err));
	cr_assert(xc_set_metadata(writer, "k", 1, "v", 1, &err));
	cr_assert(xc_commit(writer, &err));
	cr_assert(xc_compact(in_place("db"), in_place("copy"), &err), "%s", err.text);
	xc_writer_close(writer);

	struct xc_database *copy = xc_database_open(in_place("copy"), &err);

	cr_assert_not_null(copy, "%s", err.text);
	cr_assert(xc_database_count(copy, &count, &err));
	cr_assert_eq(count, 1500);
	cr_assert(xc_database_data(copy, 3000, &data, &size, &err));
	cr_assert_str_eq(data, "sample 3000");
	free(data);
	cr_assert(xc_database_metadata(copy, "k", 1, &data, &size, &err));
	cr_assert_str_eq(data, "v");
	free(data);
	xc_database_close(copy);
	cr_assert_lt(size_of("copy/postlist.glass"), size_of("db/postlist.glass"));
	cr_assert(xc_check(in_place("copy"), &errors, NULL, &err));
	cr_assert_eq(errors, 0);
}

Test(xapianc_upkeep, a_copy_is_never_made_over_something)
{
	make_database(1);
	write_file("copy", "precious", 8);
	cr_assert_not(xc_compact(in_place("db"), in_place("copy"), &err));
	expect_error(VB_IO, "/copy': File exists");
	cr_assert_eq(size_of("copy"), 8);
}

Test(xapianc_upkeep, a_copy_without_room_leaves_nothing)
{
	struct rlimit limit = {8192, RLIM_INFINITY};

	make_database(3000);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_not(xc_compact(in_place("db"), in_place("copy"), &err));
	expect_error(VB_IO, "File too large");
	cr_assert_neq(access(in_place("copy"), F_OK), 0);
	limit.rlim_cur = RLIM_INFINITY;
	setrlimit(RLIMIT_FSIZE, &limit);
}

Test(xapianc_upkeep, a_sound_database_passes_the_check_with_a_report)
{
	size_t errors = 9;
	char *report = NULL;

	make_database(100);
	cr_assert(xc_check(in_place("db"), &errors, &report, &err), "%s", err.text);
	cr_assert_eq(errors, 0);
	cr_assert_not_null(strstr(report, "postlist"));
	free(report);
}

Test(xapianc_upkeep, a_damaged_database_fails_the_check)
{
	char garbage[4096];
	size_t errors = 0;
	char *report = NULL;

	make_database(3000);
	memset(garbage, 0x5a, sizeof garbage);
	damage("db/postlist.glass", 3 * 8192, garbage, sizeof garbage);
	if (xc_check(in_place("db"), &errors, &report, &err)) {
		cr_assert_gt(errors, 0);
		cr_assert_neq(*report, '\0');
		free(report);
	} else {
		expect_error(VB_DAMAGED, "checking the database: '");
	}
}

/* Some of these damages end Xapian's own check by a signal. */
Test(xapianc_upkeep, a_check_never_takes_its_caller_with_it)
{
	unsigned checks = 0, unsound = 0;
	struct stat status;

	make_database(300);
	cr_assert_eq(stat(in_place("db/termlist.glass"), &status), 0);
	for (long at = 20000; at < status.st_size; at += 251) {
		FILE *file = fopen(in_place("db/termlist.glass"), "rb");
		size_t errors = 0;
		char old;

		fseek(file, at, SEEK_SET);
		old = (char)fgetc(file);
		fclose(file);
		damage("db/termlist.glass", at, "\xff", 1);
		if (!xc_check(in_place("db"), &errors, NULL, &err)) {
			expect_error(VB_DAMAGED, "checking the database: '");
			errors = 1;
		}
		unsound += errors > 0;
		checks++;
		damage("db/termlist.glass", at, &old, 1);
	}
	cr_assert_geq(checks, 40);
	cr_assert_geq(unsound, 5, "%u of %u", unsound, checks);
}
