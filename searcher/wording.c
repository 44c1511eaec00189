/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wording.h"

#include <string.h>

#include "glossary.h"
#include "list.h"
#include "plain.h"
#include "question.h"
#include "unit.h"
#include "utf8.h"

/* Letters of an acronym; words of what questions call a State. */
#define LETTERS_MAX 8
#define CALL_WORDS 3

struct wording {
	struct vb_match *match;
	const char *source;
	struct vb_tokens tokens;	/* of source */
	bool mixed;			/* small letters stand beside capitals, or nothing but one word */
	struct vb_buf out;
	size_t done;			/* bytes of source that stand in out */
};

/* Replaces the source of the folded bytes [from, to). */
static void
replace(struct wording *wording, size_t from, size_t to, const char *text)
{
	struct vb_arena *arena = wording->match->arena;
	size_t start, end;

	vb_folded_range(&wording->tokens.folded, wording->source, strlen(wording->source), from, to,
			&start, &end);
	vb_buf_add(&wording->out, wording->source + wording->done, start - wording->done);
	vb_buf_str(&wording->out, text);
	wording->done = end;
	vb_list_add(wording->match->expansion, arena,
		    vb_arena_printf(arena, "%.*s = %s", (int)(end - start), wording->source + start,
				    text));
}

static char
typed(const struct wording *wording, size_t folded)
{
	return wording->source[wording->tokens.folded.at[folded]];
}

static bool
in_capitals(const struct wording *wording, const struct vb_token *token)
{
	for (size_t i = token->from; i < token->to; i++)
		if (!vb_plain_upper((unsigned char)typed(wording, i)))
			return false;
	return true;
}

/* What an everyday word in capitals is short for: US, WHO; NULL for none. */
static const char *
long_for(const struct wording *wording, const char *word, size_t size)
{
	const struct vb_tables *tables = wording->match->tables;
	const struct vb_state *state = vb_state_by_name(tables->states, word, size);
	struct vb_rendering found;
	uint32_t at, to;

	if (state != NULL)
		return state->brief_en;
	if (size == 3 && memcmp(word, "who", size) == 0)
		return "World Health Organization";
	if (tables->glossary == NULL || !vb_glossary_find(tables->glossary, word, size, &found))
		return NULL;
	for (vb_glossary_row(tables->glossary, found.row, &at, &to); at < to; at++) {
		vb_glossary_at(tables->glossary, at, &found);
		if (!found.chinese && strchr(found.text, ' ') != NULL)
			return found.text;
	}
	return NULL;
}

/* ---- acronyms ---- */

/* Letters with dots between from list[at] on: how many tokens they are; 0 for none. */
static size_t
dotted(const struct wording *wording, size_t at, char letters[LETTERS_MAX + 1])
{
	const struct vb_token *list = wording->tokens.list;
	const char *text = wording->tokens.folded.text;
	size_t count = 0;
	bool capitals = true;

	for (size_t i = at; i < wording->tokens.count && list[i].kind == VB_TOKEN_WORD &&
	     list[i].to - list[i].from == 1 && !list[i].number; i++) {
		if (count == LETTERS_MAX || (i > at && (list[i].from != list[i - 1].to + 1 ||
						       text[list[i - 1].to] != '.')))
			break;
		capitals = capitals && in_capitals(wording, &list[i]);
		letters[count++] = (char)(text[list[i].from] - 'a' + 'A');
	}
	letters[count] = '\0';
	return count > 1 && (capitals ||
			     vb_state_by_name(wording->match->tables->states, letters, count) != NULL) ?
	       count : 0;
}

static size_t
read_acronym(struct wording *wording, size_t at)
{
	const struct vb_token *token = &wording->tokens.list[at];
	const char *text = wording->tokens.folded.text, *full;
	char letters[LETTERS_MAX + 1];
	size_t count = dotted(wording, at, letters), to;

	if (count > 0) {
		to = token[count - 1].to;
		to += text[to] == '.';
		full = vb_state_by_name(wording->match->tables->states, letters, count) != NULL ?
			long_for(wording, letters, count) : NULL;
		replace(wording, token->from, to, full != NULL ? full : letters);
		return count;
	}
	if (!token->stop || token->to - token->from < 2 || !wording->mixed ||
	    !in_capitals(wording, token))
		return 0;
	full = long_for(wording, text + token->from, token->to - token->from);
	if (full == NULL)
		return 0;
	replace(wording, token->from, token->to, full);
	return 1;
}

/* ---- what questions call a State ---- */

