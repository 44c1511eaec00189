/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "candidates.h"

#include <stdlib.h>
#include <string.h>

#include "foremost.h"
#include "rank.h"
#include "schema.h"

/* Reading this many texts costs less than looking up what a run may be part of. */
#define FEW_TEXTS 512
/* Reading one costs as much as gathering so many that hold a word. */
#define READ_COST 64
/* And of so many passages one, less than gathering all that hold a character. */
#define MANY_HOLD_IT 16
/* A run that is part of more words than this narrows nothing down. */
#define MANY_WORDS 1024

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
	return size == 0 || vb_index_collect(match->index, term, size, set, err);
}

bool
vb_candidates_character(struct vb_match *match, const char *text, size_t size, bool tally,
			struct vb_set *set, struct vb_err *err)
{
	char prefix[8] = VB_TERM_GRAM;
	struct xc_terms *terms;
	struct xc_bytes term;
	uint32_t documents;
	bool ok;

	memcpy(prefix + 1, text, size);
	terms = xc_terms_open(match->index->database, prefix, size + 1, err);
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
vb_candidates_words(struct vb_match *match, const struct vb_piece *piece, size_t limit, bool tally,
		    struct vb_set *set, bool *all, struct vb_err *err)
{
	const struct vb_vocabulary *vocabulary = &match->index->columns.vocabulary;
	struct vb_buf words = VB_BUF_INIT;
	struct vb_word word;
	size_t count = 0;
	bool ok = true;

	*all = false;
	if (piece->edges == VB_EDGE_BOTH)
		return add_term(match, VB_TERM_WORD[0], piece->text, piece->size, tally, set, err);
	for (size_t at = 0; count <= limit &&
	     vb_vocabulary_find(vocabulary, piece->text, piece->size, piece->edges, &at, &word); count++)
		vb_buf_add(&words, &word, sizeof(word));
	*all = count > limit;
	for (size_t i = 0; ok && !*all && i < count; i++) {
		memcpy(&word, words.data + i * sizeof(word), sizeof(word));
		ok = add_term(match, VB_TERM_WORD[0], word.text, word.size, tally, set, err);
	}
	vb_buf_fini(&words);
	return ok;
}

/* ---- narrowing down ---- */

/*
 * Narrows set down by a run that may be part of a word, or a character that begins a pair; most,
 * unless it is NULL, by how often those stand there.
 */
static bool
narrow(struct vb_match *match, const struct vb_piece *piece, const struct vb_set *with_long,
       struct vb_set *set, uint8_t *most, struct vb_err *err)
{
	struct vb_set *holders = vb_set_take(&match->index->sets);
	bool tally = most != NULL, all = false, ok;

	if (piece->opens)
		ok = vb_candidates_character(match, piece->text, piece->size, tally, holders, err);
	else
		ok = vb_candidates_words(match, piece, MANY_WORDS, tally, holders, &all, err);
	if (tally) {
		vb_foremost_tallied(match->index, holders, most);
		vb_rank_tally(match->index, holders, 0);
	}
	if (ok && !all) {
		vb_set_or(holders, with_long);
		vb_set_and(set, holders);
	}
	vb_set_give(&match->index->sets, holders);
	return ok;
}

/*
 * Leaves in set, which is empty, the passages that bear every pair, all common words in a row
 * and, if asked, every other whole word.
 */
static bool
meet(struct vb_match *match, const struct vb_quoted *quotation, bool words, struct vb_sift *sift,
     struct vb_set *set, struct vb_err *err)
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
		term[0] = piece->gram ? VB_TERM_GRAM[0] : VB_TERM_WORD[0];
		memcpy(term + 1, piece->text, piece->size);
		terms[count++] = (struct xc_bytes){term, piece->size + 1};
	}
	if (count > 0)
		return vb_index_meet(match->index, terms, count, sift, set, err);
	vb_set_copy(set, match->index->all);
	return true;
}

/*
 * Whether so few are left, sifted if that pays, that to read them costs less than to narrow them
 * down by this piece.
 */
static bool
are_few(struct vb_match *match, const struct vb_piece *piece, struct vb_sift *sift,
	struct vb_set *set, bool *few, struct vb_err *err)
{
	char term[VB_TERM_MAX];
	size_t size = vb_schema_term(VB_TERM_WORD[0], piece->text, piece->size, term);
	size_t enough = FEW_TEXTS + (piece->opens ? match->index->documents / MANY_HOLD_IT : 0);
	uint32_t documents = 0;

	vb_sift_before(match->index, sift, match->index->documents, set);
	*few = vb_set_count(set) <= enough;
	if (*few || piece->opens || size == 0)
		return true;
	/* The run alone is one of the words that would be gathered. */
	if (!vb_index_frequency(match->index, term, size, &documents, err))
		return false;
	*few = vb_set_count(set) <= documents / READ_COST;
	return true;
}

/* The longer a run, the fewer words hold it. */
static int
longer(const void *left, const void *right)
{
	const struct vb_piece *const *a = left, *const *b = right;

	return ((*a)->size < (*b)->size) - ((*a)->size > (*b)->size);
}

/* Narrows set down by what may be part of a word, at either end of the quotation. */
static bool
narrow_all(struct vb_match *match, const struct vb_quoted *quotation,
	   const struct vb_set *with_long, struct vb_sift *sift, struct vb_set *set, uint8_t *most,
	   struct vb_err *err)
{
	const struct vb_piece **piece =
		vb_arena_array(match->arena, quotation->count + 1, sizeof(piece[0]));
	size_t count = 0;
	bool few;

	for (size_t i = 0; i < quotation->count; i++)
		if (!quotation->piece[i].gram && quotation->piece[i].edges != VB_EDGE_BOTH &&
		    !vb_quoted_covered(quotation, &quotation->piece[i]))
			piece[count++] = &quotation->piece[i];
	qsort(piece, count, sizeof(piece[0]), longer);
	for (size_t i = 0; i < count; i++)
		if (!are_few(match, piece[i], sift, set, &few, err) ||
		    (!few && !narrow(match, piece[i], with_long, set, most, err)))
			return false;
	return true;
}

/* Pairs and whole words first: they cost little and narrow down most. */
bool
vb_candidates_find(struct vb_match *match, const struct vb_quoted *quotation,
		   const struct vb_set *with_long, struct vb_sift *sift, struct vb_set *set,
		   uint8_t *most, struct vb_err *err)
{
	vb_set_clear(set);
	if (!meet(match, quotation, true, sift, set, err))
		return false;
	/* An over-long word may be any of the words. */
	if (vb_set_next(with_long, 1) != 0) {
		struct vb_set *more = vb_set_take(&match->index->sets);

		if (!meet(match, quotation, false, NULL, more, err))
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
	char term[VB_TERM_MAX];
	uint32_t documents;

	*bearers = match->index->documents;
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];
		size_t size = vb_schema_term(piece->gram ? VB_TERM_GRAM[0] : VB_TERM_WORD[0],
					     piece->text, piece->size, term);

		if (piece->opens || size == 0)
			continue;
		if (!vb_index_frequency(match->index, term, size, &documents, err))
			return false;
		if (documents > 0 && documents < *bearers)
			*bearers = documents;
	}
	return true;
}
