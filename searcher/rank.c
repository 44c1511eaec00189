/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rank.h"

struct scoring {
	struct vb_index *index;
	struct vb_set *set;
	double weight;		/* idf and K1 + 1 are in it */
};

double
vb_rank_idf(const struct vb_index *index, uint64_t documents)
{
	double all = index->documents, some = (double)documents;

	return log(1 + (all - (some < all ? some : all) + 0.5) / (some + 0.5));
}

static float
saturate(const struct vb_index *index, uint32_t docid, double times, double weight)
{
	double length = index->length[docid] / index->mean_length;

	return (float)(weight * times / (times + VB_RANK_K1 * (1 - VB_RANK_B + VB_RANK_B * length)));
}

static void
score_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct scoring *scoring = data;
	struct vb_index *index = scoring->index;

	for (size_t i = 0; i < count; i++)
		index->score[docid[i]] += saturate(index, docid[i], wdf[i], scoring->weight);
	if (scoring->set != NULL)
		for (size_t i = 0; i < count; i++)
			vb_set_add(scoring->set, docid[i]);
}

bool
vb_rank_term(struct vb_index *index, const char *term, size_t size, double weight,
	     struct vb_set *set, struct vb_err *err)
{
	struct scoring scoring = {index, set, weight * (VB_RANK_K1 + 1)};
	uint64_t occurrences;
	uint32_t documents;

	if (!vb_index_load_lengths(index, err) ||
	    !xc_term_frequency(index->database, term, size, &documents, &occurrences, err))
		return false;
	if (documents == 0)
		return true;
	scoring.weight *= vb_rank_idf(index, documents);
	return vb_index_walk(index, term, size, score_block, &scoring, err);
}

bool
vb_rank_tally(struct vb_index *index, const struct vb_set *set, double weight, struct vb_err *err)
{
	size_t count = vb_set_count(set);

	if (weight <= 0 || count == 0)
		return true;
	if (!vb_index_load_lengths(index, err))
		return false;
	weight *= (VB_RANK_K1 + 1) * vb_rank_idf(index, count);
	for (uint32_t docid = 0; (docid = vb_set_next(set, docid + 1)) != 0;)
		index->score[docid] += saturate(index, docid, index->tally[docid], weight);
	return true;
}

void
vb_rank_flat(struct vb_index *index, const struct vb_set *set, double weight)
{
	for (uint32_t docid = 0; (docid = vb_set_next(set, docid + 1)) != 0;)
		index->score[docid] += (float)weight;
}

/* ---- the best ---- */

struct choice {
	const struct vb_index *index;
	enum vb_sort sort;
};

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
	const struct vb_index *index = choice->index;

	if (choice->sort == VB_SORT_DATE && index->date[a->docid] != index->date[b->docid])
		return index->date[a->docid] > index->date[b->docid] ? -1 : 1;
	if (choice->sort != VB_SORT_DOCUMENT && a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (index->place[a->docid] != index->place[b->docid])
		return index->place[a->docid] < index->place[b->docid] ? -1 : 1;
	if (index->ordinal[a->docid] != index->ordinal[b->docid])
		return index->ordinal[a->docid] < index->ordinal[b->docid] ? -1 : 1;
	return compare_records(index, a->docid, b->docid);
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

bool
vb_rank_best(struct vb_index *index, const struct vb_set *set, enum vb_sort sort, size_t count,
	     struct vb_ranked *ranked, size_t *found, struct vb_err *err)
{
	struct choice choice = {index, sort};
	size_t kept = 0;

	*found = 0;
	if (!vb_index_load_order(index, err) ||
	    (sort == VB_SORT_DATE && !vb_index_load_dates(index, err)))
		return false;
	for (uint32_t docid = 0; count > 0 && (docid = vb_set_next(set, docid + 1)) != 0;) {
		struct vb_ranked next = {docid, index->score[docid]};

		if (kept < count) {
			ranked[kept++] = next;
			if (kept == count)
				for (size_t i = count / 2 + 1; i-- > 0;)
					sift_down(&choice, ranked, kept, i);
		} else if (compare(&choice, &next, &ranked[0]) < 0) {
			ranked[0] = next;
			sift_down(&choice, ranked, kept, 0);
		}
	}
	if (kept < count)
		for (size_t i = kept / 2 + 1; i-- > 0;)
			sift_down(&choice, ranked, kept, i);
	/* The worst goes to the end, again and again. */
	for (size_t rest = kept; rest > 1;) {
		struct vb_ranked worst = ranked[0];

		ranked[0] = ranked[--rest];
		ranked[rest] = worst;
		sift_down(&choice, ranked, rest, 0);
	}
	*found = kept;
	return true;
}
