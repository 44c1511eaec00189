/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dictionary.h"
#include "distance.h"
#include "forms.h"
#include "glossary.h"
#include "irregular.h"
#include "respell.h"
#include "schema.h"
#include "utf8.h"

/* Words with fewer letters are near to too much; longer ones may have two wrong letters. */
#define LETTERS 4
#define LONG_LETTERS 8
/* Spellings of one query that are looked for, for each is a walk over the vocabulary. */
#define WORDS_MAX 4
/* Passages that must have a word before others are taken for it. */
#define BEARERS 2
/* Words looked at that are as near as the nearest. */
#define NEAR_MAX 64

void
vb_respell_add(struct vb_match *match, const struct vb_spelling *spelling, size_t from, size_t to,
	       const char *text, struct vb_respellings *out)
{
	struct vb_respelling *respelling = &out->list[out->count++];

	vb_folded_range(&spelling->folded, spelling->source, strlen(spelling->source), from, to,
			&respelling->start, &respelling->end);
	respelling->typed = vb_arena_strndup(match->arena, spelling->source + respelling->start,
					     respelling->end - respelling->start);
	respelling->text = text;
}

const char *
vb_respell_apply(const char *text, const struct vb_respellings *respellings,
		 struct vb_arena *arena)
{
	struct vb_buf out = VB_BUF_INIT;
	const char *applied;
	size_t done = 0;

	for (size_t i = 0; i < respellings->count; i++) {
		vb_buf_add(&out, text + done, respellings->list[i].start - done);
		vb_buf_str(&out, respellings->list[i].text);
		done = respellings->list[i].end;
	}
	vb_buf_str(&out, text + done);
	applied = vb_arena_strndup(arena, out.data, out.len);
	vb_buf_fini(&out);
	return applied;
}

/* ---- English ---- */

static bool
is_entry(const struct vb_tables *tables, const char *stem)
{
	struct vb_dictionary_entry entry;

	return vb_irregular_base(stem, strlen(stem)) != NULL ||
	       vb_glossary_has(tables->glossary, stem, strlen(stem)) ||
	       (tables->dictionary != NULL &&
		vb_dictionary_find(&tables->dictionary->en, stem, strlen(stem), &entry));
}

/* Whether the word can be an error at all. */
static bool
is_doubtful(struct vb_match *match, const struct vb_spelling *spelling, size_t at, bool loose,
	    bool *doubtful, struct vb_err *err)
{
	const struct vb_token *token = &spelling->list[at];
	const char *text = spelling->folded.text + token->from, *stem = spelling->stem[at];
	size_t size = token->to - token->from;
	struct vb_forms forms;
	uint32_t bearers, above;

	*doubtful = false;
	if (token->kind != VB_TOKEN_WORD || token->number || token->stop || token->is_long ||
	    vb_utf8_points(text, size) < LETTERS || vb_spelling_is_state(spelling, token) ||
	    (!loose && is_entry(match->tables, stem)))
		return true;
	vb_forms_open(match, stem, &forms);
	if (!vb_forms_bearers(match, VB_TERM_WORD[0], &forms, &bearers, err) ||
	    !vb_forms_bearers(match, VB_TERM_WORD_CONTEXT[0], &forms, &above, err))
		return false;
	*doubtful = bearers + above == 0;
	return true;
}

struct near {
	struct vb_word word[NEAR_MAX];
	size_t count;
	unsigned distance;	/* of all of them */
};

static void
try_word(const struct vb_distance *distance, char initial, struct vb_word word, struct near *near)
{
	unsigned away = vb_distance_to(distance, word.text, word.size, near->distance);

	/* The first letter is seldom wrong when two are. */
	if (away > near->distance || (away > 1 && word.text[0] != initial))
		return;
	if (away < near->distance)
		near->count = 0;
	near->distance = away;
	if (near->count < NEAR_MAX)
		near->word[near->count++] = word;
}

