/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bag.h"
#include "bag_term.h"
#include "coverage.h"
#include "expand.h"
#include "field.h"
#include "i18n.h"
#include "lift.h"
#include "list.h"
#include "quotation.h"
#include "rank.h"
#include "schema.h"
#include "unit.h"

/* Set, as in bag_term.c, on the development queries by scripts/evaluate. */

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

/* ---- units ---- */

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
	     vb_field_holders(match, VB_FACET_CITES, symbol->text, set, err) &&
	     vb_field_holders(match, VB_FACET_SYMBOL, symbol->text, bearers, err);
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

/* The passages that bear all terms of a unit. */
static void
meet_terms(const struct vb_units *bag, const struct vb_unit *unit, struct vb_set *set)
{
	vb_set_copy(set, bag->term[bag->member[unit->first]].set);
	for (size_t i = 1; i < unit->count; i++)
		vb_set_and(set, bag->term[bag->member[unit->first + i]].set);
}

/* The passages that hold a unit; what is no word is scored at once. */
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
	meet_terms(bag, unit, set);
	return unit->state == NULL ||
	       vb_field_holders(match, VB_FACET_STATE, unit->state, set, err);
}

/* How many passages of the whole index bear the rarest of a unit's terms. */
static size_t
rarest_of(const struct vb_units *bag, const struct vb_unit *unit)
{
	size_t rarest = SIZE_MAX;

	for (size_t i = 0; i < unit->count; i++) {
		size_t bearers = bag->term[bag->member[unit->first + i]].bearers;

		rarest = bearers < rarest ? bearers : rarest;
	}
	return rarest;
}

