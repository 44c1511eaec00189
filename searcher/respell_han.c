/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chinese typing errors: see respell.h. */
#include <string.h>

#include "alike.h"
#include "dictionary.h"
#include "glossary.h"
#include "respell.h"
#include "respell_entry.h"
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
/* Passages that are read for a run. */
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
	bool entry[RUN_POINTS];		/* part of an entry of the glossary */
	bool doubtful[RUN_POINTS];	/* may be wrong */
	bool stray[RUN_POINTS];		/* and is part of no word that a dictionary has */
	uint64_t seen[1024];		/* a bit for each character of the run, by its low 16 bits */
	unsigned left;			/* passages that may still be read */
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

/* Whether two characters stand together in the text of a passage; context: or above it. */
static bool
is_pair(const struct run *run, uint32_t a, uint32_t b, bool context, bool *known,
	struct vb_err *err)
{
	char term[1 + 4 + 4] = VB_TERM_GRAM;
	size_t size = 1 + vb_utf8_put(a, term + 1);
	uint32_t bearers;

	size += vb_utf8_put(b, term + size);
	if (!vb_index_frequency(run->match->index, term, size, &bearers, err))
		return false;
	term[0] = VB_TERM_GRAM_CONTEXT[0];
	if (bearers == 0 && context &&
	    !vb_index_frequency(run->match->index, term, size, &bearers, err))
		return false;
	*known = bearers > 0;
	return true;
}

static bool
fill_known(struct run *run, struct vb_err *err)
{
	for (size_t i = 0; i + 1 < run->points; i++)
		if (!is_pair(run, run->point[i], run->point[i + 1], true, &run->known[i],
			     err))
			return false;
	return true;
}

/* ---- where an error may be ---- */

static bool
is_seen(const struct run *run, uint32_t point)
{
	return run->seen[(point & 0xFFFF) / 64] >> point % 64 & 1;
}

static void
see(struct run *run, uint32_t point)
{
	run->seen[(point & 0xFFFF) / 64] |= UINT64_C(1) << point % 64;
}

