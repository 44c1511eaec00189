/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bag.h"
#include "coverage.h"
#include "expand.h"
#include "forms.h"
#include "i18n.h"
#include "lift.h"
#include "list.h"
#include "quotation.h"
#include "rank.h"
#include "schema.h"
#include "unit.h"

/*
 * What a find is worth, beside its idf, set on the development queries by scripts/evaluate.
 * Han words and pairs of characters are two views of the same text and share the weight;
 * an exact English form is a little better than another form of its stem.
 */

/* What another form of a word counts as against the one that was typed. */
#define OTHER_FORM 0.7F
/* A passage of the document itself, as against one that cites it. */
#define BEARER_WEIGHT 0.1
/*
 * A character by itself is looked for when its pairs stand in less than this part of the
 * passages and a few, and are few.
 */
#define RARE_PART 200
#define RARE_LEAST 3
#define RARE_TERMS 64
/* Room for float sums: never decides between real shares of words. */
#define SLACK 1e-4

/* ---- scores and holders ---- */

/* A term of the index itself. */
static bool
score_index_term(struct vb_match *match, char family, const char *text, double weight,
		 struct vb_set *set, struct vb_err *err)
{
	char term[VB_TERM_MAX];
	size_t size = vb_schema_term(family, text, strlen(text), term);

	if (size == 0)
		return true;
	if (weight <= 0)
		return vb_index_collect(match->index, term, size, set, err);
	return vb_rank_term(match->index, term, size, weight, set, err);
}

/* A form that was typed counts once, another form of the same word less. */
static float
worth_of_form(const void *data, const char *word)
{
	const struct vb_units *bag = data;

	for (size_t i = 0; i < bag->terms; i++)
		if (bag->term[i].family == VB_UNIT_FORM && strcmp(bag->term[i].text, word) == 0)
			return 1;
	return OTHER_FORM;
}

static bool
score_forms(struct vb_match *match, const struct vb_units *bag, const struct vb_forms *forms,
	    char family, double weight, struct vb_set *set, struct vb_err *err)
{
	if (forms->count == 1 && worth_of_form(bag, forms->word[0]) == 1)
		return score_index_term(match, family, forms->word[0], weight, set, err);
	if (!vb_forms_tally(match, family, forms, worth_of_form, bag, set, err))
		return false;
	vb_rank_tally(match->index, set, weight);
	return true;
}

static bool
score_stem(struct vb_match *match, const struct vb_units *bag, struct vb_unit_term *term,
	   double weight, struct vb_err *err)
{
	struct vb_set *above;
	struct vb_forms forms;
	bool ok;

	vb_forms_open(match, term->text, &forms);
	if (!score_forms(match, bag, &forms, VB_TERM_WORD[0], weight, term->set, err))
		return false;
	if (weight <= 0)
		return true;
	above = vb_set_take(&match->index->sets);
	ok = score_forms(match, bag, &forms, VB_TERM_WORD_CONTEXT[0], weight * VB_RANK_CONTEXT,
			 above, err);
	vb_set_give(&match->index->sets, above);
	return ok;
}

/* Scores a term of the bag and finds who bears it; forms and Han words are made of others. */
static bool
score_term(struct vb_match *match, const struct vb_units *bag, struct vb_unit_term *term,
	   double weight, struct vb_err *err)
{
	term->set = vb_set_take(&match->index->sets);
	weight *= term->weight;
	if (term->family == VB_UNIT_STEM)
		return score_stem(match, bag, term, weight, err);
	if (term->family != VB_UNIT_GRAM)
		return true;
	return score_index_term(match, VB_TERM_GRAM[0], term->text, weight, term->set, err) &&
	       (weight <= 0 || score_index_term(match, VB_TERM_GRAM_CONTEXT[0], term->text,
						weight * VB_RANK_CONTEXT, NULL, err));
}

/* A Chinese word of three characters or more says more than its pairs, each for itself. */
static void
score_han(struct vb_index *index, const struct vb_set *set, double weight)
{
	for (uint32_t docid = 0; (docid = vb_set_next(set, docid + 1)) != 0;)
		index->tally[docid] = 1;
	vb_rank_tally(index, set, weight * VB_UNIT_HAN_WEIGHT);
}

