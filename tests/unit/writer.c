/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings.h"
#include "terms.h"
#include "writer.h"

#define PATH "/srv/a.txt"

static char folder[64], path[96];
static struct vb_tokeniser *tokeniser;
static struct vb_terms *terms;
static struct vb_buf bundles;
static struct vb_writer *writer;
static struct vb_source before, after;
static struct vb_err err;

static void
set_up(void)
{
	struct vb_settings settings;

	strcpy(folder, "/tmp/verbale-writer-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/db", folder);
	cr_assert(vb_settings_load(&settings, "/nowhere", &err), "%s", err.text);
	vb_settings_fini(&settings);
	tokeniser = vb_tokeniser_new(&err);
	cr_assert(tokeniser != NULL, "%s", err.text);
	terms = vb_terms_new();
	writer = vb_writer_open(path, XC_CREATE, "one", &err);
	cr_assert_not_null(writer, "%s", err.text);
	before = (struct vb_source){.path = PATH, .why = "", .analysis = "one"};
	after = before;
}

static void
tear_down(void)
{
	char command[96];

	vb_writer_close(writer);
	vb_buf_fini(&bundles);
	vb_terms_free(terms);
	vb_tokeniser_free(tokeniser);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

TestSuite(writer, .init = set_up, .fini = tear_down);

/* Bundles of a document with these passages, separated by bars. */
static void
make(const char *texts)
{
	char copy[128], *rest = copy;
	struct vb_record record = {
		.path = PATH, .symbol = "", .title = "", .state = "", .heading_group = "",
		.lead_in = "", .paragraph = "", .language = "", .original_language = "", .date = "",
	};

	snprintf(copy, sizeof copy, "%s", texts);
	vb_buf_clear(&bundles);
	for (const char *text; (text = strtok_r(rest, "|", &rest)) != NULL; record.ordinal++) {
		record.id = text;
		record.text = text;
		record.text_size = strlen(text);
		vb_terms_passage(terms, tokeniser, &record, &bundles);
	}
}

static void
replace(const char *texts, const struct vb_source *known)
{
	make(texts);
	cr_assert(vb_writer_replace(writer, &after, known, bundles.data, bundles.len, &err), "%s",
		  err.text);
	cr_assert(vb_writer_commit(writer, &err), "%s", err.text);
}

/* The numbers of the documents that have the path, as "1 2 3". */
static const char *
numbers(void)
{
	static char out[64];
	char term[VB_TERMS_SOURCE_MAX];
	size_t size = vb_terms_source(PATH, term), count, length = 0;
	struct xc_database *database = xc_database_open(path, &err);
	struct xc_postings *postings = xc_postings_open(database, term, size, &err);
	uint32_t docids[16];

	cr_assert(xc_postings_read(postings, docids, NULL, 16, &count, &err), "%s", err.text);
	for (size_t i = 0; i < count; i++)
		length += (size_t)snprintf(out + length, sizeof out - length, "%s%u",
					   i > 0 ? " " : "", (unsigned)docids[i]);
	xc_postings_close(postings);
	xc_database_close(database);
	return out;
}

Test(writer, passages_that_are_as_before_stay)
{
	replace("one|two|three", NULL);
	cr_assert_str_eq(numbers(), "1 2 3");
	replace("one|two, changed|three|four", &before);
	cr_assert_str_eq(numbers(), "1 3 5 6");
	replace("one", &before);
	cr_assert_str_eq(numbers(), "1");
}

Test(writer, under_another_analysis_all_are_written_again)
{
	replace("one|two|three", NULL);
	strcpy(after.analysis, "two");
	replace("one|two|three", &before);
	cr_assert_str_eq(numbers(), "7 8 9");
}

Test(writer, a_moved_passage_is_another)
{
	replace("one|two", NULL);
	replace("zero|one|two", &before);
	cr_assert_str_eq(numbers(), "5 6 7");
}
