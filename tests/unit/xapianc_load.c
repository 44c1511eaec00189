/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is loaded is what a writer would have written: the same documents go both ways, both
 * databases are compacted by Xapian, and then are the same files, save for their names.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "xapianc.h"
#include "xapianc_place.h"

#define SLOT 300	/* more than a byte */

static struct xc_load *load;
static struct xc_writer *writer;
static struct xc_document *document;

static void
set_up(void)
{
	place_make();
	load = xc_load_new(SLOT, &err);
	document = xc_document_new(&err);
	cr_assert(load != NULL && document != NULL);
}

static void
tear_down(void)
{
	xc_load_free(load);
	xc_document_free(document);
	place_remove();
}

TestSuite(xapianc_load, .init = set_up, .fini = tear_down);

/* ---- the same by both ways ---- */

static void
open_written(const char *name)
{
	writer = xc_writer_open(in_place(name), XC_CREATE, &err);
	cr_assert_not_null(writer, "%s", err.text);
	cr_assert(xc_begin(writer, &err));
}

static void
term(const char *bytes, size_t size, uint32_t wdf)
{
	cr_assert(xc_load_term(load, bytes, size, wdf, &err), "%s", err.text);
	cr_assert(xc_document_term(document, bytes, size, wdf, &err), "%s", err.text);
}

static void
value(const char *bytes, size_t size)
{
	cr_assert(xc_load_value(load, bytes, size, &err), "%s", err.text);
	cr_assert(xc_document_value(document, SLOT, bytes, size, &err), "%s", err.text);
}

static void
end(void)
{
	cr_assert(xc_load_end(load, &err), "%s", err.text);
	cr_assert(xc_add(writer, document, NULL, &err), "%s", err.text);
	cr_assert(xc_document_clear(document, &err));
}

static void
metadata(const char *key, size_t key_size, const char *bytes, size_t size)
{
	cr_assert(xc_load_metadata(load, key, key_size, bytes, size, &err), "%s", err.text);
	cr_assert(xc_set_metadata(writer, key, key_size, bytes, size, &err), "%s", err.text);
}

