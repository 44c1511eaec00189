/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "order.h"

#include <stdlib.h>

#include "schema.h"
#include "terms.h"

static bool
add_passage(struct xc_database *database, uint32_t docid, struct vb_buf *places, struct vb_err *err)
{
	struct vb_ordered place = {0, docid};
	unsigned char *order = NULL;
	char *value = NULL;
	size_t size = 0;

	if (!xc_database_value(database, docid, VB_SLOT_ORDER, &value, &size, err))
		return false;
	if (size < 4) {
		free(value);
		return vb_err_set(err, VB_DAMAGED, "the index is damaged: passage %u has no place",
				  (unsigned)docid);
	}
	order = (unsigned char *)value + size - 4;
	place.ordinal = (uint32_t)order[0] << 24 | (uint32_t)order[1] << 16 |
		(uint32_t)order[2] << 8 | order[3];
	free(value);
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
	uint32_t docids[256];
	bool ok = postings != NULL;

	vb_buf_clear(places);
	while (ok && count > 0) {
		ok = xc_postings_read(postings, docids, NULL, 256, &count, err);
		for (size_t i = 0; ok && i < count; i++)
			ok = add_passage(database, docids[i], places, err);
	}
	xc_postings_close(postings);
	if (ok && places->len > 0)
		qsort(places->data, places->len / sizeof(struct vb_ordered), sizeof(struct vb_ordered),
		      compare);
	return ok;
}