/* "Cuban position": an adjective and a word of speaking. */
static size_t
read_adjective(struct wording *wording, size_t at)
{
	const struct vb_token *list = wording->tokens.list;
	const char *text = wording->tokens.folded.text;

	for (size_t i = at; i + 1 < wording->tokens.count && i < at + CALL_WORDS &&
	     list[i + 1].kind == VB_TOKEN_WORD; i++) {
		const struct vb_state *state;

		if (!vb_question_speaks(text + list[i + 1].from, list[i + 1].to - list[i + 1].from))
			continue;
		state = vb_state_by_call(wording->match->tables->states, text + list[at].from,
					 list[i].to - list[at].from);
		if (state == NULL)
			continue;
		replace(wording, list[at].from, list[i].to, state->brief_en);
		return i - at + 1;
	}
	return 0;
}

/* 俄方: two characters that are words by themselves, or one. */
static size_t
read_side(struct wording *wording, size_t at)
{
	const struct vb_token *list = wording->tokens.list, *word = &list[at];
	const char *text = wording->tokens.folded.text;
	const struct vb_state *state;
	size_t last = at, to;

	for (size_t i = at + 1; i < wording->tokens.count && list[i].kind != VB_TOKEN_WORD &&
	     list[i].from <= word->to; i++)
		if (list[i].kind == VB_TOKEN_HAN) {
			last = i;
			break;
		}
	to = vb_utf8_points(text + word->from, word->to - word->from) == 2 ? word->to : list[last].to;
	if (vb_utf8_points(text + word->from, to - word->from) != 2)
		return 0;
	state = vb_state_by_call(wording->match->tables->states, text + word->from, to - word->from);
	if (state == NULL)
		return 0;
	replace(wording, word->from, to, state->brief_zh);
	return (to == word->to ? at : last) - at + 1;
}

/* ---- a bag ---- */

static bool
is_mixed(const struct wording *wording)
{
	size_t words = 0;

	for (size_t i = 0; i < wording->tokens.count; i++)
		words += wording->tokens.list[i].kind != VB_TOKEN_GRAM;
	for (const char *at = wording->source; *at != '\0'; at++)
		if ((*at >= 'a' && *at <= 'z') || (unsigned char)*at >= 0x80)
			return true;
	return words == 1;
}

static const char *
reword(struct vb_match *match, const char *source)
{
	struct wording wording = {.match = match, .source = source, .out = VB_BUF_INIT};
	const char *text;

	vb_token_cut(match->tokeniser, source, strlen(source), &wording.tokens);
	wording.mixed = is_mixed(&wording);
	for (size_t i = 0, read; i < wording.tokens.count; i += read > 0 ? read : 1) {
		read = 0;
		if (wording.tokens.list[i].kind == VB_TOKEN_HAN)
			read = read_side(&wording, i);
		else if (wording.tokens.list[i].kind == VB_TOKEN_WORD &&
			 (read = read_acronym(&wording, i)) == 0)
			read = read_adjective(&wording, i);
	}
	vb_buf_str(&wording.out, source + wording.done);
	text = vb_arena_strndup(match->arena, wording.out.data == NULL ? "" : wording.out.data,
				wording.out.len);
	vb_buf_fini(&wording.out);
	return text;
}

/* Without the words that only ask, unless there are no others. */
static const char *
strip(struct vb_match *match, const struct vb_query *query)
{
	struct vb_query left = {.kind = VB_QUERY_WORDS, .child = query->child};
	struct vb_units units;
	struct vb_folded folded;
	struct vb_tokens tokens;
	bool named = false;
	char *text = vb_arena_strdup(match->arena, query->text);
	const char *kept;

	vb_unit_open(match->tokeniser, match->tables, true, query, match->arena, &units);
	for (size_t i = 0; i < units.count; i++)
		named = named || units.unit[i].state != NULL;
	vb_fold(vb_tokeniser_folder(match->tokeniser), text, strlen(text), &folded);
	kept = vb_question_strip(folded.text, folded.len, named, match->arena);
	for (size_t i = 0; i < folded.len; i++)
		if (kept[i] != folded.text[i])
			memset(text + folded.at[i], ',', folded.at[i + 1] - folded.at[i]);
	left.text = text;
	vb_unit_open(match->tokeniser, match->tables, true, &left, match->arena, &units);
	vb_token_cut(match->tokeniser, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		if (!tokens.list[i].stop && units.unit_of[i] > 0 &&
		    units.unit[units.unit_of[i] - 1].state == NULL)
			return text;
	return query->child != NULL ? text : query->text;
}

void
vb_wording_read(struct vb_match *match, struct vb_query *query)
{
	if (query->kind == VB_QUERY_WORDS) {
		query->text = reword(match, query->text);
		if (!query->strict)
			query->text = strip(match, query);
	}
	for (struct vb_query *child = query->child; child != NULL; child = child->next)
		vb_wording_read(match, child);
}
