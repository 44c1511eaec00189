/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "xapianc.h"
#include "xapianc_place.h"

TestSuite(xapianc_write, .init = place_make, .fini = place_remove);

static unsigned directory_syncs;
static bool refuse_directory_syncs;

/* In place of the C library's: counts the syncs of directories, and can refuse them. */
int
fsync(int descriptor)
{
	struct stat status;

	if (fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
		directory_syncs++;
		if (refuse_directory_syncs) {
			errno = EIO;
			return -1;
		}
	}
	return (int)syscall(SYS_fsync, descriptor);
}

/* No file may grow beyond that many bytes; without the signal it is an error. */
static void
limit_files(rlim_t bytes)
{
	struct rlimit limit = {bytes, RLIM_INFINITY};

	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static struct xc_writer *
begin(void)
{
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err), "%s", err.text);
	return writer;
}

Test(xapianc_write, readers_see_a_transaction_when_it_is_committed_and_not_before)
{
	uint32_t count;

	make_database(2);
	struct xc_writer *writer = begin();

	cr_assert(add_sample(writer, 3));
	cr_assert_eq(documents_seen(), 2);
	cr_assert(xc_database_count(xc_writer_database(writer), &count, &err));
	cr_assert_eq(count, 3);
	cr_assert(xc_commit(writer, &err));
	cr_assert_eq(documents_seen(), 3);
	xc_writer_close(writer);
}

Test(xapianc_write, a_commit_returns_after_the_directory_is_on_the_disk)
{
	make_database(1);
	struct xc_writer *writer = begin();

	cr_assert(add_sample(writer, 2));
	directory_syncs = 0;
	cr_assert(xc_commit(writer, &err));
	cr_assert_eq(directory_syncs, 1);
	xc_writer_close(writer);
}

Test(xapianc_write, a_new_database_is_on_the_disk_name_and_all)
{
	directory_syncs = 0;
	xc_writer_close(xc_writer_open(in_place("db"), XC_CREATE, &err));
	cr_assert_eq(directory_syncs, 2);
}

Test(xapianc_write, a_cancelled_transaction_leaves_nothing)
{
	make_database(2);
	struct xc_writer *writer = begin();

	cr_assert(add_sample(writer, 3));
	cr_assert(bury_sample(writer, 1, 1));
	cr_assert(xc_cancel(writer, &err));
	cr_assert(xc_begin(writer, &err));
	cr_assert(add_sample(writer, 4));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
	cr_assert_eq(documents_seen(), 3);
}

Test(xapianc_write, closing_drops_what_was_not_committed)
{
	make_database(2);
	struct xc_writer *writer = begin();

	cr_assert(add_sample(writer, 3));
	xc_writer_close(writer);
	cr_assert_eq(documents_seen(), 2);
}

Test(xapianc_write, a_transaction_that_changes_nothing_writes_nothing)
{
	uint64_t before, after;

	make_database(2);
	struct xc_writer *writer = open_writer();
	struct xc_database *database = xc_writer_database(writer);

	cr_assert(xc_database_revision(database, &before, &err));
	cr_assert(xc_begin(writer, &err));
	cr_assert(xc_commit(writer, &err));
	cr_assert(xc_database_revision(database, &after, &err));
	cr_assert_eq(before, after);
	xc_writer_close(writer);
}

/* In a child: a transaction of that many documents, and death before its commit. */
static void
die_writing(unsigned documents)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct xc_writer *writer = xc_writer_open(in_place("db"), XC_OPEN, &err);

		if (writer == NULL || !xc_begin(writer, &err))
			_exit(1);
		for (unsigned number = 1; number <= documents; number++) {
			if (!add_sample(writer, number))
				_exit(1);
		}
		raise(SIGKILL);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFSIGNALED(status), "the child met an error");
}

Test(xapianc_write, a_writer_killed_before_its_commit_leaves_the_old)
{
	make_database(2);
	die_writing(3);
	cr_assert_eq(documents_seen(), 2);
	xc_writer_close(begin());
}

/* Xapian writes its memory out at 10,000 documents, which must not be a commit. */
Test(xapianc_write, a_long_transaction_is_not_cut_in_two)
{
	make_database(2);
	die_writing(11000);
	cr_assert_eq(documents_seen(), 2);
}

Test(xapianc_write, two_writers_cannot_have_it)
{
	make_database(1);
	struct xc_writer *writer = open_writer();

	cr_assert_null(xc_writer_open(in_place("db"), XC_OPEN, &err));
	expect_error(VB_LOCKED, "another writer has it open");
	xc_writer_close(writer);
	writer = open_writer();
	xc_writer_close(writer);
}

