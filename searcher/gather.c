/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "gather.h"
#include "utf8.h"

#define PLACE 30	/* characters, or, where more are asked for, ... */
#define PLACE_TIMES 4	/* ... so many times as many as those */
#define HEADING 0.4	/* of what a character weighs that the text does not have */

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

/* The other names of what is meant by the characters asked for. */
static void
name(struct vb_gather *gather, const struct vb_meant *meant)
{
	uint64_t bits[VB_GATHER_WORDS] = {0};
	size_t size = strlen(meant->text), number;
	bool known = false;

	for (size_t at = 0; at < size;)
		if ((number = find(gather, vb_utf8_next(meant->text, size, &at))) < gather->count) {
			add(bits, number);
			known = true;
		}
	for (size_t i = 0; known && i < meant->names && gather->names < VB_GATHER_NAMES; i++) {
		struct vb_gather_name *other = &gather->name[gather->names++];
		size_t at = 0;
		uint8_t *slot;

		other->text = meant->name[i];
		other->size = strlen(other->text);
		memcpy(other->meant, bits, sizeof bits);
		slot = &gather->begins[vb_utf8_next(other->text, other->size, &at) % VB_GATHER_SLOTS];
		other->next = *slot;
		*slot = (uint8_t)gather->names;
	}
}

void
vb_gather_open(struct vb_gather *gather, const struct vb_match *match, const char *text)
{
	const struct vb_meant *meant;
	struct vb_tokens tokens;

	vb_token_cut(match->tokeniser, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];

		if (token->kind == VB_TOKEN_HAN && !token->stop)
			ask(gather, match, tokens.folded.text + token->from, token->to - token->from);
	}
	gather->typed = gather->count > 0;
	for (meant = match->meant; !gather->typed && meant != NULL; meant = meant->next)
		ask(gather, match, meant->text, strlen(meant->text));
	for (meant = match->meant; meant != NULL; meant = meant->next)
		name(gather, meant);
}

/* A character asked for stands at a place. */
static void
put(struct vb_gather *gather, size_t number, uint32_t place, struct vb_gather_places *places)
{
	if (places->count == places->room)
		return;
	places->list[places->count++] = (struct vb_gather_place){(uint32_t)number, place};
	gather->character[number].passages += !has(places->text, number);
	add(places->text, number);
}

/* The names that begin at a place, with this character. */
static void
put_names(struct vb_gather *gather, uint32_t point, const char *from, size_t size, uint32_t place,
	  struct vb_gather_places *places)
{
	for (size_t i = gather->begins[point % VB_GATHER_SLOTS]; i != 0; i = gather->name[i - 1].next) {
		const struct vb_gather_name *other = &gather->name[i - 1];

		if (other->size > size || memcmp(other->text, from, other->size) != 0)
			continue;
		for (size_t number = 0; number < gather->count; number++)
			if (has(other->meant, number))
				put(gather, number, place, places);
	}
}

struct vb_gather_places
vb_gather_read(struct vb_gather *gather, const char *folded, size_t size, struct vb_arena *arena)
{
	/* Three bytes a character; what is left is for names, each of which stands for several. */
	struct vb_gather_places places = {
		.list = vb_arena_array(arena, size + 1, sizeof(places.list[0])), .room = size + 1,
	};
	uint32_t place = 0;

	for (size_t at = 0; at < size; place++) {
		size_t from = at, number;
		uint32_t point = vb_utf8_next(folded, size, &at);

		put_names(gather, point, folded + from, size - from, place, &places);
		if ((number = find(gather, point)) < gather->count)
			put(gather, number, place, &places);
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
	size_t place = gather->count * PLACE_TIMES > PLACE ? gather->count * PLACE_TIMES : PLACE;
	double sum = 0, most = 0;

	for (size_t i = 0, first = 0; i < places->count; i++) {
		if (times[places->list[i].character]++ == 0)
			sum += gather->character[places->list[i].character].idf;
		for (; places->list[i].at - places->list[first].at >= place; first++)
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
