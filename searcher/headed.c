/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "headed.h"
#include "quotation.h"
#include "rank.h"
#include "record.h"
#include "schema.h"
#include "unit.h"

/* A passage under the heading asked for, as against one that says the word. */
#define HEADING_WEIGHT 0.5

struct wanted {
	const char *text;	/* quoted: folded */
	size_t size;
	bool quoted;
	struct vb_units units;
};

/*
 * Every passage whose context bears the words; of a quotation, the pairs that it is sure
 * to have.  What letters a quotation begins or ends with is left to the reading.
 */
static bool
candidates(struct vb_match *match, const struct wanted *wanted, struct vb_set *out,
	   struct vb_err *err)
{
	struct vb_set *held = vb_set_take(&match->index->sets);
	char term[VB_TERM_MAX];
	size_t size;
	struct vb_forms forms;
	bool ok = true;

	vb_set_copy(out, match->index->all);
	for (size_t i = 0; ok && i < wanted->units.terms; i++) {
		const struct vb_unit_term *part = &wanted->units.term[i];

		if (part->family != VB_UNIT_GRAM &&
		    (wanted->quoted || part->family != VB_UNIT_STEM))
			continue;
		vb_set_clear(held);
		if (part->family == VB_UNIT_STEM) {
			vb_forms_open(match, part->text, &forms);
			ok = vb_forms_collect(match, VB_TERM_WORD_CONTEXT[0], &forms, held, err);
		} else {
			size = vb_schema_term(VB_TERM_GRAM_CONTEXT[0], part->text, part->size, term);
			ok = vb_index_collect(match->index, term, size, NULL, held, err);
		}
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
		return memmem(tokens.folded.text, tokens.folded.len, wanted->text,
			      wanted->size) != NULL;
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

	wanted.text = vb_quotation_fold(match, text, strlen(text), &wanted.size);
	vb_unit_open(match->tokeniser, match->tables, false, &words, match->arena, &wanted.units);
	if (!candidates(match, &wanted, out, err) || !verify(match, &wanted, out, err))
		return false;
	if (weight > 0)
		vb_rank_flat(match->index, out, weight * HEADING_WEIGHT *
			     vb_rank_idf(match->index, vb_set_count(out)));
	return true;
}
