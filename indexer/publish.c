/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish.h"

#include <pthread.h>

#define BLOCK 1024

static bool
walk_terms(void *database, const char *prefix, size_t size, vb_columns_term *each, void *data,
	   struct vb_err *err)
{
	struct xc_terms *terms = xc_terms_open(database, prefix, size, err);
	struct xc_bytes term;
	uint32_t documents;
	bool ok = terms != NULL;

	while (ok && (ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL)
		ok = each(data, term.data, term.size, documents, err);
	xc_terms_close(terms);
	return ok;
}

static bool
walk_further(void *database, const char *term, size_t size, uint32_t from,
	     vb_columns_postings *each, void *data, struct vb_err *err)
{
	struct xc_postings *postings = xc_postings_open(database, term, size, err);
	uint32_t docid[BLOCK], wdf[BLOCK];
	size_t count = 1;
	bool ok = postings != NULL && (from <= 1 || xc_postings_skip(postings, from, err));

	while (ok && count > 0) {
		ok = xc_postings_read(postings, docid, wdf, BLOCK, &count, err);
		if (ok)
			each(data, docid, wdf, count);
	}
	xc_postings_close(postings);
	return ok;
}

static bool
walk_postings(void *database, const char *term, size_t size, vb_columns_postings *each, void *data,
	      struct vb_err *err)
{
	return walk_further(database, term, size, 1, each, data, err);
}

bool
vb_publish_source(struct xc_database *database, const struct vb_states *states,
		  struct vb_columns_source *source, struct vb_err *err)
{
	*source = (struct vb_columns_source){
		.database = database, .states = states, .lists = true,
		.terms = walk_terms, .postings = walk_postings, .further = walk_further,
	};
	return xc_database_revision(database, &source->revision, err) &&
	       xc_database_count(database, &source->documents, err) &&
	       xc_database_last(database, &source->last, err);
}

static bool
publish_columns(const char *path, const struct vb_states *states, struct vb_err *err)
{
	struct xc_database *database = xc_database_open(path, err);
	struct vb_columns_source source;
	struct vb_columns columns, before = {.image = NULL};
	struct vb_buf image = VB_BUF_INIT;
	bool ok = false;

	if (database == NULL || !vb_publish_source(database, states, &source, err))
		goto out;
	if (vb_columns_open(&columns, path, &source)) {
		vb_columns_close(&columns);
		ok = true;
	} else {
		if (vb_columns_map(&before, path) && vb_columns_verify(&before))
			source.before = &before;
		ok = vb_columns_build(&source, &image, err) && vb_columns_write(path, &image, err);
	}
out:
	vb_columns_close(&before);
	vb_buf_fini(&image);
	xc_database_close(database);
	return ok;
}

struct publishing {
	const char *path;
	const struct vb_states *states;
	bool ok;
	struct vb_err err;
};

static void *
publish_columns_beside(void *data)
{
	struct publishing *publishing = data;

	publishing->ok = publish_columns(publishing->path, publishing->states, &publishing->err);
	return NULL;
}

/* Columns are made by one thread, beside those that make texts. */
bool
vb_publish(const char *path, const struct vb_states *states, unsigned jobs, struct vb_err *err)
{
	struct publishing publishing = {.path = path, .states = states};
	pthread_t thread;
	bool ok, beside = jobs > 1 &&
		pthread_create(&thread, NULL, publish_columns_beside, &publishing) == 0;

	ok = vb_publish_texts(path, jobs, err);
	if (beside)
		pthread_join(thread, NULL);
	else
		publish_columns_beside(&publishing);
	if (ok && !publishing.ok)
		*err = publishing.err;
	return ok && publishing.ok;
}
