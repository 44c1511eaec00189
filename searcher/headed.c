/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "headed.h"
#include "quotation.h"
#include "quoted.h"
#include "rank.h"
#include "record.h"
#include "schema.h"
#include "unit.h"

/* A passage under the heading asked for, as against one that says the word. */
#define HEADING_WEIGHT 0.5

struct wanted {
	bool quoted;
	struct vb_quoted quotation;	/* quoted */
	struct vb_units units;		/* not quoted */
};

/* Adds the passages whose context bears one term of the words asked for. */
static bool
collect_unit(struct vb_match *match, const struct vb_unit_term *part, struct vb_set *set,
	     struct vb_err *err)
{
	struct vb_forms forms;

	if (part->family == VB_UNIT_GRAM)
		return vb_index_holders(match->index, VB_TERM_GRAM_CONTEXT[0], part->text, part->size, set, err);
	vb_forms_open(match, part->text, &forms);
	return vb_forms_collect(match, VB_TERM_WORD_CONTEXT[0], &forms, set, err);
}

/* Those that may hold a piece of a quotation, which may be cut out of longer words. */
static bool
collect_piece(struct vb_match *match, const struct vb_piece *piece, struct vb_set *set,
	      struct vb_err *err)
{
	struct vb_word word;

	if (piece->gram)
		return vb_index_holders(match->index, VB_TERM_GRAM_CONTEXT[0], piece->text, piece->size, set, err);
	for (size_t at = 0; vb_vocabulary_find(&match->index->columns.vocabulary, piece->text, piece->size,
					       piece->edges, &at, &word);)
		if (!vb_index_holders(match->index, VB_TERM_WORD_CONTEXT[0], word.text, word.size, set, err))
			return false;
	return true;
}

/* Every passage whose context bears all; a character that only begins pairs is left to the reading. */
static bool
candidates(struct vb_match *match, const struct wanted *wanted, struct vb_set *out,
	   struct vb_err *err)
{
	struct vb_set *held = vb_set_take(&match->index->sets);
	bool ok = true;

	vb_set_copy(out, match->index->all);
	for (size_t i = 0; ok && i < wanted->units.terms; i++) {
		const struct vb_unit_term *part = &wanted->units.term[i];

		if (part->family != VB_UNIT_GRAM && part->family != VB_UNIT_STEM)
			continue;
		vb_set_clear(held);
		ok = collect_unit(match, part, held, err);
		vb_set_and(out, held);
	}
	for (size_t i = 0; ok && i < wanted->quotation.count; i++) {
		if (wanted->quotation.piece[i].opens)
			continue;
		vb_set_clear(held);
		ok = collect_piece(match, &wanted->quotation.piece[i], held, err);
		vb_set_and(out, held);
	}
	vb_set_give(&match->index->sets, held);
	return ok;
}

static bool
bears(const struct vb_tokens *tokens, const struct vb_unit_term *part)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const struct vb_token *token = &tokens->list[i];

		if (part->family == VB_UNIT_STEM && token->kind == VB_TOKEN_WORD &&
		    strcmp(tokens->stems + token->stem, part->text) == 0)
			return true;
	}
	return part->family != VB_UNIT_STEM &&
	       memmem(tokens->folded.text, tokens->folded.len, part->text, part->size) != NULL;
}

static bool
heading_holds(struct vb_match *match, const struct wanted *wanted, const char *heading)
{
	struct vb_tokens tokens;

	vb_token_cut(match->tokeniser, heading, strlen(heading), &tokens);
	if (wanted->quoted)
		return memmem(tokens.folded.text, tokens.folded.len, wanted->quotation.text,
			      wanted->quotation.size) != NULL;
	for (size_t i = 0; i < wanted->units.terms; i++) {
		const struct vb_unit_term *part = &wanted->units.term[i];

		if ((part->family == VB_UNIT_STEM || part->family == VB_UNIT_GRAM) && !bears(&tokens, part))
			return false;
	}
	for (size_t i = 0; i < wanted->units.count; i++) {
		const struct vb_unit *unit = &wanted->units.unit[i];

		if (unit->kind == VB_UNIT_CHARACTER &&
		    strstr(tokens.folded.text, unit->text) == NULL)
			return false;
	}
	return true;
}

static bool
verify(struct vb_match *match, const struct wanted *wanted, struct vb_set *set, struct vb_err *err)
{
	struct vb_arena arena;
	bool ok = true;

	vb_arena_init(&arena);
	for (uint32_t docid = 0; ok && (docid = vb_set_next(set, docid + 1)) != 0;) {
		struct vb_record record;
		char *data = NULL;
		size_t size;
		bool holds = false;

		if (vb_index_late(match->index)) {
			vb_set_remove(set, docid);
			continue;
		}
		vb_arena_reset(&arena);
		ok = vb_index_data(match->index, docid, &data, &size, err) &&
		     vb_record_decode(data, size, &arena, &record, err);
		for (size_t i = 0; ok && !holds && i < record.heading.count; i++)
			holds = heading_holds(match, wanted, record.heading.item[i]);
		if (!holds)
			vb_set_remove(set, docid);
		free(data);
	}
	vb_arena_fini(&arena);
	return ok;
}

bool
vb_headed_match(struct vb_match *match, const char *text, bool quoted, double weight,
		 struct vb_set *out, struct vb_err *err)
{
	struct vb_query words = {.kind = VB_QUERY_WORDS, .text = text};
	struct wanted wanted = {.quoted = quoted};
	struct vb_quoted *quotation = &wanted.quotation;

	if (quoted) {
		quotation->text = vb_quotation_fold(match, text, strlen(text), &quotation->size);
		if (quotation->size == 0)
			return true;
		vb_quoted_cut(quotation, match->arena);
	} else {
		vb_unit_open(match->tokeniser, match->tables, false, &words, match->arena, &wanted.units);
	}
	if (!candidates(match, &wanted, out, err) || !verify(match, &wanted, out, err))
		return false;
	if (weight > 0)
		vb_rank_flat(match->index, out, weight * HEADING_WEIGHT *
			     vb_rank_idf(match->index, vb_set_count(out)));
	return true;
}
