/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "candidates.h"

#include <stdlib.h>
#include <string.h>

#include "foremost.h"
#include "meet.h"
#include "rank.h"
#include "schema.h"

/* Reading this many texts costs less than looking up what a run may be part of. */
#define FEW_TEXTS 512
/* Reading one costs as much as gathering so many that hold a word. */
#define READ_COST 32
/* And of so many passages one, less than gathering all that hold a character. */
#define MANY_HOLD_IT 16
/* A run that is part of more words than this narrows nothing down. */
#define MANY_WORDS 1024
/* Of so many it is asked how many passages hold them: the run alone, if it is one, is the first. */
#define SOME_WORDS 64
/* A character that begins more pairs than that is gathered from as many lists as these passages. */
#define MANY_PAIRS 8

/* ---- what the index knows ---- */

/* Adds a term's passages to set and, if asked, its occurrences to the tally. */
static bool
add_term(struct vb_match *match, char family, const char *text, size_t size, bool tally,
	 struct vb_set *set, struct vb_err *err)
{
	char term[VB_TERM_MAX];

	if (tally)
		return vb_rank_gather(match->index, family, text, size, 1, NULL, set, err);
	size = vb_schema_term(family, text, size, term);
	return size == 0 || vb_index_collect(match->index, term, size, NULL, set, err);
}

/* The pairs that a character begins, and itself. */
static struct xc_terms *
open_pairs(struct vb_match *match, const char *text, size_t size, struct vb_err *err)
{
	char prefix[VB_TERM_MAX];

	size = vb_schema_term(VB_TERM_GRAM[0], text, size, prefix);
	return xc_terms_open(match->index->database, prefix, size, err);
}

bool
vb_candidates_character(struct vb_match *match, const char *text, size_t size, bool tally,
			struct vb_set *set, struct vb_err *err)
{
	struct xc_terms *terms = open_pairs(match, text, size, err);
	struct xc_bytes term;
	uint32_t documents;
	bool ok;

	if (terms == NULL)
		return false;
	while ((ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL)
		if (!(ok = add_term(match, VB_TERM_GRAM[0], term.data + 1, term.size - 1, tally, set,
				    err)))
			break;
	xc_terms_close(terms);
	return ok;
}

bool
vb_candidates_words(struct vb_match *match, const struct vb_piece *piece, struct vb_set *set,
		    struct vb_err *err)
{
	struct vb_word word;

	for (size_t at = 0; vb_vocabulary_find(&match->index->columns.vocabulary, piece->text,
					       piece->size, piece->edges, &at, &word);)
		if (!add_term(match, VB_TERM_WORD[0], word.text, word.size, true, set, err))
			return false;
	return true;
}

/* ---- narrowing down ---- */

/*
 * Leaves in set, which is empty, the passages that bear every pair, all common words in a row
 * and, if asked, every other whole word.
 */
static bool
meet(struct vb_match *match, const struct vb_quoted *quotation, bool words,
     const struct vb_set *among, struct vb_sift *sift, struct vb_set *set, struct vb_err *err)
{
	struct xc_bytes *terms = vb_arena_array(match->arena, quotation->count + quotation->commons + 1,
						sizeof(terms[0]));
	size_t count = 0;

	for (; count < quotation->commons; count++)
		terms[count] = quotation->common[count];
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];
		char *term;

		if (!piece->gram && (!words || piece->edges != VB_EDGE_BOTH ||
				     vb_quoted_covered(quotation, piece)))
			continue;
		term = vb_arena_alloc(match->arena, piece->size + 2);
		term[0] = vb_quoted_family(piece);
		memcpy(term + 1, piece->text, piece->size);
		terms[count++] = (struct xc_bytes){term, piece->size + 1};
	}
	if (count > 0)
		return vb_meet(match->index, terms, count, among, sift, set, err);
	vb_set_copy(set, among == NULL ? match->index->all : among);
	return true;
}

/* ---- at the ends ---- */

/* A run at an end of the quotation that may be a part of words, or a character that begins pairs. */
struct cut {
	const struct vb_piece *piece;
	struct vb_word *word;	/* of which it may be a part */
	size_t count;		/* more than MANY_WORDS: not all of them are here */
	uint64_t bearers;	/* how many passages hold any of them, roughly */
};

/* Finds how many passages hold the pairs that a character begins. */
static bool
count_pairs(struct vb_match *match, struct cut *cut, struct vb_err *err)
{
	struct xc_terms *terms = open_pairs(match, cut->piece->text, cut->piece->size, err);
	struct xc_bytes term = {NULL, 0};
	uint32_t documents;
	bool ok = terms != NULL;

	for (size_t i = 0; ok && i < SOME_WORDS; i++) {
		ok = xc_terms_next(terms, &term, &documents, err);
		if (!ok || term.data == NULL)
			break;
		cut->bearers += documents;
	}
	if (ok && term.data != NULL)
		cut->bearers = (uint64_t)match->index->documents * MANY_PAIRS;
	xc_terms_close(terms);
	return ok;
}

