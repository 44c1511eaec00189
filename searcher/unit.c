/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bag of words is made of: see unit.h. */
#include <string.h>

#include "glossary.h"
#include "stems.h"
#include "unit.h"
#include "utf8.h"

/* What the families of terms are worth against each other: see bag.c. */
#define STEM 1.2
#define GRAM 0.8
/*
 * A pair of characters across two words says less than one within a word, unless the word is
 * of one character: names that the dictionary does not know are cut so.  A pair with a
 * character of a stop word says least.
 */
#define GRAM_BETWEEN 0.5
#define GRAM_STOP 0.3

/* The longest name of a State, in words, and the shortest that counts in small letters too, in bytes. */
#define NAME_WORDS 8
#define NAME_BYTES 4
/* Words that an entry has behind a name. */
#define ENTRY_BEHIND 2

struct opening {
	const struct vb_tokens *tokens;
	const char *source;
	const struct vb_tables *tables;
	struct vb_arena *arena;
	struct vb_units *bag;
	bool stops;		/* stop words count */
	size_t *unit_of;	/* by token: its unit + 1; 0: none */
};

bool
vb_unit_unspaced(const char *text)
{
	size_t size = strlen(text);

	for (size_t at = 0; at < size;)
		if (vb_utf8_unspaced(vb_utf8_next(text, size, &at)))
			return true;
	return false;
}

bool
vb_unit_is_word(struct vb_tokeniser *tokeniser, const char *text)
{
	struct vb_tokens tokens;

	vb_token_cut(tokeniser, text, strlen(text), &tokens);
	return tokens.count == 1 && tokens.list[0].kind == VB_TOKEN_WORD &&
	       tokens.list[0].from == 0 && tokens.list[0].to == tokens.folded.len;
}

/* The term's place; each stands once. */
static size_t
add_term(struct opening *opening, char family, const char *text, size_t size, double weight,
	 bool shown)
{
	struct vb_units *bag = opening->bag;
	struct vb_unit_term *term;

	for (size_t i = 0; i < bag->terms; i++) {
		term = &bag->term[i];
		if (term->family == family && term->size == size &&
		    memcmp(term->text, text, size) == 0) {
			if (weight > term->weight)
				term->weight = weight;
			term->shown |= shown;
			return i;
		}
	}
	term = &bag->term[bag->terms++];
	term->family = family;
	term->text = vb_arena_strndup(opening->arena, text, size);
	term->size = size;
	term->weight = weight;
	term->shown = shown;
	return bag->terms - 1;
}

/* A new unit without members; NULL when the bag is full. */
static struct vb_unit *
add_unit(struct opening *opening, enum vb_unit_kind kind, const char *text, size_t size)
{
	struct vb_units *bag = opening->bag;
	struct vb_unit *unit;

	for (size_t i = 0; i < bag->count; i++)
		if (bag->unit[i].kind == kind && strlen(bag->unit[i].text) == size &&
		    memcmp(bag->unit[i].text, text, size) == 0)
			return NULL;
	if (bag->count == VB_QUERY_TERMS) {
		bag->cut = true;
		return NULL;
	}
	unit = &bag->unit[bag->count++];
	unit->kind = kind;
	unit->text = vb_arena_strndup(opening->arena, text, size);
	unit->first = bag->members;
	return unit;
}

static void
add_member(struct opening *opening, struct vb_unit *unit, size_t term)
{
	opening->bag->member[opening->bag->members++] = term;
	unit->count++;
}

static size_t
points(const struct opening *opening, const struct vb_token *token)
{
	return vb_utf8_points(opening->tokens->folded.text + token->from, token->to - token->from);
}