/* Says what was searched besides the words typed. */
static void
tell(struct vb_match *match, const struct vb_unit *unit)
{
	const struct vb_state *state;

	if (unit->kind == VB_UNIT_SYMBOL && strcmp(unit->symbol->typed, unit->symbol->text) != 0)
		vb_list_add(match->expansion, match->arena,
			    vb_arena_printf(match->arena, "%s = %s", unit->symbol->typed,
					    unit->symbol->text));
	if (unit->state != NULL && (state = vb_state_by_code(match->tables->states, unit->state)) != NULL)
		vb_list_add(match->expansion, match->arena,
			    vb_arena_printf(match->arena, "%s = state:%s",
					    vb_unit_unspaced(unit->text) ? state->zh : state->en,
					    unit->state));
}

/* Cites and bearers of a document, and who names it in a way that only its number shows. */
static bool
hold_symbol(struct vb_match *match, const struct vb_query *symbol, double weight,
	    struct vb_set *set, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *bearers = vb_set_take(&index->sets);
	const char *tail = strstr(symbol->text, "/RES/");
	bool ok;

	ok = vb_quotation_match(match, tail == NULL ? symbol->text : tail + 5, true, 0, set, err) &&
	     vb_match_facet(match, VB_FACET_CITES, symbol->text, set, err) &&
	     vb_match_facet(match, VB_FACET_SYMBOL, symbol->text, bearers, err);
	if (ok && weight > 0) {
		vb_rank_flat(index, set, weight * vb_rank_idf(index, vb_set_count(set)));
		vb_rank_flat(index, bearers, weight * BEARER_WEIGHT);
	}
	if (ok)
		vb_set_or(set, bearers);
	vb_set_give(&index->sets, bearers);
	return ok;
}

