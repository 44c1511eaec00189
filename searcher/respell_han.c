/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chinese typing errors: see respell.h. */
#include <stdlib.h>
#include <string.h>

#include "alike.h"
#include "dictionary.h"
#include "glossary.h"
#include "record.h"
#include "respell.h"
#include "schema.h"
#include "utf8.h"

/* Longer runs are left as they are. */
#define RUN_POINTS 64
/* Wrong characters of one run that are put right. */
#define ERRORS_MAX 3
/* Characters on either side that are looked at as a row, and the shortest row that says something. */
#define BESIDE 2
#define ROW 3
/* A row that says enough even if the character is no part of a longer word. */
#define ROW_ALONE 4
/* The longest entry of the glossary that is looked up. */
#define ENTRY_POINTS 8
/* A longer run of which no two neighbours stand together in the index is another language's. */
#define FOREIGN_POINTS 4
/* Passages that must have a word that is taken without a row. */
#define BEARERS 3
/* Passages read for one row, and for a whole run. */
#define READ_ROW 40
#define READ_ALL 400

struct run {
	struct vb_match *match;
	const struct vb_spelling *spelling;
	bool loose;
	size_t from;			/* of the spelling's folded text */
	size_t points;
	uint32_t point[RUN_POINTS];
	size_t at[RUN_POINTS + 1];	/* typed, bytes of the folded text */
	bool known[RUN_POINTS];		/* point[i] and point[i + 1] stand together in the index */
	unsigned read;
};

/* What speaks for a change. */
struct change {
	size_t at;
	uint32_t point;
	size_t row;			/* characters in a row that occur; 0: no change */
	uint32_t bearers;		/* passages with the word it makes */
};

/* The characters [first, last], UTF-8; with one of them changed. */
static const char *
write_row(const struct run *run, size_t first, size_t last, const struct change *change)
{
	char *text = vb_arena_alloc(run->match->arena, (last - first + 1) * 4 + 1);
	size_t size = 0;

	for (size_t i = first; i <= last; i++)
		size += vb_utf8_put(change != NULL && change->at == i ? change->point
								      : run->point[i],
				    text + size);
	return text;
}

static bool
is_pair(const struct run *run, uint32_t a, uint32_t b, bool *known, struct vb_err *err)
{
	char text[8];
	size_t size = vb_utf8_put(a, text);
	uint32_t bearers;

	size += vb_utf8_put(b, text + size);
	if (!vb_spelling_bearers(run->match, VB_TERM_GRAM[0], text, size, &bearers, err))
		return false;
	*known = bearers > 0;
	return true;
}

static bool
fill_known(struct run *run, struct vb_err *err)
{
	for (size_t i = 0; i + 1 < run->points; i++)
		if (!is_pair(run, run->point[i], run->point[i + 1], &run->known[i], err))
			return false;
	return true;
}

/* ---- where an error may be ---- */

/*
 * The length of the longest entry of the glossary, of least characters or more, that goes
 * over the character at i; 0 for none.  text is the whole run, offset tells its characters.
 */
static size_t
entry_over(const struct run *run, const char *text, const size_t *offset, size_t i, size_t least)
{
	const struct vb_glossary *glossary = run->match->tables->glossary;
	size_t count, longest = 0;

	if (glossary == NULL)
		return 0;
	for (size_t first = i + 1 < ENTRY_POINTS ? 0 : i + 1 - ENTRY_POINTS; first <= i; first++)
		for (size_t end = i + 1; end <= run->points && end - first <= ENTRY_POINTS; end++)
			if (end - first >= least && end - first > longest &&
			    vb_glossary_find(glossary, text + offset[first] - offset[0],
					     offset[end] - offset[first], &count) != NULL)
				longest = end - first;
	return longest;
}

static bool
is_doubtful(const struct run *run, size_t i)
{
	const struct vb_token *word = vb_spelling_at(run->spelling, run->at[i]);
	bool pairs = true;
	size_t points = 0;

	if ((i == 0 || run->known[i - 1]) && (i + 1 == run->points || run->known[i]))
		return false;
	if (word == NULL || vb_spelling_is_state(run->spelling, word))
		return false;
	for (size_t j = 0; j < run->points; j++)
		if (word->from <= run->at[j] && run->at[j] < word->to) {
			points++;
			if (run->at[j + 1] < word->to)
				pairs = pairs && run->known[j];
		}
	/* A word that the index has is what was meant. */
	return !(points > 1 && pairs) &&
	       entry_over(run, run->spelling->folded.text + run->from, run->at, i, 2) == 0;
}

