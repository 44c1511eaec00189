/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include "coverage.h"
#include "rank.h"

/*
 * The power of the share, set on development queries: from 0.2 to 0.5 questions gain alike.
 * Shares are taken in steps, each of which is raised to the power once.
 */
#define POWER 0.4
#define STEPS 256

/* Units that reach the bar only together, in the order in which their worths are added up. */
struct light {
	const struct vb_set *held[VB_QUERY_TERMS];
	float worth[VB_QUERY_TERMS];
	float rest[VB_QUERY_TERMS + 1];	/* what this one and those behind it come to at most */
	size_t count;
	double bar;
};

/* So many are joined as sets; with more there are too many ways to reach the bar. */
#define LIGHT_MOST 8
#define WORDS (8 * VB_SET_ROW)	/* of a set that are looked at together */

/*
 * The passages in words [from, from + WORDS) that reach the bar with some of the units from
 * `unit` on, having sum already, joined to out where they are in among.
 */
static void
reach(const struct light *light, size_t unit, float sum, size_t from, size_t words,
      const uint64_t *among, uint64_t *out)
{
	uint64_t both[WORDS], any = 0;

	for (; unit < light->count; unit++) {
		const uint64_t *held = light->held[unit]->bits + from;
		float more = sum + light->worth[unit];

		if ((double)(sum + light->rest[unit]) < light->bar)
			return;
		any = 0;
		for (size_t i = 0; i < words; i++)
			any |= both[i] = among[i] & held[i];
		if (any != 0 && (double)more >= light->bar)
			for (size_t i = 0; i < words; i++)
				out[i] |= both[i];
		else if (any != 0)
			reach(light, unit + 1, more, from, words, both, out);
	}
}

static void
join_light(const struct light *light, struct vb_set *out)
{
	uint64_t all[WORDS];

	memset(all, 0xff, sizeof(all));
	for (size_t from = 0; from < out->words; from += WORDS) {
		size_t words = out->words - from < WORDS ? out->words - from : WORDS;

		reach(light, 0, 0, from, words, all, out->bits + from);
		vb_set_mark(out, from, words);
	}
}

/* The same, passage by passage. */
static void
tally_light(struct vb_index *index, const struct light *light, struct vb_set *out)
{
	struct vb_set *any = vb_set_take(&index->sets), *rest = vb_set_take(&index->sets);

	for (size_t i = 0; i < light->count; i++) {
		uint32_t docid[VB_INDEX_BLOCK], from = 1;
		size_t read;

		vb_set_copy(rest, light->held[i]);
		vb_set_minus(rest, out);
		vb_set_or(any, rest);
		while ((read = vb_set_read(rest, &from, docid, VB_INDEX_BLOCK)) > 0)
			for (size_t j = 0; j < read; j++) {
				index->tally[docid[j]] += light->worth[i];
				if (index->tally[docid[j]] >= light->bar)
					vb_set_add(out, docid[j]);
			}
	}
	vb_rank_tally(index, any, 0);
	vb_set_give(&index->sets, any);
	vb_set_give(&index->sets, rest);
}

/*
 * The passages whose units weigh enough.  Most units reach the bar alone: whoever holds one
 * matches.  Only what the others reach together takes more.
 */
void
vb_coverage_match(struct vb_index *index, struct vb_set *const *held, const double *worth,
	       size_t count, double bar, struct vb_set *out)
{
	struct light light = {.bar = bar};
	double rest = 0;

	for (size_t i = 0; i < count; i++)
		if (worth[i] > 0 && worth[i] >= bar) {
			vb_set_or(out, held[i]);
		} else if (worth[i] > 0) {
			light.held[light.count] = held[i];
			light.worth[light.count++] = (float)worth[i];
			rest += worth[i];
		}
	if (light.count == 0 || rest < bar)
		return;
	for (size_t i = light.count; i-- > 0;)
		light.rest[i] = light.rest[i + 1] + light.worth[i] * (1 + FLT_EPSILON * VB_QUERY_TERMS);
	if (light.count <= LIGHT_MOST)
		join_light(&light, out);
	else
		tally_light(index, &light, out);
}

/* What the passages hold, as a share of total, into the tally; any: those that hold something. */
static void
tally_shares(struct vb_index *index, struct vb_set *const *held, const double *worth, size_t count,
	     double total, struct vb_set *any)
{
	struct vb_set *scored = vb_set_take(&index->sets);

	for (size_t i = 0; i < count; i++) {
		uint32_t docid[VB_INDEX_BLOCK], from = 1;
		float share = (float)(worth[i] / total);
		size_t read;

		if (worth[i] <= 0)
			continue;
		vb_set_copy(scored, held[i]);
		if (index->scored != NULL)
			vb_set_and(scored, index->scored);
		vb_set_or(any, scored);
		while ((read = vb_set_read(scored, &from, docid, VB_INDEX_BLOCK)) > 0)
			for (size_t j = 0; j < read; j++)
				index->tally[docid[j]] += share;
	}
	vb_set_give(&index->sets, scored);
}

void
vb_coverage_weigh(struct vb_index *index, struct vb_set *const *held, const double *worth,
	       size_t count, double total)
{
	struct vb_set *any = vb_set_take(&index->sets);
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	float raised[STEPS + 1];
	size_t read;

	for (size_t i = 0; i <= STEPS; i++)
		raised[i] = (float)pow((double)i / STEPS, POWER);
	tally_shares(index, held, worth, count, total, any);
	while ((read = vb_set_read(any, &from, docid, VB_INDEX_BLOCK)) > 0)
		for (size_t i = 0; i < read; i++) {
			float *share = &index->tally[docid[i]];

			index->score[docid[i]] *= raised[*share < 1 ? (size_t)(*share * STEPS + 0.5F) : STEPS];
			*share = 0;
		}
	vb_set_give(&index->sets, any);
}
