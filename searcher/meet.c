/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meet.h"

#include <stdlib.h>

#include "memory.h"
#include "schema.h"

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

/* The terms by their numbers of documents; NULL when these cannot be read. */
static struct frequency *
sort(struct vb_index *index, const struct xc_bytes *terms, size_t count, struct vb_err *err)
{
	struct frequency *list = vb_memory_resize(NULL, count + 1, sizeof(list[0]));

	for (size_t i = 0; i < count; i++) {
		list[i] = (struct frequency){&terms[i], 0};
		if (terms[i].size < VB_TERM_MAX &&
		    !vb_index_frequency(index, terms[i].data, terms[i].size, &list[i].documents, err)) {
			free(list);
			return NULL;
		}
	}
	qsort(list, count, sizeof(list[0]), rarer);
	return list;
}

bool
vb_meet(struct vb_index *index, const struct xc_bytes *terms, size_t count,
	const struct vb_set *among, struct vb_sift *sift, struct vb_set *set, struct vb_err *err)
{
	struct frequency *list = sort(index, terms, count, err);
	size_t next = among == NULL && count > 0;	/* the first list is met with nothing then */
	struct vb_set *held;
	bool ok = list != NULL;

	if (next == 0)
		vb_set_copy(set, among != NULL ? among : index->all);
	else if (ok)
		ok = vb_index_collect(index, list[0].term->data, list[0].term->size, NULL, set, err);
	held = vb_set_take(&index->sets);
	for (; ok && next < count && vb_set_next(set, 1) != 0; next++) {
		if (sift != NULL && vb_sift_before(index, sift, list[next].documents, set)) {
			sift->rough = true;
			break;
		}
		vb_set_clear(held);
		ok = vb_index_collect(index, list[next].term->data, list[next].term->size, set, held, err);
		vb_set_copy(set, held);
	}
	vb_set_give(&index->sets, held);
	free(list);
	return ok;
}