/* ---- what speaks for a change ---- */

static bool
is_in_passage(struct run *run, uint32_t docid, const char *row, bool *found, struct vb_err *err)
{
	struct vb_folded folded;
	const char *text;
	char *data;
	size_t size, text_size;

	if (!vb_index_data(run->match->index, docid, &data, &size, err))
		return false;
	if (vb_record_text(data, size, &text, &text_size)) {
		vb_fold(vb_tokeniser_folder(run->match->tokeniser), text, text_size, &folded);
		*found = memmem(folded.text, folded.len, row, strlen(row)) != NULL;
	}
	free(data);
	return true;
}

/* Whether a passage, of the first that have its pairs, has the row. */
static bool
occurs(struct run *run, const char *row, bool *found, struct vb_err *err)
{
	struct vb_set *set = vb_set_take(&run->match->index->sets);
	uint32_t docid = 0;
	bool ok = vb_spelling_pairs(run->match, row, strlen(row), set, err);

	*found = false;
	for (unsigned i = 0; ok && !*found && i < READ_ROW && run->read < READ_ALL &&
			     (docid = vb_set_next(set, docid + 1)) != 0; i++) {
		run->read++;
		ok = vb_index_tick(run->match->index, err) &&
		     is_in_passage(run, docid, row, found, err);
	}
	vb_set_give(&run->match->index->sets, set);
	return ok;
}

/* The word of two characters or more that the change makes: its characters [*first, *last]. */
static bool
makes_word(struct run *run, struct change *change, size_t *first, size_t *last,
	   struct vb_err *err)
{
	const char *text = write_row(run, 0, run->points - 1, change);
	struct vb_tokens tokens;
	char word[VB_TERM_MAX] = "";

	vb_token_cut(run->match->tokeniser, text, strlen(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];
		size_t size = token->to - token->from;

		*first = vb_utf8_points(tokens.folded.text, token->from);
		*last = vb_utf8_points(tokens.folded.text, token->to) - 1;
		if (token->kind == VB_TOKEN_HAN && *first <= change->at && change->at <= *last &&
		    *first < *last && size < sizeof(word)) {
			memcpy(word, tokens.folded.text + token->from, size);
			word[size] = '\0';
			break;
		}
	}
	change->bearers = 0;
	return word[0] == '\0' || vb_spelling_bearers(run->match, VB_TERM_HAN[0], word, strlen(word),
						      &change->bearers, err);
}

/* Whether [first, last] holds two neighbours that the index never has, one of them at i. */
static bool
shows(const struct run *run, size_t first, size_t last, size_t i)
{
	return (i > first && !run->known[i - 1]) || (i < last && !run->known[i]);
}

/* A word that was typed as one word, though unknown, is in doubt only when no dictionary has it. */
static bool
is_dictionary_word(const struct run *run, size_t first, size_t last)
{
	const struct vb_dictionary *dictionary = run->match->tables->dictionary;
	struct vb_dictionary_entry entry;

	return !run->loose && dictionary != NULL &&
	       vb_dictionary_find(&dictionary->zh, run->spelling->folded.text + run->at[first],
				  run->at[last + 1] - run->at[first], &entry);
}

/* The longest row with the change that occurs. */
static bool
judge(struct run *run, struct change *change, struct vb_err *err)
{
	size_t i = change->at, first = 0, last = 0;
	size_t low = i < BESIDE ? 0 : i - BESIDE;
	size_t high = i + BESIDE < run->points ? i + BESIDE : run->points - 1;

	change->row = 0;
	if (!makes_word(run, change, &first, &last, err))
		return false;
	for (size_t length = high - low + 1;
	     length >= (change->bearers > 0 ? ROW : ROW_ALONE) && change->row == 0; length--)
		for (size_t from = low; from + length - 1 <= high && change->row == 0; from++) {
			bool found = false;

			if (from <= i && i < from + length && shows(run, from, from + length - 1, i) &&
			    !occurs(run, write_row(run, from, from + length - 1, change), &found, err))
				return false;
			change->row = found ? length : 0;
		}
	if (change->row == 0 && change->bearers >= BEARERS && shows(run, first, last, i) &&
	    !is_dictionary_word(run, first, last))
		change->row = ROW - 1;
	return true;
}

