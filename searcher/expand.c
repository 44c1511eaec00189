/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "defined.h"
#include "expand.h"
#include "list.h"
#include "rank.h"
#include "variant.h"

/* What a rendering without any company is worth, and what is left out, the best being 1. */
#define ALONE 0.3
#define LEAST 0.05
/* A synonym in the language of the word counts less than the word. */
#define SYNONYM 0.5

/* Renderings that are told of a group. */
#define TOLD 4

/* ---- what goes together ---- */

/* The first place from `at` on that is no lower than docid: near, as a rule. */
static size_t
seek(const uint32_t *list, size_t count, size_t at, uint32_t docid)
{
	size_t step = 1, end;

	while (at + step < count && list[at + step] < docid) {
		at += step;
		step *= 2;
	}
	end = at + step < count ? at + step : count;
	while (at < end) {
		size_t middle = at + (end - at) / 2;

		if (list[middle] < docid)
			at = middle + 1;
		else
			end = middle;
	}
	return at;
}

/* In how many passages both stand. */
static size_t
common(const struct vb_expansion *a, const struct vb_expansion *b)
{
	const uint32_t *few = a->text_in.docid, *many = b->text_in.docid;
	size_t count = 0;

	if (b->found < a->found)
		return common(b, a);
	if (a->set != NULL && b->set != NULL && a->found >= a->set->words / 4)
		return vb_set_count_both(a->set, b->set);
	for (size_t i = 0; b->set != NULL && i < a->found; i++)
		count += vb_set_has(b->set, few[i]);
	for (size_t i = 0, at = 0; b->set == NULL && i < a->found; i++) {
		uint32_t bit = few[i] & b->sieve_mask;

		if ((b->sieve[bit / 64] >> bit % 64 & 1) == 0)
			continue;
		at = seek(many, b->found, at, few[i]);
		count += at < b->found && many[at] == few[i];
	}
	return count;
}

/* Notes how well the renderings of two groups go together, each with its best partner. */
static void
meet(struct vb_group *a, struct vb_group *b, double *best)
{
	double *other = best + a->count;

	memset(best, 0, (a->count + b->count) * sizeof(*best));
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++) {
			struct vb_expansion *x = &a->list[i], *y = &b->list[j];
			double apart = sqrt((double)x->found * (double)y->found);
			double together = (double)common(x, y) / apart;

			if (together * y->weight > best[i])
				best[i] = together * y->weight;
			if (together * x->weight > other[j])
				other[j] = together * x->weight;
		}
	for (size_t i = 0; i < a->count; i++)
		a->list[i].company += best[i];
	for (size_t j = 0; j < b->count; j++)
		b->list[j].company += other[j];
}

/* Weighs each group's renderings by their company; the best of a group comes to 1. */
static void
weigh(struct vb_groups *groups)
{
	double best[2 * VB_GROUP_RENDERINGS];

	for (size_t i = 0; i < groups->count; i++)
		for (size_t j = i + 1; j < groups->count; j++)
			meet(&groups->list[i], &groups->list[j], best);
	for (size_t i = 0; i < groups->count; i++) {
		struct vb_group *group = &groups->list[i];
		double most = 0;
		size_t kept = 0;

		for (size_t j = 0; j < group->count; j++) {
			struct vb_expansion *expansion = &group->list[j];

			expansion->weight *= ALONE + expansion->company;
			if (expansion->weight > most)
				most = expansion->weight;
		}
		for (size_t j = 0; j < group->count; j++) {
			group->list[j].weight /= most;
			if (group->list[j].weight < LEAST)
				continue;
			if (group->list[j].same)
				group->list[j].weight *= SYNONYM;
			group->list[kept++] = group->list[j];
		}
		group->count = kept;
	}
}

/* Renderings that no passage holds say nothing. */
static bool
find(struct vb_match *match, struct vb_group *group, struct vb_err *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < group->count; i++) {
		struct vb_expansion *expansion = &group->list[i];

		if (!vb_rendering_find(match, expansion, err))
			return false;
		if (expansion->found > 0)
			group->list[kept++] = *expansion;
		else
			vb_set_give(&match->index->sets, expansion->set);
	}
	group->count = kept;
	return true;
}

bool
vb_expand_open(struct vb_match *match, const struct vb_query *query, const struct vb_units *units,
	       struct vb_groups *groups, struct vb_err *err)
{
	size_t kept = 0;

	vb_group_open(match, query, units, groups);
	if (!vb_variant_add(match, query, units, groups, err) ||
	    !vb_defined_add(match, query, units, groups, err))
		return false;
	for (size_t i = 0; i < groups->count; i++) {
		if (!find(match, &groups->list[i], err))
			return false;
		if (groups->list[i].count > 0)
			groups->list[kept++] = groups->list[i];
	}
	groups->count = kept;
	weigh(groups);
	for (size_t i = 0; i < groups->count; i++) {
		struct vb_group *group = &groups->list[i];

		group->set = vb_set_take(&match->index->sets);
		for (size_t j = 0; j < group->count; j++) {
			const struct vb_expansion *expansion = &group->list[j];

			if (expansion->set != NULL)
				vb_set_or(group->set, expansion->set);
			for (size_t k = 0; expansion->set == NULL && k < expansion->found; k++)
				vb_set_add(group->set, expansion->text_in.docid[k]);
		}
	}
	return true;
}

/* ---- scores ---- */

/* Passages whose tallies and scores stay in a processor's cache while they are worked on. */
#define WINDOW 32768

static const struct vb_holdings *
holdings_of(const struct vb_expansion *expansion, bool context)
{
	return context ? &expansion->context_in : &expansion->text_in;
}

