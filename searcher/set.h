/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of documents, dense: one bit a document id.
 *
 * A pool hands out sets of one size.  A set taken is given back for reuse, or not: all are
 * free again after vb_sets_reset(), so a failing query needs no cleaning up.  What a query
 * needs is kept for the next, VB_SETS_ROOM bytes of it: fresh memory costs more than a set.
 */
#ifndef VB_SET_H
#define VB_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VB_SETS_ROOM (4u << 20)

/* Words that are looked at together; a set has a multiple of them. */
#define VB_SET_ROW 8

struct vb_set {
	struct vb_set *older;	/* in the pool's list of all its sets */
	struct vb_set *next;	/* in the pool's list of free sets */
	size_t words;
	bool empty;		/* of a free one: it is known to be */
	uint64_t bits[];
};

struct vb_sets {
	struct vb_set *newest;	/* of all */
	struct vb_set *spare;
	uint32_t last;		/* the highest document id a set can hold */
};

void vb_sets_init(struct vb_sets *sets, uint32_t last);
void vb_sets_fini(struct vb_sets *sets);
void vb_sets_reset(struct vb_sets *sets);

/* Empties the free sets, so that they need not be when they are taken. */
void vb_sets_empty(struct vb_sets *sets);

/* An empty set outside the pool, owned by the caller, to be freed; NULL without memory. */
struct vb_set *vb_set_new(const struct vb_sets *sets);

/* An empty set, valid until it is given back or the pool is reset. */
struct vb_set *vb_set_take(struct vb_sets *sets);
void vb_set_give(struct vb_sets *sets, struct vb_set *set);

/* docid is at most the pool's last. */
static inline void
vb_set_add(struct vb_set *set, uint32_t docid)
{
	set->bits[docid / 64] |= UINT64_C(1) << docid % 64;
}

static inline void
vb_set_remove(struct vb_set *set, uint32_t docid)
{
	set->bits[docid / 64] &= ~(UINT64_C(1) << docid % 64);
}

static inline bool
vb_set_has(const struct vb_set *set, uint32_t docid)
{
	return set->bits[docid / 64] >> docid % 64 & 1;
}

/* What the names say, of whole sets of one pool. */
void vb_set_clear(struct vb_set *set);
void vb_set_copy(struct vb_set *set, const struct vb_set *from);
void vb_set_and(struct vb_set *set, const struct vb_set *other);
void vb_set_or(struct vb_set *set, const struct vb_set *other);
void vb_set_minus(struct vb_set *set, const struct vb_set *other);
size_t vb_set_count(const struct vb_set *set);
size_t vb_set_count_both(const struct vb_set *set, const struct vb_set *other);	/* in both */

/*
 * Up to max (64 or more) members from *from on into docid, ascending; *from moves behind the
 * last.  0: there are no more.  Faster than one by one.
 */
size_t vb_set_read(const struct vb_set *set, uint32_t *from, uint32_t *docid, size_t max);

/* The first word from this one on, a row's first, whose row is not empty; end, a row's too, if there is none. */
static inline size_t
vb_set_next_row(const struct vb_set *set, size_t word, size_t end)
{
	const uint64_t *bits = set->bits;

	while (word < end &&
	       (bits[word] | bits[word + 1] | bits[word + 2] | bits[word + 3] | bits[word + 4] |
		bits[word + 5] | bits[word + 6] | bits[word + 7]) == 0)
		word += VB_SET_ROW;
	return word;
}

/* The first member >= from; 0 when there is none.  Document ids begin at 1. */
uint32_t vb_set_next(const struct vb_set *set, uint32_t from);

#endif
