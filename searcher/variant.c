/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "variant.h"

#include <string.h>

#include "british.h"
#include "irregular.h"
#include "schema.h"
#include "spelling.h"
#include "stems.h"

/* Letters of each of two words that a blank keeps apart. */
#define PART_MIN 3

struct varying {
	struct vb_match *match;
	struct vb_groups *groups;
	size_t first;		/* groups below are the glossary's */
	size_t room;		/* groups that may still be made */
};

/* Another group that has the same rendering of the same word would count it twice. */
static void
take_out(struct varying *varying, const char *typed, const char *text)
{
	for (size_t i = 0; i < varying->first; i++) {
		struct vb_group *group = &varying->groups->list[i];
		size_t kept = 0;

		if (strcmp(group->typed, typed) != 0)
			continue;
		for (size_t j = 0; j < group->count; j++)
			if (strcmp(group->list[j].text, text) != 0)
				group->list[kept++] = group->list[j];
		group->count = kept;
	}
}

/* A group for a spelling, of which unit, and other unless it is the same, are the words. */
static void
add(struct varying *varying, const char *typed, const char *text, size_t unit, size_t other)
{
	struct vb_arena *arena = varying->match->arena;
	struct vb_group *group = &varying->groups->list[varying->groups->count];

	if (varying->room == 0)
		return;
	*group = (struct vb_group){
		.typed = typed, .weight = 1, .count = 1, .units = unit == other ? 1 : 2,
		.unit = vb_arena_array(arena, 2, sizeof(size_t)),
		.list = vb_arena_array(arena, VB_GROUP_RENDERINGS, sizeof(struct vb_expansion)),
	};
	group->unit[0] = unit;
	group->unit[1] = other;
	group->list[0] = (struct vb_expansion){.text = text, .weight = 1, .same = true};
	vb_rendering_cut(varying->match, &group->list[0]);
	if (group->list[0].terms == 0)
		return;
	take_out(varying, typed, text);
	varying->room--;
	varying->groups->count++;
}

const char *
vb_variant_stem(struct vb_match *match, const char *word, size_t size)
{
	char other[VB_BRITISH_MAX][VB_BRITISH_BYTES];
	struct vb_tokens tokens;

	const char *base = vb_irregular_base(word, size);

	if (base == NULL && vb_british_other(word, size, other) == 0)
		return NULL;
	if (base == NULL)
		base = other[0];
	vb_token_cut(match->tokeniser, base, strlen(base), &tokens);
	return tokens.count != 1 ? NULL :
		vb_arena_strdup(match->arena, tokens.stems + tokens.list[0].stem);
}

/* Whether both are forms of one word, which are found together anyhow. */
static bool
is_same_stem(struct vb_tokeniser *tokeniser, const char *word, const char *other)
{
	struct vb_buf key = VB_BUF_INIT, other_key = VB_BUF_INIT;
	struct vb_tokens tokens;
	bool same;

	vb_token_cut(tokeniser, word, strlen(word), &tokens);
	vb_stems_key(&tokens, 0, tokens.count, &key);
	vb_token_cut(tokeniser, other, strlen(other), &tokens);
	vb_stems_key(&tokens, 0, tokens.count, &other_key);
	same = key.len == other_key.len && memcmp(key.data, other_key.data, key.len) == 0;
	vb_buf_fini(&key);
	vb_buf_fini(&other_key);
	return same;
}

static void
add_british(struct varying *varying, const char *word, size_t unit)
{
	char other[VB_BRITISH_MAX][VB_BRITISH_BYTES];
	size_t count = vb_british_other(word, strlen(word), other);

	for (size_t i = 0; i < count; i++)
		if (!is_same_stem(varying->match->tokeniser, word, other[i]))
			add(varying, word, vb_arena_strdup(varying->match->arena, other[i]), unit, unit);
}

/* Two words written together, if that is a word of the index. */
static bool
add_joined(struct varying *varying, const char *typed, const char *before, const char *word,
	   size_t unit, size_t other, struct vb_err *err)
{
	const char *joined = vb_arena_printf(varying->match->arena, "%s%s", before, word);
	bool hyphen = typed[strlen(before)] == '-';
	uint32_t bearers;

	if (!hyphen && (strlen(before) < PART_MIN || strlen(word) < PART_MIN))
		return true;
	if (!vb_spelling_bearers(varying->match, VB_TERM_WORD[0], joined, strlen(joined), &bearers, err))
		return false;
	if (bearers > 0)
		add(varying, typed, joined, unit, other);
	return true;
}

/* The word of a token; NULL for what has no spelling of its own. */
static const char *
word_of(struct varying *varying, const struct vb_units *units, const char *text,
	const struct vb_token *token, size_t at)
{
	if (token->kind != VB_TOKEN_WORD || token->number || units->unit_of[at] == 0)
		return NULL;
	return vb_arena_strndup(varying->match->arena, text + token->from, token->to - token->from);
}

bool
vb_variant_add(struct vb_match *match, const struct vb_query *query, const struct vb_units *units,
	       struct vb_groups *groups, struct vb_err *err)
{
	struct vb_arena *arena = match->arena;
	struct varying varying = {match, groups, groups->count, 2 * VB_QUERY_TERMS};
	struct vb_group *list = vb_arena_array(arena, groups->count + varying.room, sizeof(list[0]));
	struct vb_tokens tokens;
	struct vb_token *token;
	const char *text, *before = NULL;
	size_t count;

	if (groups->count > 0)
		memcpy(list, groups->list, groups->count * sizeof(list[0]));
	groups->list = list;
	vb_token_cut(match->tokeniser, query->text, strlen(query->text), &tokens);
	/* The tokeniser cuts the other spellings too. */
	count = tokens.count;
	text = vb_arena_strndup(arena, tokens.folded.text, tokens.folded.len);
	token = vb_arena_array(arena, count + 1, sizeof(token[0]));
	if (count > 0)
		memcpy(token, tokens.list, count * sizeof(token[0]));
	for (size_t i = 0; i < count; i++) {
		const char *word = word_of(&varying, units, text, &token[i], i);

		if (word != NULL)
			add_british(&varying, word, units->unit_of[i] - 1);
		/* A blank or a hyphen between. */
		if (word != NULL && before != NULL && token[i].from == token[i - 1].to + 1 &&
		    !add_joined(&varying, vb_arena_strndup(arena, text + token[i - 1].from,
							   token[i].to - token[i - 1].from),
				before, word, units->unit_of[i - 1] - 1, units->unit_of[i] - 1, err))
			return false;
		before = word;
	}
	return true;
}
