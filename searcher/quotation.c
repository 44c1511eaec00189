/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "facet.h"
#include "foremost.h"
#include "memory.h"
#include "needle.h"
#include "quotation.h"
#include "quoted.h"
#include "rank.h"
#include "schema.h"
#include "sift.h"
#include "utf8.h"
#include "verify.h"

/* Reading this many texts costs less than looking up what a run may be part of. */
#define FEW_TEXTS 512
/* Reading one costs as much as gathering so many that hold a word. */
#define READ_COST 64
/* And of so many passages one, less than gathering all that hold a character. */
#define MANY_HOLD_IT 16
/* A run that is part of more words than this narrows nothing down. */
#define MANY_WORDS 1024
/* So many texts cost more than to tell which of them can come first. */
#define MANY_TEXTS 2048

const char *
vb_quotation_fold(struct vb_match *match, const char *text, size_t size, size_t *out)
{
	struct vb_folded folded;

	vb_fold(vb_tokeniser_folder(match->tokeniser), text, size, &folded);
	*out = folded.len;
	return vb_arena_strndup(match->arena, folded.text, folded.len);
}

/* ---- what the index knows ---- */

/* Adds a term's passages to set and its occurrences to the tally. */
static bool
add_term(struct vb_match *match, const char *family, const char *text, size_t size,
	 struct vb_set *set, struct vb_err *err)
{
	return vb_rank_gather(match->index, family[0], text, size, 1, NULL, set, err);
}

/* A single character: every gram that begins with it. */
static bool
add_character(struct vb_match *match, const char *text, size_t size, struct vb_set *set,
	      struct vb_err *err)
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
		if (!(ok = add_term(match, VB_TERM_GRAM, term.data + 1, term.size - 1, set, err)))
			break;
	xc_terms_close(terms);
	return ok;
}

/*
 * The passages that hold a word which contains the run.  *all: they could not be told, any
 * passage may.
 */
static bool
add_words(struct vb_match *match, const struct vb_piece *piece, size_t limit, struct vb_set *set,
	  bool *all, struct vb_err *err)
{
	struct vb_vocabulary *words = &match->index->columns.vocabulary;
	struct vb_word word;
	size_t count = 0;

	*all = false;
	if (piece->edges == VB_EDGE_BOTH)
		return add_term(match, VB_TERM_WORD, piece->text, piece->size, set, err);
	if (piece->size > VB_TOKEN_MAX)
		return true;
	for (size_t at = 0; count <= limit &&
	     vb_vocabulary_find(words, piece->text, piece->size, piece->edges, &at, &word);)
		count++;
	if (count > limit)
		*all = true;
	for (size_t at = 0; !*all &&
	     vb_vocabulary_find(words, piece->text, piece->size, piece->edges, &at, &word);)
		if (!add_term(match, VB_TERM_WORD, word.text, word.size, set, err))
			return false;
	return true;
}

/* ---- what the text says ---- */

static bool
is_bounded(const struct vb_folded *folded, size_t start, size_t end)
{
	size_t before = start, after = end;

	return (start == 0 || !u_isalnum((UChar32)vb_utf8_prev(folded->text, &before))) &&
	       (end == folded->len ||
		!u_isalnum((UChar32)vb_utf8_next(folded->text, folded->len, &after)));
}

struct sought {
	struct vb_needle needle;
	bool bounded;
};

/* How often a folded text holds what is sought. */
static size_t
occurrences(void *data, const struct vb_folded *folded)
{
	const struct sought *sought = data;
	const char *at = folded->text, *end = folded->text + folded->len;
	size_t count = 0;

	while ((at = vb_needle_find(&sought->needle, at, end)) != NULL) {
		size_t start = (size_t)(at - folded->text);

		at += sought->needle.size;
		if (!sought->bounded || is_bounded(folded, start, (size_t)(at - folded->text)))
			count++;
	}
	return count;
}

/* Whether two places where the bytes stand may overlap: they begin as they end. */
static bool
overlaps(const char *bytes, size_t size)
{
	for (size_t i = 1; i < size; i++)
		if (memcmp(bytes, bytes + i, size - i) == 0)
			return true;
	return false;
}

/*
 * Leaves in set the passages that hold the quotation, and in the tally how often; those that
 * there is no time to read are left out.  most: as for vb_foremost_verify(), or NULL.
 */
static bool
verify(struct vb_match *match, const struct vb_quoted *quotation, const struct vb_sift *sift,
       const uint8_t *most, struct vb_set *set, struct vb_err *err)
{
	struct sought sought = {.bounded = quotation->bounded};
	const struct vb_verify verify = {
		.fn = occurrences, .data = &sought, .threads = true,
		.bytes = quotation->text, .size = quotation->size,
		.places = !quotation->bounded && !overlaps(quotation->text, quotation->size),
	};

	if (!sift->done)
		vb_sift(match->index, sift, set);
	vb_needle_init(&sought.needle, quotation->text, quotation->size);
	if (most != NULL && vb_set_count(set) >= MANY_TEXTS)
		return vb_foremost_verify(match, &verify, most, set, err);
	return vb_verify(match, &verify, set, err);
}

/* The same; of a query that is nothing but the quotation what does not count is left out. */
static bool
verify_what_counts(struct vb_match *match, const struct vb_quoted *quotation,
		   const struct vb_sift *sift, const uint8_t *most, struct vb_set *set,
		   struct vb_err *err)
{
	struct vb_set *others;
	bool ok;

