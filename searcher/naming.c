/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "dictionary.h"
#include "glossary.h"
#include "inflection.h"
#include "naming.h"
#include "stems.h"
#include "utf8.h"

/*
 * The glossary's word, each further one of a row against the one before, down to the least, and what
 * another row says of it.
 */
#define GLOSSARY 1.0
#define NEXT 0.8
#define LEAST 0.6
#define FURTHER 0.5
/* The best of the dictionary, and what it says of another word of the same stem where it has the word itself. */
#define DICTIONARY 0.7
#define OTHER_WORD 0.3
/* Longer ones are never asked for. */
#define NAME_BYTES 48
/* Chinese words of one meaning, where the dictionary is so sure of both that they have it. */
#define SHARED 0.7
#define SHARED_LEAST 0.7

/* As vb_naming_add(); an acronym is no form of any word. */
static void
add(struct vb_naming *naming, const char *text, size_t size, bool chinese, bool acronym, double weight)
{
	struct vb_group *group = naming->group;
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
		.text = vb_arena_strndup(naming->match->arena, text, size),
		.weight = weight, .same = chinese == naming->chinese, .acronym = acronym
	};
}

void
vb_naming_add(struct vb_naming *naming, const char *text, size_t size, bool chinese, double weight)
{
	add(naming, text, size, chinese, false, weight);
}

/* Whether a key is long enough to have one meaning only. */
static bool
is_plain(const struct vb_rendering *rendering)
{
	return rendering->chinese ? vb_utf8_points(rendering->key, strlen(rendering->key)) >= 4
				  : strchr(rendering->key, ' ') != NULL;
}

/*
 * Renderings of the same language that differ in form only are the typed word itself.
 * What another row says of a plain rendering holds for this one too.
 */
static void
add_row(struct vb_naming *naming, const struct vb_rendering *found, double weight, bool further)
{
	const struct vb_glossary *glossary = naming->match->tables->glossary;
	double worth[2] = {weight, weight};	/* English, Chinese */
	struct vb_rendering of, more;
	uint32_t at, to;

	for (vb_glossary_row(glossary, found->row, &at, &to); at < to; at++) {
		bool any;

		vb_glossary_at(glossary, at, &of);
		if (strcmp(of.key, found->key) != 0)
			add(naming, of.text, strlen(of.text), of.chinese, of.acronym, worth[of.chinese]);
		worth[of.chinese] = fmax(worth[of.chinese] * NEXT, weight * LEAST);
		if (!further || strcmp(of.key, found->key) == 0 || !is_plain(&of))
			continue;
		any = vb_glossary_find(glossary, of.key, strlen(of.key), &more);
		for (; any; any = vb_glossary_next(glossary, &more))
			if (more.row != found->row && more.chinese == of.chinese &&
			    (of.chinese || vb_inflection_same(more.text, of.text)))
				add_row(naming, &more, weight * FURTHER, false);
	}
}

/* How near a rendering is to what was typed: the word itself in any number and time, an acronym as it stands. */
enum nearness { ANOTHER, STEM, WORD, ACRONYM };

static enum nearness
nearness(const struct vb_naming *naming, const struct vb_rendering *rendering)
{
	const char *typed = naming->group->typed;
	size_t size = strlen(rendering->text);

	if (rendering->chinese != naming->chinese)
		return ANOTHER;
	if (!rendering->acronym)
		return !rendering->chinese && vb_inflection_same(rendering->text, typed) ? WORD : STEM;
	return strncmp(rendering->text, typed, size) == 0 &&
	       (typed[size] == '\0' || strcmp(typed + size, "s") == 0) ? ACRONYM : ANOTHER;
}

/* Other words of the same stem are taken for the typed one only where the glossary does not have that. */
bool
vb_naming_glossary(struct vb_naming *naming, const char *key, size_t size, bool *name)
{
	const struct vb_glossary *glossary = naming->match->tables->glossary;
	enum nearness nearest = STEM, near;
	struct vb_rendering first, found;
	bool any;

	if (glossary == NULL || !vb_glossary_find(glossary, key, size, &first))
		return false;
	for (any = true, found = first; any; any = vb_glossary_next(glossary, &found))
		if ((near = nearness(naming, &found)) > nearest)
			nearest = near;
	for (any = true, found = first; any; any = vb_glossary_next(glossary, &found))
		if (nearness(naming, &found) == nearest) {
			add_row(naming, &found, GLOSSARY, true);
			if (name != NULL)
				*name = *name || found.name || found.acronym;
		}
	return true;
}

