/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "matching.h"
#include "quotation.h"
#include "unit.h"
#include "wanted.h"

static void
add(struct vb_match *match, struct vb_wanted_list *list, enum vb_wanted_kind kind, const char *text,
    size_t size)
{
	if (size == 0)
		return;
	/* The array doubles whenever its count is a power of two, as in list.c. */
	if ((list->count & (list->count - 1)) == 0) {
		struct vb_wanted *more = vb_arena_array(match->arena, list->count * 2 + 1,
							sizeof(more[0]));

		if (list->count > 0)
			memcpy(more, list->item, list->count * sizeof(more[0]));
		list->item = more;
	}
	list->item[list->count++] = (struct vb_wanted){kind, text, size};
}

static void
add_folded(struct vb_match *match, struct vb_wanted_list *list, enum vb_wanted_kind kind,
	   const char *text, size_t size)
{
	const char *folded = vb_quotation_fold(match, text, size, &size);

	add(match, list, kind, folded, size);
}

/* Characters in a row, as a strict bag wants them. */
static void
add_pieces(struct vb_match *match, struct vb_wanted_list *list, const char *text)
{
	while (*(text += strspn(text, " ")) != '\0') {
		size_t size = strcspn(text, " ");
		const char *piece = vb_arena_strndup(match->arena, text, size);

		text += size;
		if (vb_unit_unspaced(piece))
			add_folded(match, list, VB_WANTED_TEXT, piece, size);
	}
}

static void
add_words(struct vb_match *match, struct vb_wanted_list *list, const struct vb_query *query)
{
	struct vb_units units;

	vb_unit_open(match->tokeniser, match->tables, false, query, match->arena, &units);
	for (size_t i = 0; i < units.terms; i++) {
		const struct vb_unit_term *term = &units.term[i];

		if (term->family == VB_UNIT_STEM)
			add(match, list, VB_WANTED_STEM, term->text, term->size);
		else if (term->family != VB_UNIT_FORM && term->shown && !query->strict)
			add(match, list, VB_WANTED_TEXT, term->text, term->size);
	}
	if (query->strict)
		add_pieces(match, list, query->text);
	for (size_t i = 0; i < units.count; i++) {
		const struct vb_unit *unit = &units.unit[i];

		if (unit->kind == VB_UNIT_CHARACTER)
			add(match, list, VB_WANTED_TEXT, unit->text, strlen(unit->text));
		else if (unit->kind == VB_UNIT_SYMBOL)
			add(match, list, VB_WANTED_SYMBOL, unit->text, strlen(unit->text));
	}
}

static void
walk(struct vb_match *match, struct vb_wanted_list *list, const struct vb_query *query)
{
	const char *text = query->text;

	switch (query->kind) {
	case VB_QUERY_WORDS:
		add_words(match, list, query);
		return;
	case VB_QUERY_PHRASE:
		add_folded(match, list, VB_WANTED_TEXT, text, strlen(text));
		return;
	case VB_QUERY_PREFIX:
		add_folded(match, list, vb_unit_unspaced(text) ? VB_WANTED_TEXT : VB_WANTED_PREFIX,
			   text, strlen(text));
		return;
	case VB_QUERY_AND:
	case VB_QUERY_OR:
	case VB_QUERY_NEAR:
		for (const struct vb_query *child = query->child; child != NULL; child = child->next)
			walk(match, list, child);
		return;
	default:
		return;	/* filters, and what is not wanted */
	}
}

void
vb_wanted_list(struct vb_match *match, const struct vb_query *query, struct vb_wanted_list *list)
{
	list->item = NULL;
	list->count = 0;
	walk(match, list, query);
	for (size_t i = 0; i < match->spellings->count; i++)
		add(match, list, VB_WANTED_WORD, match->spellings->item[i],
		    strlen(match->spellings->item[i]));
	for (size_t i = 0; i < match->renderings->count; i++)
		add(match, list, match->renderings->item[i][0] == VB_UNIT_STEM ? VB_WANTED_STEM : VB_WANTED_TEXT,
		    match->renderings->item[i] + 1, strlen(match->renderings->item[i] + 1));
}
