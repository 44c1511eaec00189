/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "renew.h"
#include "revive.h"
#include "schema.h"
#include "terms.h"

struct vb_writer {
	struct xc_writer *database;
	struct xc_document *document;
	const char *analysis;
	bool open;		/* a transaction is */
	size_t passages, bytes;	/* in it */
	unsigned long commits;
	struct vb_buf key, value;
	struct vb_renew renew;
	struct vb_revive revive;	/* made when it is needed */
};

static bool
set(struct vb_writer *writer, const char *key, const char *value, struct vb_err *err)
{
	return xc_set_metadata(writer->database, key, strlen(key), value, strlen(value), err);
}

bool
vb_writer_begin(struct vb_writer *writer, struct vb_err *err)
{
	if (writer->open)
		return true;
	if (!xc_begin(writer->database, err))
		return false;
	writer->open = true;
	writer->passages = writer->bytes = 0;
	return writer->analysis == NULL || set(writer, VB_META_ANALYSIS, writer->analysis, err);
}

bool
vb_writer_commit(struct vb_writer *writer, struct vb_err *err)
{
	if (!writer->open)
		return true;
	writer->open = false;
	if (!xc_commit(writer->database, err))
		return false;
	writer->commits++;
	return true;
}

static bool
commit_when_full(struct vb_writer *writer, size_t passages, size_t bytes, struct vb_err *err)
{
	writer->passages += passages;
	writer->bytes += bytes;
	if (writer->passages < VB_WRITER_PASSAGES && writer->bytes < VB_WRITER_BYTES)
		return true;
	return vb_writer_commit(writer, err);
}

static bool
write_format(struct vb_writer *writer, struct vb_err *err)
{
	char version[16];

	snprintf(version, sizeof version, "%d", VB_SCHEMA_VERSION);
	if (!vb_writer_begin(writer, err) || !set(writer, VB_META_FORMAT, version, err) ||
	    !vb_writer_commit(writer, err))
		return false;
	writer->commits = 0;
	return true;
}

/* Only the environment can tell Xapian; within a transaction this commits nothing. */
static void
limit_trees(void)
{
	char threshold[16];

	snprintf(threshold, sizeof threshold, "%d", VB_WRITER_IN_TREES);
	setenv("XAPIAN_FLUSH_THRESHOLD", threshold, 1);
}

struct vb_writer *
vb_writer_open(const char *path, enum xc_open how, const char *analysis, struct vb_err *err)
{
	struct vb_writer *writer = vb_memory_resize(NULL, 1, sizeof *writer);

	memset(writer, 0, sizeof *writer);
	writer->analysis = analysis;
	limit_trees();
	writer->database = xc_writer_open(path, how, err);
	if (writer->database == NULL)
		goto out;
	writer->document = xc_document_new(err);
	if (writer->document == NULL || (how != XC_OPEN && !write_format(writer, err)))
		goto out;
	return writer;
out:
	vb_writer_close(writer);
	return NULL;
}

void
vb_writer_close(struct vb_writer *writer)
{
	if (writer == NULL)
		return;
	xc_document_free(writer->document);
	if (writer->open)
		xc_cancel(writer->database, NULL);
	xc_writer_close(writer->database);
	vb_buf_fini(&writer->key);
	vb_buf_fini(&writer->value);
	vb_renew_fini(&writer->renew);
	vb_revive_fini(&writer->revive);
	free(writer);
}

static bool
put_row(struct vb_writer *writer, const struct vb_source *source, struct vb_err *err)
{
	vb_buf_clear(&writer->key);
	vb_buf_clear(&writer->value);
	vb_source_key(source->path, &writer->key);
	vb_source_encode(source, &writer->value);
	return xc_set_metadata(writer->database, writer->key.data, writer->key.len,
			       writer->value.data, writer->value.len, err);
}

/* A passage's terms follow from its record: schema.h. */
static bool
delete_passage(struct vb_writer *writer, uint32_t docid, struct vb_err *err)
{
	struct xc_database *database = xc_writer_database(writer->database);
	struct vb_record record;

	if (writer->revive.terms == NULL && !vb_revive_init(&writer->revive, err))
		return false;
	vb_buf_clear(&writer->value);
	if (!vb_revive_record(&writer->revive, database, docid, &record, err))
		return false;
	vb_revive_bundle(&writer->revive, &record, &writer->value);
	return vb_terms_document(writer->value.data, writer->value.len, writer->document, NULL, err) &&
		xc_bury(writer->database, docid, writer->document, err);
}

