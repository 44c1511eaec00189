/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the disk is not what it should be. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query.h"
#include "xapianc_place.h"

TestSuite(xapianc_damage, .init = place_make, .fini = place_remove);

static void
expect_no_database(const char *name, enum vb_code code, const char *words)
{
	const char *sources[] = {in_place(name)};
	size_t errors;

	cr_assert_null(xc_database_open(in_place(name), &err));
	expect_error(code, words);
	cr_assert_not(xc_check(in_place(name), &errors, NULL, &err));
	expect_error(code, words);
	cr_assert_not(xc_compact(sources, 1, in_place("copy"), &err));
	expect_error(code, words);
	cr_assert_neq(access(in_place("copy"), F_OK), 0);
}

Test(xapianc_damage, where_nothing_is_a_database_is_absent)
{
	expect_no_database("db", VB_ABSENT, "/db': No such file");
	write_file("text", "hello\n", 6);
	expect_no_database("text/db", VB_ABSENT, "/text/db': Not a directory");
}

Test(xapianc_damage, a_text_file_is_no_database)
{
	write_file("db", "hello\n", 6);
	expect_no_database("db", VB_FORMAT, "not a database");
}

Test(xapianc_damage, a_folder_of_other_things_is_no_database)
{
	cr_assert_eq(mkdir(in_place("db"), 0700), 0);
	expect_no_database("db", VB_FORMAT, "no database in this directory");
	cr_assert_eq(mkfifo(in_place("db/iamglass"), 0600), 0);
	expect_no_database("db", VB_FORMAT, "not a file");
}

/* Xapian by itself would follow it, and the next might name another machine. */
Test(xapianc_damage, a_list_of_other_databases_is_not_followed)
{
	char list[600];
	int size;

	make_database(1);
	size = snprintf(list, sizeof list, "auto %s\n", in_place("db"));
	write_file("list", list, (size_t)size);
	expect_no_database("list", VB_FORMAT, "not a database");
	cr_assert_eq(mkdir(in_place("lists"), 0700), 0);
	write_file("lists/XAPIANDB", list, (size_t)size);
	expect_no_database("lists", VB_FORMAT, "no database in this directory");
}

Test(xapianc_damage, a_database_of_another_version_is_another_format)
{
	make_database(1);
	damage("db/iamglass", 14, "\x04\x6f", 2);
	cr_assert_null(xc_database_open(in_place("db"), &err));
	expect_error(VB_FORMAT, "format version");
}

Test(xapianc_damage, a_database_whose_version_file_is_overwritten_is_damaged)
{
	make_database(1);
	damage("db/iamglass", 0, "garbage, garbage, garbage", 25);
	cr_assert_null(xc_database_open(in_place("db"), &err));
	expect_error(VB_DAMAGED, "magic");
}

Test(xapianc_damage, a_database_without_one_of_its_files_is_damaged)
{
	make_database(1);
	cr_assert_eq(unlink(in_place("db/postlist.glass")), 0);
	expect_no_database("db", VB_DAMAGED, "postlist.glass");
	cr_assert_eq(unlink(in_place("db/iamglass")), 0);
	expect_no_database("db", VB_FORMAT, "no database in this directory");
}

Test(xapianc_damage, a_database_cut_short_is_damaged)
{
	char *data;
	size_t size, errors = 0;

	make_database(2000);
	struct xc_database *database = open_database();

	cr_assert_eq(truncate(in_place("db/docdata.glass"), 8192), 0);
	cr_assert_not(xc_database_data(database, 1999, &data, &size, &err));
	expect_error(VB_DAMAGED, "reading a document: '");
	xc_database_close(database);
	cr_assert_not(xc_check(in_place("db"), &errors, NULL, &err) && errors == 0);
}

Test(xapianc_damage, a_file_that_may_not_be_read_is_refused_by_the_system)
{
	make_database(1);
	cr_assert_eq(chmod(in_place("db/postlist.glass"), 0), 0);
	cr_assert_eq(chmod(in_place("."), 0755), 0);
	cr_assert(geteuid() != 0 || seteuid(65534) == 0);
	cr_assert_null(xc_database_open(in_place("db"), &err));
	expect_error(VB_IO, "Permission denied");
	cr_assert(getuid() != 0 || seteuid(0) == 0);
}

Test(xapianc_damage, an_error_is_one_clean_line_whatever_the_subject)
{
	cr_assert_null(xc_database_open("/no\n\x1b[31mwhere\xff\xc2\x9b", &err));
	expect_error(VB_ABSENT, "opening the database: '/no?");
	cr_assert_null(strstr(err.text, "\xff"));
	cr_assert_null(strstr(err.text, "\xc2\x9b"));
	cr_assert_null(xc_database_open("/nowhere", NULL));
}

Test(xapianc_damage, a_path_of_any_length_leaves_room_for_the_reason)
{
	char path[3000];

	memset(path, 'a', sizeof path - 1);
	path[sizeof path - 1] = '\0';
	cr_assert_null(xc_database_open(path, &err));
	expect_error(VB_IO, "aaa': File name too long");
}

