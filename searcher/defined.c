/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "defined.h"

#include <string.h>

#include "dictionary.h"
#include "schema.h"
#include "stems.h"
#include "utf8.h"

/* Words of a name, names that are added for a query, and names with the same beginning looked at. */
#define NAME_WORDS 12
#define NAMES_MAX 16
#define ALIKE_MAX 256

struct naming {
	struct vb_match *match;
	const char *query;
	const struct vb_tokens *tokens;
	const struct vb_units *units;
	struct vb_groups *groups;
	size_t room;		/* groups that may still be made */
	struct vb_buf key;	/* the words from a token on, as keys have them ... */
	size_t end[NAME_WORDS];	/* ... where each ends in key */
	size_t words;
};

/* The group of what was typed at tokens [first, last]; NULL when there are too many. */
static struct vb_group *
group_of(struct naming *naming, size_t first, size_t from, size_t to)
{
	struct vb_arena *arena = naming->match->arena;
	const char *typed = vb_arena_strndup(arena, naming->tokens->folded.text + from, to - from);
	struct vb_groups *groups = naming->groups;
	struct vb_group *group;

	for (size_t i = 0; i < groups->count; i++)
		if (strcmp(groups->list[i].typed, typed) == 0)
			return &groups->list[i];
	if (naming->room == 0)
		return NULL;
	naming->room--;
	group = &groups->list[groups->count];
	*group = (struct vb_group){
		.typed = typed, .weight = 1,
		.unit = vb_arena_array(arena, naming->units->count + 1, sizeof(size_t)),
		.list = vb_arena_array(arena, VB_GROUP_RENDERINGS, sizeof(struct vb_expansion)),
	};
	for (size_t i = first; i < naming->tokens->count && naming->tokens->list[i].from < to; i++)
		if (naming->units->unit_of[i] > 0 && naming->tokens->list[i].to <= to)
			group->unit[group->units++] = naming->units->unit_of[i] - 1;
	groups->count += group->units > 0;
	return group->units > 0 ? group : NULL;
}

/* The name behind the term's tab is another name of what was typed. */
static void
add_name(struct naming *naming, struct vb_group *group, const struct xc_bytes *term, size_t tab)
{
	struct vb_arena *arena = naming->match->arena;
	const char *text = vb_arena_strndup(arena, term->data + tab + 1, term->size - tab - 1);
	struct vb_expansion *expansion;

	for (size_t i = 0; i < group->count; i++)
		if (strcmp(group->list[i].text, text) == 0)
			return;
	if (group->count == VB_GROUP_RENDERINGS)
		return;
	expansion = &group->list[group->count++];
	*expansion = (struct vb_expansion){.text = text, .weight = 1, .terms = 1, .name = true};
	expansion->term = vb_arena_array(arena, 1, sizeof(char *));
	expansion->term[0] = vb_arena_strndup(arena, term->data, term->size);
}

/* Whether a single word may stand for a name: an everyday word must be typed in capitals. */
static bool
is_abbreviation(const struct naming *naming, const struct vb_token *token)
{
	const struct vb_dictionary *dictionary = naming->match->tables->dictionary;
	const struct vb_folded *folded = &naming->tokens->folded;
	const char *typed = naming->query + folded->at[token->from];
	const char *stem = naming->tokens->stems + token->stem;
	struct vb_dictionary_entry entry;
	bool capitals = true;

	for (size_t i = 0; i < token->to - token->from; i++)
		capitals = capitals && !(typed[i] >= 'a' && typed[i] <= 'z');
	return capitals || dictionary == NULL ||
	       !vb_dictionary_find(&dictionary->en, stem, strlen(stem), &entry);
}