Test(xapianc_write, a_writer_in_another_process_has_the_lock_until_it_ends)
{
	int ready[2], over[2];
	char byte = 'x';
	pid_t child;

	make_database(1);
	cr_assert_eq(pipe(ready), 0);
	cr_assert_eq(pipe(over), 0);
	child = fork();
	if (child == 0) {
		struct xc_writer *writer = xc_writer_open(in_place("db"), XC_OPEN, &err);

		close(over[1]);
		if (writer == NULL || write(ready[1], &byte, 1) != 1)
			_exit(1);
		_exit(read(over[0], &byte, 1) == 0 ? 0 : 1);
	}
	close(ready[1]);
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	cr_assert_null(xc_writer_open(in_place("db"), XC_OPEN, &err));
	expect_error(VB_LOCKED, "/db'");
	close(over[1]);
	cr_assert_eq(waitpid(child, NULL, 0), child);
	xc_writer_close(open_writer());
}

Test(xapianc_write, each_way_to_open_minds_what_is_there)
{
	write_file("text", "hello\n", 6);
	cr_assert_null(xc_writer_open(in_place("db"), XC_OPEN, &err));
	expect_error(VB_ABSENT, "No such file");
	cr_assert_null(xc_writer_open(in_place("text"), XC_OPEN, &err));
	expect_error(VB_FORMAT, "not a database");
	cr_assert_null(xc_writer_open(in_place("text"), XC_CREATE_OR_OPEN, &err));
	expect_error(VB_FORMAT, "not a database");
	cr_assert_null(xc_writer_open(in_place("no/db"), XC_CREATE, &err));
	expect_error(VB_IO, "No such file");
	xc_writer_close(xc_writer_open(in_place("db"), XC_CREATE_OR_OPEN, &err));
	cr_assert_null(xc_writer_open(in_place("db"), XC_CREATE, &err));
	expect_error(VB_IO, "stands there already");
	cr_assert_eq(unlink(in_place("db/iamglass")), 0);
	cr_assert_null(xc_writer_open(in_place("db"), XC_CREATE_OR_OPEN, &err));
	expect_error(VB_DAMAGED, "version file is gone");
}

Test(xapianc_write, everything_is_written_in_a_transaction)
{
	make_database(1);
	struct xc_writer *writer = open_writer();

	cr_assert_not(add_sample(writer, 1));
	expect_error(VB_USAGE, "no transaction has begun");
	cr_assert_not(bury_sample(writer, 1, 1));
	cr_assert_not(xc_set_metadata(writer, "k", 1, "v", 1, &err));
	cr_assert_not(xc_commit(writer, &err));
	cr_assert_not(xc_cancel(writer, &err));
	expect_error(VB_USAGE, "no transaction has begun");
	cr_assert(xc_begin(writer, &err));
	cr_assert_not(xc_begin(writer, &err));
	expect_error(VB_USAGE, "a transaction is open");
	cr_assert(add_sample(writer, 1));
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);
}

Test(xapianc_write, a_term_that_is_too_long_is_refused_and_no_more)
{
	char longest[XC_TERM_MAX + 1];
	static const char nuls[XC_TERM_MAX / 2 + 1];

	make_database(0);
	struct xc_writer *writer = begin();
	struct xc_document *document = xc_document_new(&err);

	memset(longest, 'a', sizeof longest);
	cr_assert(xc_document_term(document, longest, XC_TERM_MAX, 1, &err));
	cr_assert_not(xc_document_term(document, longest, XC_TERM_MAX + 1, 1, &err));
	expect_error(VB_LIMIT, "aaa': longer than 244 bytes");
	cr_assert_not(xc_document_position(document, longest, XC_TERM_MAX + 1, 1, &err));
	cr_assert(xc_document_position(document, longest, XC_TERM_MAX, 1, &err));
	cr_assert(xc_document_term(document, nuls, sizeof nuls - 1, 1, &err));
	cr_assert_not(xc_document_term(document, nuls, sizeof nuls, 1, &err));
	expect_error(VB_LIMIT, "longer than 244 bytes");
	cr_assert(xc_set_metadata(writer, longest, XC_TERM_MAX, "v", 1, &err));
	cr_assert_not(xc_set_metadata(writer, longest, XC_TERM_MAX + 1, "v", 1, &err));
	expect_error(VB_LIMIT, "longer than 244 bytes");
	cr_assert(xc_add(writer, document, NULL, &err));
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_document_free(document);
	xc_writer_close(writer);
	cr_assert_eq(documents_seen(), 1);
}