/* Finds the words of a run, and how many passages hold them. */
static bool
list_words(struct vb_match *match, struct cut *cut, struct vb_err *err)
{
	const struct vb_piece *piece = cut->piece;
	struct vb_word words[MANY_WORDS + 1];
	uint32_t documents;

	cut->count = 0;
	cut->bearers = 0;
	if (piece->opens)
		return count_pairs(match, cut, err);
	for (size_t at = 0; cut->count <= MANY_WORDS &&
	     vb_vocabulary_find(&match->index->columns.vocabulary, piece->text, piece->size,
				piece->edges, &at, &words[cut->count]); cut->count++)
		;
	cut->word = vb_arena_array(match->arena, cut->count + 1, sizeof(words[0]));
	memcpy(cut->word, words, cut->count * sizeof(words[0]));
	for (size_t i = 0; i < cut->count && i < SOME_WORDS; i++) {
		if (!vb_index_bearers(match->index, VB_TERM_WORD[0], words[i].text, words[i].size,
				      &documents, err))
			return false;
		cut->bearers += documents;
	}
	return true;
}

/*
 * Whether so few are left, sifted if that pays, that to read them costs less than to narrow them
 * down by this.
 */
static bool
are_few(struct vb_match *match, const struct cut *cut, struct vb_sift *sift, struct vb_set *set)
{
	size_t few = FEW_TEXTS + (cut->piece->opens ? match->index->documents / MANY_HOLD_IT : 0), left;

	vb_sift_before(match->index, sift, cut->bearers, set);
	left = vb_set_count(set);
	return left <= few || left <= cut->bearers / READ_COST;
}

/* most, unless it is NULL, is lowered by how often they stand there. */
static bool
narrow(struct vb_match *match, const struct cut *cut, const struct vb_set *with_long,
       struct vb_set *set, uint8_t *most, struct vb_err *err)
{
	const struct vb_piece *piece = cut->piece;
	bool tally = most != NULL, ok = true;
	struct vb_set *holders;

	if (cut->count > MANY_WORDS)
		return true;
	holders = vb_set_take(&match->index->sets);
	if (piece->opens)
		ok = vb_candidates_character(match, piece->text, piece->size, tally, holders, err);
	for (size_t i = 0; ok && i < cut->count; i++)
		ok = add_term(match, VB_TERM_WORD[0], cut->word[i].text, cut->word[i].size, tally,
			      holders, err);
	if (tally) {
		vb_foremost_tallied(match->index, holders, most);
		vb_rank_tally(match->index, holders, 0);
	}
	if (ok) {
		vb_set_or(holders, with_long);
		vb_set_and(set, holders);
	}
	vb_set_give(&match->index->sets, holders);
	return ok;
}

static int
rarer(const void *left, const void *right)
{
	const struct cut *a = left, *b = right;

	return (a->bearers > b->bearers) - (a->bearers < b->bearers);
}

/* Narrows set down by what may be part of a word, at either end of the quotation. */
static bool
narrow_all(struct vb_match *match, const struct vb_quoted *quotation,
	   const struct vb_set *with_long, struct vb_sift *sift, struct vb_set *set, uint8_t *most,
	   struct vb_err *err)
{
	struct cut *cut = vb_arena_array(match->arena, quotation->count + 1, sizeof(cut[0]));
	size_t count = 0;

	if (vb_set_count(set) <= FEW_TEXTS)
		return true;
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];

		if (piece->gram || piece->edges == VB_EDGE_BOTH || vb_quoted_covered(quotation, piece))
			continue;
		cut[count].piece = piece;
		if (!list_words(match, &cut[count++], err))
			return false;
	}
	qsort(cut, count, sizeof(cut[0]), rarer);
	for (size_t i = 0; i < count; i++)
		if (!are_few(match, &cut[i], sift, set) &&
		    !narrow(match, &cut[i], with_long, set, most, err))
			return false;
	return true;
}

/* Pairs and whole words first: they cost little and narrow down most. */
bool
vb_candidates_find(struct vb_match *match, const struct vb_quoted *quotation,
		   const struct vb_set *with_long, const struct vb_set *among,
		   struct vb_sift *sift, struct vb_set *set, uint8_t *most, struct vb_err *err)
{
	vb_set_clear(set);
	if (!meet(match, quotation, true, among, sift, set, err))
		return false;
	/* An over-long word may be any of the words. */
	if (vb_set_next(with_long, 1) != 0) {
		struct vb_set *more = vb_set_take(&match->index->sets);

		if (!meet(match, quotation, false, among, NULL, more, err))
			return false;
		vb_set_and(more, with_long);
		vb_set_or(set, more);
		vb_set_give(&match->index->sets, more);
	}
	if (!narrow_all(match, quotation, with_long, sift, set, most, err))
		return false;
	return most == NULL || vb_foremost_pieces(match, quotation, set, with_long, most, err);
}

bool
vb_candidates_bearers(struct vb_match *match, const struct vb_quoted *quotation, size_t *bearers,
		      struct vb_err *err)
{
	uint32_t documents;

	*bearers = match->index->documents;
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];

		if (piece->opens)
			continue;
		if (!vb_index_bearers(match->index, vb_quoted_family(piece), piece->text, piece->size,
				      &documents, err))
			return false;
		if (documents > 0 && documents < *bearers)
			*bearers = documents;
	}
	return true;
}
