/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be loaded, and disks that fail; xapianc_load.c has the rest. */
#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "load.h"
#include "xapianc_place.h"

static struct xc_load *load;

static void
set_up(void)
{
	place_make();
	load = xc_load_new(0, &err);
	cr_assert_not_null(load);
}

static void
tear_down(void)
{
	xc_load_free(load);
	place_remove();
}

TestSuite(xapianc_load_faults, .init = set_up, .fini = tear_down);

static bool another_xapian;

/* In place of the C library's: can make a version file one of another version. */
ssize_t
read(int descriptor, void *bytes, size_t size)
{
	ssize_t count = syscall(SYS_read, descriptor, bytes, size);

	if (another_xapian && count > 16 && memcmp(bytes, "\x0f\x0dXapian Glass", 14) == 0)
		((char *)bytes)[15]++;
	return count;
}

static unsigned file_syncs, directory_syncs;
static bool refuse_syncs;

/* In place of the C library's: counts, and can refuse. */
int
fsync(int descriptor)
{
	struct stat status;

	if (refuse_syncs) {
		errno = EIO;
		return -1;
	}
	if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode))
		directory_syncs++;
	else
		file_syncs++;
	return (int)syscall(SYS_fsync, descriptor);
}

Test(xapianc_load_faults, a_loaded_database_is_on_the_disk_name_and_all)
{
	cr_assert(xc_load_end(load, &err));
	cr_assert(xc_load_write(load, in_place("db"), &err), "%s", err.text);
	cr_assert_eq(file_syncs, 2);
	cr_assert_eq(directory_syncs, 2);
}

Test(xapianc_load_faults, what_no_database_can_hold_is_refused)
{
	char longer[XC_TERM_MAX + 1];

	memset(longer, 'a', sizeof longer);
	cr_assert_not(xc_load_term(load, "", 0, 1, &err));
	expect_error(VB_USAGE, "the term is empty");
	cr_assert_not(xc_load_term(load, longer, sizeof longer, 1, &err));
	expect_error(VB_LIMIT, "longer than 244 bytes");
	cr_assert_not(xc_load_term(load, "\1a", 2, 1, &err));
	expect_error(VB_USAGE, "begins with byte 1");
	cr_assert_not(xc_load_metadata(load, "", 0, "value", 5, &err));
	expect_error(VB_USAGE, "the key is empty");
	cr_assert_not(xc_load_metadata(load, longer, sizeof longer, "value", 5, &err));
	expect_error(VB_LIMIT, "longer than 244 bytes");
}

Test(xapianc_load_faults, a_document_has_a_term_and_a_value_once)
{
	cr_assert(xc_load_value(load, "a", 1, &err));
	cr_assert_not(xc_load_value(load, "b", 1, &err));
	expect_error(VB_USAGE, "a value for the second time");
	cr_assert(xc_load_term(load, "a", 1, 1, &err));
	cr_assert(xc_load_term(load, "a", 1, 1, &err));
	cr_assert_not(xc_load_end(load, &err));
	expect_error(VB_USAGE, "a term for the second time");
}

Test(xapianc_load_faults, a_document_that_has_no_end_is_not_written)
{
	cr_assert(xc_load_value(load, "a", 1, &err));
	cr_assert_not(xc_load_write(load, in_place("db"), &err));
	expect_error(VB_USAGE, "not whole");
	cr_assert(xc_load_term(load, "a", 1, 1, &err));
	cr_assert_not(xc_load_write(load, in_place("db"), &err));
	expect_error(VB_USAGE, "not whole");
	cr_assert_neq(access(in_place("db"), F_OK), 0);
}

Test(xapianc_load_faults, nothing_is_written_where_something_stands)
{
	make_database(2);
	cr_assert_not(xc_load_write(load, in_place("db"), &err));
	expect_error(VB_IO, "File exists");
	cr_assert_eq(documents_seen(), 2);
}

Test(xapianc_load_faults, another_version_of_xapian_is_noticed_and_nothing_stays)
{
	another_xapian = true;
	cr_assert_not(xc_load_write(load, in_place("db"), &err));
	expect_error(VB_FORMAT, "another format");
	cr_assert_neq(access(in_place("db"), F_OK), 0);
}

Test(xapianc_load_faults, a_disk_that_fails_or_is_full_is_told_and_nothing_stays)
{
	struct rlimit limit = {10000, RLIM_INFINITY};

	for (unsigned i = 0; i < 3000; i++)
		cr_assert(xc_load_end(load, &err) && xc_load_value(load, "a value", 7, &err));
	cr_assert(xc_load_end(load, &err));
	refuse_syncs = true;
	cr_assert_not(xc_load_write(load, in_place("db"), &err));
	expect_error(VB_IO, "writing the database");
	cr_assert_neq(access(in_place("db"), F_OK), 0);
	refuse_syncs = false;
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	cr_assert_not(xc_load_write(load, in_place("db"), &err));
	expect_error(VB_IO, "File too large");
	cr_assert_neq(access(in_place("db"), F_OK), 0);
}