Test(xapianc_write, a_term_or_key_that_is_empty_makes_no_sense)
{
	make_database(1);
	struct xc_writer *writer = begin();
	struct xc_document *document = xc_document_new(&err);

	cr_assert_not(xc_document_term(document, "", 0, 1, &err));
	expect_error(VB_USAGE, "adding a term: ");
	cr_assert_not(xc_document_term(document, "\1x", 2, 1, &err));
	expect_error(VB_USAGE, "begins with byte 1");
	cr_assert_not(xc_set_metadata(writer, "", 0, "v", 1, &err));
	expect_error(VB_USAGE, "empty");
	cr_assert(xc_commit(writer, &err));
	cr_assert_eq(documents_seen(), 1);
	xc_document_free(document);
	xc_writer_close(writer);
}

Test(xapianc_write, an_empty_value_takes_a_key_away)
{
	struct xc_bytes key;

	make_database(0);
	struct xc_writer *writer = begin();

	cr_assert(xc_set_metadata(writer, "k", 1, "v", 1, &err));
	cr_assert(xc_commit(writer, &err));
	cr_assert(xc_begin(writer, &err));
	cr_assert(xc_set_metadata(writer, "k", 1, "", 0, &err));
	cr_assert(xc_commit(writer, &err));
	struct xc_keys *keys = xc_keys_open(xc_writer_database(writer), "", 0, &err);

	cr_assert(xc_keys_next(keys, &key, &err));
	cr_assert_null(key.data);
	xc_keys_close(keys);
	xc_writer_close(writer);
}

Test(xapianc_write, a_document_that_is_cleared_is_as_new)
{
	uint32_t documents;

	make_database(0);
	struct xc_writer *writer = begin();
	struct xc_document *document = xc_document_new(&err);

	cr_assert(xc_document_term(document, "old", 3, 1, &err));
	cr_assert(xc_document_clear(document, &err));
	cr_assert(xc_document_term(document, "new", 3, 1, &err));
	cr_assert(xc_add(writer, document, NULL, &err));
	cr_assert(xc_term_frequency(xc_writer_database(writer), "old", 3, &documents, NULL, &err));
	cr_assert_eq(documents, 0);
	cr_assert(xc_term_frequency(xc_writer_database(writer), "new", 3, &documents, NULL, &err));
	cr_assert_eq(documents, 1);
	xc_document_free(document);
	xc_writer_close(writer);
}

Test(xapianc_write, a_commit_without_room_fails_and_leaves_the_old)
{
	make_database(2);
	struct xc_writer *writer = begin();

	for (unsigned number = 3; number <= 3000; number++)
		cr_assert(add_sample(writer, number));
	limit_files(8192);
	cr_assert_not(xc_commit(writer, &err));
	expect_error(VB_IO, "File too large");
	limit_files(RLIM_INFINITY);
	cr_assert_not(xc_begin(writer, &err));
	expect_error(VB_USAGE, "an earlier commit failed");
	cr_assert_not(xc_commit(writer, &err));
	cr_assert_not(xc_cancel(writer, &err));
	xc_writer_close(writer);
	cr_assert_eq(documents_seen(), 2);
}

Test(xapianc_write, a_commit_whose_directory_cannot_be_synced_is_no_commit)
{
	make_database(2);
	struct xc_writer *writer = begin();

	cr_assert(add_sample(writer, 3));
	refuse_directory_syncs = true;
	cr_assert_not(xc_commit(writer, &err));
	expect_error(VB_IO, "committing: '");
	refuse_directory_syncs = false;
	cr_assert_not(xc_begin(writer, &err));
	xc_writer_close(writer);
}

Test(xapianc_write, a_write_that_failed_spoils_its_transaction_until_it_is_cancelled)
{
	unsigned number = 3;

	make_database(2);
	struct xc_writer *writer = begin();

	limit_files(8192);
	while (number < 30000 && add_sample(writer, number))
		number++;
	cr_assert_lt(number, 30000);
	expect_error(VB_IO, "File too large");
	limit_files(RLIM_INFINITY);
	cr_assert_not(add_sample(writer, 1));
	expect_error(VB_USAGE, "cancel it");
	cr_assert_not(xc_commit(writer, &err));
	expect_error(VB_USAGE, "cancel it");
	cr_assert(xc_cancel(writer, &err), "%s", err.text);
	cr_assert(xc_begin(writer, &err), "%s", err.text);
	cr_assert(add_sample(writer, 3), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
	cr_assert_eq(documents_seen(), 3);
}
