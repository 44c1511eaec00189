/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The choice of the best.
 *
 * Ties are broken by the order of documents, then by the place within the document, then by
 * the passage's id: never by when something was indexed.
 */
#ifndef VB_BEST_H
#define VB_BEST_H

#include "index.h"
#include "request.h"

struct vb_ranked {
	uint32_t docid;
	float score;
};

/*
 * The best count members of set in the order of sort, from the best down, into ranked
 * (room for count); returns how many there are.
 */
size_t vb_best_choose(struct vb_index *index, const struct vb_set *set, enum vb_sort sort,
		      size_t count, struct vb_ranked *ranked);

#endif
