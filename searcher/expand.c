/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "expand.h"
#include "list.h"
#include "rank.h"

/* What a rendering without any company is worth, and what is left out, the best being 1. */
#define ALONE 0.3
#define LEAST 0.05

/* Renderings that are told of a group. */
#define TOLD 4

/* ---- what goes together ---- */

/* In how many passages both stand. */
static size_t
common(const struct vb_expansion *a, const struct vb_expansion *b)
{
	size_t count = 0;

	if (b->found < a->found) {
		const struct vb_expansion *swap = a;

		a = b;
		b = swap;
	}
	if (a->found < a->set->words) {
		for (size_t i = 0; i < a->found; i++)
			count += vb_set_has(b->set, a->text_in.list[i].docid);
		return count;
	}
	for (size_t i = 0; i < a->set->words; i++)
		count += (size_t)__builtin_popcountll(a->set->bits[i] & b->set->bits[i]);
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
			double together = (double)common(x, y) /
					  sqrt((double)x->found * (double)y->found);

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
			if (group->list[j].weight >= LEAST)
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
		for (size_t j = 0; j < group->count; j++)
			vb_set_or(group->set, group->list[j].set);
	}
	return true;
}

/* ---- scores ---- */

static void
score(struct vb_match *match, const struct vb_group *group, const struct vb_set *typed,
      bool context, double weight)
{
	struct vb_index *index = match->index;
	struct vb_set *set = vb_set_take(&index->sets);

	for (size_t i = 0; i < group->count; i++) {
		const struct vb_expansion *expansion = &group->list[i];
		const struct vb_holdings *holdings = context ? &expansion->context_in
							     : &expansion->text_in;

		if (holdings->count > 0)
			vb_index_touch(index, holdings->list[0].docid,
				       holdings->list[holdings->count - 1].docid);
		for (size_t j = 0; j < holdings->count; j++) {
			uint32_t docid = holdings->list[j].docid;

			if (expansion->same && vb_set_has(typed, docid))
				continue;
			index->tally[docid] += (float)(expansion->weight * holdings->list[j].times);
			vb_set_add(set, docid);
		}
	}
	vb_rank_tally(index, set, weight * group->weight);
	vb_set_give(&index->sets, set);
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
		score(match, &groups->list[i], typed, false, weight);
		score(match, &groups->list[i], typed, true, weight * VB_RANK_CONTEXT);
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
	bool unspaced = vb_unit_unspaced(expansion->text);

	if (unspaced)
		vb_list_add(match->renderings, arena, vb_arena_printf(arena, "g%s", expansion->text));
	for (size_t i = 0; !unspaced && i < expansion->terms; i++)
		vb_list_add(match->renderings, arena, expansion->term[i]);
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
	}
}
