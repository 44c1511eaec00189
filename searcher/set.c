/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "set.h"

void
vb_sets_init(struct vb_sets *sets, uint32_t last)
{
	sets->newest = sets->spare = NULL;
	sets->last = last;
}

static void
free_from(struct vb_set *set)
{
	while (set != NULL) {
		struct vb_set *older = set->older;

		free(set);
		set = older;
	}
}

void
vb_sets_fini(struct vb_sets *sets)
{
	free_from(sets->newest);
	vb_sets_init(sets, 0);
}

void
vb_sets_reset(struct vb_sets *sets)
{
	struct vb_set **link = &sets->newest;
	size_t size = 0;

	sets->spare = NULL;
	for (; *link != NULL && size < VB_SETS_ROOM; link = &(*link)->older) {
		size += (*link)->words * sizeof((*link)->bits[0]);
		vb_set_give(sets, *link);
	}
	free_from(*link);
	*link = NULL;
}

void
vb_sets_empty(struct vb_sets *sets)
{
	for (struct vb_set *set = sets->spare; set != NULL; set = set->next) {
		if (!set->empty)
			vb_set_clear(set);
		set->empty = true;
	}
}

struct vb_set *
vb_set_new(const struct vb_sets *sets)
{
	size_t rows = (size_t)sets->last / 64 / VB_SET_ROW + 1, words = rows * VB_SET_ROW;
	struct vb_set *set = calloc(1, sizeof(*set) +
				    (words + (rows + 63) / 64) * sizeof(set->bits[0]));

	if (set != NULL) {
		set->words = words;
		set->rows = set->bits + words;
	}
	return set;
}

struct vb_set *
vb_set_take(struct vb_sets *sets)
{
	struct vb_set *set = sets->spare;

	if (set != NULL) {
		sets->spare = set->next;
		if (!set->empty)
			vb_set_clear(set);
		set->empty = false;
		return set;
	}
	set = vb_set_new(sets);
	if (set == NULL)
		vb_memory_end();
	set->older = sets->newest;
	return sets->newest = set;
}

void
vb_set_give(struct vb_sets *sets, struct vb_set *set)
{
	if (set == NULL)
		return;
	set->next = sets->spare;
	sets->spare = set;
}

static inline void
mark_row(struct vb_set *set, size_t row)
{
	set->rows[row / 64] |= UINT64_C(1) << row % 64;
}

/* Passages of a document stand one behind the other, and have their State, year and language in common. */
#define STREAK 8

static inline bool
is_streak(const uint32_t *docid)
{
	return docid[STREAK - 1] - docid[0] == STREAK - 1 && docid[0] / 64 == docid[STREAK - 1] / 64;
}

/* Where they stand so thick that hardly a row stays empty, rows are marked from first to last. */
void
vb_set_add_all(struct vb_set *set, const uint32_t *docid, size_t count)
{
	size_t first = count == 0 ? 0 : docid[0] / VB_SET_ROW_IDS;
	size_t last = count == 0 ? 0 : docid[count - 1] / VB_SET_ROW_IDS;

	for (size_t i = 0; i < count;) {
		size_t end = i + STREAK < count ? i + STREAK : count;

		if (end == i + STREAK && is_streak(docid + i)) {
			set->bits[docid[i] / 64] |= UINT64_C(0xff) << docid[i] % 64;
			i = end;
		}
		for (; i < end; i++)
			set->bits[docid[i] / 64] |= UINT64_C(1) << docid[i] % 64;
	}
	if (last - first < count)
		for (size_t row = first; row <= last; row++)
			mark_row(set, row);
	else
		for (size_t i = 0; i < count; i++)
			mark_row(set, docid[i] / VB_SET_ROW_IDS);
}

/* ---- whole sets, row by row that is not empty ---- */

/* Two words, which any processor has an instruction for; four of them are a row. */
typedef uint64_t pair __attribute__((vector_size(2 * sizeof(uint64_t)), aligned(8), may_alias));

#define ROW_PAIRS (VB_SET_ROW / 2)
#define MANY_ROWS 64	/* that a word of rows tells of */

