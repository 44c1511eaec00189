/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns that no filter term gives as it stands: the document, by the file that a passage is
 * of, and what follows from another column's value: region from State, year from date, symbol
 * from document.
 */
#include <stdlib.h>
#include <string.h>

#include "columns_building.h"
#include "memory.h"
#include "schema.h"

/* ---- from another column ---- */

/* The derived value of a value; size 0 for none. */
typedef const char *derive_fn(const struct vb_columns_building *building, const char *value,
			      size_t size, size_t *derived);

struct derived {
	const char *text;
	size_t size;
	uint32_t from;		/* number of the value it comes from */
};

static int
compare(const void *left, const void *right)
{
	const struct derived *a = left, *b = right;
	int order = memcmp(a->text, b->text, a->size < b->size ? a->size : b->size);

	return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

/* The values of the column at hand; their text must not move any more. */
static void
derive_values(struct vb_columns_building *building, derive_fn *fn, struct derived *list)
{
	const uint32_t *ends = (const void *)building->ends.data;

	for (uint32_t i = 0; i < building->number; i++) {
		size_t start = i == 0 ? 0 : ends[i - 1];

		list[i].from = i + 1;
		list[i].text = fn(building, building->text.data + start, ends[i] - start,
				  &list[i].size);
	}
	if (building->number > 1)
		qsort(list, building->number, sizeof *list, compare);
}

/* The column named is what fn makes of each value of the one at hand, which is of one value a passage. */
static bool
derive(struct vb_columns_building *building, derive_fn *fn, enum vb_column_name name,
       struct vb_err *err)
{
	struct derived *list = vb_memory_resize(NULL, (size_t)building->number + 1, sizeof *list);
	uint32_t *becomes = vb_memory_resize(NULL, (size_t)building->number + 1, sizeof *becomes);
	struct vb_buf ends = VB_BUF_INIT, text = VB_BUF_INIT;
	uint32_t count = 0;
	bool ok;

	becomes[0] = 0;
	derive_values(building, fn, list);
	for (uint32_t i = 0; i < building->number; i++) {
		becomes[list[i].from] = 0;
		if (list[i].size == 0)
			continue;
		if (count == 0 || compare(&list[i], &list[i - 1]) != 0) {
			uint32_t end = (uint32_t)(text.len + list[i].size);

			vb_buf_add(&text, list[i].text, list[i].size);
			vb_buf_add(&ends, &end, sizeof end);
			count++;
		}
		becomes[list[i].from] = count;
	}
	for (size_t i = 0; i < building->room; i++)
		building->list[i] = building->list[i] <= building->number ?
			becomes[building->list[i]] : 0;
	vb_buf_fini(&building->ends);
	vb_buf_fini(&building->text);
	building->ends = ends;
	building->text = text;
	building->number = count;
	vb_buf_clear(&building->further);
	ok = vb_columns_end_facet(building, name, err);
	free(list);
	free(becomes);
	return ok;
}

static const char *
region_of(const struct vb_columns_building *building, const char *value, size_t size,
	  size_t *derived)
{
	const struct vb_state *state = NULL;
	char code[32];

	if (building->source->states != NULL && size < sizeof code) {
		memcpy(code, value, size);
		code[size] = '\0';
		state = vb_state_by_code(building->source->states, code);
	}
	*derived = state == NULL ? 0 : strlen(state->region);
	return state == NULL ? "" : state->region;
}

static const char *
year_of(const struct vb_columns_building *building, const char *value, size_t size, size_t *derived)
{
	(void)building;
	*derived = size < 4 ? 0 : 4;
	return value;
}

/* A document without a symbol goes by its path, which begins with a slash; no symbol does. */
static const char *
symbol_of(const struct vb_columns_building *building, const char *value, size_t size,
	  size_t *derived)
{
	(void)building;
	*derived = size > 0 && value[0] != '/' ? size : 0;
	return value;
}

bool
vb_columns_add_region(struct vb_columns_building *building, struct vb_err *err)
{
	return derive(building, region_of, VB_COLUMN_REGION, err);
}

bool
vb_columns_add_year(struct vb_columns_building *building, struct vb_err *err)
{
	return derive(building, year_of, VB_COLUMN_YEAR, err);
}

bool
vb_columns_add_symbol(struct vb_columns_building *building, struct vb_err *err)
{
	return derive(building, symbol_of, VB_COLUMN_SYMBOL, err);
}

/* ---- documents ---- */

/* A file, and what its document goes by. */
struct file {
	char source[VB_SOURCE_DIGITS];
	size_t at, size;		/* in the collector's text */
	uint32_t number;		/* of the document */
};

struct collector {
	struct vb_columns_building *building;
	struct vb_buf files;		/* by source */
	struct vb_buf text;
	size_t walked;			/* files whose passages have been noted */
};

static struct file *
file_at(const struct collector *collector, size_t place)
{
	return (struct file *)(void *)collector->files.data + place;
}

/* VB_TERM_DOCUMENT, digits, key: they come sorted by the digits. */
static bool
add_key(void *data, const char *term, size_t size, uint32_t documents, struct vb_err *err)
{
	struct collector *collector = data;
	struct file file = {.at = collector->text.len};

	(void)documents;
	(void)err;
	if (size <= 1 + VB_SOURCE_DIGITS)
		return true;
	memcpy(file.source, term + 1, VB_SOURCE_DIGITS);
	file.size = size - 1 - VB_SOURCE_DIGITS;
	vb_buf_add(&collector->text, term + 1 + VB_SOURCE_DIGITS, file.size);
	vb_buf_add(&collector->files, &file, sizeof file);
	return true;
}

static int
compare_keys(const void *left, const void *right, void *text)
{
	const struct file *const *a = left, *const *b = right;
	const char *base = text;
	size_t shorter = (*a)->size < (*b)->size ? (*a)->size : (*b)->size;
	int order = memcmp(base + (*a)->at, base + (*b)->at, shorter);

	return order != 0 ? order : ((*a)->size > (*b)->size) - ((*a)->size < (*b)->size);
}

/* Numbers the keys in the order of their bytes; files with one key are one document. */
static void
number_keys(struct collector *collector)
{
	struct vb_columns_building *building = collector->building;
	size_t count = collector->files.len / sizeof(struct file);
	struct file **order = vb_memory_resize(NULL, count + 1, sizeof *order);

	for (size_t i = 0; i < count; i++)
		order[i] = file_at(collector, i);
	if (count > 1)
		qsort_r(order, count, sizeof *order, compare_keys, collector->text.data);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || compare_keys(&order[i - 1], &order[i], collector->text.data) != 0)
			vb_columns_add_value(building, collector->text.data + order[i]->at,
					     order[i]->size);
		order[i]->number = building->number;
	}
	free(order);
}

