/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "distance.h"
#include "family.h"
#include "i18n.h"
#include "list.h"
#include "quotation.h"
#include "rank.h"
#include "schema.h"
#include "unit.h"

/* Near spellings told to the user; more are searched all the same. */
#define TOLD 8
/* A word one letter off is worth this part of the word itself, two letters off its square. */
#define OFF_BY_ONE 0.5

static bool
add_word(struct vb_match *match, const char *word, size_t size, double worth, struct vb_set *out,
	 struct vb_err *err)
{
	return vb_rank_gather(match->index, VB_TERM_WORD[0], word, size, worth, NULL, out, err);
}

bool
vb_family_prefix(struct vb_match *match, const char *text, double weight, struct vb_set *out,
		 struct vb_err *err)
{
	struct vb_index *index = match->index;
	char prefix[VB_TERM_MAX];
	struct xc_terms *terms;
	struct xc_bytes term;
	uint32_t documents;
	size_t size;
	bool ok;

	text = vb_quotation_fold(match, text, strlen(text), &size);
	/* Cut into several words ("cyber-sec*"), it is a run of characters too. */
	if (vb_unit_unspaced(text) || !vb_unit_is_word(match->tokeniser, text))
		return vb_quotation_match(match, text, false, weight, out, err);
	size = vb_schema_term(VB_TERM_WORD[0], text, size, prefix);
	if (size == 0)
		return true;
	terms = xc_terms_open(index->database, prefix, size, err);
	if (terms == NULL)
		return false;
	while ((ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL)
		if (!(ok = add_word(match, term.data + 1, term.size - 1, 1, out, err)))
			break;
	xc_terms_close(terms);
	vb_rank_tally(index, out, weight);
	return ok;
}

bool
vb_family_fuzzy(struct vb_match *match, const char *text, unsigned distance, double weight,
		struct vb_set *out, struct vb_err *err)
{
	const struct vb_vocabulary *vocabulary = &match->index->columns.vocabulary;
	struct vb_distance typed;
	struct vb_word word;
	size_t size, told = 0;

	text = vb_quotation_fold(match, text, strlen(text), &size);
	vb_distance_init(&typed, text, size);
	for (size_t at = 0; vb_vocabulary_next(vocabulary, &at, &word);) {
		unsigned off = vb_distance_to(&typed, word.text, word.size, distance);
		const char *copy;

		if (off > distance)
			continue;
		if (!add_word(match, word.text, word.size,
			      off == 0 ? 1 : off == 1 ? OFF_BY_ONE : OFF_BY_ONE * OFF_BY_ONE, out, err))
			return false;
		copy = vb_arena_strndup(match->arena, word.text, word.size);
		if (weight > 0)
			vb_list_add(match->spellings, match->arena, copy);
		if (off > 0 && told++ < TOLD)
			vb_list_add(match->expansion, match->arena,
				    vb_arena_printf(match->arena, "%s = %s", text, copy));
	}
	vb_rank_tally(match->index, out, weight);
	return true;
}
