/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index.h"
#include "i18n.h"
#include "memory.h"
#include "places.h"
#include "schema.h"
#include "settings.h"

/* Skipping to one document costs as much as walking along so many. */
#define SKIP_COST 32

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
	vb_lists_fini(&index->lists);
	vb_served_fini(&index->served);
	vb_sets_fini(&index->sets);
	vb_columns_close(&index->columns);
	vb_texts_close(&index->texts);
	free(index->score);
	free(index->tally);
	free(index->touched);
	free(index->all);
	index->score = index->tally = NULL;
	index->touched = NULL;
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

/* ---- columns ---- */

static bool
each_term(void *data, const char *prefix, size_t size, vb_columns_term *each, void *each_data,
	  struct vb_err *err)
{
	struct vb_index *index = data;
	struct xc_terms *terms = xc_terms_open(index->database, prefix, size, err);
	struct xc_bytes term;
	bool ok = terms != NULL;

	while (ok && (ok = xc_terms_next(terms, &term, NULL, err)) && term.data != NULL)
		ok = each(each_data, term.data, term.size, err);
	xc_terms_close(terms);
	return ok;
}

static bool
each_posting(void *data, const char *term, size_t size, vb_columns_postings *each, void *each_data,
	     struct vb_err *err)
{
	return vb_index_walk(data, term, size, each, each_data, err);
}

static bool
read_state(struct vb_index *index, struct vb_columns_source *source, struct vb_err *err)
{
	source->revision = 0;
	if ((vb_places_is_folder(index->path) &&
	     !xc_database_revision(index->database, &source->revision, err)) ||
	    !xc_database_count(index->database, &source->documents, err) ||
	    !xc_database_last(index->database, &source->last, err))
		return false;
	index->documents = source->documents;
	index->last = source->last;
	return true;
}

/*
 * The file beside the database, if it is of the state that is open.  When the writer has
 * passed by in between, it may be of the next one: moving on costs less than making columns.
 */
static bool
take_columns(struct vb_index *index, struct vb_err *err)
{
	struct vb_columns_source source = {
		.database = index, .states = index->states, .terms = each_term, .postings = each_posting,
	};
	bool changed = false;

	if (!read_state(index, &source, err))
		return false;
	/* Several databases have no file of columns in common. */
	if (!vb_places_is_folder(index->path)) {
		index->deadline = UINT64_MAX;
		index->late = false;
		return vb_columns_make(&index->columns, &source, err) &&
		       vb_served_read(&index->served, index->database, index->last, err);
	}
	if (vb_columns_open(&index->columns, index->path, &source))
		return true;
	if (!xc_database_reopen(index->database, &changed, err) ||
	    (changed && !read_state(index, &source, err)))
		return false;
	if (changed && vb_columns_open(&index->columns, index->path, &source))
		return true;
	index->deadline = UINT64_MAX;
	index->late = false;
	if (!vb_columns_make(&index->columns, &source, err))
		return false;
	vb_lists_fini(&index->lists);	/* those of filters, which are not walked again */
	return true;
}

/* Texts of the state that is open; without them, or some of them, records are read. */
static bool
take_texts(struct vb_index *index, struct vb_err *err)
{
	struct vb_texts_owner owner = {.revision = 0};

	if (!vb_places_is_folder(index->path))
		return true;
	if (!xc_database_uuid(index->database, owner.database, err) ||
	    !xc_database_revision(index->database, &owner.revision, err))
		return false;
	vb_texts_open(&index->texts, index->path, &owner);
	return true;
}

