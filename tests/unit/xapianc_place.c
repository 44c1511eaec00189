/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapianc_place.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vb_err err;
static char folder[64];

void
place_make(void)
{
	strcpy(folder, "/tmp/xapianc-test-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	memset(&err, 0, sizeof err);
}

void
place_remove(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

const char *
in_place(const char *name)
{
	static char paths[4][512];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const char *mode, long offset, const char *bytes, size_t size)
{
	FILE *file = fopen(in_place(name), mode);

	cr_assert_not_null(file, "%s", name);
	cr_assert_eq(fseek(file, offset, SEEK_SET), 0);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	cr_assert_eq(fclose(file), 0);
}

void
write_file(const char *name, const char *bytes, size_t size)
{
	put(name, "wb", 0, bytes, size);
}

void
damage(const char *name, long offset, const char *bytes, size_t size)
{
	put(name, "r+b", offset, bytes, size);
}

static bool
fill_sample(struct xc_document *document, unsigned number)
{
	const char *parity = number % 2 == 1 ? "odd" : "even";
	char name[24], data[32];
	int name_size = snprintf(name, sizeof name, "n%u", number);
	int data_size = snprintf(data, sizeof data, "sample %u", number);

	return xc_document_term(document, "all", 3, 2, &err) &&
	       xc_document_term(document, parity, strlen(parity), 0, &err) &&
	       xc_document_term(document, name, (size_t)name_size, number, &err) &&
	       xc_document_position(document, "quick", 5, 1, &err) &&
	       xc_document_position(document, "brown", 5, 2, &err) &&
	       xc_document_position(document, "fox", 3, 2 + number, &err) &&
	       xc_document_value(document, 0, parity, strlen(parity), &err) &&
	       (number % 2 == 1 || xc_document_value(document, 1, name, (size_t)name_size, &err)) &&
	       xc_document_data(document, data, (size_t)data_size, &err);
}

bool
add_sample(struct xc_writer *writer, unsigned number)
{
	struct xc_document *document = xc_document_new(&err);
	bool done = document != NULL && fill_sample(document, number) &&
		    xc_add(writer, document, NULL, &err);

	xc_document_free(document);
	return done;
}

bool
bury_sample(struct xc_writer *writer, uint32_t docid, unsigned number)
{
	struct xc_document *document = xc_document_new(&err);
	bool done = document != NULL && fill_sample(document, number) &&
		    xc_bury(writer, docid, document, &err);

	xc_document_free(document);
	return done;
}

void
make_database(unsigned documents)
{
	struct xc_writer *writer = xc_writer_open(in_place("db"), XC_CREATE, &err);

	cr_assert_not_null(writer, "%s", err.text);
	cr_assert(xc_begin(writer, &err), "%s", err.text);
	for (unsigned number = 1; number <= documents; number++)
		cr_assert(add_sample(writer, number), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
}

struct xc_database *
open_database(void)
{
	struct xc_database *database = xc_database_open(in_place("db"), &err);

	cr_assert_not_null(database, "%s", err.text);
	return database;
}

struct xc_writer *
open_writer(void)
{
	struct xc_writer *writer = xc_writer_open(in_place("db"), XC_OPEN, &err);

	cr_assert_not_null(writer, "%s", err.text);
	return writer;
}

uint32_t
documents_seen(void)
{
	struct xc_database *database = open_database();
	uint32_t count = 0;

	cr_assert(xc_database_count(database, &count, &err), "%s", err.text);
	xc_database_close(database);
	return count;
}

void
expect_error(enum vb_code code, const char *words)
{
	cr_assert_eq(err.code, code, "code %d: %s", (int)err.code, err.text);
	cr_assert_not_null(strstr(err.text, words), "no '%s' in: %s", words, err.text);
	for (const char *at = err.text; *at != '\0'; at++)
		cr_assert((unsigned char)*at >= 0x20, "a control in: %s", err.text);
}

bool
sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return true;
#else
	return false;
#endif
#else
	return getenv("LD_PRELOAD") != NULL;	/* valgrind */
#endif
}