static void
write_both(const char *loaded)
{
	cr_assert(xc_load_write(load, in_place(loaded), &err), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
}

static char *
content(const char *folder, const char *name, size_t *size)
{
	char path[64];
	FILE *file;
	char *bytes;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(in_place(path), "rb");
	cr_assert_not_null(file, "%s", path);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	bytes = malloc(*size + 1);
	cr_assert_eq(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

/* From an offset on. */
static void
expect_same_file(const char *one, const char *other, const char *name, size_t from)
{
	size_t size, other_size;
	char *bytes = content(one, name, &size), *others = content(other, name, &other_size);

	cr_assert_eq(size, other_size, "%s: %zu and %zu bytes", name, size, other_size);
	cr_assert_eq(memcmp(bytes + from, others + from, size - from), 0, "%s", name);
	free(bytes);
	free(others);
}

static void
expect_sound(const char *name)
{
	size_t errors = 1;
	char *report;

	cr_assert(xc_check(in_place(name), &errors, &report, &err), "%s", err.text);
	cr_assert_eq(errors, 0, "%s", report);
	free(report);
}

/* The merges of both lists are the same. */
static void
expect_same_merge(const char *const *loaded, const char *const *written, size_t count)
{
	const char *paths[3];

	for (size_t i = 0; i < 2; i++) {
		for (size_t k = 0; k < count; k++)
			paths[k] = in_place((i == 0 ? loaded : written)[k]);
		cr_assert(xc_compact(paths, count, in_place(i == 0 ? "one" : "other"), &err), "%s",
			  err.text);
	}
	expect_same_file("one", "other", "postlist.glass", 0);
	expect_same_file("one", "other", "iamglass", 32);	/* behind the UUID */
}

/* Ends what both have begun; they are called "loaded" and "written". */
static void
expect_same(void)
{
	const char *loaded = "loaded", *written = "written";

	write_both(loaded);
	expect_sound(loaded);
	expect_same_merge(&loaded, &written, 1);
}

/* ---- documents ---- */

static uint32_t seed;

static uint32_t
random_below(uint32_t bound)
{
	seed = seed * 1664525 + 1013904223;
	return (uint32_t)(((uint64_t)seed * bound) >> 32);
}

/* With up to 40 terms of which some are frequent, most with a value. */
static void
random_document(void)
{
	bool used[1000] = {false};
	char bytes[2000];

	for (uint32_t i = random_below(40); i > 0; i--) {
		uint32_t number = random_below(1 + random_below(1 + random_below(1000)));
		int size = snprintf(bytes, sizeof bytes, "%c%u", "abXYZ"[number % 5], (unsigned)number);

		if (!used[number])
			term(bytes, (size_t)size, random_below(3) == 0 ? 0 : random_below(200));
		used[number] = true;
	}
	memset(bytes, 'a' + (int)random_below(20), sizeof bytes);
	if (random_below(4) > 0)
		value(bytes, random_below(random_below(2) == 0 ? 2000 : 100));
	end();
}

Test(xapianc_load, loaded_documents_are_those_that_a_writer_adds)
{
	open_written("written");
	metadata("format", 6, "3", 1);
	for (unsigned i = 0; i < 3000; i++)
		random_document();
	expect_same();
}

Test(xapianc_load, terms_may_hold_any_bytes_and_any_number)
{
	char longest[XC_TERM_MAX], nuls[XC_TERM_MAX / 2] = {0};

	open_written("written");
	memset(longest, 0xff, sizeof longest);
	for (unsigned i = 0; i < 3; i++) {
		term("a", 1, 1);
		term("a\0", 2, 127);
		term("a\0\xff", 3, 128);
		term("a\0\1", 3, 0xffffff);
		term("a\1", 2, 0);
		term("ab", 2, 300);
		term("\xff", 1, 2);
		term("\0", 1, 3);
		term("\0\xe0", 2, 4);
		term("\0\xff\xff", 3, 4);
		term(nuls, sizeof nuls, 5);
		term(longest, sizeof longest - i, 6);
		term("eightbyt", 8, 1);
		term("eightbytes", 10, 1);
		term("eightbyte", 9, 1);
		end();
	}
	expect_same();
}

Test(xapianc_load, a_document_may_have_nothing)
{
	open_written("written");
	end();
	term("b", 1, 0);
	end();
	end();
	value("v", 1);
	end();
	value("", 0);
	end();
	value("v", 1);
	end();
	expect_same();
}

Test(xapianc_load, values_and_metadata_may_be_long)
{
	const size_t most = 300000;
	char *bytes = malloc(most), key[XC_TERM_MAX];

	open_written("written");
	for (size_t i = 0; i < most; i++)
		bytes[i] = (char)random_below(256);
	memset(key, 'k', sizeof key);
	for (size_t size = 1; size < most; size = size * 3 / 2 + 1) {
		value(bytes + random_below((uint32_t)(most - size)), size);
		end();
		memcpy(key, &(uint32_t){(uint32_t)size | 0x80808080}, 4);	/* no NUL */
		metadata(key, sizeof key, bytes, size);
	}
	for (size_t size = 1990; size < 2060; size++) {
		value(bytes, size);
		end();
		metadata(key, size - 1980, bytes, size);
	}
	free(bytes);
	expect_same();
}

Test(xapianc_load, metadata_has_the_value_set_last_and_none_is_none)
{
	open_written("written");
	metadata("b", 1, "once", 4);
	metadata("a\0z", 3, "zero", 4);
	metadata("a", 1, "gone", 4);
	metadata("b", 1, "twice", 5);
	metadata("a", 1, "", 0);
	metadata("c", 1, "", 0);
	expect_same();
}

Test(xapianc_load, a_term_may_be_in_more_documents_than_two_bytes_count)
{
	open_written("written");
	for (uint32_t i = 1; i <= 40000; i++) {
		term("all", 3, i % 300);
		if (i % 3 == 0)
			term("third", 5, 0);
		if (i == 1 || i == 39999)
			term("far", 3, 1);
		if (i % 400 == 0)
			value("some", 4);
		end();
	}
	expect_same();
}

/* Of keys as long as these an inner block holds some thirty. */
Test(xapianc_load, a_tree_may_have_four_levels)
{
	char bytes[XC_TERM_MAX];
	size_t size;

	open_written("written");
	memset(bytes, 'k', sizeof bytes);
	for (unsigned i = 0; i < 35000; i++) {
		char number[8];

		snprintf(number, sizeof number, "%05u", i);
		memcpy(bytes + sizeof bytes - 5, number, 5);
		term(bytes, sizeof bytes, i);
		if (i % 5000 == 0)
			end();
	}
	end();
	expect_same();
	free(content("loaded", "postlist.glass", &size));
	cr_assert_gt(size / 8192, 35000 / 31);
}

Test(xapianc_load, one_load_makes_one_database_after_another_and_they_merge)
{
	static const char *const loaded[] = {"loaded1", "loaded2", "loaded3"};
	static const char *const written[] = {"written1", "written2", "written3"};

	for (unsigned i = 0; i < 3; i++) {
		open_written(written[i]);
		metadata("last", 4, loaded[i], 7);
		for (unsigned k = 0; k < 100 + 900 * i; k++)
			random_document();
		cr_assert_eq(xc_load_documents(load), 100 + 900 * i);
		cr_assert_gt(xc_load_bytes(load), 0);
		write_both(loaded[i]);
		cr_assert_eq(xc_load_documents(load), 0);
		cr_assert_eq(xc_load_bytes(load), 0);
	}
	expect_same_merge(loaded, written, 3);
}

Test(xapianc_load, a_loaded_database_can_be_written_to)
{
	open_written("written");
	for (unsigned i = 0; i < 2000; i++)
		random_document();
	write_both("loaded");
	for (unsigned i = 0; i < 2; i++) {
		writer = xc_writer_open(in_place(i == 0 ? "loaded" : "written"), XC_OPEN, &err);
		cr_assert_not_null(writer, "%s", err.text);
		cr_assert(xc_begin(writer, &err));
		seed = 5;
		for (unsigned k = 0; k < 300; k++)
			random_document();
		cr_assert(xc_bury(writer, 7, document, &err), "%s", err.text);
		cr_assert(xc_commit(writer, &err));
		xc_writer_close(writer);
	}
	expect_sound("loaded");
	expect_same_merge((const char *const[]){"loaded"}, (const char *const[]){"written"}, 1);
}

Test(xapianc_load, nothing_makes_an_empty_database)
{
	struct xc_database *database;
	uint32_t count = 1;

	cr_assert(xc_load_write(load, in_place("db"), &err), "%s", err.text);
	expect_sound("db");
	database = xc_database_open(in_place("db"), &err);
	cr_assert_not_null(database, "%s", err.text);
	cr_assert(xc_database_count(database, &count, &err));
	cr_assert_eq(count, 0);
	xc_database_close(database);
}