static bool
take_stock(struct vb_index *index, struct vb_err *err)
{
	const struct vb_column *document = &index->columns.column[VB_COLUMN_DOCUMENT];

	if (!take_columns(index, err) || !take_texts(index, err))
		return false;
	index->mean_length = 1;
	if (index->documents > 0 && index->columns.words > 0)
		index->mean_length = (double)index->columns.words / index->documents;
	vb_sets_init(&index->sets, index->last);
	index->score = calloc((size_t)index->last + 1, sizeof(index->score[0]));
	index->tally = calloc((size_t)index->last + 1, sizeof(index->tally[0]));
	index->touched = calloc((size_t)index->last / VB_INDEX_PAGE + 1, 1);
	index->all = vb_set_new(&index->sets);
	if (index->score == NULL || index->tally == NULL || index->touched == NULL ||
	    index->all == NULL)
		return vb_err_set(err, VB_MEMORY, _("no memory for %u documents"), index->last);
	/* Every passage is of a document. */
	for (uint32_t docid = 1; docid <= index->last; docid++) {
		size_t from, to;

		vb_column_range(document, docid, &from, &to);
		if (from < to && vb_numbers_at(&document->codes, from) > 0)
			vb_set_add(index->all, docid);
	}
	return true;
}

bool
vb_index_refresh(struct vb_index *index, const char *database, struct vb_err *err)
{
	char *path = vb_places_resolve(database, err);
	bool changed = false, ok = false;

	if (path == NULL)
		goto out;
	if (index->path == NULL || strcmp(index->path, path) != 0) {
		vb_index_close(index);
		index->database = vb_places_open(database, path, err);
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
		if (!take_stock(index, err))
			goto out;
	}
	ok = true;
out:
	if (!ok)
		vb_index_close(index);
	free(path);
	return ok;
}

void
vb_index_begin(struct vb_index *index, unsigned seconds)
{
	size_t room = (size_t)index->last + 1;

	vb_sets_reset(&index->sets);
	if (index->failed)
		memset(index->tally, 0, room * sizeof(index->tally[0]));
	index->failed = true;
	for (size_t from = 0; from < room; from += VB_INDEX_PAGE) {
		size_t size = room - from < VB_INDEX_PAGE ? room - from : VB_INDEX_PAGE;

		if (!index->touched[from / VB_INDEX_PAGE])
			continue;
		memset(index->score + from, 0, size * sizeof(index->score[0]));
		index->touched[from / VB_INDEX_PAGE] = 0;
	}
	index->late = false;
	index->deadline = (index->clock == NULL ? now() : index->clock()) +
			  (uint64_t)seconds * 1000000000u;
}

void
vb_index_end(struct vb_index *index)
{
	index->failed = false;
}

bool
vb_index_over(const struct vb_index *index)
{
	return index->late || (index->deadline != UINT64_MAX &&
			       (index->clock == NULL ? now() : index->clock()) > index->deadline);
}

bool
vb_index_late(struct vb_index *index)
{
	return index->late = vb_index_over(index);
}

/* Along a list that is kept in memory. */
static void
walk_kept(struct vb_index *index, const struct vb_list_kept *list, vb_index_fn *fn, void *data)
{
	uint32_t docid[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK];
	size_t at = 0, count;

	while (!vb_index_late(index) &&
	       (count = vb_lists_read(list, &at, docid, wdf, VB_INDEX_BLOCK)) > 0)
		fn(data, docid, wdf, count);
}

/* Along a list in the database; what is long is kept. */
static bool
walk_stored(struct vb_index *index, const char *term, size_t size, vb_index_fn *fn, void *data,
	    struct vb_err *err)
{
	struct xc_postings *postings = xc_postings_open(index->database, term, size, err);
	uint32_t docid[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK], documents = 0;
	struct vb_list_kept *list = NULL;
	size_t count = 1, kept;
	bool ok = postings != NULL &&
		  xc_term_frequency(index->database, term, size, &documents, NULL, err);

	if (ok)
		list = vb_lists_begin(term, size, documents);
	while (ok && count > 0 && !vb_index_late(index)) {
		ok = xc_postings_read(postings, docid, wdf, VB_INDEX_BLOCK, &count, err);
		/* A damaged list must not write outside the arrays. */
		for (kept = ok ? count : 0; kept > 0 && docid[kept - 1] > index->last; kept--)
			;
		vb_lists_add(&list, docid, wdf, kept);
		if (kept > 0)
			fn(data, docid, wdf, kept);
	}
	xc_postings_close(postings);
	vb_lists_end(&index->lists, list);
	return ok;
}

