/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "glossary.h"
#include "group.h"
#include "naming.h"
#include "stems.h"
#include "utf8.h"
#include "variant.h"

/* The longest entry, in words and in Chinese characters. */
#define ENTRY_WORDS 10
#define ENTRY_CHARACTERS 16
/* An entry of more characters is made of words that mean something by themselves. */
#define PHRASE_CHARACTERS 3
/* A part of a phrase against the phrase. */
#define PART 0.6

struct grouping {
	struct vb_match *match;
	const struct vb_units *units;
	struct vb_groups *groups;
	const struct vb_token *list;	/* the query's, copied */
	size_t count;
	const char *text;		/* folded */
	const char **stem;		/* by token */
	const char **other_stem;	/* of a word's other spelling; NULL for none */
	struct vb_group open;		/* the group that is being made */
	struct vb_naming naming;	/* its names */
	const struct vb_query_other *other;	/* the query's */
	struct vb_buf key;
};

/* What Traditional words are called elsewhere, in the field too. */
static bool
add_others(struct grouping *grouping, const char *key, size_t size)
{
	bool found = false;

	for (const struct vb_query_other *other = grouping->other; other != NULL;
	     other = other->next) {
		if (strlen(other->typed) != size || memcmp(other->typed, key, size) != 0)
			continue;
		vb_naming_add(&grouping->naming, other->text, strlen(other->text), true, 1);
		vb_naming_glossary(&grouping->naming, other->text, strlen(other->text), NULL);
		found = true;
	}
	return found;
}

/* ---- groups ---- */

static void
begin(struct grouping *grouping, size_t from, size_t to, bool chinese)
{
	struct vb_arena *arena = grouping->match->arena;

	grouping->open = (struct vb_group){
		.typed = vb_arena_strndup(arena, grouping->text + from, to - from),
		.unit = vb_arena_array(arena, grouping->units->count + 1, sizeof(size_t)),
		.list = vb_arena_array(arena, VB_GROUP_RENDERINGS, sizeof(struct vb_expansion)),
	};
	grouping->naming = (struct vb_naming){grouping->match, &grouping->open, chinese};
}

/* The units of the tokens that lie in [from, to), and their States' names. */
static void
end(struct grouping *grouping, size_t from, size_t to, double weight)
{
	struct vb_group *group = &grouping->open;
	const struct vb_states *states = grouping->match->tables->states;
	bool chinese = grouping->naming.chinese;
	size_t kept = 0;

	for (size_t i = 0; i < grouping->count; i++) {
		size_t unit = grouping->units->unit_of[i];
		const struct vb_state *state;

		if (unit == 0 || grouping->list[i].from < from || grouping->list[i].to > to)
			continue;
		group->unit[group->units++] = unit - 1;
		if (grouping->units->unit[unit - 1].state == NULL)
			continue;
		state = vb_state_by_code(states, grouping->units->unit[unit - 1].state);
		if (state != NULL)
			vb_naming_add(&grouping->naming, chinese ? state->en : state->zh,
				      strlen(chinese ? state->en : state->zh), !chinese, 1);
	}
	for (size_t i = 0; i < group->count; i++) {
		vb_rendering_cut(grouping->match, &group->list[i]);
		if (group->list[i].terms > 0)
			group->list[kept++] = group->list[i];
	}
	group->count = kept;
	group->weight = weight;
	if (kept > 0 && group->units > 0)
		grouping->groups->list[grouping->groups->count++] = *group;
}

static bool
try_key(struct grouping *grouping, bool word)
{
	const char *key = grouping->key.data;
	size_t size = grouping->key.len;
	bool name = false, found = vb_naming_glossary(&grouping->naming, key, size, &name);

	/* One word has more meanings than the field's; turkey is no bird here, though. */
	if (!found || (word && !name))
		found |= vb_naming_dictionary(&grouping->naming, key, size);
	return found;
}

static void
make_key(struct grouping *grouping, size_t first, size_t last, bool other)
{
	vb_buf_clear(&grouping->key);
	for (size_t i = first; i <= last; i++) {
		if (i > first)
			vb_buf_char(&grouping->key, ' ');
		vb_buf_str(&grouping->key, other && grouping->other_stem[i] != NULL ?
			   grouping->other_stem[i] : grouping->stem[i]);
	}
}

/* The entry of the words list[first..last], in their other spelling (british.h), if any has one. */
static bool
try_other(struct grouping *grouping, size_t first, size_t last)
{
	bool other = false;

	for (size_t i = first; i <= last; i++)
		other = other || grouping->other_stem[i] != NULL;
	if (!other)
		return false;
	make_key(grouping, first, last, true);
	return try_key(grouping, first == last);
}