/* vb_utf8_next() for well-formed text, quick for Chinese: the whole glossary is read. */
static inline uint32_t
next_point(const char *text, size_t *at)
{
	const unsigned char *byte = (const unsigned char *)text + *at;

	if (byte[0] >> 4 != 0xE)
		return vb_utf8_next(text, *at + strlen(text + *at), at);
	*at += 3;
	return (byte[0] & 0xFu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
}

/*
 * An entry of the glossary, by its characters; false for one that is too long, or of which
 * more than one character is not in the run.
 */
static bool
read_entry(const struct run *run, const struct vb_rendering *rendering,
	   uint32_t point[ENTRY_POINTS], size_t *points)
{
	size_t unseen = 0;

	*points = 0;
	for (size_t at = 0; rendering->chinese && rendering->key[at] != '\0';) {
		if (*points == ENTRY_POINTS || unseen > 1)
			return false;
		point[*points] = next_point(rendering->key, &at);
		unseen += !is_seen(run, point[(*points)++]);
	}
	return *points > 1 && unseen < 2;
}

/* How many characters differ from those of the run from first on, up to two; *at: the last. */
static unsigned
differences(const struct run *run, size_t first, const uint32_t *point, size_t points, size_t *at)
{
	unsigned count = 0;

	for (size_t i = 0; i < points && count < 2; i++)
		if (run->point[first + i] != point[i]) {
			*at = first + i;
			count++;
		}
	return count;
}

/* Marks what is part of an entry. */
static void
mark_entries(struct run *run)
{
	const struct vb_glossary *glossary = run->match->tables->glossary;
	uint32_t point[ENTRY_POINTS];
	uint32_t count = glossary == NULL ? 0 : vb_glossary_count(glossary);
	struct vb_rendering entry;
	size_t points, at;

	for (uint32_t i = 0; i < count; i++) {
		vb_glossary_at(glossary, i, &entry);
		if (!read_entry(run, &entry, point, &points))
			continue;
		for (size_t first = 0; first + points <= run->points; first++)
			if (differences(run, first, point, points, &at) == 0)
				memset(run->entry + first, true, points);
	}
}

/* Whether all characters of a word stand together in the index. */
static bool
is_whole(const struct run *run, const struct vb_token *word)
{
	for (size_t i = 0; i + 1 < run->points; i++)
		if (word->from <= run->at[i] && run->at[i + 1] < word->to && !run->known[i])
			return false;
	return true;
}

/* Whether a dictionary has the characters [first, last] as typed. */
static bool
is_dictionary_word(const struct run *run, size_t from, size_t to)
{
	const struct vb_dictionary *dictionary = run->match->tables->dictionary;
	struct vb_dictionary_entry entry;

	return !run->loose && dictionary != NULL &&
	       vb_dictionary_find(&dictionary->zh, run->spelling->folded.text + from, to - from,
				  &entry);
}

/* Whether the characters i and i + 1 need not be known together: any word may meet a stop word. */
static bool
meets_stop(const struct run *run, size_t i)
{
	const struct vb_token *left = vb_spelling_at(run->spelling, run->at[i]);
	const struct vb_token *right = vb_spelling_at(run->spelling, run->at[i + 1]);

	return left != right && ((left != NULL && left->stop) || (right != NULL && right->stop));
}

/*
 * What may be wrong at i: a character that does not stand with both its neighbours in the
 * index, unless the index or the glossary has the word that it is part of.
 */
static void
doubt(struct run *run, size_t i)
{
	const struct vb_token *word = vb_spelling_at(run->spelling, run->at[i]);
	bool alone;

	run->doubtful[i] = run->stray[i] = false;
	if (((i == 0 || run->known[i - 1] || meets_stop(run, i - 1)) &&
	     (i + 1 == run->points || run->known[i] || meets_stop(run, i))) ||
	    run->entry[i] || word == NULL || word->stop || vb_spelling_is_state(run->spelling, word))
		return;
	alone = word->to - word->from <= run->at[i + 1] - run->at[i];
	if (!alone && is_whole(run, word))
		return;
	run->doubtful[i] = true;
	run->stray[i] = alone || !is_dictionary_word(run, word->from, word->to);
}

/* Fills known, doubtful and stray; false in *any when nothing is in doubt. */
static bool
look(struct run *run, bool *any, struct vb_err *err)
{
	*any = false;
	if (!fill_known(run, err))
		return false;
	for (size_t i = 0; i < run->points; i++) {
		doubt(run, i);
		*any = *any || run->doubtful[i] || run->stray[i];
	}
	return true;
}

/* ---- what speaks for a change ---- */

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
	return word[0] == '\0' || vb_spelling_rarest(run->match, word, &change->bearers, err);
}

/* Whether [first, last] holds two neighbours that the index never has, one of them at i. */
static bool
shows(const struct run *run, size_t first, size_t last, size_t i)
{
	return (i > first && !run->known[i - 1]) || (i < last && !run->known[i]);
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
			    !vb_spelling_occurs(run->match, write_row(run, from, from + length - 1, change),
						 &run->left, &found, err))
				return false;
			change->row = found ? length : 0;
		}
	if (change->row == 0 && change->bearers >= BEARERS && shows(run, first, last, i) &&
	    !is_dictionary_word(run, run->at[first], run->at[last + 1]))
		change->row = ROW - 1;
	return true;
}

/*
 * Whether the character at i, changed, stands with its neighbours in the index: with each
 * that it stood with before (known), or with any other.
 */
static bool
keeps(const struct run *run, size_t i, uint32_t point, bool known, bool *result,
      struct vb_err *err)
{
	bool pair;

	*result = known;
	if (i > 0 && run->known[i - 1] == known) {
		if (!is_pair(run, run->point[i - 1], point, false, &pair, err))
			return false;
		*result = pair;
	}
	if (i + 1 < run->points && run->known[i] == known && *result == known) {
		if (!is_pair(run, point, run->point[i + 1], false, &pair, err))
			return false;
		*result = pair;
	}
	return true;
}

