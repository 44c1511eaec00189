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
/* What as many passages bear is walked along in less time than the words of a run are looked up. */
#define COMMON 8192
/* A character that begins more pairs than that is gathered from as many lists as these passages. */
#define MANY_PAIRS 8

/* ---- what the index knows ---- */

/* Adds a term's passages to set and, if asked, its occurrences to the tally. */
static bool
add_term(struct vb_match *match, char family, const char *text, size_t size, bool tally,
	 struct vb_set *set, struct vb_err *err)
{
	if (tally)
		return vb_rank_gather(match->index, family, text, size, 1, NULL, set, err);
	return vb_index_holders(match->index, family, text, size, set, err);
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

struct narrowing {
	struct vb_match *match;
	const struct vb_quoted *quotation;
	const struct vb_set *with_long;
	const struct vb_set *among;	/* NULL: all */
	struct vb_sift *sift;
	struct vb_set *set;
	uint8_t *most;			/* NULL: nobody asks */
	struct xc_bytes *term;		/* of common words in a row and pairs; then of whole words */
	size_t strict, terms;		/* so many are none of whole words; all */
	struct cut *cut;		/* what may be part of a word, the rarest first */
	size_t cuts;
};

static struct xc_bytes
make_term(struct vb_arena *arena, const struct vb_piece *piece)
{
	return (struct xc_bytes){
		vb_schema_term_kept(arena, vb_quoted_family(piece), piece->text, piece->size),
		piece->size + 1
	};
}

static void
list_terms(struct narrowing *narrowing)
{
	const struct vb_quoted *quotation = narrowing->quotation;
	struct vb_arena *arena = narrowing->match->arena;
	size_t count = quotation->commons;

	narrowing->term = vb_arena_array(arena, quotation->count + count + 1, sizeof(struct xc_bytes));
	memcpy(narrowing->term, quotation->common, count * sizeof(struct xc_bytes));
	for (size_t i = 0; i < quotation->count; i++)
		if (quotation->piece[i].gram)
			narrowing->term[count++] = make_term(arena, &quotation->piece[i]);
	narrowing->strict = count;
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];

		if (!piece->gram && piece->edges == VB_EDGE_BOTH && !vb_quoted_covered(quotation, piece))
			narrowing->term[count++] = make_term(arena, piece);
	}
	narrowing->terms = count;
}

/* Those that bear all terms; an over-long word may be any of the words. */
static bool
meet_all(const struct narrowing *narrowing, struct vb_err *err)
{
	struct vb_index *index = narrowing->match->index;
	struct vb_set *more;
	bool ok;

	if (!vb_meet(index, narrowing->term, narrowing->terms, narrowing->among, narrowing->sift,
		     narrowing->set, err))
		return false;
	if (vb_set_next(narrowing->with_long, 1) == 0)
		return true;
	more = vb_set_take(&index->sets);
	ok = vb_meet(index, narrowing->term, narrowing->strict, narrowing->among, NULL, more, err);
	vb_set_and(more, narrowing->with_long);
	vb_set_or(narrowing->set, more);
	vb_set_give(&index->sets, more);
	return ok;
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

static int
rarer(const void *left, const void *right)
{
	const struct cut *a = left, *b = right;

	return (a->bearers > b->bearers) - (a->bearers < b->bearers);
}

static bool
list_cuts(struct narrowing *narrowing, struct vb_err *err)
{
	const struct vb_quoted *quotation = narrowing->quotation;

	narrowing->cut = vb_arena_array(narrowing->match->arena, quotation->count + 1, sizeof(struct cut));
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];

		if (piece->gram || piece->edges == VB_EDGE_BOTH || vb_quoted_covered(quotation, piece))
			continue;
		narrowing->cut[narrowing->cuts].piece = piece;
		if (!list_words(narrowing->match, &narrowing->cut[narrowing->cuts++], err))
			return false;
	}
	qsort(narrowing->cut, narrowing->cuts, sizeof(struct cut), rarer);
	return true;
}

/* Adds to holders, which is empty, what may hold a cut, of those in among; lowers what most says. */
static bool
gather(const struct narrowing *narrowing, const struct cut *cut, const struct vb_set *among,
       struct vb_set *holders, struct vb_err *err)
{
	const struct vb_piece *piece = cut->piece;
	struct vb_match *match = narrowing->match;
	bool tally = narrowing->most != NULL, ok = true;

