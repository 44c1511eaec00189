/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include "contest.h"
#include "rank.h"
#include "schema.h"

#define BLOCK 1024	/* passages looked at together */

struct scoring {
	struct vb_index *index;
	struct vb_set *set;
	float worth;		/* in a contest: of one occurrence in a list */
	struct vb_set *tallied;	/* and who holds besides as often as the tally says what is sought */
	float weight;		/* idf and K1 + 1 are in it */
	float base, slope;	/* of the length, below the bar */
};

static struct scoring
begin_scoring(struct vb_index *index, double mean_length, double weight)
{
	return (struct scoring){
		.index = index,
		.worth = 1,
		.weight = (float)weight,
		.base = (float)(VB_RANK_K1 * (1 - VB_RANK_B)),
		.slope = (float)(VB_RANK_K1 * VB_RANK_B / mean_length),
	};
}

double
vb_rank_idf(const struct vb_index *index, uint64_t documents)
{
	double all = index->documents, some = (double)documents;

	return log(1 + (all - (some < all ? some : all) + 0.5) / (some + 0.5));
}

static inline float
saturate(const struct scoring *scoring, float times, float length)
{
	return scoring->weight * times / (times + scoring->base + scoring->slope * length);
}

float
vb_rank_saturate(const struct vb_index *index, uint32_t docid, float times)
{
	struct scoring scoring = begin_scoring(NULL, index->mean_length, 1);

	return saturate(&scoring, times, (float)vb_numbers_at(&index->columns.length, docid));
}

/* Once for each width of the lengths: these loops are most of what a plain query costs. */
#define LENGTH(type) ((float)((const type *)index->columns.length.list)[docid[i]])
#define EACH_WIDTH(LOOP) \
	switch (index->columns.length.width) { \
	case 1: \
		LOOP(uint8_t); \
		break; \
	case 2: \
		LOOP(uint16_t); \
		break; \
	default: \
		LOOP(uint32_t); \
	}

#define SCORE_TIMES(type) \
	for (size_t i = 0; i < count; i++) { \
		vb_index_fetch(index->score, docid, i, count); \
		index->score[docid[i]] += saturate(scoring, (float)wdf[i], LENGTH(type)); \
	}

/* Of up to BLOCK documents those in the set, with their wdf unless it is NULL; returns how many. */
static inline size_t
keep_members(const struct vb_set *set, const uint32_t *docid, const uint32_t *wdf, size_t count,
	     uint32_t *kept, uint32_t *times)
{
	size_t keeps = 0;

	for (size_t i = 0; i < count; i++) {
		kept[keeps] = docid[i];
		if (wdf != NULL)
			times[keeps] = wdf[i];
		keeps += vb_set_has(set, docid[i]);
	}
	return keeps;
}

#define GAIN(type) \
	for (size_t i = 0; i < count; i++) \
		score[i] = saturate(scoring, times[i], LENGTH(type));

/*
 * Fewer times than this are too few for the best, however short the passage: what
 * saturate() says of one without any length, the other way round, and a bit less.
 */
static float
least_times(const struct scoring *scoring)
{
	float bar = vb_contest_bar(scoring->index->contest), most = scoring->weight * 1.0001F;

	return bar < most ? bar * scoring->base / (most - bar) * 0.9999F : FLT_MAX;
}

/* Whether a passage that holds what is sought so often may be among the best, or scores already. */
static inline bool
may_win(const struct vb_index *index, uint32_t docid, float times, float least)
{
	return (times >= least) | (index->touched[docid / VB_INDEX_PAGE] != 0);
}

/*
 * Of up to BLOCK postings those whose passages may be among the best, and how often these hold what
 * is sought; returns how many.  others: what is tallied, or NULL.
 */
static inline size_t
take_winners(const struct scoring *scoring, const struct vb_set *others, const uint32_t *docid,
	     const uint32_t *wdf, size_t count, uint32_t *kept, float *times)
{
	float least = least_times(scoring);
	size_t keeps = 0;

	for (size_t i = 0; i < count; i++) {
		float some = scoring->worth * (float)wdf[i];

		kept[keeps] = docid[i];
		times[keeps] = some;
		keeps += (size_t)may_win(scoring->index, docid[i], some, least) |
			 (size_t)(others != NULL && vb_set_has(others, docid[i]));
	}
	return keeps;
}

