/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* Scores lie beyond the nearer caches: what comes so many passages later is asked for before. */
#define AHEAD 24

static inline void
fetch(const float *number, const uint32_t *docid, size_t at, size_t count)
{
	if (at + AHEAD < count)
		__builtin_prefetch(&number[docid[at + AHEAD]], 1);
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
		fetch(index->score, docid, i, count); \
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

static void
score_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct scoring *scoring = data;
	struct vb_index *index = scoring->index;
	uint32_t kept[BLOCK], times[BLOCK];

	for (size_t i = 0; scoring->set != NULL && i < count; i++)
		vb_set_add(scoring->set, docid[i]);
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
		fetch(index->tally, docid, i, count); \
		fetch(index->score, docid, i, count); \
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

void
vb_rank_tally_of(struct vb_index *index, const struct vb_set *set, size_t documents, double weight)
{
	uint32_t docid[BLOCK], from = 1;
	size_t count;

	if (weight > 0)
		weight *= vb_rank_idf(index, documents);
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

	for (size_t i = 0; i < count; i++) {
		fetch(gathering->tally, docid, i, count);
		if (gathering->among != NULL && !vb_set_has(gathering->among, docid[i]))
			continue;
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

/* ---- the best ---- */

struct choice {
	const struct vb_index *index;
	enum vb_sort sort;
};

/* The first value of a document; 0 for none. */
static uint32_t
number_of(const struct vb_column *column, uint32_t docid)
{
	size_t from, to;

	vb_column_range(column, docid, &from, &to);
	return from < to ? vb_numbers_at(&column->codes, from) : 0;
}

/* Two files may bear one symbol: then the records' bytes decide, which hold path and text. */
static int
compare_records(const struct vb_index *index, uint32_t a, uint32_t b)
{
	char *left = NULL, *right = NULL;
	size_t left_size, right_size;
	int order = 0;

	if (a != b && vb_index_data(index, a, &left, &left_size, NULL) &&
	    vb_index_data(index, b, &right, &right_size, NULL)) {
		order = memcmp(left, right, left_size < right_size ? left_size : right_size);
		if (order == 0)
			order = (left_size > right_size) - (left_size < right_size);
	}
	free(left);
	free(right);
	return order;
}

static int
compare(const struct choice *choice, const struct vb_ranked *a, const struct vb_ranked *b)
{
	const struct vb_columns *columns = &choice->index->columns;
	uint32_t left, right;

	if (choice->sort == VB_SORT_DATE) {
		left = number_of(&columns->column[VB_COLUMN_DATE], a->docid);
		right = number_of(&columns->column[VB_COLUMN_DATE], b->docid);
		if (left != right)
			return left > right ? -1 : 1;
	}
	if (choice->sort != VB_SORT_DOCUMENT && a->score != b->score)
		return a->score > b->score ? -1 : 1;
	/* Documents are numbered in their order. */
	left = number_of(&columns->column[VB_COLUMN_DOCUMENT], a->docid);
	right = number_of(&columns->column[VB_COLUMN_DOCUMENT], b->docid);
	if (left == right) {
		left = vb_numbers_at(&columns->ordinal, a->docid);
		right = vb_numbers_at(&columns->ordinal, b->docid);
	}
	if (left != right)
		return left < right ? -1 : 1;
	return compare_records(choice->index, a->docid, b->docid);
}

/* heap[0] is the worst that is kept. */
static void
sift_down(const struct choice *choice, struct vb_ranked *heap, size_t count, size_t at)
{
	for (;;) {
		size_t worst = at, child = at * 2 + 1;
		struct vb_ranked swap;

		for (size_t i = child; i < child + 2 && i < count; i++)
			if (compare(choice, &heap[i], &heap[worst]) > 0)
				worst = i;
		if (worst == at)
			return;
		swap = heap[at];
		heap[at] = heap[worst];
		heap[worst] = swap;
		at = worst;
	}
}

/* Whether a passage need not be compared: most are far from the best. */
static bool
is_worse(const struct choice *choice, float score, const struct vb_ranked *worst)
{
	return choice->sort == VB_SORT_RELEVANCE && score < worst->score;
}

static void
make_heap(const struct choice *choice, struct vb_ranked *ranked, size_t count)
{
	for (size_t i = count / 2 + 1; i-- > 0;)
		sift_down(choice, ranked, count, i);
}

struct best {
	const struct choice *choice;
	struct vb_ranked *ranked;
	size_t count, kept;
};

static void
offer(struct best *best, uint32_t docid, float score)
{
	struct vb_ranked next = {docid, score};

	if (best->kept < best->count) {
		best->ranked[best->kept++] = next;
		if (best->kept == best->count)
			make_heap(best->choice, best->ranked, best->kept);
	} else if (compare(best->choice, &next, &best->ranked[0]) < 0) {
		best->ranked[0] = next;
		sift_down(best->choice, best->ranked, best->kept, 0);
	}
}

static size_t
keep_best(const struct choice *choice, const struct vb_set *set, size_t count,
	  struct vb_ranked *ranked)
{
	const float *score = choice->index->score;
	struct best best = {choice, ranked, count, 0};
	uint32_t docid[BLOCK], from = 1;
	size_t read;

	while ((read = vb_set_read(set, &from, docid, BLOCK)) > 0)
		for (size_t i = 0; i < read; i++) {
			fetch(score, docid, i, read);
			if (best.kept < count || !is_worse(choice, score[docid[i]], &ranked[0]))
				offer(&best, docid[i], score[docid[i]]);
		}
	if (best.kept < count)
		make_heap(choice, ranked, best.kept);
	return best.kept;
}

size_t
vb_rank_best(struct vb_index *index, const struct vb_set *set, enum vb_sort sort, size_t count,
	     struct vb_ranked *ranked)
{
	struct choice choice = {index, sort};
	size_t kept = count > 0 ? keep_best(&choice, set, count, ranked) : 0;

	/* The worst goes to the end, again and again. */
	for (size_t rest = kept; rest > 1;) {
		struct vb_ranked worst = ranked[0];

		ranked[0] = ranked[--rest];
		ranked[rest] = worst;
		sift_down(&choice, ranked, rest, 0);
	}
	return kept;
}
