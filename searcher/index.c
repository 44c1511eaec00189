/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "index.h"
#include "i18n.h"
#include "places.h"
#include "schema.h"
#include "settings.h"

/* With pages of this size the processor finds what it looks for without looking up where it is. */
#define HUGE_PAGE (2u << 20)

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
	free(index->frequency);
	index->frequency = NULL;
	index->score = index->tally = NULL;
	index->touched = NULL;
	index->all = NULL;
	index->documents = index->last = 0;
}

void
vb_index_close(struct vb_index *index)
{
	forget(index);
	vb_crew_fini(&index->crew);
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
	uint32_t documents;
	bool ok = terms != NULL;

	while (ok && (ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL)
		ok = each(each_data, term.data, term.size, documents, err);
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
	return vb_columns_make(&index->columns, &source, err);
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

/* Zeros by docid, owned by the caller; NULL without memory.  They are read and written all over. */
static void *
zeros(const struct vb_index *index, size_t size)
{
	size_t room = ((size_t)index->last + 1) * size, pages = (room + HUGE_PAGE - 1) / HUGE_PAGE;
	void *list;

	if (room < HUGE_PAGE)
		return calloc(1, room);
	list = aligned_alloc(HUGE_PAGE, pages * HUGE_PAGE);
	if (list == NULL)
		return NULL;
	madvise(list, pages * HUGE_PAGE, MADV_HUGEPAGE);
	return memset(list, 0, room);
}

static bool
take_stock(struct vb_index *index, struct vb_err *err)
{
	const struct vb_column *document = &index->columns.column[VB_COLUMN_DOCUMENT];

	index->frequency = calloc(VB_FREQUENCY_PLACES, sizeof(index->frequency[0]));
	if (index->frequency == NULL)
		return vb_err_set(err, VB_MEMORY, _("no memory for %u documents"), index->last);
	if (!take_columns(index, err) || !take_texts(index, err))
		return false;
	/* Columns may have been made of one state and taken of the next. */
	memset(index->frequency, 0, VB_FREQUENCY_PLACES * sizeof(index->frequency[0]));
	index->mean_length = 1;
	if (index->documents > 0 && index->columns.words > 0)
		index->mean_length = (double)index->columns.words / index->documents;
	vb_sets_init(&index->sets, index->last);
	index->all = vb_set_new(&index->sets);
	index->score = zeros(index, sizeof(index->score[0]));
	index->tally = zeros(index, sizeof(index->tally[0]));
	index->touched = calloc((size_t)index->last / VB_INDEX_PAGE + 1, 1);
	if (index->score == NULL || index->tally == NULL || index->touched == NULL ||
	    index->all == NULL)
		return vb_err_set(err, VB_MEMORY, _("no memory for %u documents"), index->last);
	/* Every passage is of a document, and of one. */
	for (size_t docid = 0; docid <= index->last; docid += 64) {
		size_t left = index->last - docid + 1;

		index->all->bits[docid / 64] = vb_numbers_known(&document->codes, docid, left < 64 ? left : 64);
	}
	vb_set_remove(index->all, 0);
	vb_set_mark(index->all, 0, index->all->words);
	return true;
}

/* Whether one look at what the link in use leads to tells that nothing has changed. */
static bool
stays(struct vb_index *index, const char *database)
{
	char link[PATH_MAX];
	int size;

	if (index->score == NULL || !vb_places_is_folder(index->path))
		return false;
	size = snprintf(link, sizeof link, "%s/" VB_CURRENT_LINK, database);
	return size > 0 && (size_t)size < sizeof link &&
	       xc_database_stays(index->database, link, time(NULL));
}

bool
vb_index_refresh(struct vb_index *index, const char *database, struct vb_err *err)
{
	bool changed = false, ok = false;
	char *path;

	if (stays(index, database))
		return true;
	path = vb_places_resolve(database, err);
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
	} else if ((vb_places_is_folder(path) || !xc_database_stays(index->database, NULL, time(NULL))) &&
		   !xc_database_reopen(index->database, &changed, err)) {
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

/* Makes the scores zero that were written, as many at once as stand together. */
static void
clear_scores(struct vb_index *index)
{
	size_t room = (size_t)index->last + 1, pages = index->last / VB_INDEX_PAGE + 1;
	const uint8_t *touched = index->touched, *end = touched + pages, *next;

	for (; touched < end && (touched = memchr(touched, 1, (size_t)(end - touched))) != NULL;
	     touched = next) {
		size_t from = (size_t)(touched - index->touched) * VB_INDEX_PAGE, to;

		next = memchr(touched, 0, (size_t)(end - touched));
		next = next == NULL ? end : next;
		to = (size_t)(next - index->touched) * VB_INDEX_PAGE;
		memset(index->score + from, 0, ((to < room ? to : room) - from) * sizeof(index->score[0]));
	}
	memset(index->touched, 0, pages);
}

void
vb_index_begin(struct vb_index *index, unsigned seconds)
{
	size_t room = (size_t)index->last + 1;

	vb_sets_reset(&index->sets);
	if (index->failed)
		memset(index->tally, 0, room * sizeof(index->tally[0]));
	index->failed = true;
	clear_scores(index);
	index->scored = index->within = NULL;
	index->contest = NULL;
	index->late = false;
	index->deadline = (index->clock == NULL ? now() : index->clock()) +
			  (uint64_t)seconds * 1000000000u;
}

void
vb_index_end(struct vb_index *index)
{
	index->failed = false;
}

void
vb_index_rest(struct vb_index *index)
{
	vb_sets_reset(&index->sets);
	vb_sets_empty(&index->sets);
	clear_scores(index);
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

bool
vb_index_frequency(struct vb_index *index, const char *term, size_t size, uint32_t *documents,
		   struct vb_err *err)
{
	return vb_frequency_find(index->frequency, index->database, term, size, documents, err);
}

bool
vb_index_bearers(struct vb_index *index, char family, const char *text, size_t size,
		 uint32_t *documents, struct vb_err *err)
{
	char term[VB_TERM_MAX];

	*documents = 0;
	size = vb_schema_term(family, text, size, term);
	return size == 0 || vb_index_frequency(index, term, size, documents, err);
}

bool
vb_index_data(const struct vb_index *index, uint32_t docid, char **data, size_t *size,
	      struct vb_err *err)
{
	return vb_served_data(&index->served, index->database, docid, data, size, err);
}