static bool
delete_passages(struct vb_writer *writer, const char *path, struct vb_err *err)
{
	struct vb_buf *old = &writer->renew.old;
	const uint32_t *docid;

	/* Without new passages all old ones go. */
	if (!vb_renew_find(&writer->renew, xc_writer_database(writer->database), path, NULL, 0, err))
		return false;
	docid = (const uint32_t *)(const void *)old->data;
	for (size_t i = 0; i < old->len / sizeof *docid; i++)
		if (!delete_passage(writer, docid[i], err))
			return false;
	return true;
}

static bool
add_bundle(struct vb_writer *writer, const char *bytes, size_t size, size_t *used,
	   struct vb_err *err)
{
	return vb_terms_document(bytes, size, writer->document, used, err) &&
		xc_add(writer->database, writer->document, NULL, err);
}

static bool
add_bundles(struct vb_writer *writer, const char *bundles, size_t size, size_t *changes,
	    struct vb_err *err)
{
	size_t used;

	for (size_t at = 0; at < size; at += used, ++*changes)
		if (!add_bundle(writer, bundles + at, size - at, &used, err))
			return false;
	return true;
}

static bool
renew(struct vb_writer *writer, const char *path, const char *bundles, size_t size,
      size_t *changes, struct vb_err *err)
{
	const struct vb_renew_bundle *bundle;
	const uint32_t *docid;

	if (!vb_renew_find(&writer->renew, xc_writer_database(writer->database), path, bundles, size,
			   err))
		return false;
	docid = (const uint32_t *)(const void *)writer->renew.old.data;
	for (size_t i = 0; i < writer->renew.old.len / sizeof *docid; i++, ++*changes)
		if (!delete_passage(writer, docid[i], err))
			return false;
	bundle = (const struct vb_renew_bundle *)(const void *)writer->renew.fresh.data;
	for (size_t i = 0; i < writer->renew.fresh.len / sizeof *bundle; i++) {
		if (bundle[i].kept)
			continue;
		if (!add_bundle(writer, bundles + bundle[i].at, size - bundle[i].at, NULL, err))
			return false;
		++*changes;
	}
	return true;
}

bool
vb_writer_replace(struct vb_writer *writer, const struct vb_source *source,
		  const struct vb_source *known, const char *bundles, size_t size,
		  struct vb_err *err)
{
	bool same = known != NULL && strcmp(known->analysis, source->analysis) == 0;
	size_t changes = 0;

	if (!vb_writer_begin(writer, err))
		return false;
	if (same ? !renew(writer, source->path, bundles, size, &changes, err) :
	    ((known != NULL && !delete_passages(writer, source->path, err)) ||
	     !add_bundles(writer, bundles, size, &changes, err)))
		return false;
	return put_row(writer, source, err) && commit_when_full(writer, changes, size, err);
}

bool
vb_writer_row(struct vb_writer *writer, const struct vb_source *source, struct vb_err *err)
{
	return vb_writer_begin(writer, err) && put_row(writer, source, err) &&
		commit_when_full(writer, 1, writer->value.len, err);
}

bool
vb_writer_drop(struct vb_writer *writer, const char *path, struct vb_err *err)
{
	if (!vb_writer_begin(writer, err) || !delete_passages(writer, path, err))
		return false;
	vb_buf_clear(&writer->key);
	vb_source_key(path, &writer->key);
	return xc_set_metadata(writer->database, writer->key.data, writer->key.len, "", 0, err) &&
		commit_when_full(writer, 1, 0, err);
}

bool
vb_writer_delete(struct vb_writer *writer, uint32_t docid, struct vb_err *err)
{
	return vb_writer_begin(writer, err) && delete_passage(writer, docid, err) &&
		commit_when_full(writer, 1, 0, err);
}

bool
vb_writer_note(struct vb_writer *writer, const char *text, struct vb_err *err)
{
	if (!writer->open && writer->commits == 0)
		return true;
	return vb_writer_begin(writer, err) && set(writer, VB_META_RUN, text, err);
}

unsigned long
vb_writer_commits(const struct vb_writer *writer)
{
	return writer->commits;
}
