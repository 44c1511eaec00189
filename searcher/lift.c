/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "contest.h"
#include "field.h"
#include "lift.h"
#include "rank.h"
#include "schema.h"
#include "theme.h"
#include "token.h"

/*
 * Set on the development queries by scripts/evaluate: a half or twice as much gives
 * nearly the same figures.
 */
#define THEME 0.8	/* of a word as rare as the theme */
#define FOOTNOTE 0.3	/* of its score */

#define POINTS 2	/* one strong phrase of the table */

/*
 * A passage of the State that the query names, as against one that speaks of it.  Where the
 * State may be the one who is asked, also a passage that holds the query's other words, and one
 * that does not say the name of who speaks, as against one that does.
 */
#define STATE_WEIGHT 1.0
#define SPEAKER_WEIGHT 3.0
#define UNSAID_WEIGHT 0.5

/* ---- themes ---- */

static bool
lift_theme(struct vb_match *match, const char *slug, double weight, struct vb_err *err)
{
	struct vb_index *index = match->index;
	const struct vb_column *column = &index->columns.column[VB_COLUMN_THEME];
	uint32_t number = vb_field_number(index, VB_FACET_THEME, slug), documents;
	char term[VB_TERM_MAX];
	size_t size = vb_schema_filter(vb_facet_slug(VB_FACET_THEME), slug, term);

	if (number == 0)
		return true;
	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	if (match->lift == NULL)
		match->lift = vb_arena_array(match->arena, (size_t)column->values + 1,
					     sizeof(match->lift[0]));
	match->lift[number] += (float)(weight * vb_rank_idf(index, documents));
	return true;
}

bool
vb_lift_themes(struct vb_match *match, const char *text, double weight, struct vb_err *err)
{
	const struct vb_themes *themes = match->tables->themes;
	struct vb_theme_context context = {.text = text, .size = strlen(text)};
	struct vb_theme_verdict verdict;

	if (weight <= 0)
		return true;
	vb_theme_judge(themes, vb_tokeniser_folder(match->tokeniser), &context, &verdict, NULL);
	for (size_t i = 0; i < vb_themes_count(themes); i++)
		if (verdict.points[VB_THEME_TEXT][i] >= POINTS &&
		    !lift_theme(match, vb_theme_slug(themes, i), weight * THEME, err))
			return false;
	return true;
}

/* ---- who speaks ---- */

static bool
names(const struct vb_unit *unit, const char *state)
{
	return unit->state != NULL && strcmp(unit->state, state) == 0;
}

/* What the other words weigh that a speaker may be asked about. */
static double
weight_of_others(const struct vb_units *bag, const double *worth, const char *state)
{
	double sum = 0;

	for (size_t i = 0; i < bag->count; i++)
		if (!bag->unit[i].between && !names(&bag->unit[i], state))
			sum += worth[i];
	return sum;
}

/* Who speaks need not say the own name: leaves in says those that do not; what the name weighs. */
static double
leave_unsaid(struct vb_index *index, const struct vb_units *bag, const char *state, struct vb_set *says)
{
	double sum = 0;

	for (size_t i = 0; i < bag->count; i++) {
		const struct vb_unit *unit = &bag->unit[i];

		for (size_t j = 0; names(unit, state) && j < unit->count; j++) {
			const struct vb_unit_term *term = &bag->term[bag->member[unit->first + j]];

			vb_set_minus(says, term->set);
			sum += term->weight * vb_rank_idf(index, vb_set_count(term->set));
		}
	}
	return sum;
}

/*
 * Lifts what a State says that the query names: all of it a little, for the name; of one that
 * may be asked each passage by its share of the other words, so that nothing else of that
 * State comes before what others say of the matter.
 */
static bool
lift_state(struct vb_match *match, const struct vb_units *bag, struct vb_set *const *held,
	   const double *worth, const struct vb_unit *named, double weight, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *says = vb_set_take(&index->sets), *both = vb_set_take(&index->sets);
	bool ok = vb_field_holders(match, VB_FACET_STATE, named->state, says, err);
	double others = named->spoken_of ? 0 : weight_of_others(bag, worth, named->state);
	double lift = weight * vb_rank_idf(index, vb_set_count(says));

	match->speaker |= others > 0;
	if (ok)
		vb_rank_flat(index, says, lift * STATE_WEIGHT);
	for (size_t i = 0; ok && others > 0 && i < bag->count; i++) {
		if (bag->unit[i].between || names(&bag->unit[i], named->state))
			continue;
		vb_set_copy(both, held[i]);
		vb_set_and(both, says);
		vb_rank_flat(index, both, lift * SPEAKER_WEIGHT * worth[i] / others);
	}
	if (ok && others > 0) {
		weight *= leave_unsaid(index, bag, named->state, says);
		vb_rank_flat(index, says, weight * UNSAID_WEIGHT);
	}
	vb_set_give(&index->sets, says);
	vb_set_give(&index->sets, both);
	return ok;
}

bool
vb_lift_states(struct vb_match *match, const struct vb_units *bag, struct vb_set *const *held,
	       const double *worth, double weight, struct vb_err *err)
{
	for (size_t i = 0; weight > 0 && i < bag->count; i++) {
		const struct vb_unit *unit = &bag->unit[i];
		bool again = unit->state == NULL;	/* a name of several words is one name */

		for (size_t j = 0; !again && j < i; j++)
			again = names(&bag->unit[j], unit->state);
		if (!again && !lift_state(match, bag, held, worth, unit, weight, err))
			return false;
	}
	return true;
}

/* ---- what was found ---- */

static void
lift_passage(const struct vb_match *match, const struct vb_column *column, uint32_t docid)
{
	size_t from, to;

	vb_column_range(column, docid, &from, &to);
	for (; from < to; from++) {
		uint32_t number = vb_numbers_at(&column->codes, from);

		if (number <= column->values)
			match->index->score[docid] += match->lift[number];
	}
}

uint32_t
vb_lift_footnotes(const struct vb_index *index)
{
	const struct vb_column *kinds = &index->columns.column[VB_COLUMN_KIND];

	return kinds->starts == NULL ? vb_column_find(kinds, "footnote", strlen("footnote")) : 0;
}

struct vb_contest *
vb_lift_contest(struct vb_match *match, const struct vb_query *query, double weight)
{
	struct vb_contest *contest;

	if (query != match->whole || weight <= 0 || match->places == 0)
		return NULL;
	contest = vb_contest_open(match->index, match->places, vb_lift_footnotes(match->index), match->arena);
	match->contest = contest;
	return contest;
}

void
vb_lift_apply(struct vb_match *match, const struct vb_set *set)
{
	struct vb_index *index = match->index;
	const struct vb_column *themes = &index->columns.column[VB_COLUMN_THEME];
	const struct vb_column *kinds = &index->columns.column[VB_COLUMN_KIND];
	uint32_t footnote = vb_lift_footnotes(index), docid[VB_INDEX_BLOCK], from = 1;
	size_t count;

	while ((match->lift != NULL || footnote > 0) &&
	       (count = vb_set_read(set, &from, docid, VB_INDEX_BLOCK)) > 0) {
		if (match->lift != NULL)
			vb_index_touch(index, docid, count);
		for (size_t i = 0; match->lift != NULL && i < count; i++)
			lift_passage(match, themes, docid[i]);
		for (size_t i = 0; footnote > 0 && i < count; i++)
			if (vb_numbers_at(&kinds->codes, docid[i]) == footnote)
				index->score[docid[i]] *= FOOTNOTE;
	}
}