/* VB_TERM_SOURCE and digits: the passages of a file. */
static bool
add_passages(void *data, const char *term, size_t size, uint32_t documents, struct vb_err *err)
{
	struct collector *collector = data;
	size_t count = collector->files.len / sizeof(struct file);
	const struct file *file = NULL;

	(void)documents;
	while (size == 1 + VB_SOURCE_DIGITS && collector->walked < count) {
		int order = memcmp(file_at(collector, collector->walked)->source, term + 1,
				   VB_SOURCE_DIGITS);

		if (order >= 0) {
			file = order == 0 ? file_at(collector, collector->walked) : NULL;
			break;
		}
		collector->walked++;
	}
	if (file == NULL)
		return vb_err_set(err, VB_DAMAGED, "the index is damaged: passages of no document");
	return vb_columns_note_postings(collector->building, term, size, file->number, err);
}

bool
vb_columns_add_documents(struct vb_columns_building *building, struct vb_err *err)
{
	const struct vb_columns_source *source = building->source;
	struct collector collector = {.building = building};
	bool ok;

	vb_columns_begin_facet(building);
	ok = source->terms(source->database, VB_TERM_DOCUMENT, 1, add_key, &collector, err);
	if (ok)
		number_keys(&collector);
	ok = ok && source->terms(source->database, VB_TERM_SOURCE, 1, add_passages, &collector, err);
	vb_buf_fini(&collector.files);
	vb_buf_fini(&collector.text);
	return ok && vb_columns_end_facet(building, VB_COLUMN_DOCUMENT, err);
}
