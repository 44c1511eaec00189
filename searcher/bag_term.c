/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bag_term.h"

#include <string.h>

#include "forms.h"
#include "rank.h"
#include "schema.h"

/*
 * What a find is worth, beside its idf, set on the development queries by scripts/evaluate.
 * Han words and pairs of characters are two views of the same text and share the weight;
 * an exact English form is a little better than another form of its stem.
 */

/* What another form of a word counts as against the one that was typed. */
#define OTHER_FORM 0.7F

/* All bearers but one in so many. */
#define NEARLY 8

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

/* A term of the index itself; set: NULL, or gets its passages.  *bearers: how many there are. */
static bool
score_index_term(struct vb_match *match, char family, const char *text, double weight,
		 struct vb_set *set, uint32_t *bearers, struct vb_err *err)
{
	char term[VB_TERM_MAX];
	size_t size = vb_schema_term(family, text, strlen(text), term);

	*bearers = 0;
	if (size == 0)
		return true;
	if (!vb_index_frequency(match->index, term, size, bearers, err))
		return false;
	if (weight <= 0)
		return vb_index_collect(match->index, term, size, NULL, set, err);
	return vb_rank_term(match->index, term, size, weight, set, err);
}

/*
 * A form that nearly all bear need not be tallied in a contest: it is scored along its list, with
 * what has been tallied of the others; then come those that do not have it.
 */
static bool
score_commonest(struct vb_match *match, const struct vb_units *bag, const struct vb_forms *forms,
		char family, double weight, struct vb_set *set, uint32_t bearers, struct vb_err *err)
{
	const struct vb_forms others = {forms->word + 1, forms->count - 1, 0};
	struct vb_set *tallied = vb_set_take(&match->index->sets);
	const char *word = forms->word[0];
	char term[VB_TERM_MAX];
	size_t size = vb_schema_term(family, word, strlen(word), term);

	if (!vb_forms_tally(match, family, &others, worth_of_form, bag, NULL, tallied, err) ||
	    !vb_rank_contest(match->index, term, size, worth_of_form(bag, word), tallied, bearers, weight,
			     set, err))
		return false;
	vb_set_or(set, tallied);
	vb_rank_tally_of(match->index, tallied, bearers, weight);
	vb_set_give(&match->index->sets, tallied);
	return true;
}

/* The same of any of a stem's forms, as rare as all of them together. */
static bool
score_forms(struct vb_match *match, const struct vb_units *bag, struct vb_forms *forms,
	    char family, double weight, struct vb_set *set, uint32_t *bearers, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *scored;
	bool ok;

	if (forms->count == 1 && worth_of_form(bag, forms->word[0]) == 1)
		return score_index_term(match, family, forms->word[0], weight, set, bearers, err);
	if (!vb_forms_bearers(match, family, forms, bearers, err))
		return false;
	if (*bearers == 0)
		return true;
	if (index->contest != NULL && weight > 0 && forms->most >= *bearers / NEARLY * (NEARLY - 1))
		return score_commonest(match, bag, forms, family, weight, set, *bearers, err);
	scored = set == NULL ? vb_set_take(&index->sets) : set;
	ok = vb_forms_tally(match, family, forms, worth_of_form, bag,
			    set == NULL ? index->scored : index->within, scored, err);
	if (ok)
		vb_rank_tally_of(index, scored, *bearers, weight);
	if (set == NULL)
		vb_set_give(&index->sets, scored);
	return ok;
}

/* The bearers of a term in a family, stem or pair, and what they score. */
static bool
score_family(struct vb_match *match, const struct vb_units *bag, const struct vb_unit_term *term,
	     struct vb_forms *forms, char family, double weight, struct vb_set *set,
	     uint32_t *bearers, struct vb_err *err)
{
	return term->family == VB_UNIT_STEM ?
		score_forms(match, bag, forms, family, weight, set, bearers, err) :
		score_index_term(match, family, term->text, weight, set, bearers, err);
}

bool
vb_bag_term_score(struct vb_match *match, const struct vb_units *bag, struct vb_unit_term *term,
		  double weight, struct vb_contest *contest, struct vb_err *err)
{
	bool stem = term->family == VB_UNIT_STEM, ok;
	struct vb_forms forms;
	uint32_t above;

	if (!stem && term->family != VB_UNIT_GRAM)
		return true;
	if (stem)
		vb_forms_open(match, term->text, &forms);
	term->set = vb_set_take(&match->index->sets);
	weight *= term->weight;
	/* The context first: behind it what a passage scores by this term is known. */
	if (weight > 0 &&
	    !score_family(match, bag, term, &forms, stem ? VB_TERM_WORD_CONTEXT[0] : VB_TERM_GRAM_CONTEXT[0],
			  weight * VB_RANK_CONTEXT, NULL, &above, err))
		return false;
	match->index->contest = contest;
	ok = score_family(match, bag, term, &forms, stem ? VB_TERM_WORD[0] : VB_TERM_GRAM[0], weight,
			  term->set, &term->bearers, err);
	match->index->contest = NULL;
	return ok;
}