/* The nearest words of the index. */
static void
find_near(struct vb_match *match, const char *text, size_t size, unsigned max, struct near *near)
{
	const struct vb_vocabulary *vocabulary = &match->index->columns.vocabulary;
	struct vb_distance distance;
	struct vb_word word;
	size_t at = 0;

	vb_distance_init(&distance, text, size);
	near->count = 0;
	near->distance = max;
	while (vb_vocabulary_next(vocabulary, &at, &word))
		try_word(&distance, text[0], word, near);
}

/* The nearest word of the glossary, which the index need not know, the first of several; none if it is that word. */
static bool
find_entry(const struct vb_glossary *glossary, const char *text, size_t size, unsigned max,
	   struct vb_word *word)
{
	struct near near = {.count = 0, .distance = max};
	struct vb_distance distance;
	uint32_t count = glossary == NULL ? 0 : vb_glossary_count(glossary);
	struct vb_rendering entry;

	vb_distance_init(&distance, text, size);
	for (uint32_t i = 0; i < count; i++) {
		vb_glossary_at(glossary, i, &entry);
		for (const char *at = entry.chinese ? "" : entry.text; *at != '\0';) {
			struct vb_word part = {at, strcspn(at, " -'")};

			at += part.size + strspn(at + part.size, " -'");
			if (part.size >= LETTERS)
				try_word(&distance, text[0], part, &near);
		}
	}
	if (near.count == 0 || near.distance == 0)
		return false;
	*word = near.word[0];
	return true;
}

static bool
respell_word(struct vb_match *match, const struct vb_spelling *spelling,
	     const struct vb_token *token, bool loose, struct vb_respellings *out,
	     struct vb_err *err)
{
	const char *text = spelling->folded.text + token->from;
	size_t size = token->to - token->from, points = vb_utf8_points(text, size);
	unsigned max = points >= (loose ? LONG_LETTERS - 2 : LONG_LETTERS) ? 2 : 1;
	struct vb_word best = {NULL, 0};
	uint32_t most = BEARERS - 1, bearers;
	struct near near;

	find_near(match, text, size, max, &near);
	for (size_t i = 0; i < near.count; i++) {
		if (!vb_spelling_bearers(match, VB_TERM_WORD[0], near.word[i].text,
					 near.word[i].size, &bearers, err))
			return false;
		if (bearers > most) {
			most = bearers;
			best = near.word[i];
		}
	}
	if (best.text != NULL || find_entry(match->tables->glossary, text, size, max, &best))
		vb_respell_add(match, spelling, token->from, token->to,
			       vb_arena_strndup(match->arena, best.text, best.size), out);
	return true;
}

/* ---- a text ---- */

/*
 * The end of the run of Chinese characters that begins at from; from itself when none does.
 * A blank that was typed ends it, though folding took it away.
 */
static size_t
run_end(const struct vb_spelling *spelling, size_t from)
{
	const struct vb_folded *folded = &spelling->folded;
	size_t at = from, next = from;

	while (next < folded->len && vb_utf8_unspaced(vb_utf8_next(folded->text, folded->len, &next))) {
		if (at > from && strchr(" \t\n", spelling->source[folded->at[at] - 1]) != NULL)
			break;
		at = next;
	}
	return at;
}

bool
vb_respell_find(struct vb_match *match, const char *text, bool loose, struct vb_respellings *out,
		struct vb_err *err)
{
	struct vb_spelling spelling;
	size_t reach = 0, words = 0;

	vb_spelling_read(match, text, &spelling);
	out->list = vb_arena_array(match->arena, spelling.count + 1, sizeof(out->list[0]));
	out->count = 0;
	for (size_t i = 0; i < spelling.count; i++) {
		const struct vb_token *token = &spelling.list[i];
		bool doubtful = false;
		size_t end;

		if (token->kind == VB_TOKEN_WORD) {
			if (!is_doubtful(match, &spelling, i, loose, &doubtful, err) ||
			    (doubtful && words++ < WORDS_MAX &&
			     !respell_word(match, &spelling, token, loose, out, err)))
				return false;
			continue;
		}
		if (token->from < reach)
			continue;
		end = run_end(&spelling, token->from);
		reach = end;
		if (end > token->from &&
		    !vb_respell_run(match, &spelling, loose, token->from, end, out, err))
			return false;
	}
	return true;
}