/* Whether a single character is rare enough to be looked for, beside words. */
static bool
is_rare(struct vb_match *match, const char *character, bool *rare, struct vb_err *err)
{
	uint32_t documents, all = 0, most = match->index->documents / RARE_PART + RARE_LEAST;
	struct xc_terms *terms;
	struct xc_bytes term;
	size_t count = 0;
	bool ok;

	terms = xc_terms_open(match->index->database,
			      vb_arena_printf(match->arena, "%s%s", VB_TERM_GRAM, character),
			      strlen(VB_TERM_GRAM) + strlen(character), err);
	if (terms == NULL)
		return false;
	while ((ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL &&
	       all <= most && count < RARE_TERMS) {
		all += documents;
		count++;
	}
	xc_terms_close(terms);
	*rare = all <= most && count < RARE_TERMS;
	return ok;
}

/* The passages that hold a unit. */
static bool
hold_unit(struct vb_match *match, const struct vb_units *bag, const struct vb_unit *unit,
	  double weight, struct vb_set *set, struct vb_err *err)
{
	if (unit->kind == VB_UNIT_SYMBOL)
		return hold_symbol(match, unit->symbol, weight, set, err);
	if (unit->single) {
		bool rare;

		if (!is_rare(match, unit->text, &rare, err))
			return false;
		if (!rare)
			return true;
	}
	if (unit->kind == VB_UNIT_CHARACTER)
		return vb_quotation_match(match, unit->text, false, weight, set, err);
	vb_set_copy(set, bag->term[bag->member[unit->first]].set);
	for (size_t i = 1; i < unit->count; i++)
		vb_set_and(set, bag->term[bag->member[unit->first + i]].set);
	if (unit->kind == VB_UNIT_HAN && unit->count > 1 && weight > 0)
		score_han(match->index, set, weight);
	return unit->state == NULL ||
	       vb_match_facet(match, VB_FACET_STATE, unit->state, set, err);
}

/* ---- enough of them ---- */

/* Passages that hold another rendering of a unit hold the unit. */
static void
hold_renderings(const struct vb_groups *groups, size_t unit, struct vb_set *set)
{
	for (size_t i = 0; i < groups->count; i++)
		for (size_t j = 0; j < groups->list[i].units; j++)
			if (groups->list[i].unit[j] == unit)
				vb_set_or(set, groups->list[i].set);
}

static bool
is_han(const struct vb_units *bag)
{
	for (size_t i = 0; i < bag->count; i++)
		if (bag->unit[i].kind == VB_UNIT_HAN)
			return true;
	return false;
}

static bool
cover(struct vb_match *match, const struct vb_units *bag, const struct vb_groups *groups,
      bool whole, double weight, struct vb_set *out, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *held[VB_QUERY_TERMS];
	double worth[VB_QUERY_TERMS], total = 0;
	double share = match->expand ? VB_BAG_COVER : VB_BAG_COVER_TYPED;

	for (size_t i = 0; i < bag->count; i++) {
		held[i] = vb_set_take(&index->sets);
		if (!hold_unit(match, bag, &bag->unit[i], weight, held[i], err))
			return false;
		hold_renderings(groups, i, held[i]);
		size_t count = vb_set_count(held[i]);

		worth[i] = count == 0 ? 0 : vb_rank_idf(index, count);
		if (!bag->unit[i].between)
			total += worth[i];
	}
	if (weight > 0 && match->expand && whole && is_han(bag))
		vb_coverage_weigh(index, held, worth, bag->count, total);
	if (!vb_lift_states(match, bag, held, worth, weight, err))
		return false;
	vb_coverage_match(index, held, worth, bag->count, (share - SLACK) * total, out);
	for (size_t i = 0; i < bag->count; i++)
		vb_set_give(&index->sets, held[i]);
	return true;
}

/*
 * Every word; characters in a row as they stand.  The pieces are those between blanks, so
 * that "ICT技术" asks for both its parts, side by side.
 */
static bool
every(struct vb_match *match, const struct vb_query *query, const struct vb_units *bag,
      double weight, struct vb_set *out, struct vb_err *err)
{
	struct vb_set *held = vb_set_take(&match->index->sets);
	const char *text = query->text;
	bool ok = true;

	vb_set_copy(out, match->index->all);
	for (size_t i = 0; ok && i < bag->count; i++) {
		const struct vb_unit *unit = &bag->unit[i];

		if (unit->kind == VB_UNIT_HAN || unit->kind == VB_UNIT_CHARACTER)
			continue;
		vb_set_clear(held);
		ok = hold_unit(match, bag, unit, weight, held, err);
		vb_set_and(out, held);
	}
	while (ok && *(text += strspn(text, " ")) != '\0') {
		size_t size = strcspn(text, " ");
		const char *piece = vb_arena_strndup(match->arena, text, size);

		text += size;
		if (!vb_unit_unspaced(piece))
			continue;
		vb_set_clear(held);
		ok = vb_quotation_match(match, piece, false, 0, held, err);
		vb_set_and(out, held);
	}
	vb_set_give(&match->index->sets, held);
	return ok;
}

bool
vb_bag_match(struct vb_match *match, const struct vb_query *query, double weight,
	     struct vb_set *out, struct vb_err *err)
{
	struct vb_groups groups = {NULL, 0};
	struct vb_units bag;
	bool ok = true;

	vb_unit_open(match->tokeniser, match->tables, match->expand && !query->strict, query,
		    match->arena, &bag);
	if (bag.cut)
		vb_list_add(match->notes, match->arena,
			    _("more than 64 words: only the first 64 are searched"));
	for (size_t i = 0; i < bag.count; i++)
		tell(match, &bag.unit[i]);
	for (size_t i = 0; ok && i < bag.terms; i++)
		ok = score_term(match, &bag, &bag.term[i], weight, err);
	if (ok && match->expand && !query->strict) {
		ok = vb_expand_open(match, query, &bag, &groups, err);
		if (ok) {
			vb_expand_score(match, &bag, &groups, weight);
			vb_expand_tell(match, &groups);
		}
	}
	if (ok)
		ok = vb_lift_themes(match, query->text, weight, err);
	if (ok && query->strict)
		ok = every(match, query, &bag, weight, out, err);
	else if (ok)
		ok = cover(match, &bag, &groups, query == match->whole, weight, out, err);
	for (size_t i = 0; i < bag.terms; i++)
		vb_set_give(&match->index->sets, bag.term[i].set);
	return ok;
}
