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
	float weight;		/* idf and K1 + 1 are in it */
	float base, slope;	/* of the length, below the bar */
};

static struct scoring
begin_scoring(struct vb_index *index, double mean_length, double weight)
{
	return (struct scoring){
		.index = index,
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

/* Of up to BLOCK documents those whose scores matter, with their wdf unless it is NULL; returns how many. */
static inline size_t
keep_scored(const struct vb_index *index, const uint32_t *docid, const uint32_t *wdf, size_t count,
	    uint32_t *kept, uint32_t *times)
{
	size_t keeps = 0;

	for (size_t i = 0; i < count; i++) {
		kept[keeps] = docid[i];
		if (wdf != NULL)
			times[keeps] = wdf[i];
		keeps += vb_set_has(index->scored, docid[i]);
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

/* Of up to BLOCK passages those that hold what is sought often enough, or score already; returns how many. */
static size_t
keep_frequent(const struct scoring *scoring, uint32_t *docid, float *times, size_t count)
{
	const uint8_t *touched = scoring->index->touched;
	float least = least_times(scoring);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		bool keeps = times[i] >= least || touched[docid[i] / VB_INDEX_PAGE] != 0;

		docid[kept] = docid[i];
		times[kept] = times[i];
		kept += keeps;
	}
	return kept;
}

/* What these passages score in all, unless it is too little for the best. */
static void
score_contest(const struct scoring *scoring, uint32_t *docid, float *times, size_t count)
{
	struct vb_index *index = scoring->index;
	float score[BLOCK];

	count = keep_frequent(scoring, docid, times, count);
	EACH_WIDTH(GAIN)
	for (size_t i = 0; i < count; i++)
		score[i] += index->score[docid[i]];
	count = vb_contest_keep(index->contest, index, docid, score, count);
	vb_index_touch(index, docid, count);
	for (size_t i = 0; i < count; i++)
		index->score[docid[i]] = score[i];
}

/* The same for a block of postings. */
static void
contest_block(const struct scoring *scoring, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	uint32_t copy[BLOCK];
	float times[BLOCK];

	memcpy(copy, docid, count * sizeof(copy[0]));
	for (size_t i = 0; i < count; i++)
		times[i] = (float)wdf[i];
	score_contest(scoring, copy, times, count);
}

static void
score_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct scoring *scoring = data;
	struct vb_index *index = scoring->index;
	uint32_t kept[BLOCK], times[BLOCK];

	if (scoring->set != NULL)
		vb_set_add_all(scoring->set, docid, count);
	if (index->contest != NULL) {
		contest_block(scoring, docid, wdf, count);
		return;
	}
	if (index->scored != NULL) {
		count = keep_scored(index, docid, wdf, count, kept, times);
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

/* The tallies of passages, which have none any more. */
static void
take_tally(struct vb_index *index, const uint32_t *docid, size_t count, float *times)
{
	for (size_t i = 0; i < count; i++) {
		vb_index_fetch(index->tally, docid, i, count);
		times[i] = index->tally[docid[i]];
		index->tally[docid[i]] = 0;
	}
}

/* What has been scored has no tally any more: a passage that comes twice is scored once. */
static void
score_tally(const struct scoring *scoring, const uint32_t *docid, size_t count)
{
	struct vb_index *index = scoring->index;
	uint32_t kept[BLOCK];

	if (index->scored != NULL) {
		count = keep_scored(index, docid, NULL, count, kept, NULL);
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

bool
vb_rank_term(struct vb_index *index, const char *term, size_t size, double weight,
	     struct vb_set *set, struct vb_err *err)
{
	const struct vb_set *among = set == NULL ? index->scored : index->within;
	struct scoring scoring;
	uint32_t documents;

	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	if (documents == 0)
		return true;
	scoring = begin_scoring(index, index->mean_length,
				weight * (VB_RANK_K1 + 1) * vb_rank_idf(index, documents));
	scoring.set = set;
	return vb_index_walk_among(index, term, size, among, score_block, &scoring, err);
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
		take_tally(index, docid, count, times);
		score_contest(&scoring, docid, times, count);
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
gather_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	const struct gathering *gathering = data;

	if (gathering->among == NULL)
		vb_set_add_all(gathering->set, docid, count);
	for (size_t i = 0; i < count; i++) {
		vb_index_fetch(gathering->tally, docid, i, count);
		if (gathering->among != NULL && !vb_set_has(gathering->among, docid[i]))
			continue;
		if (gathering->among != NULL)
			vb_set_add(gathering->set, docid[i]);
		gathering->tally[docid[i]] += gathering->worth * (float)wdf[i];
	}
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
			count = keep_scored(index, docid, NULL, count, docid, NULL);
		vb_index_touch(index, docid, count);
		for (size_t i = 0; i < count; i++)
			index->score[docid[i]] += (float)weight;
	}
}