/* The glossary's Chinese for an English meaning. */
static void
add_chinese(struct vb_naming *naming, const char *meaning, const char *key, size_t size, double weight)
{
	const struct vb_glossary *glossary = naming->match->tables->glossary;
	struct vb_rendering found, of;
	bool any = glossary != NULL && vb_glossary_find(glossary, key, size, &found);

	for (; any; any = vb_glossary_next(glossary, &found)) {
		uint32_t at, to;

		if (found.chinese || found.acronym || !vb_inflection_same(found.text, meaning))
			continue;
		for (vb_glossary_row(glossary, found.row, &at, &to); at < to; at++) {
			vb_glossary_at(glossary, at, &of);
			if (of.chinese)
				vb_naming_add(naming, of.text, strlen(of.text), true, weight);
		}
	}
}

/* The Chinese words that have an English meaning, which a word of the query has so surely. */
static void
add_shared(struct vb_naming *naming, const char *meaning, size_t size, double sure)
{
	const struct vb_dictionary *dictionary = naming->match->tables->dictionary;
	struct vb_dictionary_entry entry;
	struct vb_buf key = VB_BUF_INIT;
	struct vb_tokens tokens;
	const char *text;
	double weight;

	if (sure < SHARED_LEAST)
		return;
	vb_token_cut(naming->match->tokeniser, meaning, size, &tokens);
	if (tokens.count > 0)
		vb_stems_key(&tokens, 0, tokens.count - 1, &key);
	if (key.len > 0)
		add_chinese(naming, vb_arena_strndup(naming->match->arena, tokens.folded.text, tokens.folded.len),
			    key.data, key.len, sure * SHARED);
	if (key.len > 0 && vb_dictionary_find(&dictionary->en, key.data, key.len, &entry))
		while (vb_dictionary_next(&entry, &text, &size, &weight))
			if (sure * weight >= SHARED_LEAST && vb_utf8_points(text, size) > 1)
				vb_naming_add(naming, text, size, true, sure * weight * SHARED);
	vb_buf_fini(&key);
}

/* Whether a Chinese word of the dictionary is called what was typed, in any number and time. */
static bool
is_called(const struct vb_naming *naming, const char *chinese, size_t size)
{
	struct vb_dictionary_entry entry;
	char name[NAME_BYTES];
	const char *text;
	double weight;

	if (!vb_dictionary_find(&naming->match->tables->dictionary->zh, chinese, size, &entry))
		return false;
	while (vb_dictionary_next(&entry, &text, &size, &weight)) {
		if (size >= sizeof(name))
			continue;
		memcpy(name, text, size);
		name[size] = '\0';
		if (vb_inflection_same(name, naming->group->typed))
			return true;
	}
	return false;
}

/* Which of an entry's first 64 renderings are, a bit for each. */
static uint64_t
all_called(const struct vb_naming *naming, struct vb_dictionary_entry entry)
{
	uint64_t called = 0;
	const char *text;
	double weight;
	size_t size;

	for (unsigned i = 0; i < 64 && vb_dictionary_next(&entry, &text, &size, &weight); i++)
		called |= (uint64_t)is_called(naming, text, size) << i;
	return called;
}

bool
vb_naming_dictionary(struct vb_naming *naming, const char *key, size_t size)
{
	const struct vb_dictionary *dictionary = naming->match->tables->dictionary;
	struct vb_dictionary_entry entry;
	const char *text;
	double weight;
	uint64_t called;

	if (dictionary == NULL ||
	    !vb_dictionary_find(naming->chinese ? &dictionary->zh : &dictionary->en, key, size,
				&entry))
		return false;
	called = naming->chinese ? 0 : all_called(naming, entry);
	for (unsigned i = 0; vb_dictionary_next(&entry, &text, &size, &weight); i++) {
		/* The dictionary has the word itself, and this is of another of its stem. */
		if (called != 0 && (i >= 64 || (called >> i & 1) == 0))
			weight *= OTHER_WORD;
		vb_naming_add(naming, text, size, !naming->chinese, weight * DICTIONARY);
		if (naming->chinese)
			add_shared(naming, text, size, weight);
	}
	return true;
}
