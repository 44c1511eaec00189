/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "set.h"

#define ROW_IDS (VB_SET_ROW * 64)	/* documents of a row */

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

/* Where they stand so thick that hardly a row stays empty, rows are marked from first to last. */
void
vb_set_add_all(struct vb_set *set, const uint32_t *docid, size_t count)
{
	size_t first = count == 0 ? 0 : docid[0] / ROW_IDS;
	size_t last = count == 0 ? 0 : docid[count - 1] / ROW_IDS;

	for (size_t i = 0; i < count; i++)
		set->bits[docid[i] / 64] |= UINT64_C(1) << docid[i] % 64;
	if (last - first < count)
		for (size_t row = first; row <= last; row++)
			mark_row(set, row);
	else
		for (size_t i = 0; i < count; i++)
			mark_row(set, docid[i] / ROW_IDS);
}

/* ---- whole sets, row by row that is not empty ---- */

/* At any address. */
typedef uint64_t row __attribute__((vector_size(VB_SET_ROW * sizeof(uint64_t)), aligned(8), may_alias));

static inline row *
row_at(const struct vb_set *set, size_t row_of_64, uint64_t rows)
{
	return (row *)set->bits + row_of_64 * 64 + (size_t)__builtin_ctzll(rows);
}

static inline size_t
row_words(const struct vb_set *set)
{
	return (set->words / VB_SET_ROW + 63) / 64;
}

static inline bool
is_empty(row bits)
{
	return (bits[0] | bits[1] | bits[2] | bits[3] | bits[4] | bits[5] | bits[6] | bits[7]) == 0;
}

void
vb_set_clear(struct vb_set *set)
{
	for (size_t i = 0; i < row_words(set); i++) {
		for (uint64_t rows = set->rows[i]; rows != 0; rows &= rows - 1)
			*row_at(set, i, rows) = (row){0};
		set->rows[i] = 0;
	}
}

void
vb_set_copy(struct vb_set *set, const struct vb_set *from)
{
	for (size_t i = 0; i < row_words(set); i++) {
		for (uint64_t rows = set->rows[i] | from->rows[i]; rows != 0; rows &= rows - 1)
			*row_at(set, i, rows) = *row_at(from, i, rows);
		set->rows[i] = from->rows[i];
	}
}

void
vb_set_and(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < row_words(set); i++)
		for (uint64_t rows = set->rows[i]; rows != 0; rows &= rows - 1) {
			row both = *row_at(set, i, rows) & *row_at(other, i, rows);

			*row_at(set, i, rows) = both;
			set->rows[i] &= ~(is_empty(both) ? rows & -rows : 0);
		}
}

void
vb_set_or(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < row_words(set); i++) {
		for (uint64_t rows = other->rows[i]; rows != 0; rows &= rows - 1)
			*row_at(set, i, rows) |= *row_at(other, i, rows);
		set->rows[i] |= other->rows[i];
	}
}

void
vb_set_minus(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < row_words(set); i++)
		for (uint64_t rows = set->rows[i] & other->rows[i]; rows != 0; rows &= rows - 1)
			*row_at(set, i, rows) &= ~*row_at(other, i, rows);
}

void
vb_set_mark(struct vb_set *set, size_t word, size_t words)
{
	for (size_t i = word / VB_SET_ROW; i < (word + words) / VB_SET_ROW; i++)
		if (!is_empty(((const row *)set->bits)[i]))
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