/* What the tally says of other forms counts along, and is done with. */
static void
join_tally(const struct scoring *scoring, const uint32_t *docid, float *times, size_t count)
{
	float *tally = scoring->index->tally;

	for (size_t i = 0; i < count; i++)
		if (vb_set_has(scoring->tallied, docid[i])) {
			times[i] += tally[docid[i]];
			tally[docid[i]] = 0;
			vb_set_remove(scoring->tallied, docid[i]);
		}
}

/* What these passages score in all, unless it is too little for the best. */
static void
score_contest(const struct scoring *scoring, uint32_t *docid, float *times, size_t count)
{
	struct vb_index *index = scoring->index;
	float score[BLOCK];

	EACH_WIDTH(GAIN)
	for (size_t i = 0; i < count; i++)
		score[i] += index->score[docid[i]];
	count = vb_contest_keep(index->contest, index, docid, score, count);
	vb_index_touch(index, docid, count);
	for (size_t i = 0; i < count; i++)
		index->score[docid[i]] = score[i];
}

static void
contest_block(const struct scoring *scoring, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	uint32_t kept[BLOCK];
	float times[BLOCK];

	if (scoring->tallied == NULL) {
		count = take_winners(scoring, NULL, docid, wdf, count, kept, times);
	} else {
		count = take_winners(scoring, scoring->tallied, docid, wdf, count, kept, times);
		join_tally(scoring, kept, times, count);
	}
	score_contest(scoring, kept, times, count);
}

static void
score_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct scoring *scoring = data;
	struct vb_index *index = scoring->index;
	uint32_t kept[BLOCK], times[BLOCK];

	if (scoring->set != NULL && index->within != NULL) {
		count = keep_members(index->within, docid, wdf, count, kept, times);
		docid = kept;
		wdf = times;
	}
	if (scoring->set != NULL)
		vb_set_add_all(scoring->set, docid, count);
	if (index->contest != NULL) {
		contest_block(scoring, docid, wdf, count);
		return;
	}
	if (index->scored != NULL) {
		count = keep_members(index->scored, docid, wdf, count, kept, times);
		docid = kept;
		wdf = times;
	}
	vb_index_touch(index, docid, count);
	EACH_WIDTH(SCORE_TIMES)
}

#define SCORE_TALLY(type) \
	for (size_t i = 0; i < count; i++) { \
		float times = index->tally[docid[i]]; \
		vb_index_fetch(index->tally, docid, i, count); \
		vb_index_fetch(index->score, docid, i, count); \
		index->tally[docid[i]] = 0; \
		index->score[docid[i]] += saturate(scoring, times, LENGTH(type)); \
	}

/* What has been scored has no tally any more: a passage that comes twice is scored once. */
static void
score_tally(const struct scoring *scoring, const uint32_t *docid, size_t count)
{
	struct vb_index *index = scoring->index;
	uint32_t kept[BLOCK];

	if (index->scored != NULL) {
		count = keep_members(index->scored, docid, NULL, count, kept, NULL);
		docid = kept;
	}
	vb_index_touch(index, docid, count);
	EACH_WIDTH(SCORE_TALLY)
}

void
vb_rank_tallied(struct vb_index *index, const uint32_t *docid, size_t count, double weight)
{
	struct scoring scoring = begin_scoring(index, index->mean_length, weight * (VB_RANK_K1 + 1));

	for (size_t block; count > 0; docid += block, count -= block) {
		block = count < BLOCK ? count : BLOCK;
		score_tally(&scoring, docid, block);
	}
}

static bool
score_list(struct scoring *scoring, const char *term, size_t size, struct vb_err *err)
{
	struct vb_index *index = scoring->index;

	return vb_index_walk_among(index, term, size, scoring->set == NULL ? index->scored : index->within,
				   score_block, scoring, err);
}

bool
vb_rank_term(struct vb_index *index, const char *term, size_t size, double weight,
	     struct vb_set *set, struct vb_err *err)
{
	struct scoring scoring;
	uint32_t documents;

	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	if (documents == 0)
		return true;
	scoring = begin_scoring(index, index->mean_length,
				weight * (VB_RANK_K1 + 1) * vb_rank_idf(index, documents));
	scoring.set = set;
	return score_list(&scoring, term, size, err);
}

