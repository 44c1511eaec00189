/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "respell_entry.h"

#include "alike.h"
#include "utf8.h"

/* Fewer characters say too little, with more an error is rarely the only one. */
#define LEAST 4
#define MOST 6

/* Where a character of a row is another. */
struct row {
	const uint32_t *point;
	size_t points;
	size_t at;
	uint32_t other;
};

static bool
is_entry(const struct vb_glossary *glossary, const struct row *row, size_t first, size_t length)
{
	char text[MOST * 4];
	size_t size = 0;

	for (size_t i = first; i < first + length; i++)
		size += vb_utf8_put(i == row->at ? row->other : row->point[i], text + size);
	return vb_glossary_has(glossary, text, size);
}

/* The longest entry, of least characters or more, that has both i and i + 1; 0 for none. */
static size_t
reach(const struct vb_glossary *glossary, const struct row *row, size_t i, size_t least)
{
	for (size_t length = MOST; length >= least; length--)
		for (size_t first = i + 2 < length ? 0 : i + 2 - length;
		     first <= i && first + length <= row->points; first++)
			if (is_entry(glossary, row, first, length))
				return length;
	return 0;
}

/* A better one with another character in a row's place, for the neighbours i and i + 1. */
static void
change(const struct vb_glossary *glossary, struct row *row, size_t i, struct vb_respell_change *best)
{
	uint32_t alike[VB_ALIKE_MAX];
	size_t count = vb_alike_find(row->point[row->at], alike), length;

	for (size_t j = 0; j < count; j++) {
		row->other = alike[j];
		length = reach(glossary, row, i, best->entry < LEAST ? LEAST : best->entry + 1);
		if (length > best->entry)
			*best = (struct vb_respell_change){row->at, alike[j], length};
	}
}

struct vb_respell_change
vb_respell_entry(const struct vb_glossary *glossary, const uint32_t *point, const bool *known, size_t points)
{
	struct vb_respell_change best = {0, 0, 0};

	for (size_t i = 0; glossary != NULL && i + 1 < points; i++) {
		struct row row = {point, points, i, point[i]};

		if (known[i] || reach(glossary, &row, i, 2) > 0)
			continue;
		change(glossary, &row, i, &best);
		row.at = i + 1;
		change(glossary, &row, i, &best);
	}
	return best;
}
