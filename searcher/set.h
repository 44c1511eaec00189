/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of documents, dense: one bit a document id.  And one bit a row of 512 ids tells which
 * rows are known to be empty, so that a set with few members costs little, however many it could
 * have.
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
#define VB_SET_ROW_IDS (VB_SET_ROW * 64)

struct vb_set {
	struct vb_set *older;	/* in the pool's list of all its sets */
	struct vb_set *next;	/* in the pool's list of free sets */
	size_t words;
	bool empty;		/* of a free one: it is known to be */
	uint64_t *rows;		/* a bit each; where it is 0, all bits of the row are */
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

/* docid is at most the pool's last.  Nothing is branched on. */
static inline void
vb_set_add_if(struct vb_set *set, uint32_t docid, bool add)
{
	size_t row = docid / VB_SET_ROW_IDS;

	set->bits[docid / 64] |= (uint64_t)add << docid % 64;
	set->rows[row / 64] |= (uint64_t)add << row % 64;
}

static inline void
vb_set_add(struct vb_set *set, uint32_t docid)
{
	vb_set_add_if(set, docid, true);
}

static inline void
vb_set_remove_if(struct vb_set *set, uint32_t docid, bool out)
{
	set->bits[docid / 64] &= ~((uint64_t)out << docid % 64);
}

static inline void
vb_set_remove(struct vb_set *set, uint32_t docid)
{
	vb_set_remove_if(set, docid, true);
}

static inline bool
vb_set_has(const struct vb_set *set, uint32_t docid)
{
	return set->bits[docid / 64] >> docid % 64 & 1;
}

/* Ascending ones, faster than one by one. */
void vb_set_add_all(struct vb_set *set, const uint32_t *docid, size_t count);

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

/* Says so of the rows of words [word, word + words), whole rows, whose bits were written as such. */
void vb_set_mark(struct vb_set *set, size_t word, size_t words);

/*
 * The first word from this one on, a row's first, whose row is not known to be empty; end, a
 * row's first too or the set's end, if there is none.
 */
static inline size_t
vb_set_next_row(const struct vb_set *set, size_t word, size_t end)
{
	for (size_t row = word / VB_SET_ROW; row < end / VB_SET_ROW; row = (row / 64 + 1) * 64)
		if (set->rows[row / 64] >> row % 64 != 0) {
			row += (size_t)__builtin_ctzll(set->rows[row / 64] >> row % 64);
			return row < end / VB_SET_ROW ? row * VB_SET_ROW : end;
		}
	return end;
}

/* The first member >= from; 0 when there is none.  Document ids begin at 1. */
uint32_t vb_set_next(const struct vb_set *set, uint32_t from);

#endif