bool
vb_rank_contest(struct vb_index *index, const char *term, size_t size, double worth,
		struct vb_set *tallied, size_t documents, double weight, struct vb_set *set,
		struct vb_err *err)
{
	struct scoring scoring = begin_scoring(index, index->mean_length, weight * (VB_RANK_K1 + 1) *
					       vb_rank_idf(index, documents));

	scoring.set = set;
	scoring.worth = (float)worth;
	scoring.tallied = tallied;
	return score_list(&scoring, term, size, err);
}

void
vb_rank_tally(struct vb_index *index, const struct vb_set *set, double weight)
{
	vb_rank_tally_of(index, set, weight > 0 ? vb_set_count(set) : 0, weight);
}

/* The members of set, which hold what is sought as often as their tally says. */
static void
contest_tally(struct vb_index *index, const struct vb_set *set, double weight)
{
	struct scoring scoring = begin_scoring(index, index->mean_length, weight * (VB_RANK_K1 + 1));
	uint32_t docid[BLOCK], from = 1;
	float times[BLOCK];
	size_t count;

	while ((count = vb_set_read(set, &from, docid, BLOCK)) > 0) {
		float least = least_times(&scoring);
		size_t keeps = 0;

		for (size_t i = 0; i < count; i++) {
			uint32_t at = docid[i];

			vb_index_fetch(index->tally, docid, i, count);
			docid[keeps] = at;
			times[keeps] = index->tally[at];
			keeps += may_win(index, at, times[keeps], least);
			index->tally[at] = 0;
		}
		score_contest(&scoring, docid, times, keeps);
	}
}

void
vb_rank_tally_of(struct vb_index *index, const struct vb_set *set, size_t documents, double weight)
{
	uint32_t docid[BLOCK], from = 1;
	size_t count;

	if (weight > 0)
		weight *= vb_rank_idf(index, documents);
	if (weight > 0 && index->contest != NULL) {
		contest_tally(index, set, weight);
		return;
	}
	while ((count = vb_set_read(set, &from, docid, BLOCK)) > 0) {
		if (weight > 0)
			vb_rank_tallied(index, docid, count, weight);
		for (size_t i = 0; (weight <= 0 || index->scored != NULL) && i < count; i++)
			index->tally[docid[i]] = 0;
	}
}

struct gathering {
	const struct vb_set *among;
	struct vb_set *set;
	float *tally;
	float worth;
};

static void
gather_all(const struct gathering *gathering, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	vb_set_add_all(gathering->set, docid, count);
	for (size_t i = 0; i < count; i++) {
		vb_index_fetch(gathering->tally, docid, i, count);
		gathering->tally[docid[i]] += gathering->worth * (float)wdf[i];
	}
}

static void
gather_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	const struct gathering *gathering = data;
	uint32_t kept[BLOCK], times[BLOCK];

	if (gathering->among == NULL) {
		gather_all(gathering, docid, wdf, count);
		return;
	}
	count = keep_members(gathering->among, docid, wdf, count, kept, times);
	if (count > 0)
		gather_all(gathering, kept, times, count);
}

bool
vb_rank_gather(struct vb_index *index, char family, const char *text, size_t size, double worth,
	       const struct vb_set *among, struct vb_set *set, struct vb_err *err)
{
	struct gathering gathering = {among, set, index->tally, (float)worth};
	char term[VB_TERM_MAX];

	size = vb_schema_term(family, text, size, term);
	return size == 0 || vb_index_walk_among(index, term, size, among, gather_block, &gathering, err);
}

void
vb_rank_flat(struct vb_index *index, const struct vb_set *set, double weight)
{
	uint32_t docid[BLOCK], from = 1;
	size_t count;

	while ((count = vb_set_read(set, &from, docid, BLOCK)) > 0) {
		if (index->scored != NULL)
			count = keep_members(index->scored, docid, NULL, count, docid, NULL);
		vb_index_touch(index, docid, count);
		for (size_t i = 0; i < count; i++)
			index->score[docid[i]] += (float)weight;
	}
}
