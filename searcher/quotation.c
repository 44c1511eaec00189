/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "candidates.h"
#include "facet.h"
#include "foremost.h"
#include "memory.h"
#include "needle.h"
#include "quotation.h"
#include "rank.h"
#include "schema.h"
#include "utf8.h"
#include "verify.h"

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
	struct vb_set *sure = NULL;
	bool ok;

	if (!sift->done)
		vb_sift(match->index, sift, set);
	if (!quotation->bounded && vb_sift_tells(sift)) {
		sure = vb_set_take(&match->index->sets);
		vb_sift_sure(match->index, sift, set, sure);
	}
	vb_needle_init(&sought.needle, quotation->text, quotation->size);
	if (most != NULL && vb_set_count(set) >= MANY_TEXTS)
		ok = vb_foremost_verify(match, &verify, most, set, err);
	else
		ok = vb_verify(match, &verify, set, err);
	if (sure != NULL)
		vb_set_or(set, sure);
	vb_set_give(&match->index->sets, sure);
	return ok;
}

/* The same; of a query that is nothing but the quotation what does not count is left out. */
static bool
verify_what_counts(struct vb_match *match, const struct vb_quoted *quotation,
		   const struct vb_sift *sift, const uint8_t *most, struct vb_set *set,
		   struct vb_err *err)
{
	struct vb_set *others;
	bool ok;

	if (match->only == NULL || !match->only->any)
		return verify(match, quotation, sift, most, set, err);
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

/* Looks for a quotation's candidates, in among alone unless that is NULL, and verifies them. */
static bool
find(struct vb_match *match, const struct vb_quoted *quotation, const struct vb_set *with_long,
     const struct vb_set *among, struct vb_set *out, struct vb_err *err)
{
	uint8_t *most = NULL;
	struct vb_sift sift;
	bool ok;

	vb_sift_init(&sift, match->index, quotation->text, quotation->size);
	if (match->best > 0) {
		most = vb_memory_resize(NULL, (size_t)match->index->last + 1, 1);
		memset(most, VB_FOREMOST_ANY, (size_t)match->index->last + 1);
	}
	ok = vb_candidates_find(match, quotation, with_long, among, &sift, out, most, err) &&
	     verify_what_counts(match, quotation, &sift, most, out, err);
	free(most);
	return ok;
}

/* Where few passages pass the filters, among those first: what they hold is all that counts. */
static bool
find_in_scope(struct vb_match *match, const struct vb_quoted *quotation,
	      const struct vb_set *with_long, struct vb_set *out, struct vb_err *err)
{
	const struct vb_filters *only = match->only;

	if (only == NULL || only->scope == NULL || only->sideways)
		return find(match, quotation, with_long, NULL, out, err);
	return find(match, quotation, with_long, only->scope, out, err) &&
	       (vb_set_next(out, 1) != 0 || find(match, quotation, with_long, NULL, out, err));
}

/* One run of letters: the words that hold it tell all; only over-long words must be read. */
static bool
match_run(struct vb_match *match, const struct vb_quoted *quotation, struct vb_set *with_long,
	  struct vb_set *out, struct vb_err *err)
{
	struct vb_sift sift;

	if (!vb_candidates_words(match, &quotation->piece[0], out, err))
		return false;
	vb_set_minus(with_long, out);
	vb_sift_init(&sift, match->index, quotation->text, quotation->size);
	if (!verify(match, quotation, &sift, NULL, with_long, err))
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
	bool unspaced = false, ok = true;
	size_t at = 0;

	if (quotation->points == 1)
		unspaced = vb_utf8_unspaced(vb_utf8_next(quotation->text, quotation->size, &at));
	if (unspaced && !quotation->bounded) {
		ok = vb_candidates_character(match, quotation->text, quotation->size, true, out, err);
		goto out;
	}
	if (quotation->points == 2 && quotation->count == 1 && quotation->piece[0].gram &&
	    quotation->piece[0].size == quotation->size && !quotation->bounded) {
		ok = vb_rank_gather(match->index, VB_TERM_GRAM[0], quotation->text, quotation->size, 1, NULL,
				    out, err);
		goto out;
	}
	if (quotation->all.size > 0 && !quotation->bounded) {
		ok = vb_rank_gather(match->index, VB_TERM_COMMON[0], quotation->all.data + 1,
				    quotation->all.size - 1, 1, NULL, out, err);
		goto out;
	}
	ok = vb_index_collect(match->index, VB_TERM_LONG, 1, NULL, with_long, err);
	if (ok && quotation->letters_only && !quotation->bounded) {
		ok = match_run(match, quotation, with_long, out, err);
		goto out;
	}
	if (!ok)
		goto out;
	ok = (match->only == NULL || vb_candidates_bearers(match, quotation, bearers, err)) &&
	     find_in_scope(match, quotation, with_long, out, err);
out:
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
