/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of columns, value by value and document by document. */
#include <string.h>

#include "columns.h"

const char *
vb_column_value(const struct vb_column *column, uint32_t number, size_t *size)
{
	size_t from, to;

	*size = 0;
	if (number == 0 || number > column->values)
		return "";
	from = number == 1 ? 0 : column->ends[number - 2];
	to = column->ends[number - 1];
	if (from > to || to > column->text_size)
		return "";
	*size = to - from;
	return column->text + from;
}

uint32_t
vb_column_find(const struct vb_column *column, const char *value, size_t size)
{
	uint32_t low = 0, high = column->values;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		size_t length;
		const char *text = vb_column_value(column, middle + 1, &length);
		int order = memcmp(text, value, length < size ? length : size);

		if (order == 0 && length == size)
			return middle + 1;
		if (order < 0 || (order == 0 && length < size))
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

#define KNOWN(type) \
	for (size_t i = 0; i < count; i++) \
		known |= (uint64_t)(((const type *)numbers->list)[place + i] != 0) << i

uint64_t
vb_numbers_known(const struct vb_numbers *numbers, size_t place, size_t count)
{
	uint64_t known = 0;

	if (place >= numbers->count)
		return 0;
	count = count < numbers->count - place ? count : numbers->count - place;
	if (numbers->width == 1)
		KNOWN(uint8_t);
	else if (numbers->width == 2)
		KNOWN(uint16_t);
	else
		KNOWN(uint32_t);
	return known;
}

/*
 * The loops below are written once for each width: they are most of what a facet costs.  A
 * document's passages stand together, so that one value is counted many times in a row: the
 * memory is touched when it changes only.
 */
struct streak {
	uint32_t number, length;
};

static inline void
count_one(const struct vb_column *column, uint32_t number, struct streak *streak, uint32_t *counts)
{
	if (number == streak->number) {
		streak->length++;
		return;
	}
	if (streak->number <= column->values)
		counts[streak->number] += streak->length;
	*streak = (struct streak){number, 1};
}

#define COUNT(type) \
	for (size_t i = 0; i < count; i++) \
		count_one(column, ((const type *)column->codes.list)[docid[i]], &streak, counts)
#define COUNT_MANY(type) \
	for (size_t i = 0; i < count; i++) { \
		size_t from, to; \
		vb_column_range(column, docid[i], &from, &to); \
		for (; from < to; from++) \
			count_one(column, ((const type *)column->codes.list)[from], &streak, counts); \
	}

void
vb_column_count(const struct vb_column *column, const uint32_t *docid, size_t count,
		uint32_t *counts)
{
	struct streak streak = {0, 0};

	if (column->starts != NULL && column->codes.width == 1)
		COUNT_MANY(uint8_t)
	else if (column->starts != NULL && column->codes.width == 2)
		COUNT_MANY(uint16_t)
	else if (column->starts != NULL)
		COUNT_MANY(uint32_t)
	else if (column->codes.width == 1)
		COUNT(uint8_t);
	else if (column->codes.width == 2)
		COUNT(uint16_t);
	else
		COUNT(uint32_t);
	if (streak.number <= column->values)
		counts[streak.number] += streak.length;
}

#define MATCH(type) \
	for (size_t i = 0; i < count; i++) { \
		uint32_t number = ((const type *)column->codes.list)[docid[i]]; \
		met[i] = number <= column->values && fits[number]; \
	}

static void
match_many(const struct vb_column *column, const uint32_t *docid, size_t count,
	   const uint8_t *fits, uint8_t *met)
{
	for (size_t i = 0; i < count; i++) {
		size_t from, to;

		vb_column_range(column, docid[i], &from, &to);
		met[i] = from >= to && fits[0];
		for (; from < to && !met[i]; from++) {
			uint32_t number = vb_numbers_at(&column->codes, from);

			met[i] = number <= column->values && fits[number];
		}
	}
}

void
vb_column_match(const struct vb_column *column, const uint32_t *docid, size_t count,
		const uint8_t *fits, uint8_t *met)
{
	if (column->starts != NULL)
		match_many(column, docid, count, fits, met);
	else if (column->codes.width == 1)
		MATCH(uint8_t)
	else if (column->codes.width == 2)
		MATCH(uint16_t)
	else
		MATCH(uint32_t)
}
