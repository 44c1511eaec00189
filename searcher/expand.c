/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "expand.h"
#include "list.h"
#include "rank.h"

static double
tune(const char *name, double value)
{
	const char *text = getenv(name);

	return text == NULL ? value : atof(text);
}
#define GROUP_WEIGHT tune("T_GROUP", 1.0)
#define CONTEXT tune("T_CONTEXT", 0.25)
#define ALONE tune("T_ALONE", 0.1)
#define POWER tune("T_POWER", 1.0)
#define LEAST tune("T_LEAST", 0.05)
#define PRIOR tune("T_PRIOR", 1.0)

/* Renderings that are told of a group. */
#define TOLD 4

/* ---- what goes together ---- */

static size_t
common(const struct vb_set *a, const struct vb_set *b)
{
	size_t count = 0;

	for (size_t i = 0; i < a->words; i++)
		count += (size_t)__builtin_popcountll(a->bits[i] & b->bits[i]);
	return count;
}

/* How much a rendering goes together with the renderings of the other groups. */
static double
company(const struct vb_groups *groups, size_t own, const struct vb_expansion *expansion)
{
	double sum = 0;

	for (size_t i = 0; i < groups->count; i++) {
		double best = 0;

		for (size_t j = 0; i != own && j < groups->list[i].count; j++) {
			const struct vb_expansion *other = &groups->list[i].list[j];
			double together = (double)common(expansion->set, other->set);

			together *= other->weight /
				    sqrt((double)expansion->found * (double)other->found);
			if (together > best)
				best = together;
		}
		sum += best;
	}
	return sum;
}

/* Weighs each group's renderings by company; the best of a group comes to 1. */
static void
weigh(struct vb_match *match, struct vb_groups *groups)
{
	for (size_t i = 0; i < groups->count; i++) {
		struct vb_group *group = &groups->list[i];
		double *fresh = vb_arena_array(match->arena, group->count + 1, sizeof(double));

		for (size_t j = 0; j < group->count; j++)
			fresh[j] = company(groups, i, &group->list[j]);
		group->fresh = fresh;
	}
	for (size_t i = 0; i < groups->count; i++) {
		struct vb_group *group = &groups->list[i];
		double best = 0;
		size_t kept = 0;

		for (size_t j = 0; j < group->count; j++) {
			struct vb_expansion *expansion = &group->list[j];

			expansion->weight = pow(expansion->weight, PRIOR) *
					    pow(ALONE + group->fresh[j], POWER);
			if (expansion->weight > best)
				best = expansion->weight;
		}
		for (size_t j = 0; j < group->count; j++) {
			group->list[j].weight /= best;
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
	weigh(match, groups);
	for (size_t i = 0; i < groups->count; i++) {
		struct vb_group *group = &groups->list[i];

		group->set = vb_set_take(&match->index->sets);
		for (size_t j = 0; j < group->count; j++)
			vb_set_or(group->set, group->list[j].set);
	}
	return true;
}

/* ---- scores ---- */

static bool
score(struct vb_match *match, const struct vb_group *group, bool context, double weight,
      struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_set *set = vb_set_take(&index->sets);
	bool ok;

	memset(index->tally, 0, ((size_t)index->last + 1) * sizeof(index->tally[0]));
	for (size_t i = 0; i < group->count; i++) {
		const struct vb_expansion *expansion = &group->list[i];
		const struct vb_holdings *holdings = context ? &expansion->context_in
							     : &expansion->text_in;

		for (size_t j = 0; j < holdings->count; j++) {
			uint32_t docid = holdings->list[j].docid;

			index->tally[docid] += (float)(expansion->weight * holdings->list[j].times);
			vb_set_add(set, docid);
		}
	}
	ok = vb_rank_tally(index, set, weight, err);
	vb_set_give(&index->sets, set);
	return ok;
}

bool
vb_expand_score(struct vb_match *match, const struct vb_groups *groups, double weight,
		struct vb_err *err)
{
	for (size_t i = 0; weight > 0 && i < groups->count; i++)
		if (!score(match, &groups->list[i], false, weight * GROUP_WEIGHT, err) ||
		    !score(match, &groups->list[i], true, weight * GROUP_WEIGHT * CONTEXT, err))
			return false;
	return true;
}

/* ---- what was done ---- */

static int
compare(const void *left, const void *right)
{
	const struct vb_expansion *a = left, *b = right;

	return a->weight != b->weight ? (a->weight < b->weight ? 1 : -1) : strcmp(a->text, b->text);
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
	}
}
