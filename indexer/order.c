/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order.h"

#include <stdlib.h>

#include "schema.h"
#include "terms.h"

/* The postings of VB_TERM_ORDINAL tell each passage's place; ordinals moves on to docid. */
static bool
add_passage(struct xc_postings *ordinals, uint32_t docid, struct vb_buf *places, struct vb_err *err)
{
	struct vb_ordered place = {0, docid};
	uint32_t found = 0, times = 0;
	size_t count = 0;

	if (!xc_postings_skip(ordinals, docid, err) ||
	    !xc_postings_read(ordinals, &found, &times, 1, &count, err))
		return false;
	if (count == 0 || found != docid || times == 0)
		return vb_err_set(err, VB_DAMAGED, "the index is damaged: passage %u has no place",
				  (unsigned)docid);
	place.ordinal = times - 1;
	vb_buf_add(places, &place, sizeof place);
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct vb_ordered *left = a, *right = b;

	return (left->ordinal > right->ordinal) - (left->ordinal < right->ordinal);
}

bool
vb_order_find(struct xc_database *database, const char *path, struct vb_buf *places,
	      struct vb_err *err)
{
	char term[VB_TERMS_SOURCE_MAX];
	size_t size = vb_terms_source(path, term), count = 1;
	struct xc_postings *postings = xc_postings_open(database, term, size, err);
	struct xc_postings *ordinals = NULL;
	uint32_t docids[256];
	bool ok = postings != NULL &&
		  (ordinals = xc_postings_open(database, VB_TERM_ORDINAL, 1, err)) != NULL;

	vb_buf_clear(places);
	while (ok && count > 0) {
		ok = xc_postings_read(postings, docids, NULL, 256, &count, err);
		for (size_t i = 0; ok && i < count; i++)
			ok = add_passage(ordinals, docids[i], places, err);
	}
	xc_postings_close(ordinals);
	xc_postings_close(postings);
	if (ok && places->len > 0)
		qsort(places->data, places->len / sizeof(struct vb_ordered), sizeof(struct vb_ordered),
		      compare);
	return ok;
}