static inline size_t
row_words(const struct vb_set *set)
{
	return (set->words / VB_SET_ROW + MANY_ROWS - 1) / MANY_ROWS;
}

static inline pair *
row_at(const struct vb_set *set, size_t row)
{
	return (pair *)set->bits + row * ROW_PAIRS;
}

static inline bool
is_empty(const pair *row)
{
	pair any = row[0] | row[1] | row[2] | row[3];

	return (any[0] | any[1]) == 0;
}

/* What becomes of a row of a set beside that of another. */
typedef void row_fn(pair *row, const pair *other);

static inline void
clear_row(pair *row, const pair *other)
{
	(void)other;
	memset(row, 0, ROW_PAIRS * sizeof(*row));
}

static inline void
copy_row(pair *row, const pair *other)
{
	memcpy(row, other, ROW_PAIRS * sizeof(*row));
}

static inline void
and_row(pair *row, const pair *other)
{
	for (size_t i = 0; i < ROW_PAIRS; i++)
		row[i] &= other[i];
}

static inline void
or_row(pair *row, const pair *other)
{
	for (size_t i = 0; i < ROW_PAIRS; i++)
		row[i] |= other[i];
}

static inline void
minus_row(pair *row, const pair *other)
{
	for (size_t i = 0; i < ROW_PAIRS; i++)
		row[i] &= ~other[i];
}

/* The rows that the bits of the i'th word of rows stand for; in thick sets that is all of them. */
static inline void
each_row(struct vb_set *set, const struct vb_set *other, size_t i, uint64_t rows, row_fn *fn)
{
	size_t row = i * MANY_ROWS;

	if (rows == UINT64_MAX)
		for (size_t end = row + MANY_ROWS; row < end; row++)
			fn(row_at(set, row), row_at(other, row));
	else
		for (; rows != 0; rows &= rows - 1) {
			size_t one = row + (size_t)__builtin_ctzll(rows);

			fn(row_at(set, one), row_at(other, one));
		}
}

void
vb_set_clear(struct vb_set *set)
{
	for (size_t i = 0; i < row_words(set); i++) {
		each_row(set, set, i, set->rows[i], clear_row);
		set->rows[i] = 0;
	}
}

void
vb_set_copy(struct vb_set *set, const struct vb_set *from)
{
	for (size_t i = 0; i < row_words(set); i++) {
		each_row(set, from, i, set->rows[i] | from->rows[i], copy_row);
		set->rows[i] = from->rows[i];
	}
}

void
vb_set_and(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < row_words(set); i++) {
		each_row(set, other, i, set->rows[i], and_row);
		for (uint64_t rows = set->rows[i]; rows != 0; rows &= rows - 1)
			if (is_empty(row_at(set, i * MANY_ROWS + (size_t)__builtin_ctzll(rows))))
				set->rows[i] &= ~(rows & -rows);
	}
}

void
vb_set_or(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < row_words(set); i++) {
		each_row(set, other, i, other->rows[i], or_row);
		set->rows[i] |= other->rows[i];
	}
}

void
vb_set_minus(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < row_words(set); i++)
		each_row(set, other, i, set->rows[i] & other->rows[i], minus_row);
}

void
vb_set_mark(struct vb_set *set, size_t word, size_t words)
{
	for (size_t i = word / VB_SET_ROW; i < (word + words) / VB_SET_ROW; i++)
		if (!is_empty(row_at(set, i)))
			mark_row(set, i);
}

uint32_t
vb_set_next(const struct vb_set *set, uint32_t from)
{
	size_t word = from / 64;
	uint64_t bits;

	if (word >= set->words)
		return 0;
	bits = set->bits[word] >> from % 64 << from % 64;
	while (bits == 0) {
		if (++word % VB_SET_ROW == 0)
			word = vb_set_next_row(set, word, set->words);
		if (word == set->words)
			return 0;
		bits = set->bits[word];
	}
	return (uint32_t)(word * 64 + (size_t)__builtin_ctzll(bits));
}
