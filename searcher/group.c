/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dictionary.h"
#include "glossary.h"
#include "group.h"
#include "stems.h"
#include "utf8.h"

/* The longest entry, in words and in Chinese characters. */
#define ENTRY_WORDS 10
#define ENTRY_CHARACTERS 16
/* A synonym in the language of the word is asked for less than the word. */
#define SYNONYM 0.5
/* The glossary's word against the best of the dictionary. */
#define GLOSSARY 1.0
#define DICTIONARY 0.7

struct grouping {
	struct vb_match *match;
	const struct vb_units *units;
	struct vb_groups *groups;
	const struct vb_token *list;	/* the query's, copied */
	size_t count;
	const char *text;		/* folded */
	const char **stem;		/* by token */
	struct vb_group open;		/* the group that is being made */
	bool chinese;			/* its language */
	const struct vb_query_other *other;	/* the query's */
	struct vb_buf key;
};

/* ---- renderings ---- */

static void
add_rendering(struct grouping *grouping, const char *text, size_t size, bool chinese,
	      double weight)
{
	struct vb_group *group = &grouping->open;
	struct vb_expansion *expansion;

	for (size_t i = 0; i < group->count; i++)
		if (strlen(group->list[i].text) == size &&
		    memcmp(group->list[i].text, text, size) == 0) {
			if (weight > group->list[i].weight)
				group->list[i].weight = weight;
			return;
		}
	if (group->count == VB_GROUP_RENDERINGS)
		return;
	if (strlen(group->typed) == size && memcmp(group->typed, text, size) == 0)
		return;
	expansion = &group->list[group->count++];
	*expansion = (struct vb_expansion){
		.text = vb_arena_strndup(grouping->match->arena, text, size),
		.weight = weight, .same = chinese == grouping->chinese
	};
}

/* Renderings of the same language that differ in form only are the typed word itself. */
static void
add_row(struct grouping *grouping, const struct vb_rendering *found)
{
	const struct vb_rendering *list;
	size_t count;

	list = vb_glossary_row(grouping->match->tables->glossary, found->row, &count);
	for (size_t i = 0; i < count; i++) {
		bool same = list[i].chinese == grouping->chinese;

		if (strcmp(list[i].key, found->key) != 0)
			add_rendering(grouping, list[i].text, strlen(list[i].text), list[i].chinese,
				      same ? SYNONYM : GLOSSARY);
	}
}

static bool
add_glossary(struct grouping *grouping, const char *key, size_t size)
{
	const struct vb_glossary *glossary = grouping->match->tables->glossary;
	const struct vb_rendering *const *found;
	size_t count;

	if (glossary == NULL)
		return false;
	found = vb_glossary_find(glossary, key, size, &count);
	for (size_t i = 0; i < count; i++)
		if (found[i]->chinese == grouping->chinese)
			add_row(grouping, found[i]);
	return count > 0;
}

static bool
add_dictionary(struct grouping *grouping, const char *key, size_t size)
{
	const struct vb_dictionary *dictionary = grouping->match->tables->dictionary;
	struct vb_dictionary_entry entry;
	const char *text;
	double weight;

	if (dictionary == NULL ||
	    !vb_dictionary_find(grouping->chinese ? &dictionary->zh : &dictionary->en, key, size,
				&entry))
		return false;
	while (vb_dictionary_next(&entry, &text, &size, &weight))
		add_rendering(grouping, text, size, !grouping->chinese, weight * DICTIONARY);
	return true;
}

/* What Traditional words are called elsewhere, in the field too. */
static bool
add_others(struct grouping *grouping, const char *key, size_t size)
{
	bool found = false;

	for (const struct vb_query_other *other = grouping->other; other != NULL;
	     other = other->next) {
		if (strlen(other->typed) != size || memcmp(other->typed, key, size) != 0)
			continue;
		add_rendering(grouping, other->text, strlen(other->text), true, GLOSSARY);
		add_glossary(grouping, other->text, strlen(other->text));
		found = true;
	}
	return found;
}

/* ---- groups ---- */

static void
begin(struct grouping *grouping, size_t from, size_t to, bool chinese)
{
	struct vb_arena *arena = grouping->match->arena;

	grouping->chinese = chinese;
	grouping->open = (struct vb_group){
		.typed = vb_arena_strndup(arena, grouping->text + from, to - from),
		.unit = vb_arena_array(arena, grouping->units->count + 1, sizeof(size_t)),
		.list = vb_arena_array(arena, VB_GROUP_RENDERINGS, sizeof(struct vb_expansion)),
	};
}

