/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks along posting lists: in the columns, in memory, in the database. */
#include "index.h"
#include "places.h"
#include "schema.h"

/* Skipping to one document costs as much as walking along so many. */
#define SKIP_COST 512

/* Along a list of the columns; where among is not NULL, past the blocks without a member of it. */
static void
walk_packed(struct vb_index *index, struct vb_packed_walk *walk, const struct vb_set *among,
	    vb_index_fn *fn, void *data)
{
	uint32_t docid[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK], member;
	size_t count = 0, more = 1;

	while (more > 0 && !vb_index_late(index)) {
		for (count = 0; count + VB_PACKED_BLOCK <= VB_INDEX_BLOCK; count += more) {
			if (among != NULL) {
				member = vb_set_next(among, walk->before + 1);
				vb_packed_skip(walk, member == 0 ? UINT32_MAX : member);
			}
			more = vb_packed_read(walk, index->last, docid + count, wdf + count);
			if (more == 0)
				break;
		}
		if (count > 0)
			fn(data, docid, wdf, count);
	}
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

/*
 * A list to be kept, if it is long: of one database on this machine, whose table is read as fast as
 * memory, none.
 */
static bool
begin_list(struct vb_index *index, const char *term, size_t size, struct vb_list_kept **list,
	   struct vb_err *err)
{
	uint32_t documents;

	*list = NULL;
	if (vb_places_is_folder(index->path))
		return true;
	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	*list = vb_lists_begin(term, size, documents);
	return true;
}

/* Along a list in the database. */
static bool
walk_stored(struct vb_index *index, const char *term, size_t size, vb_index_fn *fn, void *data,
	    struct vb_err *err)
{
	struct xc_postings *postings = xc_postings_open(index->database, term, size, err);
	uint32_t docid[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK];
	struct vb_list_kept *list = NULL;
	size_t count = 1, kept;
	bool ok = postings != NULL && begin_list(index, term, size, &list, err);

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
	struct vb_packed_walk walk;

	if (size >= VB_TERM_MAX)
		return true;	/* longer than any term can be */
	if (vb_packed_find(&index->columns.packed, term, size, &walk)) {
		walk_packed(index, &walk, NULL, fn, data);
		return true;
	}
	list = vb_lists_find(&index->lists, term, size);
	if (list == NULL)
		return walk_stored(index, term, size, fn, data, err);
	walk_kept(index, list, fn, data);
	return true;
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
	struct vb_packed_walk walk;
	uint32_t documents;

	if (among == NULL || size >= VB_TERM_MAX)
		return vb_index_walk(index, term, size, fn, data, err);
	if (vb_packed_find(&index->columns.packed, term, size, &walk)) {
		walk_packed(index, &walk, among, fn, data);
		return true;
	}
	if (vb_lists_find(&index->lists, term, size) != NULL)
		return vb_index_walk(index, term, size, fn, data, err);
	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	if (vb_set_count(among) < documents / SKIP_COST)
		return skip_along(index, term, size, among, fn, data, err);
	return vb_index_walk(index, term, size, fn, data, err);
}

struct collecting {
	const struct vb_set *among;
	struct vb_set *set;
};

static void
collect(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	const struct collecting *collecting = data;
	uint32_t kept[VB_INDEX_BLOCK];
	size_t many = 0;

	(void)wdf;
	if (collecting->among == NULL) {
		vb_set_add_all(collecting->set, docid, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		kept[many] = docid[i];
		many += vb_set_has(collecting->among, docid[i]);
	}
	vb_set_add_all(collecting->set, kept, many);
}

bool
vb_index_collect(struct vb_index *index, const char *term, size_t size,
		 const struct vb_set *among, struct vb_set *set, struct vb_err *err)
{
	struct collecting collecting = {among, set};

	return vb_index_walk_among(index, term, size, among, collect, &collecting, err);
}

bool
vb_index_holders(struct vb_index *index, char family, const char *text, size_t size,
		 struct vb_set *set, struct vb_err *err)
{
	char term[VB_TERM_MAX];

	size = vb_schema_term(family, text, size, term);
	return size == 0 || vb_index_collect(index, term, size, NULL, set, err);
}
