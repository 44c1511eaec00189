/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "field.h"

#include <string.h>

#include "date.h"
#include "schema.h"

/* A list of more than this part of all passages is longer to walk than the column. */
#define COLUMN_PART 16

uint32_t
vb_field_number(const struct vb_index *index, enum vb_facet_name facet, const char *value)
{
	char term[VB_TERM_MAX], prefix[VB_TERM_MAX];
	size_t size = vb_schema_filter(vb_facet_slug(facet), value, term);
	size_t skip = vb_schema_filter(vb_facet_slug(facet), "", prefix);

	return vb_column_find(&index->columns.column[facet], term + skip, size - skip);
}

/* Every passage that has a number that fits. */
static void
scan(struct vb_index *index, const struct vb_column *column, const uint8_t *fits, struct vb_set *out)
{
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	uint8_t met[VB_INDEX_BLOCK];
	size_t count;

	while ((count = vb_set_read(index->all, &from, docid, VB_INDEX_BLOCK)) > 0) {
		vb_column_match(column, docid, count, fits, met);
		for (size_t i = 0; i < count; i++)
			if (met[i])
				vb_set_add(out, docid[i]);
	}
}

bool
vb_field_holders(struct vb_match *match, enum vb_facet_name facet, const char *value,
		 struct vb_set *out, struct vb_err *err)
{
	struct vb_index *index = match->index;
	const struct vb_column *column = &index->columns.column[facet];
	char term[VB_TERM_MAX];
	size_t size = vb_schema_filter(vb_facet_slug(facet), value, term);
	uint32_t documents, number = vb_field_number(index, facet, value);
	uint8_t *fits;

	if (number == 0)
		return true;
	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	/* None bears the term of a value that follows from another. */
	if (documents > 0 && documents < index->last / COLUMN_PART)
		return vb_index_collect(index, term, size, NULL, out, err);
	fits = vb_arena_array(match->arena, (size_t)column->values + 1, sizeof(*fits));
	fits[number] = 1;
	scan(index, column, fits, out);
	return true;
}

const uint8_t *
vb_field_dates(struct vb_match *match, const char *since, const char *until)
{
	const struct vb_column *column = &match->index->columns.column[VB_COLUMN_DATE];
	uint8_t *fits = vb_arena_array(match->arena, (size_t)column->values + 1, sizeof(*fits));

	for (uint32_t i = 1; i <= column->values; i++) {
		char date[VB_DATE_MAX], first[VB_DATE_MAX], last[VB_DATE_MAX];
		size_t size;
		const char *value = vb_column_value(column, i, &size);

		if (!vb_date_parse(value, size, date))
			continue;
		vb_date_range(date, first, last);
		fits[i] = (since == NULL || strcmp(last, since) >= 0) &&
			  (until == NULL || strcmp(first, until) <= 0);
	}
	return fits;
}

void
vb_field_dated(struct vb_match *match, const char *since, const char *until, struct vb_set *out)
{
	scan(match->index, &match->index->columns.column[VB_COLUMN_DATE],
	     vb_field_dates(match, since, until), out);
}
