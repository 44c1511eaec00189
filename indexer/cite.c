/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cite.h"

#include <stdlib.h>
#include <string.h>

#include "edge.h"
#include "symbol.h"

#define FOUND_MAX 512	/* symbols of one passage */

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "77/37" of "A/RES/77/37"; NULL when the symbol is no resolution or decision. */
static const char *
number_part(const char *symbol)
{
	const char *part = strstr(symbol, "/RES/");

	if (!part)
		part = strstr(symbol, "/DEC/");
	return part ? part + strlen("/RES/") : NULL;
}

/* The number stands in the text by itself, near a word that says what it numbers. */
static bool
names_number(const char *text, size_t size, const char *number)
{
	size_t len = strlen(number);

	for (size_t at = 0; at + len <= size;) {
		const char *hit = memmem(text + at, size - at, number, len);
		size_t from, to;

		if (!hit)
			return false;
		at = (size_t)(hit - text) + len;
		from = at - len;
		if ((from > 0 &&
		     (text[from - 1] == '/' || (text[from - 1] >= '0' && text[from - 1] <= '9'))) ||
		    (at < size && (text[at] == '/' || (text[at] >= '0' && text[at] <= '9'))))
			continue;
		to = at + 30 < size ? at + 30 : size;
		if (vb_edge_holds(text + at, to - at, "决议") ||
		    vb_edge_holds(text + at, to - at, "决定"))
			return true;
		from = from > 60 ? from - 60 : 0;
		if (vb_edge_holds(text + from, at - from, "resolution") ||
		    vb_edge_holds(text + from, at - from, "decision"))
			return true;
	}
	return false;
}

/* A symbol of the same number is known from the words already. */
static bool
knows_number(const char *const *cites, size_t count, const char *number)
{
	for (size_t i = 0; i < count; i++) {
		const char *known = number_part(cites[i]);

		if (known && strcmp(known, number) == 0)
			return true;
	}
	return false;
}

static size_t
sort_once(const char **cites, size_t count)
{
	size_t kept = 0;

	if (count > 1)
		qsort(cites, count, sizeof *cites, by_text);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(cites[i], cites[i - 1]) != 0)
			cites[kept++] = cites[i];
	return kept;
}

void
vb_cite_fill(struct vb_record *record, const struct vb_cleaned *cleaned, struct vb_arena *arena)
{
	struct vb_symbol found[FOUND_MAX];
	const char *cites[2 * FOUND_MAX];
	size_t count = 0, total;

	/* no digit and slash, no symbol: most passages end here */
	if (!memchr(record->text, '/', record->text_size) &&
	    !vb_edge_holds(record->text, record->text_size, "／") &&
	    !vb_edge_holds(record->text, record->text_size, "号") &&
	    !vb_edge_holds(record->text, record->text_size, "esolution"))
		return;
	total = vb_symbol_find(record->text, record->text_size, found, FOUND_MAX);
	for (size_t i = 0; i < total; i++)
		cites[count++] = vb_arena_strdup(arena, found[i].text);
	count = sort_once(cites, count);
	for (size_t i = 0; i < cleaned->link_count && count < 2 * FOUND_MAX; i++) {
		const char *number = number_part(cleaned->links[i]);

		if (number && !knows_number(cites, count, number) &&
		    names_number(record->text, record->text_size, number))
			cites[count++] = cleaned->links[i];
	}
	count = sort_once(cites, count);
	if (count == 0)
		return;
	record->cites.item = vb_arena_array(arena, count, sizeof *record->cites.item);
	memcpy(record->cites.item, cites, count * sizeof *cites);
	record->cites.count = count;
}
