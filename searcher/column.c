/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of an index: slots read into arrays by document id. */
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "index.h"
#include "schema.h"

/* A key of the order slot, and the number it was given when it was read. */
struct key {
	const char *text;	/* not NUL-terminated */
	size_t size;
	uint32_t number;
};

typedef bool column_fn(void *data, uint32_t docid, const struct xc_bytes *value, struct vb_err *err);

static bool
walk_slot(struct vb_index *index, unsigned slot, column_fn *fn, void *data, struct vb_err *err)
{
	struct xc_values *values = xc_values_open(index->database, slot, err);
	struct xc_bytes value;
	uint32_t docid;
	bool ok;

	if (values == NULL)
		return false;
	while ((ok = xc_values_next(values, &docid, &value, err)) && docid != 0) {
		if (docid > index->last)
			continue;
		if (!(ok = fn(data, docid, &value, err)))
			break;
	}
	xc_values_close(values);
	return ok;
}

static void *
column(const struct vb_index *index, size_t size, struct vb_err *err)
{
	void *array = calloc((size_t)index->last + 1, size);

	if (array == NULL)
		vb_err_set(err, VB_MEMORY, "no memory for %u documents", index->last);
	return array;
}

static uint32_t
big_endian(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* ---- lengths ---- */

struct lengths {
	struct vb_index *index;
	uint64_t sum;
};

static bool
read_length(void *data, uint32_t docid, const struct xc_bytes *value, struct vb_err *err)
{
	struct lengths *lengths = data;

	(void)err;
	if (value->size == 4) {
		lengths->index->length[docid] = big_endian(value->data);
		lengths->sum += lengths->index->length[docid];
	}
	return true;
}

bool
vb_index_load_lengths(struct vb_index *index, struct vb_err *err)
{
	struct lengths lengths = {index, 0};

	if (index->length != NULL)
		return true;
	index->length = column(index, sizeof(index->length[0]), err);
	if (index->length == NULL)
		return false;
	if (!walk_slot(index, VB_SLOT_LENGTH, read_length, &lengths, err)) {
		free(index->length);
		index->length = NULL;
		return false;
	}
	index->mean_length = 1;
	if (index->documents > 0 && lengths.sum > 0)
		index->mean_length = (double)lengths.sum / index->documents;
	return true;
}

/* ---- order ---- */

struct orders {
	struct vb_index *index;
	struct vb_buf text;	/* the keys, one after another */
	struct vb_buf ends;	/* size_t: where each ends in text */
	size_t count;
};

static size_t
end_of(const struct orders *orders, size_t number)
{
	size_t end;

	memcpy(&end, orders->ends.data + number * sizeof(end), sizeof(end));
	return end;
}

/* Passages of one document were written one after another, so mostly the key is the last one. */
static bool
read_order(void *data, uint32_t docid, const struct xc_bytes *value, struct vb_err *err)
{
	struct orders *orders = data;
	size_t size, start;

	(void)err;
	if (value->size < 5)
		return true;
	size = value->size - 5;
	start = orders->count > 1 ? end_of(orders, orders->count - 2) : 0;
	if (orders->count == 0 || orders->text.len - start != size ||
	    memcmp(orders->text.data + start, value->data, size) != 0) {
		vb_buf_add(&orders->text, value->data, size);
		vb_buf_add(&orders->ends, &orders->text.len, sizeof(orders->text.len));
		orders->count++;
	}
	orders->index->place[docid] = (uint32_t)orders->count;
	orders->index->ordinal[docid] = big_endian(value->data + value->size - 4);
	return true;
}

static int
compare_keys(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	size_t size = a->size < b->size ? a->size : b->size;
	int order = size > 0 ? memcmp(a->text, b->text, size) : 0;

	if (order != 0)
		return order;
	return (a->size > b->size) - (a->size < b->size);
}

/* From "the how manieth key that was read" to "the how manieth in order". */
static bool
rank_keys(struct orders *orders, struct vb_err *err)
{
	struct key *keys = calloc(orders->count + 1, sizeof(keys[0]));
	uint32_t *rank = calloc(orders->count + 1, sizeof(rank[0]));
	struct vb_index *index = orders->index;
	bool ok = keys != NULL && rank != NULL;
	uint32_t place = 0;

	if (!ok) {
		vb_err_set(err, VB_MEMORY, "no memory for %zu documents", orders->count);
		goto out;
	}
	for (size_t i = 0, start = 0; i < orders->count; start = end_of(orders, i++)) {
		keys[i].text = orders->text.data == NULL ? "" : orders->text.data + start;
		keys[i].size = end_of(orders, i) - start;
		keys[i].number = (uint32_t)i + 1;
	}
	qsort(keys, orders->count, sizeof(keys[0]), compare_keys);
	for (size_t i = 0; i < orders->count; i++) {
		if (i == 0 || compare_keys(&keys[i - 1], &keys[i]) != 0)
			place++;
		rank[keys[i].number] = place;
	}
	for (size_t docid = 1; docid <= index->last; docid++)
		index->place[docid] = rank[index->place[docid]];
out:
	free(keys);
	free(rank);
	return ok;
}

bool
vb_index_load_order(struct vb_index *index, struct vb_err *err)
{
	struct orders orders = {index, VB_BUF_INIT, VB_BUF_INIT, 0};
	bool ok = false;

	if (index->place != NULL)
		return true;
	index->place = column(index, sizeof(index->place[0]), err);
	index->ordinal = column(index, sizeof(index->ordinal[0]), err);
	if (index->place == NULL || index->ordinal == NULL)
		goto out;
	ok = walk_slot(index, VB_SLOT_ORDER, read_order, &orders, err) && rank_keys(&orders, err);
out:
	vb_buf_fini(&orders.text);
	vb_buf_fini(&orders.ends);
	if (!ok) {
		free(index->place);
		free(index->ordinal);
		index->place = index->ordinal = NULL;
	}
	return ok;
}

/* ---- dates ---- */

struct dates {
	struct vb_index *index;
	size_t room;
};

/* Where a date stands, or should stand, among the sorted ones. */
static size_t
date_place(const struct vb_index *index, const char *date)
{
	size_t low = 0, high = index->date_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(index->dates[middle], date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
collect_date(void *data, uint32_t docid, const struct xc_bytes *value, struct vb_err *err)
{
	struct dates *dates = data;
	struct vb_index *index = dates->index;
	char date[VB_DATE_MAX] = "";
	size_t place;

	(void)docid;
	if (value->size == 0 || value->size >= VB_DATE_MAX)
		return true;
	memcpy(date, value->data, value->size);
	place = date_place(index, date);
	if (place < index->date_count && strcmp(index->dates[place], date) == 0)
		return true;
	if (index->date_count == UINT16_MAX - 1)
		return vb_err_set(err, VB_LIMIT, "more than %d different dates", UINT16_MAX - 1);
	if (index->date_count == dates->room) {
		size_t room = dates->room * 2 + 64;
		char (*more)[VB_DATE_MAX] = realloc(index->dates, room * sizeof(more[0]));

		if (more == NULL)
			return vb_err_set(err, VB_MEMORY, "no memory for %zu dates", room);
		index->dates = more;
		dates->room = room;
	}
	memmove(index->dates[place + 1], index->dates[place],
		(index->date_count - place) * sizeof(index->dates[0]));
	memcpy(index->dates[place], date, sizeof(date));
	index->date_count++;
	return true;
}

static bool
read_date(void *data, uint32_t docid, const struct xc_bytes *value, struct vb_err *err)
{
	struct vb_index *index = data;
	char date[VB_DATE_MAX] = "";

	(void)err;
	if (value->size == 0 || value->size >= VB_DATE_MAX)
		return true;
	memcpy(date, value->data, value->size);
	index->date[docid] = (uint16_t)(date_place(index, date) + 1);
	return true;
}

/* Twice along the slot: first which dates there are, then which document has which. */
bool
vb_index_load_dates(struct vb_index *index, struct vb_err *err)
{
	struct dates dates = {index, 0};

	if (index->date != NULL)
		return true;
	index->date_count = 0;
	index->date = column(index, sizeof(index->date[0]), err);
	if (index->date != NULL && walk_slot(index, VB_SLOT_DATE, collect_date, &dates, err) &&
	    walk_slot(index, VB_SLOT_DATE, read_date, index, err))
		return true;
	free(index->date);
	free(index->dates);
	index->date = NULL;
	index->dates = NULL;
	return false;
}
