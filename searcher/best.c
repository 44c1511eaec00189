/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "best.h"

#include <stdlib.h>
#include <string.h>

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
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	size_t read;

	while ((read = vb_set_read(set, &from, docid, VB_INDEX_BLOCK)) > 0)
		for (size_t i = 0; i < read; i++) {
			vb_index_fetch(score, docid, i, read);
			if (best.kept < count || !is_worse(choice, score[docid[i]], &ranked[0]))
				offer(&best, docid[i], score[docid[i]]);
		}
	if (best.kept < count)
		make_heap(choice, ranked, best.kept);
	return best.kept;
}

size_t
vb_best_choose(struct vb_index *index, const struct vb_set *set, enum vb_sort sort, size_t count,
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
