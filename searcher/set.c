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
	size_t words = ((size_t)sets->last / 64 / VB_SET_ROW + 1) * VB_SET_ROW;
	struct vb_set *set = calloc(1, sizeof(*set) + words * sizeof(set->bits[0]));

	if (set != NULL)
		set->words = words;
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

void
vb_set_clear(struct vb_set *set)
{
	memset(set->bits, 0, set->words * sizeof(set->bits[0]));
}

void
vb_set_copy(struct vb_set *set, const struct vb_set *from)
{
	memcpy(set->bits, from->bits, set->words * sizeof(set->bits[0]));
}

/* At any address. */
typedef uint64_t row __attribute__((vector_size(VB_SET_ROW * sizeof(uint64_t)), aligned(8), may_alias));

static inline row *
rows_of(const struct vb_set *set)
{
	return (row *)set->bits;
}

void
vb_set_and(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < set->words / VB_SET_ROW; i++)
		rows_of(set)[i] &= rows_of(other)[i];
}

void
vb_set_or(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < set->words / VB_SET_ROW; i++)
		rows_of(set)[i] |= rows_of(other)[i];
}

void
vb_set_minus(struct vb_set *set, const struct vb_set *other)
{
	for (size_t i = 0; i < set->words / VB_SET_ROW; i++)
		rows_of(set)[i] &= ~rows_of(other)[i];
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