static void
open_word(struct opening *opening, size_t at)
{
	const struct vb_token *token = &opening->tokens->list[at];
	const char *text = opening->tokens->folded.text + token->from;
	const char *stem = opening->tokens->stems + token->stem;
	struct vb_unit *unit;
	size_t term;

	if (token->stop && !opening->stops)
		return;
	unit = add_unit(opening, VB_UNIT_WORD, text, token->to - token->from);
	if (unit == NULL)
		return;
	opening->unit_of[at] = opening->bag->count;
	term = add_term(opening, VB_UNIT_STEM, stem, strlen(stem), STEM, true);
	add_member(opening, unit, term);
	add_term(opening, VB_UNIT_FORM, text, token->to - token->from, 0, true);
}

/* The grams that lie wholly within the word at list[at] are its members. */
static void
open_han(struct opening *opening, size_t at)
{
	const struct vb_token *word = &opening->tokens->list[at];
	const char *text = opening->tokens->folded.text;
	/* A word of two characters is its pair. */
	double weight = points(opening, word) == 2 ? GRAM + VB_UNIT_HAN_WEIGHT : GRAM;
	struct vb_unit *unit;

	if ((word->stop && !opening->stops) || points(opening, word) < 2)
		return;
	unit = add_unit(opening, VB_UNIT_HAN, text + word->from, word->to - word->from);
	if (unit == NULL)
		return;
	opening->unit_of[at] = opening->bag->count;
	add_term(opening, VB_UNIT_HAN_WORD, text + word->from, word->to - word->from, 0, true);
	for (size_t i = at + 1; i < opening->tokens->count; i++) {
		const struct vb_token *gram = &opening->tokens->list[i];

		if (gram->kind != VB_TOKEN_GRAM || gram->to > word->to)
			break;
		/* A run's last character alone is a term of passages whose run ends there too. */
		if (points(opening, gram) < 2)
			continue;
		add_member(opening, unit, add_term(opening, VB_UNIT_GRAM, text + gram->from,
						   gram->to - gram->from, weight, true));
	}
}

/*
 * Whether the gram at list[at] touches a word of one character that says something: names
 * that the dictionary does not know are cut so (赵|鹏), and only their grams find them.
 */
static bool
touches_single(const struct opening *opening, size_t at)
{
	const struct vb_token *list = opening->tokens->list, *gram = &list[at];

	for (size_t i = at; i-- > 0 && list[i].to > gram->from;)
		if (list[i].kind == VB_TOKEN_HAN && points(opening, &list[i]) == 1 &&
		    (!list[i].stop || opening->stops))
			return true;
	return at + 1 < opening->tokens->count && list[at + 1].kind == VB_TOKEN_HAN &&
	       list[at + 1].from < gram->to && points(opening, &list[at + 1]) == 1 &&
	       (!list[at + 1].stop || opening->stops);
}

/* Whether the gram at list[at] has a character of a stop word. */
static bool
touches_stop(const struct opening *opening, size_t at)
{
	const struct vb_token *list = opening->tokens->list, *gram = &list[at];

	for (size_t i = at; i-- > 0;)
		if (list[i].kind == VB_TOKEN_HAN) {
			if (list[i].stop && list[i].to > gram->from)
				return true;
			break;
		}
	return at + 1 < opening->tokens->count && list[at + 1].kind == VB_TOKEN_HAN &&
	       list[at + 1].from < gram->to && list[at + 1].stop;
}

/* What a gram across words is worth. */
static double
weight_between(const struct opening *opening, size_t at)
{
	if (touches_single(opening, at))
		return GRAM;
	return touches_stop(opening, at) ? GRAM_STOP : GRAM_BETWEEN;
}

/*
 * The grams of a run [first, last) of tokens that lie across words; each is a unit of its own
 * in a run without a word of two characters, or where a word has but one; a run of one
 * character is a unit.
 */
