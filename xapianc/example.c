/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small program over libxapianc: keeps lines of text and finds them by their words.
 *
 *	example DIRECTORY WORD LINE...
 *
 * adds each LINE to the database in DIRECTORY, which it makes if need be, then prints the
 * lines that hold WORD, best first.  To build it:
 *
 *	cc example.c $(pkg-config --cflags --libs xapianc)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xapianc/query.h>
#include <xapianc/xapianc.h>

static const char blanks[] = " \t\n";

/* One document a line: its words are the terms, itself the data. */
static bool
add_line(struct xc_writer *writer, const char *line, struct vb_err *err)
{
	struct xc_document *document = xc_document_new(err);
	bool good = document != NULL && xc_document_data(document, line, strlen(line), err);

	for (const char *at = line + strspn(line, blanks); good && *at != '\0';) {
		size_t size = strcspn(at, blanks);

		good = xc_document_term(document, at, size, 1, err);
		at += size;
		at += strspn(at, blanks);
	}
	good = good && xc_add(writer, document, NULL, err);
	xc_document_free(document);
	return good;
}

static bool
add_lines(const char *directory, char **lines, struct vb_err *err)
{
	struct xc_writer *writer = xc_writer_open(directory, XC_CREATE_OR_OPEN, err);
	bool good = writer != NULL && xc_begin(writer, err);

	for (; good && *lines != NULL; lines++)
		good = add_line(writer, *lines, err);
	good = good && xc_commit(writer, err);
	xc_writer_close(writer);
	return good;
}

static bool
print_hits(struct xc_database *database, const struct xc_match *match, struct vb_err *err)
{
	size_t count, size;
	const struct xc_hit *hits = xc_match_hits(match, &count);

	for (size_t i = 0; i < count; i++) {
		char *line;

		if (!xc_database_data(database, hits[i].docid, &line, &size, err))
			return false;
		printf("%s\n", line);
		free(line);
	}
	return true;
}

static bool
find_word(const char *directory, const char *word, struct vb_err *err)
{
	struct xc_database *database = xc_database_open(directory, err);
	struct xc_query *query = xc_query_term(word, strlen(word), err);
	struct xc_match_request request = {.query = query, .limit = 10};
	struct xc_match *match = NULL;
	bool good = false;

	if (database == NULL || query == NULL)
		goto out;
	match = xc_match_run(database, &request, err);
	good = match != NULL && print_hits(database, match, err);
out:
	xc_match_free(match);
	xc_query_free(query);
	xc_database_close(database);
	return good;
}

int
main(int argc, char **argv)
{
	struct vb_err err;

	if (argc < 3) {
		fprintf(stderr, "usage: example DIRECTORY WORD LINE...\n");
		return 2;
	}
	if (!add_lines(argv[1], argv + 3, &err) || !find_word(argv[1], argv[2], &err)) {
		fprintf(stderr, "example: %s\n", err.text);
		return 1;
	}
	return 0;
}