bool
vb_index_walk(struct vb_index *index, const char *term, size_t size, vb_index_fn *fn, void *data,
	      struct vb_err *err)
{
	const struct vb_list_kept *list;

	if (size >= VB_TERM_MAX)
		return true;	/* longer than any term can be */
	list = vb_lists_find(&index->lists, term, size);
	if (list == NULL)
		return walk_stored(index, term, size, fn, data, err);
	walk_kept(index, list, fn, data);
	return true;
}

static void
collect(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	(void)wdf;
	for (size_t i = 0; i < count; i++)
		vb_set_add(data, docid[i]);
}

bool
vb_index_collect(struct vb_index *index, const char *term, size_t size, struct vb_set *set,
		 struct vb_err *err)
{
	return vb_index_walk(index, term, size, collect, set, err);
}

/* Looks for each member in the list: what costs is finding the place. */
static bool
skip_along(struct vb_index *index, const char *term, size_t size, const struct vb_set *among,
	   vb_index_fn *fn, void *data, struct vb_err *err)
{
	struct xc_postings *postings = xc_postings_open(index->database, term, size, err);
	uint32_t found = 0, wdf = 0;
	size_t count = 1;
	bool ok = postings != NULL;

	for (uint32_t docid = 0; ok && (docid = vb_set_next(among, docid + 1)) != 0;) {
		if (found < docid) {
			if (vb_index_late(index) || !(ok = xc_postings_skip(postings, docid, err)) ||
			    !(ok = xc_postings_read(postings, &found, &wdf, 1, &count, err)) || count == 0)
				break;
		}
		if (found == docid)
			fn(data, &docid, &wdf, 1);
	}
	xc_postings_close(postings);
	return ok;
}

bool
vb_index_walk_among(struct vb_index *index, const char *term, size_t size,
		    const struct vb_set *among, vb_index_fn *fn, void *data, struct vb_err *err)
{
	uint32_t documents;

	if (size >= VB_TERM_MAX)
		return true;
	if (vb_lists_find(&index->lists, term, size) != NULL)
		return vb_index_walk(index, term, size, fn, data, err);
	if (!xc_term_frequency(index->database, term, size, &documents, NULL, err))
		return false;
	if (vb_set_count(among) < documents / SKIP_COST)
		return skip_along(index, term, size, among, fn, data, err);
	return vb_index_walk(index, term, size, fn, data, err);
}

struct frequency {
	const struct xc_bytes *term;
	uint32_t documents;
};

static int
rarer(const void *left, const void *right)
{
	const struct frequency *a = left, *b = right;

	return (a->documents > b->documents) - (a->documents < b->documents);
}

bool
vb_index_meet(struct vb_index *index, const struct xc_bytes *terms, size_t count,
	      struct vb_set *set, struct vb_err *err)
{
	struct frequency *list = vb_memory_resize(NULL, count + 1, sizeof(list[0]));
	struct vb_set *held;
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		list[i] = (struct frequency){&terms[i], 0};
		ok = terms[i].size >= VB_TERM_MAX ||
		     xc_term_frequency(index->database, terms[i].data, terms[i].size,
				       &list[i].documents, NULL, err);
	}
	if (ok && count > 0) {
		qsort(list, count, sizeof(list[0]), rarer);
		ok = vb_index_collect(index, list[0].term->data, list[0].term->size, set, err);
	}
	held = vb_set_take(&index->sets);
	for (size_t i = 1; ok && i < count && vb_set_next(set, 1) != 0; i++) {
		vb_set_clear(held);
		ok = vb_index_walk_among(index, list[i].term->data, list[i].term->size, set, collect,
					 held, err);
		vb_set_and(set, held);
	}
	vb_set_give(&index->sets, held);
	free(list);
	return ok;
}

bool
vb_index_data(const struct vb_index *index, uint32_t docid, char **data, size_t *size,
	      struct vb_err *err)
{
	return vb_served_data(&index->served, index->database, docid, data, size, err);
}