/* A synonym gives nothing to a passage that has the word as typed. */
static bool
is_left_out(const struct vb_expansion *expansion, const struct vb_set *typed, uint32_t docid)
{
	return expansion->same && vb_set_has(typed, docid);
}

/* How many passages hold any of the renderings. */
static size_t
count_bearers(struct vb_index *index, const struct vb_group *group, const struct vb_set *typed,
	      bool context)
{
	struct vb_set *any = vb_set_take(&index->sets);
	size_t count;

	for (size_t i = 0; i < group->count; i++) {
		const struct vb_holdings *holdings = holdings_of(&group->list[i], context);

		for (size_t j = 0; j < holdings->count; j++)
			if (!is_left_out(&group->list[i], typed, holdings->docid[j]))
				vb_set_add(any, holdings->docid[j]);
	}
	count = vb_set_count(any);
	vb_set_give(&index->sets, any);
	return count;
}

/* Adds the occurrences from `at` to before docid end to the tally; returns where that is. */
static size_t
add_times(struct vb_index *index, const struct vb_expansion *expansion,
	  const struct vb_holdings *holdings, const struct vb_set *typed, size_t at, uint32_t end)
{
	for (; at < holdings->count && holdings->docid[at] < end; at++)
		if (!is_left_out(expansion, typed, holdings->docid[at]))
			index->tally[holdings->docid[at]] +=
				(float)(expansion->weight * holdings->times[at]);
	return at;
}

/* The renderings of a group are one word, in the text or in its context. */
static void
score(struct vb_index *index, const struct vb_group *group, const struct vb_set *typed,
      bool context, double weight)
{
	size_t from[VB_GROUP_RENDERINGS] = {0}, to[VB_GROUP_RENDERINGS];

	weight *= group->weight * vb_rank_idf(index, count_bearers(index, group, typed, context));
	for (uint64_t end = WINDOW; end - WINDOW <= index->last; end += WINDOW) {
		for (size_t i = 0; i < group->count; i++)
			to[i] = add_times(index, &group->list[i], holdings_of(&group->list[i], context),
					  typed, from[i], (uint32_t)(end < UINT32_MAX ? end : UINT32_MAX));
		for (size_t i = 0; i < group->count; i++) {
			const struct vb_holdings *holdings = holdings_of(&group->list[i], context);

			vb_rank_tallied(index, holdings->docid + from[i], to[i] - from[i], weight);
			from[i] = to[i];
		}
	}
}

/* The passages that hold what was typed, every word of it. */
static void
hold_typed(struct vb_match *match, const struct vb_units *units, const struct vb_group *group,
	   struct vb_set *set)
{
	vb_set_copy(set, match->index->all);
	for (size_t i = 0; i < group->units; i++) {
		const struct vb_unit *unit = &units->unit[group->unit[i]];

		for (size_t j = 0; j < unit->count; j++)
			vb_set_and(set, units->term[units->member[unit->first + j]].set);
	}
}

void
vb_expand_score(struct vb_match *match, const struct vb_units *units,
		const struct vb_groups *groups, double weight)
{
	struct vb_set *typed = vb_set_take(&match->index->sets);

	for (size_t i = 0; weight > 0 && i < groups->count; i++) {
		hold_typed(match, units, &groups->list[i], typed);
		score(match->index, &groups->list[i], typed, false, weight);
		score(match->index, &groups->list[i], typed, true, weight * VB_RANK_CONTEXT);
	}
	vb_set_give(&match->index->sets, typed);
}

/* ---- what was done ---- */

static int
compare(const void *left, const void *right)
{
	const struct vb_expansion *a = left, *b = right;

	return a->weight != b->weight ? (a->weight < b->weight ? 1 : -1) : strcmp(a->text, b->text);
}

static void
tell_rendering(struct vb_match *match, const struct vb_expansion *expansion)
{
	struct vb_arena *arena = match->arena;
	bool text = expansion->name || vb_unit_unspaced(expansion->text);

	if (expansion->name && vb_unit_is_word(match->tokeniser, expansion->text))
		vb_list_add(match->spellings, arena, expansion->text);
	else if (text)
		vb_list_add(match->renderings, arena, vb_arena_printf(arena, "g%s", expansion->text));
	for (size_t i = 0; !text && i < expansion->terms; i++)
		vb_list_add(match->renderings, arena, expansion->term[i]);
}

/* Whether a longer phrase of the query has renderings of its own. */
static bool
is_part(const struct vb_groups *groups, const struct vb_group *part)
{
	for (size_t i = 0; i < groups->count; i++)
		for (size_t j = 0; groups->list[i].units > part->units && j < groups->list[i].units; j++)
			if (groups->list[i].unit[j] == part->unit[0])
				return true;
	return false;
}

static void
tell_abroad(struct vb_match *match, const struct vb_groups *groups, const struct vb_group *group)
{
	size_t i = 0;

	if (is_part(groups, group))
		return;
	while (i < group->count && (group->list[i].same || !vb_unit_unspaced(group->list[i].text)))
		i++;
	if (i < group->count)
		vb_list_add(match->abroad, match->arena, group->list[i].text);
}

void
vb_expand_tell(struct vb_match *match, const struct vb_groups *groups)
{
	for (size_t i = 0; i < groups->count; i++) {
		const struct vb_group *group = &groups->list[i];
		const char *line = group->typed;

		qsort(group->list, group->count, sizeof(group->list[0]), compare);
		for (size_t j = 0; j < group->count && j < TOLD; j++)
			line = vb_arena_printf(match->arena, "%s%s%s", line, j == 0 ? " = " : ", ",
					       group->list[j].text);
		vb_list_add(match->expansion, match->arena, line);
		for (size_t j = 0; j < group->count; j++)
			tell_rendering(match, &group->list[j]);
		tell_abroad(match, groups, group);
	}
}
