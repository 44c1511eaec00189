/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "forms.h"
#include "match.h"
#include "near.h"
#include "quotation.h"
#include "rank.h"
#include "unit.h"
#include "verify.h"

/* Places of one operand that are looked at in a passage. */
#define PLACES 512

struct operand {
	const char *text;	/* folded; or a stem */
	size_t size;
	bool stem;
	struct vb_forms forms;	/* of a stem */
};

/* Word positions, both inclusive. */
struct span {
	uint32_t first, last;
};

struct spans {
	struct span list[PLACES];
	size_t count;
};

static void
open_operand(struct vb_match *match, const struct vb_query *query, struct operand *operand)
{
	struct vb_tokens tokens;

	operand->text = vb_quotation_fold(match, query->text, strlen(query->text), &operand->size);
	operand->stem = query->kind == VB_QUERY_WORDS &&
			vb_unit_is_word(match->tokeniser, operand->text);
	if (!operand->stem)
		return;
	vb_token_cut(match->tokeniser, operand->text, operand->size, &tokens);
	operand->text = vb_arena_strdup(match->arena, tokens.stems + tokens.list[0].stem);
	operand->size = strlen(operand->text);
	vb_forms_open(match, operand->text, &operand->forms);
}

static void
add_span(struct spans *spans, uint32_t first, uint32_t last)
{
	if (spans->count < PLACES)
		spans->list[spans->count++] = (struct span){first, last};
}

/* The word that holds the byte at offset, searched from *at on; offsets must not go back. */
static uint32_t
position_at(const struct vb_tokens *tokens, size_t *at, size_t offset)
{
	uint32_t position = 0;

	while (*at < tokens->count && tokens->list[*at].from <= offset)
		++*at;
	for (size_t i = *at; i > 0 && tokens->list[i - 1].from <= offset; i--) {
		position = tokens->list[i - 1].position;
		if (tokens->list[i - 1].kind != VB_TOKEN_GRAM)
			break;
	}
	return position;
}

static void
find_spans(const struct operand *operand, const struct vb_tokens *tokens, struct spans *spans)
{
	const char *text = tokens->folded.text, *end = text + tokens->folded.len, *at = text;
	size_t token = 0;

	spans->count = 0;
	for (size_t i = 0; operand->stem && i < tokens->count; i++)
		if (tokens->list[i].kind == VB_TOKEN_WORD &&
		    strcmp(tokens->stems + tokens->list[i].stem, operand->text) == 0)
			add_span(spans, tokens->list[i].position, tokens->list[i].position);
	if (operand->stem || operand->size == 0)
		return;
	while (spans->count < PLACES &&
	       (at = memmem(at, (size_t)(end - at), operand->text, operand->size)) != NULL) {
		uint32_t first = position_at(tokens, &token, (size_t)(at - text));

		add_span(spans, first,
			 position_at(tokens, &token, (size_t)(at - text) + operand->size - 1));
		at += operand->size;
	}
}

static bool
is_near(struct span a, struct span b, uint32_t distance)
{
	uint32_t between = 0;

	if (a.last < b.first)
		between = b.first - a.last - 1;
	else if (b.last < a.first)
		between = a.first - b.last - 1;
	return between <= distance;
}

/*
 * Keeps the spans of next that are near one of before; both are in order, so the first that
 * can still be near only moves forward.
 */
static void
keep_near(const struct spans *before, struct spans *next, uint32_t distance)
{
	size_t kept = 0, from = 0;

	for (size_t i = 0; i < next->count; i++) {
		struct span span = next->list[i];

		while (from < before->count && before->list[from].last < span.first &&
		       !is_near(before->list[from], span, distance))
			from++;
		if (from < before->count && is_near(before->list[from], span, distance))
			next->list[kept++] = span;
	}
	next->count = kept;
}

static size_t
meetings(const struct operand *operand, size_t count, uint32_t distance,
	 const struct vb_tokens *tokens)
{
	struct spans spans[2];

	find_spans(&operand[0], tokens, &spans[0]);
	for (size_t i = 1; i < count && spans[(i - 1) % 2].count > 0; i++) {
		find_spans(&operand[i], tokens, &spans[i % 2]);
		keep_near(&spans[(i - 1) % 2], &spans[i % 2], distance);
		if (i + 1 == count)
			return spans[i % 2].count;
	}
	return 0;
}

/* ---- whether to look closer ---- */

/*
 * Cutting a text into words costs much more than looking for bytes in it, and most passages
 * fail by far.  Blanks part words for certain, so between two places there are at least as many
 * words as there are pieces with a letter or digit of ASCII wholly between them.
 */
#define GUESSES 48

