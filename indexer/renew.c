/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "renew.h"

#include <stdlib.h>
#include <string.h>

#include "terms.h"

/* A record begins with its CRC-32: as a number, in whatever order of bytes. */
static uint32_t
sum_of(const char *data, size_t size)
{
	uint32_t sum = 0;

	memcpy(&sum, data, size < sizeof sum ? size : sizeof sum);
	return sum;
}

static int
by_place(const void *a, const void *b)
{
	const struct vb_renew_bundle *left = a, *right = b;

	return (left->at > right->at) - (left->at < right->at);
}

static int
by_sum(const void *a, const void *b)
{
	const struct vb_renew_bundle *left = a, *right = b;

	if (left->sum != right->sum)
		return left->sum < right->sum ? -1 : 1;
	return by_place(a, b);
}

static void
sort(struct vb_renew *renew, int (*order)(const void *, const void *))
{
	if (renew->fresh.len > 0)
		qsort(renew->fresh.data, renew->fresh.len / sizeof(struct vb_renew_bundle),
		      sizeof(struct vb_renew_bundle), order);
}

static struct vb_renew_bundle *
bundles_of(const struct vb_renew *renew, size_t *count)
{
	*count = renew->fresh.len / sizeof(struct vb_renew_bundle);
	return (struct vb_renew_bundle *)(void *)renew->fresh.data;
}

static void
list_bundles(struct vb_renew *renew, const char *bundles, size_t size)
{
	struct xc_bytes data;
	size_t used;

	vb_buf_clear(&renew->fresh);
	for (size_t at = 0; at < size; at += used) {
		struct vb_renew_bundle bundle = {.at = at};

		used = vb_terms_data(bundles + at, size - at, &data);
		bundle.sum = sum_of(data.data, data.size);
		vb_buf_add(&renew->fresh, &bundle, sizeof bundle);
	}
	sort(renew, by_sum);
}

/* Marks a bundle with just this record as kept; false when there is none. */
static bool
keep(struct vb_renew *renew, const char *bundles, size_t size, const struct xc_bytes *record)
{
	size_t count, low = 0, high;
	struct vb_renew_bundle *list = bundles_of(renew, &count);
	uint32_t sum = sum_of(record->data, record->size);
	struct xc_bytes data;

	high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle].sum < sum)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && list[low].sum == sum; low++) {
		vb_terms_data(bundles + list[low].at, size - list[low].at, &data);
		if (!list[low].kept && data.size == record->size &&
		    memcmp(data.data, record->data, data.size) == 0) {
			list[low].kept = true;
			return true;
		}
	}
	return false;
}

static bool
judge(struct vb_renew *renew, struct xc_database *database, uint32_t docid, const char *bundles,
      size_t size, struct vb_err *err)
{
	struct xc_bytes record;
	char *data = NULL;

	if (!xc_database_value(database, docid, VB_SLOT_RECORD, &data, &record.size, err))
		return false;
	record.data = data;
	if (!keep(renew, bundles, size, &record))
		vb_buf_add(&renew->old, &docid, sizeof docid);
	free(data);
	return true;
}

bool
vb_renew_find(struct vb_renew *renew, struct xc_database *database, const char *path,
	      const char *bundles, size_t size, struct vb_err *err)
{
	char term[VB_TERMS_SOURCE_MAX];
	size_t term_size = vb_terms_source(path, term), count = 1;
	struct xc_postings *postings = xc_postings_open(database, term, term_size, err);
	uint32_t docids[256];
	bool ok = postings != NULL;

	vb_buf_clear(&renew->old);
	list_bundles(renew, bundles, size);
	while (ok && count > 0) {
		ok = xc_postings_read(postings, docids, NULL, 256, &count, err);
		for (size_t i = 0; ok && i < count; i++)
			ok = judge(renew, database, docids[i], bundles, size, err);
	}
	xc_postings_close(postings);
	sort(renew, by_place);
	return ok;
}

void
vb_renew_fini(struct vb_renew *renew)
{
	vb_buf_fini(&renew->fresh);
	vb_buf_fini(&renew->old);
}
