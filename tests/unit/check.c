/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "index_place.h"
#include "publish.h"
#include "schema.h"
#include "terms.h"
#include "xapianc.h"

static char seen[VB_ERR_TEXT_MAX];

static void
note(void *data, const char *line)
{
	(void)data;
	if (seen[0] == '\0')
		snprintf(seen, sizeof seen, "%s", line);
}

static bool
check(struct index_place *place, struct vb_check_summary *summary)
{
	struct vb_err err;

	seen[0] = '\0';
	return vb_check(&place->settings, note, NULL, summary, &err);
}

static struct xc_writer *
open_writer(struct index_place *place)
{
	char path[600];
	struct vb_err err;
	struct xc_writer *writer;

	snprintf(path, sizeof path, "%s/g1", place->settings.database);
	writer = xc_writer_open(path, XC_OPEN, &err);
	cr_assert(writer != NULL, "%s", err.text);
	cr_assert(xc_begin(writer, &err));
	return writer;
}

static void
close_writer(struct xc_writer *writer)
{
	struct vb_err err;

	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
}

Test(check, a_healthy_index_has_no_faults)
{
	struct index_place place;
	struct vb_check_summary summary;

	index_place_make(&place, "A sample about peace.\n\nAnother about trade.\n");
	cr_assert(check(&place, &summary));
	cr_assert_eq(summary.passages, 2);
	cr_assert_eq(summary.sources, 1);
	cr_assert_eq(summary.faults, 0);
	index_place_remove(&place);
}

Test(check, a_changed_record_is_told_by_its_checksum)
{
	struct index_place place;
	struct vb_check_summary summary;
	struct xc_writer *writer;
	struct xc_document *document = xc_document_new(NULL);

	index_place_make(&place, "A sample about peace.\n");
	writer = open_writer(&place);
	cr_assert(xc_document_value(document, VB_SLOT_RECORD, "no record at all", 16, NULL));
	cr_assert(xc_add(writer, document, NULL, NULL));
	close_writer(writer);
	xc_document_free(document);
	cr_assert_not(check(&place, &summary));
	cr_assert_eq(summary.faults, 1);
	cr_assert_str_eq(seen, "passage 2: its record is damaged");
	index_place_remove(&place);
}

/* A passage with the data of passage 1 and one term of its own. */
static void
add_twin(struct index_place *place)
{
	struct xc_writer *writer = open_writer(place);
	struct xc_document *document = xc_document_new(NULL);
	char *data;
	size_t size;

	cr_assert(xc_database_value(xc_writer_database(writer), 1, VB_SLOT_RECORD, &data, &size, NULL));
	cr_assert(xc_document_value(document, VB_SLOT_RECORD, data, size, NULL));
	cr_assert(xc_document_term(document, "wwar", 4, 1, NULL));
	cr_assert(xc_add(writer, document, NULL, NULL));
	close_writer(writer);
	xc_document_free(document);
	free(data);
}

Test(check, terms_that_are_not_those_of_the_text_are_found)
{
	struct index_place place;
	struct vb_check_summary summary;

	index_place_make(&place, "A sample about peace.\n");
	add_twin(&place);
	cr_assert_not(check(&place, &summary));
	cr_assert_eq(strncmp(seen, "passage 2 of '", 14), 0, "%s", seen);
	cr_assert_eq(summary.faults, 2);	/* and one passage more than the table of sources has */
	index_place_remove(&place);
}

Test(check, a_passage_whose_source_is_not_in_the_table_is_found)
{
	struct index_place place;
	struct vb_check_summary summary;
	struct xc_writer *writer;
	struct vb_buf key = VB_BUF_INIT;
	char path[700];

	index_place_make(&place, "A sample about peace.\n");
	writer = open_writer(&place);
	snprintf(path, sizeof path, "%s/a.txt", place.docs);
	vb_source_key(path, &key);
	cr_assert(xc_set_metadata(writer, key.data, key.len, "", 0, NULL));
	close_writer(writer);
	cr_assert_not(check(&place, &summary));
	cr_assert(strstr(seen, "its source is not in the table") != NULL, "%s", seen);
	vb_buf_fini(&key);
	index_place_remove(&place);
}

Test(check, a_damaged_row_of_the_table_of_sources_is_found)
{
	struct index_place place;
	struct vb_check_summary summary;
	struct xc_writer *writer;

	index_place_make(&place, "A sample about peace.\n");
	writer = open_writer(&place);
	cr_assert(xc_set_metadata(writer, VB_META_SOURCE "x", 8, "nonsense", 8, NULL));
	close_writer(writer);
	cr_assert_not(check(&place, &summary));
	cr_assert(strstr(seen, "table of sources") != NULL, "%s", seen);
	index_place_remove(&place);
}

/* The texts of an index with one passage, which say something else. */
static void
write_texts(struct index_place *place, const char *words)
{
	char path[600], file[620];
	struct xc_database *database;
	struct vb_texts_packer packer = {.finder = NULL};
	struct vb_texts_making making = {.first = 0};
	struct vb_texts_writer writer;
	struct vb_texts_owner owner;
	uint32_t next;

	snprintf(path, sizeof path, "%s/g1", place->settings.database);
	snprintf(file, sizeof file, "%s/%s", path, VB_TEXTS_FILE);
	cr_assert_eq(unlink(file), 0);
	database = xc_database_open(path, NULL);
	cr_assert(vb_publish_owner(database, &owner, NULL));
	xc_database_close(database);
	cr_assert(vb_texts_writer_open(&writer, path, &owner, &next, NULL));
	vb_texts_learn(&packer);
	vb_texts_begin(&making, next);
	vb_texts_add(&making, 1, words, strlen(words));
	vb_texts_end(&making, 1, &packer, true, &owner);
	cr_assert(vb_texts_writer_put(&writer, &making.image, NULL));
	cr_assert(vb_texts_writer_close(&writer, true, NULL));
	vb_texts_making_fini(&making);
	vb_texts_packer_fini(&packer);
}

Test(check, a_text_that_is_not_that_of_its_record_is_found)
{
	struct index_place place;
	struct vb_check_summary summary;

	index_place_make(&place, "A sample about peace.\n");
	write_texts(&place, "a sample about peace.");
	cr_assert(check(&place, &summary));
	write_texts(&place, "a sample about war.");
	cr_assert_not(check(&place, &summary));
	cr_assert_eq(summary.faults, 1);
	cr_assert_str_eq(seen, "passage 1: 'texts' does not hold the text of its record");
	index_place_remove(&place);
}

Test(check, a_byte_that_changed_in_the_texts_is_found)
{
	struct index_place place;
	struct vb_check_summary summary;
	struct stat status;
	char file[620];
	int fd;

	index_place_make(&place, "A sample about peace.\n");
	snprintf(file, sizeof file, "%s/g1/%s", place.settings.database, VB_TEXTS_FILE);
	fd = open(file, O_RDWR);
	cr_assert_eq(fstat(fd, &status), 0);
	cr_assert_eq(pwrite(fd, "?", 1, status.st_size - 9), 1);
	close(fd);
	cr_assert_not(check(&place, &summary));
	cr_assert(strstr(seen, "a checksum is wrong, from passage 1 on") != NULL, "%s", seen);
	index_place_remove(&place);
}