/* The units of the tokens that lie in [from, to), and their States' names. */
static void
end(struct grouping *grouping, size_t from, size_t to)
{
	struct vb_group *group = &grouping->open;
	const struct vb_states *states = grouping->match->tables->states;
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
			add_rendering(grouping, grouping->chinese ? state->en : state->zh,
				      strlen(grouping->chinese ? state->en : state->zh),
				      !grouping->chinese, GLOSSARY);
	}
	for (size_t i = 0; i < group->count; i++) {
		vb_rendering_cut(grouping->match, &group->list[i]);
		if (group->list[i].terms > 0)
			group->list[kept++] = group->list[i];
	}
	group->count = kept;
	if (kept > 0 && group->units > 0)
		grouping->groups->list[grouping->groups->count++] = *group;
}

/* The entry of the words list[first..last]; false when there is none. */
static bool
try_words(struct grouping *grouping, size_t first, size_t last)
{
	bool found;

	vb_buf_clear(&grouping->key);
	for (size_t i = first; i <= last; i++) {
		if (i > first)
			vb_buf_char(&grouping->key, ' ');
		vb_buf_str(&grouping->key, grouping->stem[i]);
	}
	begin(grouping, grouping->list[first].from, grouping->list[last].to, false);
	found = add_glossary(grouping, grouping->key.data, grouping->key.len);
	/* One word has more meanings than the field's. */
	if (!found || first == last)
		found |= add_dictionary(grouping, grouping->key.data, grouping->key.len);
	return found;
}

/* Reads the words from list[at] on; returns how many tokens the group took. */
static size_t
read_words(struct grouping *grouping, size_t at)
{
	const struct vb_token *list = grouping->list;
	size_t last = at;

	if (list[at].stop || list[at].number)
		return 1;
	while (last + 1 < grouping->count && last - at + 1 < ENTRY_WORDS &&
	       list[last + 1].kind == VB_TOKEN_WORD)
		last++;
	for (; last > at; last--)
		if (!list[last].stop && try_words(grouping, at, last))
			break;
	if (last == at)
		try_words(grouping, at, at);
	end(grouping, list[at].from, list[last].to);
	return last - at + 1;
}

/* The entry of the characters [from, to). */
static bool
try_characters(struct grouping *grouping, size_t from, size_t to)
{
	const char *key = grouping->text + from;
	bool found;

	begin(grouping, from, to, true);
	found = add_others(grouping, key, to - from);
	found |= add_glossary(grouping, key, to - from);
	return found | add_dictionary(grouping, key, to - from);
}

/*
 * Reads the longest entry of two or more characters that begins at from in a run that ends
 * at stop; returns where it ends, or from when there is none.
 */
static size_t
read_characters(struct grouping *grouping, size_t from, size_t stop)
{
	size_t edge[ENTRY_CHARACTERS + 1], count = 0, at = from;

	while (at < stop && count < ENTRY_CHARACTERS) {
		vb_utf8_next(grouping->text, stop, &at);
		edge[count++] = at;
	}
	for (; count > 1; count--)
		if (try_characters(grouping, from, edge[count - 1])) {
			end(grouping, from, edge[count - 1]);
			return edge[count - 1];
		}
	return from;
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
		if (list[i].kind != VB_TOKEN_HAN || list[i].to <= from || list[i].stop)
			continue;
		if (list[i].from > from)
			from = list[i].from;
		while (from < list[i].to) {
			size_t read = read_characters(grouping, from, stop);

			if (read == from) {
				/* A word of one character stands for itself. */
				vb_utf8_next(grouping->text, stop, &read);
				if (from == list[i].from && read == list[i].to &&
				    try_characters(grouping, from, read))
					end(grouping, from, read);
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

void
vb_group_open(struct vb_match *match, const struct vb_query *query, const struct vb_units *units,
	      struct vb_groups *groups)
{
	struct grouping grouping = {
		.match = match, .units = units, .groups = groups, .other = query->other,
		.key = VB_BUF_INIT
	};

	copy_tokens(&grouping, query);
	groups->count = 0;
	groups->list = vb_arena_array(match->arena, grouping.count + 1, sizeof(groups->list[0]));
	for (size_t i = 0; i < grouping.count;)
		i += grouping.list[i].kind == VB_TOKEN_WORD ? read_words(&grouping, i)
							    : read_run(&grouping, i);
	vb_buf_fini(&grouping.key);
}