/* The entry of the words list[first..last]; false when there is none. */
static bool
try_words(struct grouping *grouping, size_t first, size_t last)
{
	struct vb_buf *key = &grouping->key;
	bool found;

	begin(grouping, grouping->list[first].from, grouping->list[last].to, false);
	found = try_other(grouping, first, last);
	make_key(grouping, first, last, false);
	if (try_key(grouping, first == last) || found)
		return true;
	/* The stemmer leaves abbreviations their plural: NGOs, CBMs. */
	if (key->len < 3 || key->data[key->len - 1] != 's')
		return false;
	key->data[--key->len] = '\0';
	return try_key(grouping, first == last);
}

/* Whether the words list[first..last] are the name of a State. */
static bool
is_name(const struct grouping *grouping, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) {
		size_t unit = grouping->units->unit_of[i];

		if (unit == 0 ? !grouping->list[i].stop
			      : grouping->units->unit[unit - 1].state == NULL)
			return false;
	}
	return true;
}

/*
 * Reads the glossary's longest entry that begins with the stop word list[at]; returns its last token, or at when there
 * is none.
 */
static size_t
read_small_words(struct grouping *grouping, size_t at, size_t last, double weight)
{
	const struct vb_glossary *glossary = grouping->match->tables->glossary;
	const struct vb_buf *key = &grouping->key;

	for (; last > at; last--) {
		make_key(grouping, at, last, false);
		if (!vb_glossary_has(glossary, key->data, key->len))
			continue;
		begin(grouping, grouping->list[at].from, grouping->list[last].to, false);
		vb_naming_glossary(&grouping->naming, key->data, key->len, NULL);
		end(grouping, grouping->list[at].from, grouping->list[last].to, weight);
		break;
	}
	return last;
}

/*
 * Reads the words from list[at] up to list[last]; returns how many tokens the group took.
 * whole: the entry may take them all.
 */
static size_t
read_words(struct grouping *grouping, size_t at, size_t last, double weight, bool whole)
{
	const struct vb_token *list = grouping->list;
	size_t stop = last;

	if (list[at].stop || list[at].number) {
		last = list[at].stop ? read_small_words(grouping, at, last, weight) : at;
		for (size_t i = at + 1; i <= last;)
			i += read_words(grouping, i, last, weight * PART, true);
		return last - at + 1;
	}
	for (; last > at; last--)
		if (!list[last].stop && (whole || last < stop) && try_words(grouping, at, last))
			break;
	if (last == at)
		try_words(grouping, at, at);
	end(grouping, list[at].from, list[last].to, weight);
	/* A passage that has but a part of the phrase is not lost; "states" is no part of a name. */
	for (size_t i = at; last > at && !is_name(grouping, at, last) && i <= last;)
		i += read_words(grouping, i, last, weight * PART, i > at);
	return last - at + 1;
}

static size_t
read_phrase(struct grouping *grouping, size_t at)
{
	size_t last = at;

	while (last + 1 < grouping->count && last - at + 1 < ENTRY_WORDS &&
	       grouping->list[last + 1].kind == VB_TOKEN_WORD)
		last++;
	return read_words(grouping, at, last, 1, true);
}

/* The entry of the characters [from, to). */
static bool
try_characters(struct grouping *grouping, size_t from, size_t to)
{
	const char *key = grouping->text + from;
	bool found;

	begin(grouping, from, to, true);
	found = add_others(grouping, key, to - from);
	found |= vb_naming_glossary(&grouping->naming, key, to - from, NULL);
	return found | vb_naming_dictionary(&grouping->naming, key, to - from);
}

static size_t read_characters(struct grouping *grouping, size_t from, size_t stop, double weight, bool whole);

/* As for words: a passage that has but a part of the phrase [from, to) is not lost; at: where the first may begin. */
static void
read_parts(struct grouping *grouping, size_t from, size_t at, size_t to, double weight)
{
	size_t part;

	for (; at < to; at = part) {
		part = read_characters(grouping, at, to, weight * PART, at > from);
		if (part == at)
			vb_utf8_next(grouping->text, to, &part);
	}
}

/*
 * Reads the longest entry of two or more characters that begins at from in a run that ends
 * at stop; returns where it ends, or from when there is none.  whole: the entry may take
 * them all.
 */
static size_t
read_characters(struct grouping *grouping, size_t from, size_t stop, double weight, bool whole)
{
	size_t edge[ENTRY_CHARACTERS], count = 0, at = from, last;

	while (at < stop && count < ENTRY_CHARACTERS) {
		vb_utf8_next(grouping->text, stop, &at);
		edge[count++] = at;
	}
	if (!whole && at == stop && count > 0)
		count--;
	while (count > 1 && !try_characters(grouping, from, edge[count - 1]))
		count--;
	if (count < 2)
		return from;
	last = edge[count - 1];
	end(grouping, from, last, weight);
	if (count > PHRASE_CHARACTERS)
		read_parts(grouping, from, from, last, weight);
	return last;
}