Test(xapianc_damage, want_of_memory_is_an_error_and_not_the_end)
{
	static char large[32 << 20];
	struct rlimit limit;
	long pages = 0;
	char *data;
	size_t size;

	if (sanitized())
		cr_skip("a sanitizer maps more than the limit");
	make_database(0);
	struct xc_writer *writer = open_writer();
	struct xc_document *document = xc_document_new(&err);

	cr_assert(xc_begin(writer, &err));
	for (size_t i = 0; i < sizeof large; i++)
		large[i] = (char)(i * i >> 7);
	cr_assert(xc_document_data(document, large, sizeof large, &err));
	cr_assert(xc_add(writer, document, NULL, &err), "%s", err.text);
	xc_document_free(document);
	cr_assert(xc_commit(writer, &err));
	xc_writer_close(writer);

	struct xc_database *database = open_database();
	FILE *statm = fopen("/proc/self/statm", "r");

	cr_assert_eq(fscanf(statm, "%ld", &pages), 1);
	fclose(statm);
	limit.rlim_cur = (rlim_t)(pages * sysconf(_SC_PAGESIZE)) + (16 << 20);
	limit.rlim_max = RLIM_INFINITY;
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	cr_assert_not(xc_database_data(database, 1, &data, &size, &err));
	expect_error(VB_MEMORY, "reading a document: '");
	limit.rlim_cur = RLIM_INFINITY;
	cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
	cr_assert(xc_database_data(database, 1, &data, &size, &err), "%s", err.text);
	cr_assert_eq(size, sizeof large);
	free(data);
	xc_database_close(database);
}

/* ---- one damaged block after another ---- */

static bool
read_documents(struct xc_database *database)
{
	uint32_t docids[64];
	size_t count = 1, size;
	struct xc_postings *postings = xc_postings_open(database, "", 0, &err);
	bool good = postings != NULL;

	while (good && count > 0) {
		char *data;

		good = xc_postings_read(postings, docids, NULL, 64, &count, &err);
		for (size_t i = 0; good && i < count; i++) {
			good = xc_database_data(database, docids[i], &data, &size, &err);
			if (good)
				free(data);
		}
	}
	xc_postings_close(postings);
	return good;
}

static bool
read_terms(struct xc_database *database)
{
	struct xc_bytes term = {"", 0};
	uint32_t documents, numbers[64], wdfs[64];
	struct xc_terms *terms = xc_terms_open(database, "", 0, &err);
	bool good = terms != NULL;

	while (good && term.data != NULL) {
		struct xc_postings *postings;
		struct xc_positions *positions;
		size_t count = 0;

		good = xc_terms_next(terms, &term, &documents, &err);
		if (!good || term.data == NULL)
			break;
		postings = xc_postings_open(database, term.data, term.size, &err);
		good = postings != NULL &&
		       xc_postings_read(postings, numbers, wdfs, 64, &count, &err);
		xc_postings_close(postings);
		if (!good || count == 0)
			continue;
		positions = xc_positions_open(database, numbers[0], term.data, term.size, &err);
		good = positions != NULL &&
		       xc_positions_read(positions, numbers, 64, &count, &err);
		xc_positions_close(positions);
	}
	xc_terms_close(terms);
	return good;
}

static bool
read_values(struct xc_database *database)
{
	struct xc_bytes value;
	uint32_t docid = 1;
	struct xc_values *values = xc_values_open(database, 0, &err);
	bool good = values != NULL;

	while (good && docid != 0)
		good = xc_values_next(values, &docid, &value, &err);
	xc_values_close(values);
	return good;
}

static bool
search(struct xc_database *database)
{
	static const unsigned slot = 0;
	struct xc_query *query = xc_query_term("all", 3, &err);
	struct xc_match_request request = {
		.query = query, .limit = 9, .facets = &slot, .facet_count = 1};
	struct xc_match *match = xc_match_run(database, &request, &err);

	xc_match_free(match);
	xc_query_free(query);
	return match != NULL;
}

/* Does everything a reader can; each failure must have a code and words. */
static bool
read_all(void)
{
	static bool (*const readers[])(struct xc_database *) = {read_documents, read_terms,
								read_values, search};
	struct xc_database *database = xc_database_open(in_place("db"), &err);
	bool good = database != NULL;

	if (!good)
		expect_error(err.code, "opening the database: '");
	for (size_t i = 0; database != NULL && i < sizeof readers / sizeof *readers; i++) {
		if (readers[i](database))
			continue;
		expect_error(err.code, ": '");
		cr_assert_neq(err.code, VB_OK);
		good = false;
	}
	xc_database_close(database);
	return good;
}

Test(xapianc_damage, a_damaged_byte_is_an_answer_or_an_error_and_never_the_end)
{
	static const char *const files[] = {"db/iamglass", "db/postlist.glass", "db/docdata.glass",
					    "db/position.glass"};
	unsigned damages = 0, noticed = 0;

	if (sanitized())
		cr_skip("libxapian reads past the end of damaged blocks, which ends a sanitized run");
	make_database(300);
	cr_assert(read_all());
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct stat status;
		long step;

		cr_assert_eq(stat(in_place(files[i]), &status), 0);
		step = status.st_size / 100 + 1;
		for (long at = 0; at < status.st_size; at += step) {
			FILE *file = fopen(in_place(files[i]), "rb");
			char old;

			fseek(file, at, SEEK_SET);
			old = (char)fgetc(file);
			fclose(file);
			damage(files[i], at, damages % 2 == 0 ? "\xff" : "\x7e", 1);
			noticed += !read_all();
			damage(files[i], at, &old, 1);
			damages++;
		}
	}
	cr_assert(read_all());
	cr_assert_geq(damages, 300);
	cr_assert_geq(noticed, 30, "%u of %u noticed", noticed, damages);
}
