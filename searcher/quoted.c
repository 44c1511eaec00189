/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quoted.h"

#include <string.h>

#include <unicode/uchar.h>

#include "common.h"
#include "schema.h"
#include "token.h"
#include "utf8.h"

char
vb_quoted_family(const struct vb_piece *piece)
{
	return piece->gram ? VB_TERM_GRAM[0] : VB_TERM_WORD[0];
}

/* A mark does not. */
static bool
begins_word(uint32_t point)
{
	return vb_token_in_word(point) && (U_GET_GC_MASK((UChar32)point) & U_GC_M_MASK) == 0;
}

static void
add_run(struct vb_quoted *quotation, size_t start, size_t end)
{
	struct vb_piece *piece = &quotation->piece[quotation->count++];
	size_t before = start, after = end;

	piece->text = quotation->text + start;
	piece->size = end - start;
	if (start > 0 && !vb_token_in_word(vb_utf8_prev(quotation->text, &before)))
		piece->edges |= VB_EDGE_START;
	if (end < quotation->size &&
	    !vb_token_in_word(vb_utf8_next(quotation->text, quotation->size, &after)))
		piece->edges |= VB_EDGE_END;
	quotation->letters_only = start == 0 && end == quotation->size;
}

static void
add_characters(struct vb_quoted *quotation, size_t start, size_t end, bool opens)
{
	quotation->piece[quotation->count++] = (struct vb_piece){
		quotation->text + start, end - start, .gram = !opens, .opens = opens};
}

static void
cut(struct vb_quoted *quotation)
{
	size_t run = 0, before = 0, unspaced = 0;
	bool running = false;

	for (size_t at = 0; at < quotation->size; quotation->points++) {
		size_t start = at;
		uint32_t point = vb_utf8_next(quotation->text, quotation->size, &at);

		if (running && !vb_token_in_word(point)) {
			add_run(quotation, run, start);
			running = false;
		} else if (!running && begins_word(point)) {
			run = start;
			running = true;
		}
		if (vb_utf8_unspaced(point)) {
			if (unspaced++ > 0)
				add_characters(quotation, before, at, false);
		} else if (unspaced > 0) {
			add_characters(quotation, before, start, false);
			unspaced = 0;
		}
		before = start;
	}
	if (running)
		add_run(quotation, run, quotation->size);
	if (unspaced == 1)
		add_characters(quotation, before, quotation->size, true);
}

static bool
is_covered(const struct vb_quoted *quotation, size_t from, size_t to)
{
	return quotation->covered[from] && quotation->covered[to - 1];
}

bool
vb_quoted_covered(const struct vb_quoted *quotation, const struct vb_piece *piece)
{
	size_t from = (size_t)(piece->text - quotation->text);

	return is_covered(quotation, from, from + piece->size);
}

struct covering {
	struct vb_arena *arena;
	struct vb_quoted *quotation;
	size_t words;		/* in a row, of those that are taken */
};

/* What longer rows cover tells nothing more. */
static void
take_common(void *data, const struct vb_common *common)
{
	struct covering *covering = data;
	struct vb_quoted *quotation = covering->quotation;
	struct xc_bytes *term = &quotation->common[quotation->commons];
	char *bytes;

	if (common->size != covering->words ||
	    (common->size < VB_COMMON_WORDS && is_covered(quotation, common->from, common->to)))
		return;
	bytes = vb_arena_alloc(covering->arena, common->size + 1);
	bytes[0] = VB_TERM_COMMON[0];
	memcpy(bytes + 1, common->code, common->size);
	*term = (struct xc_bytes){bytes, common->size + 1};
	memset(quotation->covered + common->from, 1, common->to - common->from);
	if (common->from == 0 && common->to == quotation->size)
		quotation->all = *term;
	quotation->commons++;
}

static void
count_common(void *data, const struct vb_common *common)
{
	size_t *count = data;

	*count += common->size > 0;
}

static void
find_common(struct vb_arena *arena, struct vb_quoted *quotation)
{
	struct covering covering = {arena, quotation, VB_COMMON_WORDS};
	size_t count = 0;

	vb_common_find(quotation->text, quotation->size, count_common, &count);
	quotation->common = vb_arena_array(arena, count + 1, sizeof(struct xc_bytes));
	quotation->covered = vb_arena_array(arena, quotation->size + 1, 1);
	for (; covering.words > 1; covering.words--)
		vb_common_find(quotation->text, quotation->size, take_common, &covering);
}

void
vb_quoted_cut(struct vb_quoted *quotation, struct vb_arena *arena)
{
	quotation->piece = vb_arena_array(arena, quotation->size + 1, sizeof(struct vb_piece));
	cut(quotation);
	find_common(arena, quotation);
}
