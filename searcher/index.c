/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index.h"
#include "i18n.h"
#include "schema.h"
#include "settings.h"

static uint64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* What was read of one state of the index means nothing for the next. */
static void
forget(struct vb_index *index)
{
	vb_vocabulary_fini(&index->vocabulary);
	vb_sets_fini(&index->sets);
	free(index->score);
	free(index->tally);
	free(index->length);
	free(index->place);
	free(index->ordinal);
	free(index->date);
	free(index->dates);
	index->score = index->tally = NULL;
	index->length = index->place = index->ordinal = NULL;
	index->date = NULL;
	index->dates = NULL;
	index->all = NULL;
	index->documents = index->last = 0;
}

void
vb_index_close(struct vb_index *index)
{
	forget(index);
	xc_database_close(index->database);
	free(index->path);
	index->database = NULL;
	index->path = NULL;
}

static bool
check_format(struct vb_index *index, const char *database, struct vb_err *err)
{
	char *value = NULL;
	size_t size;
	long version;

	if (!xc_database_metadata(index->database, VB_META_FORMAT, strlen(VB_META_FORMAT), &value,
				  &size, err))
		return false;
	version = strtol(value, NULL, 10);
	free(value);
	if (version == VB_SCHEMA_VERSION)
		return true;
	return vb_err_set(err, VB_FORMAT, _("cannot search the index: '%s': its format is %ld, this "
			  "program reads %d: build it again with 'verbale-index sync --full'"),
			  database, version, VB_SCHEMA_VERSION);
}

static bool
take_stock(struct vb_index *index, const char *database, struct vb_err *err)
{
	if (!check_format(index, database, err) ||
	    !xc_database_count(index->database, &index->documents, err) ||
	    !xc_database_last(index->database, &index->last, err))
		return false;
	vb_sets_init(&index->sets, index->last);
	index->score = calloc((size_t)index->last + 1, sizeof(index->score[0]));
	index->tally = calloc((size_t)index->last + 1, sizeof(index->tally[0]));
	if (index->score == NULL || index->tally == NULL)
		return vb_err_set(err, VB_MEMORY, _("no memory for %u documents"), index->last);
	return true;
}

bool
vb_index_refresh(struct vb_index *index, const char *database, struct vb_err *err)
{
	char *path = NULL;
	bool changed = false, ok = false;

	if (!vb_generation_current(database, &path, err))
		goto out;
	if (index->path == NULL || strcmp(index->path, path) != 0) {
		vb_index_close(index);
		index->database = xc_database_open(path, err);
		if (index->database == NULL)
			goto out;
		index->path = path;
		path = NULL;
		changed = true;
	} else if (!xc_database_reopen(index->database, &changed, err)) {
		goto out;
	}
	if (changed || index->score == NULL) {
		forget(index);
		if (!take_stock(index, database, err))
			goto out;
	}
	ok = true;
out:
	if (!ok)
		vb_index_close(index);
	free(path);
	return ok;
}

bool
vb_index_begin(struct vb_index *index, unsigned seconds, struct vb_err *err)
{
	vb_sets_reset(&index->sets);
	memset(index->score, 0, ((size_t)index->last + 1) * sizeof(index->score[0]));
	index->deadline = now() + (uint64_t)seconds * 1000000000u;
	index->all = vb_set_take(&index->sets);
	return vb_index_collect(index, "", 0, index->all, err);
}

bool
vb_index_tick(const struct vb_index *index, struct vb_err *err)
{
	if (now() <= index->deadline)
		return true;
	return vb_err_set(err, VB_DEADLINE, _("the query took too long and was stopped: ask for less, "
			  "for instance longer words or fewer wildcards"));
}

bool
vb_index_walk(const struct vb_index *index, const char *term, size_t size, vb_index_fn *fn,
	      void *data, struct vb_err *err)
{
	uint32_t docid[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK];
	struct xc_postings *postings;
	size_t count, kept;
	bool ok;

	if (size >= VB_TERM_MAX)
		return true;	/* longer than any term can be */
	postings = xc_postings_open(index->database, term, size, err);
	if (postings == NULL)
		return false;
	while ((ok = vb_index_tick(index, err) &&
		     xc_postings_read(postings, docid, wdf, VB_INDEX_BLOCK, &count, err)) &&
	       count > 0) {
		/* A damaged list must not write outside the arrays. */
		for (kept = count; kept > 0 && docid[kept - 1] > index->last; kept--)
			;
		fn(data, docid, wdf, kept);
	}
	xc_postings_close(postings);
	return ok;
}

static void
collect(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	(void)wdf;
	for (size_t i = 0; i < count; i++)
		vb_set_add(data, docid[i]);
}

bool
vb_index_collect(const struct vb_index *index, const char *term, size_t size, struct vb_set *set,
		 struct vb_err *err)
{
	return vb_index_walk(index, term, size, collect, set, err);
}

bool
vb_index_data(const struct vb_index *index, uint32_t docid, char **data, size_t *size,
	      struct vb_err *err)
{
	return xc_database_data(index->database, docid, data, size, err);
}
