/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "company.h"
#include "defined.h"
#include "expand.h"
#include "list.h"
#include "rank.h"
#include "utf8.h"
#include "variant.h"

/* Renderings that are told of a group. */
#define TOLD 4

/* Characters of a Chinese word whose other names stand for it. */
#define NAMED 3

/* Postings that are worth another thread. */
#define MANY 65536

/* ---- which there are ---- */

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
	vb_company_weigh(match->index, groups);
	for (size_t i = 0; i < groups->count; i++) {
		struct vb_group *group = &groups->list[i];

		group->set = vb_set_take(&match->index->sets);
		for (size_t j = 0; j < group->count; j++) {
			const struct vb_expansion *expansion = &group->list[j];

			if (expansion->set != NULL)
				vb_set_or(group->set, expansion->set);
			else
				vb_set_add_all(group->set, expansion->text_in.docid, expansion->found);
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

/* Whether a rendering counts in a passage whose score matters. */
static bool
is_scored(const struct vb_index *index, const struct vb_expansion *expansion,
	  const struct vb_set *typed, uint32_t docid)
{
	return (index->scored == NULL || vb_set_has(index->scored, docid)) &&
	       !is_left_out(expansion, typed, docid);
}

/* How many passages have any of the renderings, or what was typed, in their text. */
static size_t
count_bearers(struct vb_index *index, const struct vb_group *group, const struct vb_set *typed)
{
	struct vb_set *any = vb_set_take(&index->sets);
	size_t count;

	vb_set_copy(any, typed);
	vb_set_or(any, group->set);
	count = vb_set_count(any);
	vb_set_give(&index->sets, any);
	return count;
}

/* One group, in the text or in its context, scored by several threads. */
struct scoring {
	struct vb_index *index;
	const struct vb_group *group;
	const struct vb_set *typed;
	bool context;
	double weight;
	atomic_uint next;	/* the first window that nobody has taken */
};

/* Adds the occurrences from `at` to before docid end to the tally; returns where that is. */
static size_t
add_times(const struct scoring *scoring, const struct vb_expansion *expansion,
	  const struct vb_holdings *holdings, size_t at, uint32_t end)
{
	float *tally = scoring->index->tally;

	for (; at < holdings->count && holdings->docid[at] < end; at++)
		if (is_scored(scoring->index, expansion, scoring->typed, holdings->docid[at]))
			tally[holdings->docid[at]] += (float)(expansion->weight * holdings->times[at]);
	return at;
}

/* The passages first..end - 1; from: by rendering, where to look for the first. */
static void
score_window(const struct scoring *scoring, uint32_t first, uint32_t end, size_t *from)
{
	const struct vb_group *group = scoring->group;
	size_t to[VB_GROUP_RENDERINGS];

	for (size_t i = 0; i < group->count; i++) {
		const struct vb_holdings *holdings = holdings_of(&group->list[i], scoring->context);

		from[i] = vb_rendering_seek(holdings, from[i], first);
		to[i] = add_times(scoring, &group->list[i], holdings, from[i], end);
	}
	for (size_t i = 0; i < group->count; i++) {
		const struct vb_holdings *holdings = holdings_of(&group->list[i], scoring->context);

		vb_rank_tallied(scoring->index, holdings->docid + from[i], to[i] - from[i],
				scoring->weight);
		from[i] = to[i];
	}
}

static void
score_windows(void *data)
{
	struct scoring *scoring = data;
	size_t from[VB_GROUP_RENDERINGS] = {0};
	uint64_t first;

	while ((first = (uint64_t)atomic_fetch_add(&scoring->next, 1) * WINDOW) <= scoring->index->last) {
		uint64_t end = first + WINDOW;

		score_window(scoring, (uint32_t)first, (uint32_t)(end < UINT32_MAX ? end : UINT32_MAX),
			     from);
	}
}

/* The renderings of a group in the text, or in its context. */
static void
score(struct vb_index *index, const struct vb_group *group, const struct vb_set *typed,
      bool context, double weight)
{
	struct scoring scoring = {index, group, typed, context, weight, 0};
	size_t postings = 0;

	for (size_t i = 0; i < group->count; i++)
		postings += holdings_of(&group->list[i], context)->count;
	if (postings >= MANY)
		vb_crew_work(&index->crew, score_windows, &scoring);
	else
		score_windows(&scoring);
}

/* The renderings of a group are one word. */
static bool
score_group(struct vb_match *match, struct vb_group *group, const struct vb_set *typed,
	    double weight, struct vb_err *err)
{
	struct vb_index *index = match->index;

	weight *= group->weight * vb_rank_idf(index, count_bearers(index, group, typed));
	score(index, group, typed, false, weight);
	for (size_t i = 0; i < group->count; i++)
		if (!vb_rendering_above(match, &group->list[i], err))
			return false;
	score(index, group, typed, true, weight * VB_RANK_CONTEXT);
	return true;
}

/* The passages that hold what was typed, every word of it; none where that is one of the renderings. */
static void
hold_typed(struct vb_match *match, const struct vb_units *units, const struct vb_group *group,
	   struct vb_set *set)
{
	if (group->begins_small) {
		vb_set_clear(set);
		return;
	}
	vb_set_copy(set, match->index->all);
	for (size_t i = 0; i < group->units; i++) {
		const struct vb_unit *unit = &units->unit[group->unit[i]];

		for (size_t j = 0; j < unit->count; j++)
			vb_set_and(set, units->term[units->member[unit->first + j]].set);
	}
}

bool
vb_expand_score(struct vb_match *match, const struct vb_units *units, struct vb_groups *groups,
		double weight, struct vb_err *err)
{
	struct vb_set *typed = vb_set_take(&match->index->sets);
	bool ok = true;

	for (size_t i = 0; ok && i < groups->count; i++) {
		hold_typed(match, units, &groups->list[i], typed);
		ok = score_group(match, &groups->list[i], typed, weight, err);
	}
	vb_set_give(&match->index->sets, typed);
	return ok;
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

/*
 * What it is in Chinese, of an English word too.  Words of two characters mean this and that: what they are called
 * otherwise is said of other things as well.
 */
static void
tell_meant(struct vb_match *match, const struct vb_groups *groups, const struct vb_group *group)
{
	bool chinese = vb_unit_unspaced(group->typed);
	struct vb_meant *meant;

	if (chinese ? vb_utf8_points(group->typed, strlen(group->typed)) < NAMED : is_part(groups, group))
		return;
	meant = vb_arena_alloc(match->arena, sizeof(*meant));
	meant->text = chinese ? group->typed : NULL;
	for (size_t i = 0; i < group->count && meant->names < VB_MEANT_NAMES; i++) {
		const char *text = group->list[i].text;

		if (vb_unit_unspaced(text) && meant->text == NULL)
			meant->text = text;
		else if (vb_unit_unspaced(text))
			meant->name[meant->names++] = text;
	}
	if (meant->text == NULL)
		return;
	meant->next = match->meant;
	match->meant = meant;
}

void
vb_expand_tell(struct vb_match *match, const struct vb_groups *groups)
{
	for (size_t i = 0; i < groups->count; i++) {
		const struct vb_group *group = &groups->list[i];
		const char *line = group->typed;

		qsort(group->list, group->count, sizeof(group->list[0]), compare);
		for (size_t j = 0, told = 0; j < group->count && told < TOLD; j++)
			if (strcmp(group->list[j].text, group->typed) != 0)
				line = vb_arena_printf(match->arena, "%s%s%s", line, told++ == 0 ? " = " : ", ",
						       group->list[j].text);
		if (line != group->typed)
			vb_list_add(match->expansion, match->arena, line);
		for (size_t j = 0; j < group->count; j++)
			tell_rendering(match, &group->list[j]);
		tell_meant(match, groups, group);
	}
}
