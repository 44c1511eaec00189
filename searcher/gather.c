/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "gather.h"
#include "utf8.h"

#define PLACE 30	/* characters */
#define HEADING 0.4	/* of what a character weighs that the text does not have */

/* The character's number; count when it is not asked for. */
static size_t
find(const struct vb_gather *gather, uint32_t point)
{
	size_t i = 0;

	if ((gather->sieve >> point % 64 & 1) == 0)
		return gather->count;
	while (i < gather->count && gather->character[i].point != point)
		i++;
	return i;
}

/* Takes a word's characters in; but who speaks need not say the own name. */
static void
ask(struct vb_gather *gather, const struct vb_match *match, const char *text, size_t size)
{
	if (vb_state_by_name(match->tables->states, text, size) != NULL)
		return;
	for (size_t at = 0; at < size;) {
		uint32_t point = vb_utf8_next(text, size, &at);

		if (!vb_utf8_unspaced(point) || gather->count == VB_GATHER_MOST ||
		    find(gather, point) < gather->count)
			continue;
		gather->character[gather->count++].point = point;
		gather->sieve |= (uint64_t)1 << point % 64;
	}
}

void
vb_gather_open(struct vb_gather *gather, const struct vb_match *match, const char *text)
{
	const struct vb_list *abroad = match->abroad;
	struct vb_tokens tokens;

	vb_token_cut(match->tokeniser, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];

		if (token->kind == VB_TOKEN_HAN && !token->stop)
			ask(gather, match, tokens.folded.text + token->from, token->to - token->from);
	}
	gather->typed = gather->count > 0;
	for (size_t i = 0; !gather->typed && i < abroad->count; i++)
		ask(gather, match, abroad->item[i], strlen(abroad->item[i]));
}

static bool
has(const uint64_t *bits, size_t number)
{
	return bits[number / 64] >> number % 64 & 1;
}

static void
add(uint64_t *bits, size_t number)
{
	bits[number / 64] |= UINT64_C(1) << number % 64;
}

struct vb_gather_places
vb_gather_read(struct vb_gather *gather, const char *folded, size_t size, struct vb_arena *arena)
{
	struct vb_gather_places places = {
		.list = vb_arena_array(arena, size / 3 + 1, sizeof(places.list[0]))	/* three bytes a character */
	};
	uint32_t place = 0;

	for (size_t at = 0; at < size && places.count <= size / 3; place++) {
		uint32_t point = vb_utf8_next(folded, size, &at);
		size_t number = find(gather, point);

		if (number == gather->count)
			continue;
		places.list[places.count++] = (struct vb_gather_place){(uint32_t)number, place};
		gather->character[number].passages += !has(places.text, number);
		add(places.text, number);
	}
	return places;
}

void
vb_gather_above(const struct vb_gather *gather, const char *folded, size_t size,
		struct vb_gather_places *places)
{
	for (size_t at = 0; at < size;) {
		size_t number = find(gather, vb_utf8_next(folded, size, &at));

		if (number < gather->count)
			add(places->above, number);
	}
}

void
vb_gather_weigh(struct vb_gather *gather, size_t passages)
{
	for (size_t i = 0; i < gather->count; i++) {
		struct vb_gather_character *character = &gather->character[i];
		double with = character->passages, without = (double)passages - with;

		character->idf = log(1 + (without + 0.5) / (with + 0.5));
	}
}

double
vb_gather_most(const struct vb_gather *gather, const struct vb_gather_places *places)
{
	uint32_t times[VB_GATHER_MOST] = {0};
	double sum = 0, most = 0;

	for (size_t i = 0, first = 0; i < places->count; i++) {
		if (times[places->list[i].character]++ == 0)
			sum += gather->character[places->list[i].character].idf;
		for (; places->list[i].at - places->list[first].at >= PLACE; first++)
			if (--times[places->list[first].character] == 0)
				sum -= gather->character[places->list[first].character].idf;
		if (sum > most)
			most = sum;
	}
	for (size_t i = 0; i < gather->count; i++)
		if (has(places->above, i) && !has(places->text, i))
			most += HEADING * gather->character[i].idf;
	return most;
}