static void
open_run(struct opening *opening, size_t first, size_t last)
{
	const char *text = opening->tokens->folded.text;
	bool words = false;

	for (size_t i = first; i < last; i++)
		words = words || opening->unit_of[i] > 0;
	for (size_t i = first; i < last; i++) {
		const struct vb_token *gram = &opening->tokens->list[i];
		size_t size = gram->to - gram->from, term;
		struct vb_unit *unit;

		if (gram->kind != VB_TOKEN_GRAM)
			continue;
		if (points(opening, gram) < 2) {
			bool alone = last - first == 2;	/* the word and its gram */

			if (alone && (opening->stops || !opening->tokens->list[first].stop))
				add_unit(opening, VB_UNIT_CHARACTER, text + gram->from, size);
			continue;
		}
		term = add_term(opening, VB_UNIT_GRAM, text + gram->from, size,
				weight_between(opening, i), !words);
		if (words ? opening->unit_of[i] > 0 || !touches_single(opening, i)
			  : !opening->stops && opening->tokens->list[first].stop &&
			    opening->tokens->list[first].to >= gram->to)
			continue;
		unit = add_unit(opening, VB_UNIT_HAN, text + gram->from, size);
		if (unit == NULL)
			continue;
		unit->between = words;
		opening->unit_of[i] = opening->bag->count;
		add_member(opening, unit, term);
	}
}

static void
open_runs(struct opening *opening)
{
	const struct vb_token *list = opening->tokens->list;
	size_t count = opening->tokens->count;

	for (size_t i = 0, end; i < count; i = end) {
		uint32_t reach = list[i].to;

		end = i + 1;
		if (list[i].kind == VB_TOKEN_WORD)
			continue;
		while (end < count && list[end].kind != VB_TOKEN_WORD && list[end].from <= reach) {
			if (list[end].kind == VB_TOKEN_HAN)
				reach = list[end].to;
			end++;
		}
		open_run(opening, i, end);
	}
}

/* "UK", not "uk". */
static bool
in_capitals(const struct opening *opening, const struct vb_token *token)
{
	for (size_t i = token->from; i < token->to; i++) {
		char typed = opening->source[opening->tokens->folded.at[i]];

		if (typed < 'A' || typed > 'Z')
			return false;
	}
	return true;
}

/* Whether the name at list[at] stands behind a word that makes it what is spoken of. */
static bool
stands_behind(const struct opening *opening, size_t at)
{
	static const char *const before[] = {
		"about", "against", "between", "for", "in", "into", "near", "on", "over", "toward",
		"towards", "with", "within", "在", "对", "对于", "关于", "针对", "向", "与", "涉及",
	};
	const struct vb_token *list = opening->tokens->list;

	while (at-- > 0) {
		const char *text = opening->tokens->folded.text + list[at].from;
		size_t size = list[at].to - list[at].from;

		if (list[at].kind == VB_TOKEN_GRAM || (size == 3 && memcmp(text, "the", 3) == 0))
			continue;
		for (size_t i = 0; i < sizeof before / sizeof *before; i++)
			if (strlen(before[i]) == size && memcmp(before[i], text, size) == 0)
				return true;
		return false;
	}
	return false;
}

/* Whether an entry of the glossary begins a word before the name list[at..last] and ends behind it: South China Sea. */
static bool
is_amid_entry(const struct opening *opening, size_t at, size_t last)
{
	const struct vb_glossary *glossary = opening->tables->glossary;
	const struct vb_token *list = opening->tokens->list;
	struct vb_buf key = VB_BUF_INIT;
	bool found = false;

	if (glossary == NULL || at == 0 || list[at - 1].kind != VB_TOKEN_WORD)
		return false;
	for (size_t i = last + 1; !found && i < opening->tokens->count && i <= last + ENTRY_BEHIND &&
				  list[i].kind == VB_TOKEN_WORD; i++) {
		vb_buf_clear(&key);
		vb_stems_key(opening->tokens, at - 1, i, &key);
		found = vb_glossary_has(glossary, key.data, key.len);
	}
	vb_buf_fini(&key);
	return found;
}

