/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revive.h"

#include <stdlib.h>
#include <string.h>

bool
vb_revive_init(struct vb_revive *revive, struct vb_err *err)
{
	memset(revive, 0, sizeof *revive);
	vb_arena_init(&revive->arena);
	revive->tokeniser = vb_tokeniser_new(err);
	if (revive->tokeniser == NULL)
		return false;
	revive->terms = vb_terms_new();
	return true;
}

void
vb_revive_fini(struct vb_revive *revive)
{
	vb_tokeniser_free(revive->tokeniser);
	vb_terms_free(revive->terms);
	vb_arena_fini(&revive->arena);
}

bool
vb_revive_record(struct vb_revive *revive, struct xc_database *database, uint32_t docid,
		 struct vb_record *record, struct vb_err *err)
{
	char *data = NULL;
	size_t size = 0;
	bool ok;

	if (!xc_database_value(database, docid, VB_SLOT_RECORD, &data, &size, err))
		return false;
	vb_arena_reset(&revive->arena);
	ok = vb_record_decode(data, size, &revive->arena, record, err);
	free(data);
	return ok;
}

void
vb_revive_bundle(struct vb_revive *revive, const struct vb_record *record, struct vb_buf *out)
{
	vb_terms_passage(revive->terms, revive->tokeniser, record, out);
}

bool
vb_revive_source(struct vb_revive *revive, struct xc_database *database, const char *path,
		 struct vb_buf *out, uint64_t *passages, struct vb_err *err)
{
	char term[VB_TERMS_SOURCE_MAX];
	struct xc_postings *postings = xc_postings_open(database, term,
							vb_terms_source(path, term), err);
	struct vb_record record;
	uint32_t docid;
	size_t count;
	bool ok = false;

	*passages = 0;
	if (postings == NULL)
		return false;
	for (;;) {
		if (!xc_postings_read(postings, &docid, NULL, 1, &count, err))
			goto out;
		if (count == 0)
			break;
		if (!vb_revive_record(revive, database, docid, &record, err))
			goto out;
		vb_revive_bundle(revive, &record, out);
		++*passages;
	}
	ok = true;
out:
	xc_postings_close(postings);
	return ok;
}
