/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme_table.h"

#include <stdlib.h>
#include <string.h>

#define GAP 48	/* bytes between two pieces: sixteen Han characters, some eight English words */

/* How far the pieces of a part of several have been met. */
struct chain {
	uint32_t part;
	uint32_t start[VB_THEME_PIECES], end[VB_THEME_PIECES];
	uint8_t met;	/* bit i: piece i */
};

/* Does no clause end between two places? */
static bool
one_clause(const char *text, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		if (strchr(",;!?", text[i]) != NULL)
			return false;
		if (text[i] == '.' && i + 1 < to && text[i + 1] == ' ')
			return false;
		if (to - i >= 3 && memcmp(text + i, "。", 3) == 0)
			return false;
	}
	return true;
}

/* Puts a piece behind those before it; true when the part is whole: *start is where it begins. */
static bool
link_piece(struct chain *chain, const struct vb_theme_part *part, unsigned index,
	   const struct vb_phrase_match *match, const char *text, uint32_t *start)
{
	if (index == 0) {
		chain->start[0] = match->start;
	} else {
		if (!(chain->met >> (index - 1) & 1) || match->start < chain->end[index - 1] ||
		    match->start - chain->end[index - 1] > GAP ||
		    !one_clause(text, chain->end[index - 1], match->start))
			return false;
		chain->start[index] = chain->start[index - 1];
	}
	chain->end[index] = match->end;
	chain->met |= (uint8_t)(1u << index);
	*start = chain->start[index];
	return index + 1u == part->pieces;
}

/* The chain of a part: few parts have several pieces, and few of those stand in one text. */
static struct chain *
chain_of(struct vb_buf *chains, uint32_t part)
{
	struct chain fresh = {.part = part}, *list = (struct chain *)(void *)chains->data;
	size_t count = chains->len / sizeof fresh;

	for (size_t i = 0; i < count; i++)
		if (list[i].part == part)
			return &list[i];
	vb_buf_add(chains, &fresh, sizeof fresh);
	return (struct chain *)(void *)chains->data + count;
}

static void
join_pieces(const struct vb_themes *themes, const char *text, const struct vb_buf *matches,
	    struct vb_buf *found)
{
	const struct vb_phrase_match *match = (const void *)matches->data;
	size_t count = matches->len / sizeof *match;
	struct vb_buf chains = VB_BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		const struct vb_theme_piece *piece = &themes->pieces[match[i].phrase];
		const struct vb_theme_part *part = &themes->parts[piece->part];
		struct vb_theme_found one = {part->entry, piece->part, match[i].start, match[i].end,
					     VB_THEME_OPEN, themes->entries[part->entry].theme};

		if (part->pieces == 1 || link_piece(chain_of(&chains, piece->part), part, piece->index,
						    &match[i], text, &one.start))
			vb_buf_add(found, &one, sizeof one);
	}
	vb_buf_fini(&chains);
}

static int
compare(const void *a, const void *b)
{
	const struct vb_theme_found *x = a, *y = b;

	if (x->theme != y->theme)
		return x->theme < y->theme ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

/*
 * Hides what a mask touches.  Both lists go by their start: of the masks that have begun
 * only the one that reaches furthest is asked, then the next to begin.
 */
static void
hide_masked(struct vb_theme_found *list, size_t count, const struct vb_theme_found *masks,
	    size_t mask_count)
{
	const struct vb_theme_found *furthest = NULL;
	size_t next = 0;

	for (size_t i = 0; i < count; i++) {
		for (; next < mask_count && masks[next].start <= list[i].start; next++)
			if (furthest == NULL || masks[next].end > furthest->end)
				furthest = &masks[next];
		if (furthest != NULL && furthest->end > list[i].start)
			list[i].cover = furthest->entry;
		else if (next < mask_count && masks[next].start < list[i].end)
			list[i].cover = masks[next].entry;
	}
}

/* Hides what stands in a longer phrase of one part; the list is one theme's, by start, longest first. */
static void
hide_inner(const struct vb_themes *themes, struct vb_theme_found *list, size_t count)
{
	const struct vb_theme_found *outer = NULL;

	for (size_t i = 0; i < count; i++) {
		if (list[i].cover != VB_THEME_OPEN)
			continue;
		if (outer != NULL && outer->end >= list[i].end &&
		    (outer->start < list[i].start || outer->end > list[i].end))
			list[i].cover = outer->entry;
		else if (themes->entries[list[i].entry].parts == 1 &&
			 (outer == NULL || list[i].end > outer->end))
			outer = &list[i];
	}
}

static void
add_masks(const struct vb_themes *themes, const struct vb_theme_found *list, size_t count,
	  struct vb_buf *masks)
{
	for (size_t i = 0; i < count; i++)
		if (themes->entries[list[i].entry].kind == VB_THEME_MASK)
			vb_buf_add(masks, &list[i], sizeof list[i]);
}

/* The masks of [*] stand at the list's end. */
static size_t
first_of_all(const struct vb_theme_found *list, size_t count)
{
	while (count > 0 && list[count - 1].theme == VB_THEME_ALL)
		count--;
	return count;
}

void
vb_theme_find(const struct vb_themes *themes, const char *text, size_t size, struct vb_buf *found)
{
	struct vb_buf matches = VB_BUF_INIT, all = VB_BUF_INIT, own = VB_BUF_INIT;
	struct vb_theme_found *list;
	size_t count, ours;

	vb_phrases_find(themes->phrases, text, size, &matches);
	join_pieces(themes, text, &matches, found);
	list = (struct vb_theme_found *)(void *)found->data;
	count = found->len / sizeof *list;
	if (count > 0)
		qsort(list, count, sizeof *list, compare);
	ours = first_of_all(list, count);
	add_masks(themes, list + ours, count - ours, &all);
	for (size_t from = 0, to; from < ours; from = to) {
		for (to = from + 1; to < ours && list[to].theme == list[from].theme;)
			to++;
		vb_buf_clear(&own);
		add_masks(themes, list + from, to - from, &own);
		hide_masked(list + from, to - from, (const void *)all.data,
			    all.len / sizeof *list);
		hide_masked(list + from, to - from, (const void *)own.data,
			    own.len / sizeof *list);
		hide_inner(themes, list + from, to - from);
	}
	vb_buf_fini(&matches);
	vb_buf_fini(&all);
	vb_buf_fini(&own);
}