/*
 * The longest name of a State that begins with the word at list[at]: marks the units it covers.  Returns where the
 * next may begin: no State is named within another's name.
 */
static size_t
open_name(struct opening *opening, size_t at)
{
	const struct vb_token *list = opening->tokens->list;
	const char *text = opening->tokens->folded.text;
	const struct vb_state *found = NULL;
	size_t words = 0, last = at;

	for (size_t i = at; i < opening->tokens->count && words < NAME_WORDS; i++) {
		const struct vb_state *state;

		if (list[i].kind == VB_TOKEN_GRAM)
			continue;
		words++;
		if (list[i].to - list[at].from < NAME_BYTES && !in_capitals(opening, &list[at]))
			continue;
		state = vb_state_by_name(opening->tables->states, text + list[at].from,
					 list[i].to - list[at].from);
		if (state != NULL) {
			found = state;
			last = i;
		}
	}
	if (found != NULL && is_amid_entry(opening, at, last))
		found = NULL;
	for (size_t i = at; found != NULL && i <= last; i++)
		if (opening->unit_of[i] > 0) {
			struct vb_unit *unit = &opening->bag->unit[opening->unit_of[i] - 1];

			unit->state = found->code;
			unit->spoken_of = stands_behind(opening, at);
		}
	return last + 1;
}

static void
open_tokens(struct opening *opening)
{
	for (size_t i = 0; i < opening->tokens->count; i++) {
		if (opening->tokens->list[i].kind == VB_TOKEN_WORD)
			open_word(opening, i);
		else if (opening->tokens->list[i].kind == VB_TOKEN_HAN)
			open_han(opening, i);
	}
	open_runs(opening);
}

/* Words of one character beside others: no pair may find them, as in 蓍的别名. */
static void
open_singles(struct opening *opening)
{
	const char *text = opening->tokens->folded.text;

	for (size_t i = 0; i < opening->tokens->count; i++) {
		const struct vb_token *token = &opening->tokens->list[i];
		struct vb_unit *unit;

		if (token->kind != VB_TOKEN_HAN || token->stop || points(opening, token) > 1)
			continue;
		unit = add_unit(opening, VB_UNIT_CHARACTER, text + token->from, token->to - token->from);
		if (unit != NULL)
			unit->single = unit->between = true;
	}
}

void
vb_unit_open(struct vb_tokeniser *tokeniser, const struct vb_tables *tables, bool expand,
	    const struct vb_query *query, struct vb_arena *arena, struct vb_units *bag)
{
	struct vb_tokens tokens;
	struct opening opening = {&tokens, query->text, tables, arena, bag, false, NULL};

	memset(bag, 0, sizeof(*bag));
	vb_token_cut(tokeniser, query->text, strlen(query->text), &tokens);
	bag->term = vb_arena_array(arena, tokens.count * 2 + 1, sizeof(bag->term[0]));
	bag->unit = vb_arena_array(arena, VB_QUERY_TERMS, sizeof(bag->unit[0]));
	bag->member = vb_arena_array(arena, tokens.count * 2 + 1, sizeof(bag->member[0]));
	opening.unit_of = vb_arena_array(arena, tokens.count + 1, sizeof(size_t));
	bag->unit_of = opening.unit_of;
	for (const struct vb_query *symbol = query->child; symbol != NULL; symbol = symbol->next) {
		struct vb_unit *unit = add_unit(&opening, VB_UNIT_SYMBOL, symbol->text,
						strlen(symbol->text));

		if (unit != NULL)
			unit->symbol = symbol;
	}
	open_tokens(&opening);
	if (bag->count == 0) {
		bag->terms = bag->members = 0;
		opening.stops = true;
		open_tokens(&opening);
	}
	if (expand && bag->count > 0)
		open_singles(&opening);
	for (size_t i = 0; expand && i < tokens.count;)
		i = tokens.list[i].kind == VB_TOKEN_GRAM ? i + 1 : open_name(&opening, i);
}