struct guess {
	uint32_t first, last;	/* pieces begun before the place, and by its end */
};

struct guesses {
	struct guess list[GUESSES];
	size_t count;
	bool whole;
};

/* By byte: how many pieces have begun. */
static void
number_pieces(const struct vb_folded *folded, struct vb_buf *pieces)
{
	uint32_t count = 0, *list;
	bool inside = false;

	vb_buf_clear(pieces);
	vb_buf_reserve(pieces, (folded->len + 1) * sizeof(list[0]));
	list = (uint32_t *)(void *)pieces->data;
	for (size_t i = 0; i < folded->len; i++) {
		char c = folded->text[i];

		if (c == ' ')
			inside = false;
		else if (!inside && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			inside = true;
			count++;
		}
		list[i] = count;
	}
}

static void
guess_places(const struct vb_folded *folded, const uint32_t *piece, const char *text, size_t size,
	     struct guesses *out)
{
	const char *at = folded->text, *end = at + folded->len;

	while (size > 0 && (at = memmem(at, (size_t)(end - at), text, size)) != NULL) {
		size_t from = (size_t)(at - folded->text);

		if (out->count == GUESSES) {
			out->whole = false;
			return;
		}
		out->list[out->count++] = (struct guess){from == 0 ? 0 : piece[from - 1],
							 piece[from + size - 1]};
		at += size;
	}
}

/* Every place of the operand is among those guessed. */
static void
guess(const struct operand *operand, const struct vb_folded *folded, const uint32_t *piece,
      struct guesses *out)
{
	out->count = 0;
	out->whole = true;
	for (size_t i = 0; operand->stem && i < operand->forms.count; i++)
		guess_places(folded, piece, operand->forms.word[i], strlen(operand->forms.word[i]), out);
	if (!operand->stem)
		guess_places(folded, piece, operand->text, operand->size, out);
}

/* A piece that the later place stands in may have begun before it: it does not count. */
static bool
may_be_near(struct guess a, struct guess b, uint32_t distance)
{
	return (b.first <= a.last || b.first - a.last <= distance + 1) &&
	       (a.first <= b.last || a.first - b.last <= distance + 1);
}

/* False when the operands certainly do not meet. */
static bool
may_meet(const struct operand *operand, size_t count, uint32_t distance,
	 const struct vb_folded *folded, struct vb_buf *pieces)
{
	struct guesses guesses[2];
	const uint32_t *piece;

	number_pieces(folded, pieces);
	piece = (const uint32_t *)(void *)pieces->data;
	guess(&operand[0], folded, piece, &guesses[0]);
	for (size_t i = 1; i < count; i++) {
		const struct guesses *before = &guesses[(i - 1) % 2];
		struct guesses *next = &guesses[i % 2];
		size_t kept = 0;

		guess(&operand[i], folded, piece, next);
		if (!before->whole || !next->whole)
			return true;
		for (size_t j = 0; j < next->count; j++)
			for (size_t k = 0; k < before->count; k++)
				if (may_be_near(before->list[k], next->list[j], distance)) {
					next->list[kept++] = next->list[j];
					break;
				}
		if ((next->count = kept) == 0)
			return false;
	}
	return true;
}

/* ---- the whole ---- */

struct near {
	struct vb_tokeniser *tokeniser;
	struct operand operand[VB_QUERY_TERMS];
	size_t count;
	uint32_t distance;
	struct vb_buf pieces;
};

/* How often the operands meet in a folded text. */
static size_t
count_meetings(void *data, const struct vb_folded *folded)
{
	struct near *near = data;
	struct vb_tokens tokens;

	if (!may_meet(near->operand, near->count, near->distance, folded, &near->pieces))
		return 0;
	vb_token_cut(near->tokeniser, folded->text, folded->len, &tokens);
	return meetings(near->operand, near->count, near->distance, &tokens);
}

bool
vb_near_match(struct vb_match *match, const struct vb_query *near, double weight,
	      struct vb_set *out, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *held = vb_set_take(&index->sets);
	struct near all = {.tokeniser = match->tokeniser, .distance = near->distance};
	bool ok;

	for (const struct vb_query *child = near->child; child != NULL; child = child->next) {
		vb_set_clear(held);
		if (!vb_match_query(match, child, weight, all.count == 0 ? out : held, err))
			return false;
		if (all.count > 0)
			vb_set_and(out, held);
		open_operand(match, child, &all.operand[all.count++]);
	}
	vb_set_give(&index->sets, held);
	ok = vb_verify(match, &(struct vb_verify){.fn = count_meetings, .data = &all}, out, err);
	vb_buf_fini(&all.pieces);
	if (ok)
		vb_rank_tally(index, out, weight);
	return ok;
}
