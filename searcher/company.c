/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "company.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* What a rendering without any company is worth, and what is left out, the best being 1. */
#define ALONE 0.4
#define LEAST 0.05
/* A synonym in the language of the word counts less than the word, in English the less. */
#define SYNONYM_CHINESE 0.6
#define SYNONYM_ENGLISH 0.5

/* Passages looked at for every two renderings that are worth another thread. */
#define MANY 2000000

/* In how many passages both stand. */
static size_t
common(const struct vb_expansion *a, const struct vb_expansion *b)
{
	const uint32_t *few = a->text_in.docid;
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
		at = vb_rendering_seek(&b->text_in, at, few[i]);
		count += at < b->found && b->text_in.docid[at] == few[i];
	}
	return count;
}

/* How well the renderings of two groups go together, each with its best partner. */
struct meeting {
	double a[VB_GROUP_RENDERINGS], b[VB_GROUP_RENDERINGS];
};

static void
meet(const struct vb_group *a, const struct vb_group *b, struct meeting *best)
{
	memset(best, 0, sizeof(*best));
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++) {
			const struct vb_expansion *x = &a->list[i], *y = &b->list[j];
			double apart = sqrt((double)x->found * (double)y->found);
			double together = (double)common(x, y) / apart;

			if (together * y->weight > best->a[i])
				best->a[i] = together * y->weight;
			if (together * x->weight > best->b[j])
				best->b[j] = together * x->weight;
		}
}

/* Every two groups, shared out to several threads. */
struct meetings {
	const struct vb_groups *groups;
	struct meeting *list;	/* by the first's number times the groups, and the second's */
	atomic_size_t next;
};

static void
meet_all(void *data)
{
	struct meetings *meetings = data;
	const struct vb_groups *groups = meetings->groups;
	size_t pair;

	while ((pair = atomic_fetch_add(&meetings->next, 1)) < groups->count * groups->count) {
		size_t first = pair / groups->count, second = pair % groups->count;

		if (first < second)
			meet(&groups->list[first], &groups->list[second], &meetings->list[pair]);
	}
}

/* Passages that are looked at for it, at most: each of a rendering for each of the others. */
static bool
is_much(const struct vb_groups *groups)
{
	size_t renderings = 0, found = 0;

	for (size_t i = 0; i < groups->count; i++)
		for (size_t j = 0; j < groups->list[i].count; j++, renderings++)
			found += groups->list[i].list[j].found;
	return found * renderings >= MANY;
}

static void
keep_company(struct vb_index *index, struct vb_groups *groups)
{
	struct meetings meetings = {.groups = groups};
	const struct meeting *best;

	if (groups->count < 2)
		return;
	best = meetings.list = vb_memory_resize(NULL, groups->count * groups->count, sizeof(*best));
	if (is_much(groups))
		vb_crew_work(&index->crew, meet_all, &meetings);
	else
		meet_all(&meetings);
	for (size_t i = 0; i < groups->count; i++)
		for (size_t j = i + 1; j < groups->count; j++) {
			best = &meetings.list[i * groups->count + j];
			for (size_t k = 0; k < groups->list[i].count; k++)
				groups->list[i].list[k].company += best->a[k];
			for (size_t k = 0; k < groups->list[j].count; k++)
				groups->list[j].list[k].company += best->b[k];
		}
	free(meetings.list);
}

/* In English a phrase has one meaning, whatever company its other names keep. */
static double
weigh_synonym(const struct vb_group *group, const struct vb_expansion *expansion)
{
	if (vb_unit_unspaced(expansion->text))
		return SYNONYM_CHINESE * expansion->weight;
	return strpbrk(group->typed, " -") != NULL ? SYNONYM_ENGLISH : SYNONYM_ENGLISH * expansion->weight;
}

void
vb_company_weigh(struct vb_index *index, struct vb_groups *groups)
{
	keep_company(index, groups);
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
				group->list[j].weight = weigh_synonym(group, &group->list[j]);
			group->list[kept++] = group->list[j];
		}
		group->count = kept;
	}
}
