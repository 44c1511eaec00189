/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bag.h"
#include "family.h"
#include "field.h"
#include "headed.h"
#include "i18n.h"
#include "lift.h"
#include "list.h"
#include "match.h"
#include "near.h"
#include "quotation.h"
#include "utf8.h"

/* What stands in quotes was meant: it weighs more than the same words in a bag. */
#define QUOTATION_WEIGHT 1.5

static bool
is_plain(const struct vb_query *query)
{
	return query->kind == VB_QUERY_WORDS && !query->strict;
}

/* Whether a bag says nothing but what every question says: what is, 是指什么. */
static bool
only_asks(struct vb_match *match, const struct vb_query *bag)
{
	struct vb_tokens tokens;

	vb_token_cut(match->tokeniser, bag->text, strlen(bag->text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];

		if (token->kind != VB_TOKEN_GRAM && !token->stop &&
		    (token->kind == VB_TOKEN_WORD ||
		     vb_utf8_points(tokens.folded.text + token->from, token->to - token->from) > 1))
			return false;
	}
	return bag->child == NULL;
}

/*
 * Quotations and plain words beside them, into out.  Where nothing holds both, or the words
 * only ask, the quotations carry the query, and the words rank.
 */
static bool
match_quoted(struct vb_match *match, const struct vb_query *query, double weight,
	     struct vb_set *out, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *part = vb_set_take(&index->sets), *both = vb_set_take(&index->sets);

	vb_set_copy(out, index->all);
	vb_set_copy(both, index->all);
	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		if (child->kind != VB_QUERY_PHRASE && !is_plain(child))
			continue;
		vb_set_clear(part);
		if (!vb_match_query(match, child, weight, part, err))
			return false;
		if (child->kind == VB_QUERY_PHRASE)
			vb_set_and(out, part);
		if (child->kind == VB_QUERY_PHRASE || !only_asks(match, child))
			vb_set_and(both, part);
	}
	if (vb_set_next(both, 1) != 0 || index->late)
		vb_set_copy(out, both);
	else if (vb_set_next(out, 1) != 0)
		vb_list_add(match->notes, match->arena,
			    _("nothing holds the words beside the quotation: they only rank"));
	vb_set_give(&index->sets, part);
	vb_set_give(&index->sets, both);
	return true;
}

static bool
match_and(struct vb_match *match, const struct vb_query *query, double weight, struct vb_set *out,
	  struct vb_err *err)
{
	struct vb_set *part = vb_set_take(&match->index->sets);
	bool quoted = false, plain = false, first = true;

	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		quoted = quoted || child->kind == VB_QUERY_PHRASE;
		plain = plain || is_plain(child);
	}
	if (quoted && plain) {
		if (!match_quoted(match, query, weight, out, err))
			return false;
		first = false;
	}
	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		if (quoted && plain && (child->kind == VB_QUERY_PHRASE || is_plain(child)))
			continue;
		vb_set_clear(part);
		if (!vb_match_query(match, child, weight, first ? out : part, err))
			return false;
		if (!first)
			vb_set_and(out, part);
		first = false;
	}
	vb_set_give(&match->index->sets, part);
	return true;
}

static bool
match_or(struct vb_match *match, const struct vb_query *query, double weight, struct vb_set *out,
	 struct vb_err *err)
{
	struct vb_set *part = vb_set_take(&match->index->sets);

	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		vb_set_clear(part);
		if (!vb_match_query(match, child, weight, part, err))
			return false;
		vb_set_or(out, part);
	}
	vb_set_give(&match->index->sets, part);
	return true;
}

static bool
match_not(struct vb_match *match, const struct vb_query *query, struct vb_set *out,
	  struct vb_err *err)
{
	struct vb_set *part = vb_set_take(&match->index->sets);

	if (!vb_match_query(match, query->child, 0, part, err))
		return false;
	/* What was not looked at in time may well hold what is not wanted. */
	if (!match->index->late) {
		vb_set_copy(out, match->index->all);
		vb_set_minus(out, part);
	}
	vb_set_give(&match->index->sets, part);
	return true;
}

/* Of a query that is nothing else it tells all that a passage scores. */
static bool
match_phrase(struct vb_match *match, const struct vb_query *query, double weight, struct vb_set *out,
	     struct vb_err *err)
{
	struct vb_index *index = match->index;
	bool ok;

	index->contest = vb_lift_contest(match, query, weight);
	ok = vb_quotation_match(match, query->text, false, weight * QUOTATION_WEIGHT, out, err);
	index->contest = NULL;
	return ok;
}

bool
vb_match_query(struct vb_match *match, const struct vb_query *query, double weight,
	       struct vb_set *out, struct vb_err *err)
{
	switch (query->kind) {
	case VB_QUERY_ALL:
		vb_set_copy(out, match->index->all);
		return true;
	case VB_QUERY_WORDS:
		return vb_bag_match(match, query, weight, out, err);
	case VB_QUERY_PHRASE:
		return match_phrase(match, query, weight, out, err);
	case VB_QUERY_PREFIX:
		return vb_family_prefix(match, query->text, weight, out, err);
	case VB_QUERY_FUZZY:
		return vb_family_fuzzy(match, query->text, query->distance, weight, out, err);
	case VB_QUERY_FACET:
		return vb_field_holders(match, query->facet, query->text, out, err);
	case VB_QUERY_DATE:
		vb_field_dated(match, query->since, query->until, out);
		return true;
	case VB_QUERY_HEADING:
		return vb_headed_match(match, query->text, query->quoted, weight, out, err);
	case VB_QUERY_AND:
		return match_and(match, query, weight, out, err);
	case VB_QUERY_OR:
		return match_or(match, query, weight, out, err);
	case VB_QUERY_NOT:
		return match_not(match, query, out, err);
	case VB_QUERY_NEAR:
		return vb_near_match(match, query, weight, out, err);
	case VB_QUERY_SYMBOL:
		break;	/* stands in a bag */
	}
	return vb_err_set(err, VB_DAMAGED, "a query that cannot be: kind %d", (int)query->kind);
}

bool
vb_match_finds(struct vb_match *match, const struct vb_query *query, bool *found, struct vb_err *err)
{
	struct vb_list notes = {NULL, 0}, expansion = {NULL, 0}, spellings = {NULL, 0};
	struct vb_list renderings = {NULL, 0};
	struct vb_match quiet = *match;
	struct vb_set *set = vb_set_take(&match->index->sets);
	const struct vb_set *within = match->index->within;
	bool ok;

	match->index->within = NULL;
	quiet.notes = &notes;
	quiet.expansion = &expansion;
	quiet.spellings = &spellings;
	quiet.renderings = &renderings;
	ok = vb_match_query(&quiet, query, 0, set, err);
	*found = vb_set_next(set, 1) != 0 || match->index->late;
	match->index->within = within;
	vb_set_give(&match->index->sets, set);
	return ok;
}