/* Where the name of size bytes ends that begins at a token; 0 when what was typed is another. */
static size_t
end_of(const struct naming *naming, size_t first, const char *name, size_t size)
{
	const struct vb_token *token = &naming->tokens->list[first];
	const struct vb_folded *folded = &naming->tokens->folded;

	if (token->kind != VB_TOKEN_WORD)
		return token->from + size <= folded->len &&
		       memcmp(folded->text + token->from, name, size) == 0 ? token->from + size : 0;
	if (size == token->to - token->from && memcmp(folded->text + token->from, name, size) == 0)
		return is_abbreviation(naming, token) ? token->to : 0;
	if (size > naming->key.len || memcmp(naming->key.data, name, size) != 0)
		return 0;
	for (size_t i = 1; i < naming->words; i++)
		if (naming->end[i] == size)
			return naming->tokens->list[first + i].to;
	return 0;
}

/* All names that begin with the word, or the pair of characters, at a token. */
static bool
read_names(struct naming *naming, size_t first, const char *begin, size_t size, struct vb_err *err)
{
	char prefix[VB_TERM_MAX];
	struct xc_terms *terms;
	struct xc_bytes term;
	bool ok;

	size = vb_schema_term(VB_TERM_NAME[0], begin, size, prefix);
	if (size == 0)
		return true;
	terms = xc_terms_open(naming->match->index->database, prefix, size, err);
	if (terms == NULL)
		return false;
	for (int i = 0; (ok = xc_terms_next(terms, &term, NULL, err)) && term.data != NULL &&
	     i < ALIKE_MAX; i++) {
		const char *tab = memchr(term.data, '\t', term.size);
		size_t end = tab == NULL ? 0 : end_of(naming, first, term.data + 1,
						      (size_t)(tab - term.data) - 1);
		struct vb_group *group = end == 0 ? NULL : group_of(naming, first,
						naming->tokens->list[first].from, end);

		if (group != NULL)
			add_name(naming, group, &term, (size_t)(tab - term.data));
	}
	xc_terms_close(terms);
	return ok;
}

/* The keys of the words from list[first] on. */
static void
read_words(struct naming *naming, size_t first)
{
	vb_buf_clear(&naming->key);
	naming->words = 0;
	for (size_t i = first; i < naming->tokens->count && naming->words < NAME_WORDS &&
	     naming->tokens->list[i].kind == VB_TOKEN_WORD; i++) {
		if (i > first)
			vb_buf_char(&naming->key, ' ');
		vb_stems_key(naming->tokens, i, i, &naming->key);
		naming->end[naming->words++] = naming->key.len;
	}
}

static bool
read_token(struct naming *naming, size_t at, struct vb_err *err)
{
	const struct vb_token *token = &naming->tokens->list[at];
	const char *text = naming->tokens->folded.text + token->from;
	size_t size = token->to - token->from;

	if (token->kind == VB_TOKEN_GRAM)
		return vb_utf8_points(text, size) < 2 || read_names(naming, at, text, size, err);
	if (token->kind == VB_TOKEN_HAN || token->stop || token->number)
		return true;
	read_words(naming, at);
	/* A single word is folded, a name of several begins with a stem: often the same. */
	return read_names(naming, at, naming->key.data, naming->end[0], err) &&
	       ((size >= naming->end[0] && memcmp(text, naming->key.data, naming->end[0]) == 0) ||
		read_names(naming, at, text, size, err));
}

bool
vb_defined_add(struct vb_match *match, const struct vb_query *query, const struct vb_units *units,
	       struct vb_groups *groups, struct vb_err *err)
{
	struct vb_group *list = vb_arena_array(match->arena, groups->count + NAMES_MAX, sizeof(list[0]));
	struct vb_tokens tokens;
	struct naming naming = {
		.match = match, .query = query->text, .tokens = &tokens, .units = units,
		.groups = groups, .room = NAMES_MAX, .key = VB_BUF_INIT
	};
	bool ok = true;

	if (groups->count > 0)
		memcpy(list, groups->list, groups->count * sizeof(list[0]));
	groups->list = list;
	vb_token_cut(match->tokeniser, query->text, strlen(query->text), &tokens);
	for (size_t i = 0; ok && i < tokens.count; i++)
		ok = read_token(&naming, i, err);
	vb_buf_fini(&naming.key);
	return ok;
}