	if (match->only == NULL)
		return verify(match, quotation, sift, NULL, set, err);
	others = vb_set_take(&match->index->sets);
	vb_set_copy(others, set);
	vb_facet_narrow(match, match->only, set);
	vb_set_minus(others, set);
	ok = verify(match, quotation, sift, most, set, err);
	/* Is there any, or is it misspelled? */
	if (ok && vb_set_next(set, 1) == 0) {
		ok = verify(match, quotation, sift, most, others, err);
		vb_set_or(set, others);
	}
	vb_set_give(&match->index->sets, others);
	return ok;
}

/* ---- candidates ---- */

/*
 * Narrows set down by a run that may be part of a word, or a character that begins a pair; most,
 * unless it is NULL, by how often those stand there.
 */
static bool
narrow(struct vb_match *match, const struct vb_piece *piece, const struct vb_set *with_long,
       struct vb_set *set, uint8_t *most, struct vb_err *err)
{
	struct vb_set *holders = vb_set_take(&match->index->sets);
	bool all = false, ok;

	ok = piece->opens ? add_character(match, piece->text, piece->size, holders, err)
			  : add_words(match, piece, MANY_WORDS, holders, &all, err);
	if (most != NULL)
		vb_foremost_tallied(match->index, holders, most);
	vb_rank_tally(match->index, holders, 0);
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

/*
 * Pairs and whole words first: they cost little and narrow down most.  most, unless it is NULL:
 * how often each of the passages may hold the quotation.
 */
static bool
candidates(struct vb_match *match, const struct vb_quoted *quotation,
	   const struct vb_set *with_long, struct vb_sift *sift, struct vb_set *set, uint8_t *most,
	   struct vb_err *err)
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

/*
 * How many passages may hold the quotation, as far as that neither filters nor the texts change
 * it: those that bear the rarest of its pairs and words, of which at the ends there may be none.
 */
static bool
count_bearers(struct vb_match *match, const struct vb_quoted *quotation, size_t *bearers,
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

/* One run of letters: the words that hold it tell all; only over-long words must be read. */
static bool
match_run(struct vb_match *match, const struct vb_quoted *quotation, const struct vb_sift *sift,
	  struct vb_set *with_long, struct vb_set *out, bool *all, struct vb_err *err)
{
	if (!add_words(match, &quotation->piece[0], SIZE_MAX - 1, out, all, err))
		return false;
	if (*all)
		return true;
	vb_set_minus(with_long, out);
	if (!verify(match, quotation, sift, NULL, with_long, err))
		return false;
	vb_set_or(out, with_long);
	return true;
}

/* *bearers: how many passages its weight is that of; left as it is when it is that of out. */
static bool
match_folded(struct vb_match *match, const struct vb_quoted *quotation, struct vb_set *out,
	     size_t *bearers, struct vb_err *err)
{
	struct vb_set *with_long = vb_set_take(&match->index->sets);
	bool all = true, unspaced = false, ok = true;
	uint8_t *most = NULL;
	struct vb_sift sift;
	size_t at = 0;

	vb_sift_init(&sift, match->index, quotation->text, quotation->size);
	if (quotation->points == 1)
		unspaced = vb_utf8_unspaced(vb_utf8_next(quotation->text, quotation->size, &at));
	if (unspaced && !quotation->bounded) {
		ok = add_character(match, quotation->text, quotation->size, out, err);
		goto out;
	}
	if (quotation->points == 2 && quotation->count == 1 && quotation->piece[0].gram &&
	    quotation->piece[0].size == quotation->size && !quotation->bounded) {
		ok = add_term(match, VB_TERM_GRAM, quotation->text, quotation->size, out, err);
		goto out;
	}
	if (quotation->all.size > 0 && !quotation->bounded) {
		ok = add_term(match, VB_TERM_COMMON, quotation->all.data + 1, quotation->all.size - 1,
			      out, err);
		goto out;
	}
	ok = vb_index_collect(match->index, VB_TERM_LONG, 1, with_long, err);
	if (ok && quotation->letters_only && !quotation->bounded)
		ok = match_run(match, quotation, &sift, with_long, out, &all, err);
	if (!ok || !all)
		goto out;
	if (match->best > 0) {
		most = vb_memory_resize(NULL, (size_t)match->index->last + 1, 1);
		memset(most, VB_FOREMOST_ANY, (size_t)match->index->last + 1);
	}
	ok = (match->only == NULL || count_bearers(match, quotation, bearers, err)) &&
	     candidates(match, quotation, with_long, &sift, out, most, err);
	ok = ok && verify_what_counts(match, quotation, &sift, most, out, err);
out:
	free(most);
	vb_set_give(&match->index->sets, with_long);
	return ok;
}

bool
vb_quotation_match(struct vb_match *match, const char *text, bool bounded, double weight,
		   struct vb_set *out, struct vb_err *err)
{
	struct vb_quoted quotation = {.bounded = bounded};
	struct vb_index *index = match->index;
	size_t bearers = 0;

	quotation.text = vb_quotation_fold(match, text, strlen(text), &quotation.size);
	if (quotation.size == 0) {
		vb_set_copy(out, index->all);
		return true;
	}
	vb_quoted_cut(&quotation, match->arena);
	if (!match_folded(match, &quotation, out, &bearers, err))
		return false;
	vb_rank_tally_of(index, out, bearers > 0 ? bearers : vb_set_count(out), weight);
	return true;
}