static bool
try_point(struct run *run, size_t i, uint32_t point, struct change *best, struct vb_err *err)
{
	struct change change = {i, point, 0, 0};
	bool before = true, after = true, better = false;

	if (i > 0 && !is_pair(run, run->point[i - 1], point, &before, err))
		return false;
	if (i + 1 < run->points && !is_pair(run, point, run->point[i + 1], &after, err))
		return false;
	better = (i > 0 && before && !run->known[i - 1]) ||
		 (i + 1 < run->points && after && !run->known[i]);
	/* What stood together before must do so still. */
	if (!better || (i > 0 && !before && run->known[i - 1]) ||
	    (i + 1 < run->points && !after && run->known[i]))
		return true;
	if (!judge(run, &change, err))
		return false;
	if (change.row > best->row || (change.row == best->row && change.bearers > best->bearers))
		*best = change;
	return true;
}

/* What the glossary knows is no less a word for being absent from the index. */
static void
try_entry(struct run *run, size_t i, uint32_t point, struct change *best)
{
	struct change change = {i, point, 0, 0};
	size_t offset[RUN_POINTS + 1];
	const char *text = write_row(run, 0, run->points - 1, &change);

	offset[0] = 0;
	for (size_t j = 0; j < run->points; j++) {
		offset[j + 1] = offset[j];
		vb_utf8_next(text, strlen(text), &offset[j + 1]);
	}
	change.row = entry_over(run, text, offset, i, ROW);
	if (change.row > best->row)
		*best = change;
}

/* Whether the character may be none of a word that a dictionary has. */
static bool
is_stray(const struct run *run, size_t i)
{
	const struct vb_dictionary *dictionary = run->match->tables->dictionary;
	const struct vb_token *word = vb_spelling_at(run->spelling, run->at[i]);
	struct vb_dictionary_entry entry;

	return !word->stop &&
	       (word->to - word->from <= run->at[i + 1] - run->at[i] || dictionary == NULL ||
		!vb_dictionary_find(&dictionary->zh, run->spelling->folded.text + word->from,
				    word->to - word->from, &entry));
}

static bool
find_best(struct run *run, struct change *best, struct vb_err *err)
{
	uint32_t alike[VB_ALIKE_MAX];
	bool native = run->points <= FOREIGN_POINTS;

	*best = (struct change){0, 0, 0, 0};
	for (size_t i = 0; i + 1 < run->points; i++)
		native = native || run->known[i];
	for (size_t i = 0; i < run->points; i++) {
		if (!is_doubtful(run, i))
			continue;
		size_t count = vb_alike_find(run->point[i], alike);

		for (size_t j = 0; j < count; j++) {
			if (is_stray(run, i))
				try_entry(run, i, alike[j], best);
			if (native && !try_point(run, i, alike[j], best, err))
				return false;
		}
	}
	return true;
}

bool
vb_respell_run(struct vb_match *match, const struct vb_spelling *spelling, bool loose, size_t from,
	       size_t to, struct vb_respellings *out, struct vb_err *err)
{
	struct run run = {.match = match, .spelling = spelling, .loose = loose, .from = from};
	const char *text = spelling->folded.text;
	struct change best;
	unsigned errors = 0;

	for (size_t at = from; at < to; run.points++) {
		if (run.points == RUN_POINTS)
			return true;
		run.at[run.points] = at;
		run.point[run.points] = vb_utf8_next(text, to, &at);
		run.at[run.points + 1] = at;
	}
	if (run.points < 2 || !fill_known(&run, err))
		return run.points < 2;
	for (; errors < ERRORS_MAX; errors++) {
		if (!find_best(&run, &best, err))
			return false;
		if (best.row == 0)
			break;
		run.point[best.at] = best.point;
		if (!fill_known(&run, err))
			return false;
	}
	if (errors > 0)
		vb_respell_add(match, spelling, from, to, write_row(&run, 0, run.points - 1, NULL),
			       out);
	return true;
}