static bool
try_point(struct run *run, size_t i, uint32_t point, struct change *best, struct vb_err *err)
{
	struct change change = {i, point, 0, 0};
	bool same = true, better = false;

	/* What stood together before must do so still, and something more. */
	if (!keeps(run, i, point, true, &same, err))
		return false;
	if (!same)
		return true;
	if (!keeps(run, i, point, false, &better, err))
		return false;
	if (!better)
		return true;
	if (!judge(run, &change, err))
		return false;
	if (change.row > best->row || (change.row == best->row && change.bearers > best->bearers))
		*best = change;
	return true;
}

/*
 * What the glossary knows is no less a word for being absent from the index: the longest
 * entry that differs by one character.
 */
static void
find_entry(const struct run *run, struct change *best)
{
	const struct vb_glossary *glossary = run->match->tables->glossary;
	uint32_t point[ENTRY_POINTS];
	uint32_t count = glossary == NULL ? 0 : vb_glossary_count(glossary);
	struct vb_rendering entry;
	size_t points, at = 0;

	for (uint32_t i = 0; i < count; i++) {
		vb_glossary_at(glossary, i, &entry);
		if (!read_entry(run, &entry, point, &points) || points < ROW || points <= best->row)
			continue;
		for (size_t first = 0; first + points <= run->points; first++)
			if (differences(run, first, point, points, &at) == 1 && run->stray[at] &&
			    vb_alike_are(run->point[at], point[at - first]))
				*best = (struct change){at, point[at - first], points, 0};
	}
}

static bool
find_best(struct run *run, struct change *best, struct vb_err *err)
{
	uint32_t alike[VB_ALIKE_MAX];
	bool native = run->points <= FOREIGN_POINTS;

	for (size_t i = 0; i + 1 < run->points; i++)
		native = native || run->known[i];
	find_entry(run, best);
	for (size_t i = 0; native && i < run->points; i++) {
		size_t count = run->doubtful[i] ? vb_alike_find(run->point[i], alike) : 0;

		for (size_t j = 0; j < count; j++)
			if (!try_point(run, i, alike[j], best, err))
				return false;
	}
	return true;
}

bool
vb_respell_run(struct vb_match *match, const struct vb_spelling *spelling, bool loose, size_t from,
	       size_t to, struct vb_respellings *out, struct vb_err *err)
{
	struct run run = {.match = match, .spelling = spelling, .loose = loose, .from = from, .left = READ_ALL};
	const char *text = spelling->folded.text;
	struct vb_respell_change across;
	struct change best;
	unsigned errors = 0;
	bool any;

	for (size_t at = from; at < to; run.points++) {
		if (run.points == RUN_POINTS)
			return true;
		run.at[run.points] = at;
		run.point[run.points] = vb_utf8_next(text, to, &at);
		run.at[run.points + 1] = at;
		see(&run, run.point[run.points]);
	}
	if (run.points < 2)
		return true;
	if (!look(&run, &any, err))
		return false;
	if (any) {
		mark_entries(&run);
		if (!look(&run, &any, err))
			return false;
	}
	while (errors < ERRORS_MAX) {
		best = (struct change){0, 0, 0, 0};
		if (any && !find_best(&run, &best, err))
			return false;
		if (best.row == 0) {
			across = vb_respell_entry(match->tables->glossary, run.point, run.known, run.points);
			best = (struct change){across.at, across.point, across.entry, 0};
		}
		if (best.row == 0)
			break;
		run.point[best.at] = best.point;
		see(&run, best.point);
		errors++;
		if (!look(&run, &any, err))
			return false;
	}
	if (errors > 0)
		vb_respell_add(match, spelling, from, to, write_row(&run, 0, run.points - 1, NULL),
			       out);
	return true;
}