	if (piece->opens)
		ok = vb_candidates_character(match, piece->text, piece->size, tally, holders, err);
	for (size_t i = 0; ok && i < cut->count; i++)
		ok = add_term(match, VB_TERM_WORD[0], cut->word[i].text, cut->word[i].size, tally,
			      holders, err);
	if (tally) {
		vb_foremost_tallied(match->index, holders, narrowing->most);
		vb_rank_tally(match->index, holders, 0);
	}
	vb_set_or(holders, narrowing->with_long);
	if (among != NULL)
		vb_set_and(holders, among);
	return ok;
}

/*
 * Whether so few are left, sifted if that pays, that to read them costs less than to narrow them
 * down by this.
 */
static bool
are_few(const struct narrowing *narrowing, const struct cut *cut)
{
	struct vb_index *index = narrowing->match->index;
	size_t few = FEW_TEXTS + (cut->piece->opens ? index->documents / MANY_HOLD_IT : 0), left;

	vb_sift_before(index, narrowing->sift, cut->bearers, narrowing->set);
	left = vb_set_count(narrowing->set);
	return left <= few || left <= cut->bearers / READ_COST;
}

/* Narrows set down by what may be part of a word, at either end of the quotation, from that cut on. */
static bool
narrow(struct narrowing *narrowing, size_t from, struct vb_err *err)
{
	struct vb_sets *sets = &narrowing->match->index->sets;
	struct vb_set *holders;
	bool ok = true;

	if (vb_set_count(narrowing->set) <= FEW_TEXTS)
		return true;
	if (narrowing->cut == NULL && !list_cuts(narrowing, err))
		return false;
	holders = vb_set_take(sets);
	for (size_t i = from; ok && i < narrowing->cuts; i++) {
		const struct cut *cut = &narrowing->cut[i];

		if (cut->count > MANY_WORDS || are_few(narrowing, cut))
			continue;
		vb_set_clear(holders);
		ok = gather(narrowing, cut, narrowing->set, holders, err);
		vb_set_copy(narrowing->set, holders);
	}
	vb_set_give(sets, holders);
	return ok;
}

/* At most so many passages bear all terms. */
static bool
count_rarest(const struct narrowing *narrowing, uint32_t *rarest, struct vb_err *err)
{
	struct vb_index *index = narrowing->match->index;

	*rarest = index->documents;
	for (size_t i = 0; i < narrowing->terms; i++) {
		uint32_t documents = 0;

		if (narrowing->term[i].size < VB_TERM_MAX &&
		    !vb_index_frequency(index, narrowing->term[i].data, narrowing->term[i].size,
				       &documents, err))
			return false;
		if (documents < *rarest)
			*rarest = documents;
	}
	return true;
}

/*
 * Where all terms are common and what may be part of a word is rarer, that comes first: what may
 * hold it, put into first, which is empty, is then the only place to look.
 */
static bool
begin(struct narrowing *narrowing, struct vb_set *first, size_t *from, struct vb_err *err)
{
	uint32_t rarest;

	list_terms(narrowing);
	if (!count_rarest(narrowing, &rarest, err))
		return false;
	if (rarest < COMMON)
		return true;
	if (!list_cuts(narrowing, err))
		return false;
	if (narrowing->cuts == 0 || narrowing->cut[0].piece->opens ||
	    narrowing->cut[0].count > MANY_WORDS || narrowing->cut[0].bearers >= rarest)
		return true;
	*from = 1;
	if (!gather(narrowing, &narrowing->cut[0], narrowing->among, first, err))
		return false;
	narrowing->among = first;
	return true;
}

bool
vb_candidates_find(struct vb_match *match, const struct vb_quoted *quotation,
		   const struct vb_set *with_long, const struct vb_set *among,
		   struct vb_sift *sift, struct vb_set *set, uint8_t *most, struct vb_err *err)
{
	struct narrowing narrowing = {
		.match = match, .quotation = quotation, .with_long = with_long, .among = among,
		.sift = sift, .set = set, .most = most,
	};
	struct vb_set *first = vb_set_take(&match->index->sets);
	size_t from = 0;
	bool ok;

	vb_set_clear(set);
	ok = begin(&narrowing, first, &from, err) && meet_all(&narrowing, err) &&
	     narrow(&narrowing, from, err) &&
	     (most == NULL || vb_foremost_pieces(match, quotation, set, with_long, most, err));
	vb_set_give(&match->index->sets, first);
	return ok;
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
