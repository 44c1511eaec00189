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

/* "db" alone into "copy". */
static bool
compact(void)
{
	const char *sources[] = {in_place("db")};

	return xc_compact(sources, 1, in_place("copy"), &err);
}

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
	for (unsigned number = 1; number < 3000; number += 2)
		cr_assert(bury_sample(writer, number, number), "%s", err.text);
	cr_assert(xc_set_metadata(writer, "k", 1, "v", 1, &err));
	cr_assert(xc_commit(writer, &err));
	cr_assert(compact(), "%s", err.text);
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

static void
expect_metadata(struct xc_database *database, const char *key, const char *wanted)
{
	char *value;
	size_t size;

	cr_assert(xc_database_metadata(database, key, strlen(key), &value, &size, &err));
	cr_assert_str_eq(value, wanted);
	free(value);
}

/* A database of some sample documents, its name under "both" and under "its name". */
static void
make_named(const char *name, unsigned first, unsigned last)
{
	struct xc_writer *writer = xc_writer_open(in_place(name), XC_CREATE, &err);

	cr_assert_not_null(writer, "%s", err.text);
	cr_assert(xc_begin(writer, &err));
	for (unsigned number = first; number <= last; number++)
		cr_assert(add_sample(writer, number), "%s", err.text);
	cr_assert(xc_set_metadata(writer, "both", 4, name, strlen(name), &err));
	cr_assert(xc_set_metadata(writer, name, strlen(name), "here", 4, &err));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
}

Test(xapianc_upkeep, a_database_has_a_name_of_its_own_that_its_copy_does_not_have)
{
	char name[XC_UUID_SIZE], again[XC_UUID_SIZE];

	make_database(3);
	struct xc_database *database = open_database();
	struct xc_writer *writer = open_writer();

	cr_assert(xc_database_uuid(database, name, &err), "%s", err.text);
	cr_assert_eq(strlen(name), XC_UUID_SIZE - 1);
	cr_assert(xc_begin(writer, &err));
	cr_assert(xc_set_metadata(writer, "k", 1, "v", 1, &err));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	cr_assert(xc_database_reopen(database, NULL, &err));
	cr_assert(xc_database_uuid(database, again, &err));
	cr_expect_str_eq(again, name, "not by a commit");
	xc_database_close(database);
	cr_assert(compact(), "%s", err.text);
	database = xc_database_open(in_place("copy"), &err);
	cr_assert(xc_database_uuid(database, again, &err));
	cr_expect_str_neq(again, name);
	xc_database_close(database);
}

Test(xapianc_upkeep, several_databases_become_one)
{
	const char *sources[3];
	struct xc_database *copy;
	size_t size, errors = 1;
	uint32_t count;
	char *data;

	make_named("z", 1, 1000);
	make_named("a", 1, 0);
	make_named("m", 1001, 1500);
	sources[0] = in_place("z");
	sources[1] = in_place("a");
	sources[2] = in_place("m");
	cr_assert(xc_compact(sources, 3, in_place("copy"), &err), "%s", err.text);
	copy = xc_database_open(in_place("copy"), &err);
	cr_assert_not_null(copy, "%s", err.text);
	cr_assert(xc_database_count(copy, &count, &err));
	cr_assert_eq(count, 1500);
	for (uint32_t docid = 1; docid <= 1500; docid += 100) {
		char wanted[32];

		snprintf(wanted, sizeof wanted, "sample %u", (unsigned)docid);
		cr_assert(xc_database_data(copy, docid, &data, &size, &err), "%s", err.text);
		cr_assert_str_eq(data, wanted);
		free(data);
	}
	cr_assert(xc_term_frequency(copy, "odd", 3, &count, NULL, &err));
	cr_assert_eq(count, 750);
	expect_metadata(copy, "a", "here");
	expect_metadata(copy, "z", "here");
	expect_metadata(copy, "both", "m");
	xc_database_close(copy);
	cr_assert(xc_check(in_place("copy"), &errors, NULL, &err));
	cr_assert_eq(errors, 0);
}

Test(xapianc_upkeep, what_the_first_of_a_merge_has_deleted_stays_deleted)
{
	const char *sources[2];
	struct xc_database *copy;
	struct xc_writer *writer;
	char *data;
	size_t size;

	make_database(10);
	make_named("m", 13, 20);
	writer = open_writer();
	cr_assert(xc_begin(writer, &err));
	cr_assert(bury_sample(writer, 1, 1), "%s", err.text);
	cr_assert(bury_sample(writer, 5, 5), "%s", err.text);
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	sources[0] = in_place("db");
	sources[1] = in_place("m");
	cr_assert(xc_compact(sources, 2, in_place("copy"), &err), "%s", err.text);
	copy = xc_database_open(in_place("copy"), &err);
	for (uint32_t docid = 1; docid <= 20; docid++) {
		bool there = docid != 1 && docid != 5 && docid != 11 && docid != 12;
		char wanted[32];

		snprintf(wanted, sizeof wanted, "sample %u", (unsigned)docid);
		cr_assert_eq(xc_database_data(copy, docid, &data, &size, &err), there, "%u", docid);
		if (!there)
			continue;
		cr_assert_str_eq(data, wanted);
		free(data);
	}
	xc_database_close(copy);
	sources[0] = in_place("m");
	sources[1] = in_place("db");
	cr_assert_not(xc_compact(sources, 2, in_place("other"), &err));
	expect_error(VB_USAGE, "in another source than the first");
}

Test(xapianc_upkeep, a_merge_of_nothing_is_refused)
{
	cr_assert_not(xc_compact(NULL, 0, in_place("copy"), &err));
	expect_error(VB_USAGE, "no source is named");
}

Test(xapianc_upkeep, a_copy_is_never_made_over_something)
{
	make_database(1);
	write_file("copy", "precious", 8);
	cr_assert_not(compact());
	expect_error(VB_IO, "/copy': File exists");
	cr_assert_eq(size_of("copy"), 8);
}

Test(xapianc_upkeep, a_copy_without_room_leaves_nothing)
{
	struct rlimit limit = {8192, RLIM_INFINITY};

	make_database(3000);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_not(compact());
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
	cr_assert_eq(stat(in_place("db/postlist.glass"), &status), 0);
	for (long at = 8192; at < status.st_size; at += 251) {
		FILE *file = fopen(in_place("db/postlist.glass"), "rb");
		size_t errors = 0;
		char old;

		fseek(file, at, SEEK_SET);
		old = (char)fgetc(file);
		fclose(file);
		damage("db/postlist.glass", at, "\xff", 1);
		if (!xc_check(in_place("db"), &errors, NULL, &err)) {
			expect_error(VB_DAMAGED, "checking the database: '");
			errors = 1;
		}
		unsound += errors > 0;
		checks++;
		damage("db/postlist.glass", at, &old, 1);
	}
	cr_assert_geq(checks, 40);
	cr_assert_geq(unsound, 5, "%u of %u", unsound, checks);
}