/* A Chinese word of three characters or more says more than its pairs, each for itself. */
static void
score_han(struct vb_index *index, const struct vb_units *bag, const struct vb_unit *unit,
	  double weight)
{
	struct vb_set *set = vb_set_take(&index->sets);

	meet_terms(bag, unit, set);
	if (index->scored != NULL)
		vb_set_and(set, index->scored);
	for (uint32_t docid = 0; (docid = vb_set_next(set, docid + 1)) != 0;)
		index->tally[docid] = 1;
	vb_rank_tally_of(index, set, rarest_of(bag, unit), weight * VB_UNIT_HAN_WEIGHT);
	vb_set_give(&index->sets, set);
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

/*
 * Whether a word of one character is part of what the other language has a name for that is in the index: 恐 in 反恐,
 * where there is counter-terrorism.  What has the character alone then is something else.
 */
static bool
is_rendered(const struct vb_groups *groups, const struct vb_unit *unit)
{
	for (size_t i = 0; i < groups->count; i++) {
		const struct vb_group *group = &groups->list[i];

		if (strstr(group->typed, unit->text) == NULL)
			continue;
		for (size_t j = 0; j < group->count; j++)
			if (!group->list[j].same)
				return true;
	}
	return false;
}

static bool
is_han(const struct vb_units *bag)
{
	for (size_t i = 0; i < bag->count; i++)
		if (bag->unit[i].kind == VB_UNIT_HAN)
			return true;
	return false;
}

/* The passages that hold each unit of a bag, in its own words or others, and what that weighs. */
struct held {
	struct vb_set *set[VB_QUERY_TERMS];
	double worth[VB_QUERY_TERMS];
	double total;
};

/* How many passages hold a unit: as many as its rarest term, where nothing else stands for it. */
static size_t
count_holders(const struct vb_match *match, const struct vb_units *bag, const struct vb_unit *unit,
	      const struct vb_set *set)
{
	return match->expand || unit->count == 0 ? vb_set_count(set) : rarest_of(bag, unit);
}

/* Whether a unit is one term and nothing else. */
static bool
is_term(const struct vb_match *match, const struct vb_unit *unit)
{
	bool word = unit->kind == VB_UNIT_WORD || unit->kind == VB_UNIT_HAN;

	return word && unit->count == 1 && !match->expand;
}

static bool
hold_units(struct vb_match *match, const struct vb_units *bag, const struct vb_groups *groups,
	   double weight, struct held *held, struct vb_err *err)
{
	held->total = 0;
	for (size_t i = 0; i < bag->count; i++) {
		const struct vb_unit *unit = &bag->unit[i];
		struct vb_set *set;
		size_t count;

		if (is_term(match, unit)) {
			set = bag->term[bag->member[unit->first]].set;
		} else {
			set = vb_set_take(&match->index->sets);
			if (!(unit->single && is_rendered(groups, unit)) &&
			    !hold_unit(match, bag, unit, weight, set, err))
				return false;
			hold_renderings(groups, i, set);
		}
		held->set[i] = set;
		count = count_holders(match, bag, unit, set);
		held->worth[i] = count == 0 ? 0 : vb_rank_idf(match->index, count);
		if (!unit->between)
			held->total += held->worth[i];
	}
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

/* Whether the bag's own terms do not score all. */
static bool
scores_more(const struct vb_match *match, const struct vb_units *bag)
{
	for (size_t i = 0; i < bag->count; i++)
		if (bag->unit[i].kind == VB_UNIT_HAN && bag->unit[i].count > 1)
			return true;
	return match->expand;
}

/* What they do not score. */
static bool
score_units(struct vb_match *match, const struct vb_units *bag, struct vb_groups *groups,
	    const struct held *held, double weight, bool whole, struct vb_err *err)
{
	if (!vb_expand_score(match, bag, groups, weight, err))
		return false;
	for (size_t i = 0; i < bag->count; i++)
		if (bag->unit[i].kind == VB_UNIT_HAN && bag->unit[i].count > 1)
			score_han(match->index, bag, &bag->unit[i], weight);
	/* Who holds the only unit holds all. */
	if (match->expand && whole && bag->count > 1 && is_han(bag))
		vb_coverage_weigh(match->index, held->set, held->worth, bag->count, held->total);
	return vb_lift_states(match, bag, held->set, held->worth, weight, err);
}

/* Of a query that is nothing else (whole: what matches, or NULL) only what matches can be found. */
static bool
score_found(struct vb_match *match, const struct vb_units *bag, struct vb_groups *groups,
	    const struct held *held, double weight, const struct vb_set *whole, struct vb_err *err)
{
	struct vb_index *index = match->index;
	const struct vb_set *scored = index->scored;
	struct vb_set *found = vb_set_take(&index->sets);
	bool ok;

	vb_set_copy(found, whole == NULL ? index->all : whole);
	if (scored != NULL)
		vb_set_and(found, scored);
	index->scored = found;
	ok = score_units(match, bag, groups, held, weight, whole != NULL, err);
	index->scored = scored;
	vb_set_give(&index->sets, found);
	return ok;
}

static bool
cover(struct vb_match *match, const struct vb_units *bag, struct vb_groups *groups, bool whole,
      double weight, struct vb_set *out, struct vb_err *err)
{
	double share = match->expand ? VB_BAG_COVER : VB_BAG_COVER_TYPED;
	struct vb_index *index = match->index;
	struct held held;

	if (!hold_units(match, bag, groups, weight, &held, err))
		return false;
	vb_coverage_match(index, held.set, held.worth, bag->count, (share - SLACK) * held.total, out);
	if (weight <= 0 || !scores_more(match, bag))
		return true;
	return score_found(match, bag, groups, &held, weight, whole ? out : NULL, err);
}

/* Whether one term decides alone who comes first. */
static bool
is_decided(const struct vb_match *match, const struct vb_query *query, const struct vb_units *bag)
{
	size_t scored = 0;

	for (size_t i = 0; i < bag->terms; i++)
		scored += bag->term[i].family == VB_UNIT_STEM || bag->term[i].family == VB_UNIT_GRAM;
	return match->lift == NULL && !query->strict && scored == 1 &&
	       bag->count == 1 && !bag->unit[0].between && is_term(match, &bag->unit[0]);
}

bool
vb_bag_match(struct vb_match *match, const struct vb_query *query, double weight,
	     struct vb_set *out, struct vb_err *err)
{
	struct vb_groups groups = {NULL, 0};
	struct vb_contest *contest = NULL;
	struct vb_units bag;
	bool ok;

	vb_unit_open(match->tokeniser, match->tables, match->expand && !query->strict, query,
		    match->arena, &bag);
	if (bag.cut)
		vb_list_add(match->notes, match->arena,
			    _("more than 64 words: only the first 64 are searched"));
	for (size_t i = 0; i < bag.count; i++)
		tell(match, &bag.unit[i]);
	ok = vb_lift_themes(match, query->text, weight, err);
	if (ok && is_decided(match, query, &bag))
		contest = vb_lift_contest(match, query, weight);
	for (size_t i = 0; ok && i < bag.terms; i++)
		ok = vb_bag_term_score(match, &bag, &bag.term[i], weight, contest, err);
	if (ok && match->expand && !query->strict)
		ok = vb_expand_open(match, query, &bag, &groups, err);
	if (ok && query->strict)
		ok = every(match, query, &bag, weight, out, err);
	else if (ok)
		ok = cover(match, &bag, &groups, query == match->whole, weight, out, err);
	if (ok)
		vb_expand_tell(match, &groups);
	for (size_t i = 0; i < bag.terms; i++)
		vb_set_give(&match->index->sets, bag.term[i].set);
	return ok;
}
