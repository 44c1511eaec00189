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

/* The same of any of a stem's forms, as rare as all of them together. */
static bool
score_forms(struct vb_match *match, const struct vb_units *bag, const struct vb_forms *forms,
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
	scored = set == NULL ? vb_set_take(&index->sets) : set;
	ok = vb_forms_tally(match, family, forms, worth_of_form, bag,
			    set == NULL ? index->scored : index->within, scored, err);
	if (ok)
		vb_rank_tally_of(index, scored, *bearers, weight);
	if (set == NULL)
		vb_set_give(&index->sets, scored);
	return ok;
}

bool
vb_bag_term_score(struct vb_match *match, const struct vb_units *bag, struct vb_unit_term *term,
		  double weight, struct vb_err *err)
{
	struct vb_forms forms;
	uint32_t above;

	if (term->family != VB_UNIT_STEM && term->family != VB_UNIT_GRAM)
		return true;	/* it is scored by others */
	term->set = vb_set_take(&match->index->sets);
	weight *= term->weight;
	if (term->family == VB_UNIT_STEM) {
		vb_forms_open(match, term->text, &forms);
		return score_forms(match, bag, &forms, VB_TERM_WORD[0], weight, term->set, &term->bearers,
				   err) &&
		       (weight <= 0 || score_forms(match, bag, &forms, VB_TERM_WORD_CONTEXT[0],
						   weight * VB_RANK_CONTEXT, NULL, &above, err));
	}
	return score_index_term(match, VB_TERM_GRAM[0], term->text, weight, term->set, &term->bearers,
				err) &&
	       (weight <= 0 || score_index_term(match, VB_TERM_GRAM_CONTEXT[0], term->text,
						weight * VB_RANK_CONTEXT, NULL, &above, err));
}