/* What was typed, among the names of an entry that the units alone do not tell. */
static void
add_typed(struct grouping *grouping)
{
	struct vb_group *group = &grouping->open;

	group->begins_small = true;
	if (group->count < VB_GROUP_RENDERINGS)
		group->list[group->count++] = (struct vb_expansion){.text = group->typed, .weight = 1, .same = true};
}

/*
 * Reads the longest entry of the glossary that begins with a word of no weight, list[at], and ends where a word up to
 * list[last] does: 不支持 is not 支持.  Returns where it ends, or where it would begin when there is none.
 */
static size_t
read_small(struct grouping *grouping, size_t at, size_t last)
{
	const struct vb_glossary *glossary = grouping->match->tables->glossary;
	const struct vb_token *list = grouping->list;
	size_t from = list[at].from, to = from, longest = from + ENTRY_CHARACTERS * 3;	/* bytes a character */

	for (size_t i = at + 1; i <= last && list[i].to <= longest; i++)
		if (list[i].kind == VB_TOKEN_HAN && !list[i].stop &&
		    vb_glossary_has(glossary, grouping->text + from, list[i].to - from))
			to = list[i].to;
	if (to == from)
		return from;
	begin(grouping, from, to, true);
	vb_naming_glossary(&grouping->naming, grouping->text + from, to - from, NULL);
	add_typed(grouping);
	end(grouping, from, to, 1);
	if (to - from > PHRASE_CHARACTERS * 3)
		read_parts(grouping, from, list[at].to, to, 1);
	return to;
}

/* A run of characters without spaces, from list[at] on; returns how many tokens it took. */
static size_t
read_run(struct grouping *grouping, size_t at)
{
	const struct vb_token *list = grouping->list;
	size_t last = at, stop = list[at].to, from = list[at].from;

	while (last + 1 < grouping->count && list[last + 1].kind != VB_TOKEN_WORD &&
	       list[last + 1].from <= stop) {
		last++;
		if (list[last].kind == VB_TOKEN_HAN)
			stop = list[last].to;
	}
	for (size_t i = at; i <= last; i++) {
		if (list[i].kind == VB_TOKEN_HAN && list[i].stop && list[i].from >= from)
			from = read_small(grouping, i, last);
		if (list[i].kind != VB_TOKEN_HAN || list[i].to <= from || list[i].stop)
			continue;
		if (list[i].from > from)
			from = list[i].from;
		while (from < list[i].to) {
			size_t read = read_characters(grouping, from, stop, 1, true);

			if (read == from) {
				/* A word of one character stands for itself. */
				vb_utf8_next(grouping->text, stop, &read);
				if (from == list[i].from && read == list[i].to &&
				    try_characters(grouping, from, read))
					end(grouping, from, read, 1);
			}
			from = read;
		}
	}
	return last - at + 1;
}

/* The tokens of the query's text: the same that vb_unit_open() saw. */
static void
copy_tokens(struct grouping *grouping, const struct vb_query *query)
{
	struct vb_arena *arena = grouping->match->arena;
	struct vb_token *list;
	struct vb_tokens tokens;

	vb_token_cut(grouping->match->tokeniser, query->text, strlen(query->text), &tokens);
	list = vb_arena_array(arena, tokens.count + 1, sizeof(list[0]));
	grouping->stem = vb_arena_array(arena, tokens.count + 1, sizeof(char *));
	grouping->text = vb_arena_strndup(arena, tokens.folded.text, tokens.folded.len);
	for (size_t i = 0; i < tokens.count; i++) {
		list[i] = tokens.list[i];
		grouping->stem[i] = list[i].kind == VB_TOKEN_WORD ?
			vb_arena_strdup(arena, tokens.stems + list[i].stem) : "";
	}
	grouping->list = list;
	grouping->count = tokens.count;
}

static void
spell_otherwise(struct grouping *grouping)
{
	const char **stem = vb_arena_array(grouping->match->arena, grouping->count + 1, sizeof(char *));

	for (size_t i = 0; i < grouping->count; i++)
		if (grouping->list[i].kind == VB_TOKEN_WORD)
			stem[i] = vb_variant_stem(grouping->match, grouping->text + grouping->list[i].from,
						  grouping->list[i].to - grouping->list[i].from);
	grouping->other_stem = stem;
}

void
vb_group_open(struct vb_match *match, const struct vb_query *query, const struct vb_units *units,
	      struct vb_groups *groups)
{
	struct grouping grouping = {
		.match = match, .units = units, .groups = groups, .other = query->other,
		.key = VB_BUF_INIT
	};

	copy_tokens(&grouping, query);
	spell_otherwise(&grouping);
	groups->count = 0;
	groups->list = vb_arena_array(match->arena, grouping.count * ENTRY_WORDS + 1, sizeof(groups->list[0]));
	for (size_t i = 0; i < grouping.count;)
		i += grouping.list[i].kind == VB_TOKEN_WORD ? read_phrase(&grouping, i)
							    : read_run(&grouping, i);
	vb_buf_fini(&grouping.key);
}
