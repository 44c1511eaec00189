/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Posting lists packed into flat arrays: about nine bits a posting, read in a nanosecond
 * each, a twentieth of what the database takes.  The columns (columns.h) hold those of the
 * commonest terms.
 *
 * A list is a row of blocks of up to VB_PACKED_BLOCK postings.  A block says which its last
 * passage is, so that blocks can be skipped, and how many bits its numbers have: what lies
 * between neighbouring passages, and the occurrences less one.  Of both VB_PACKED_BLOCK stand
 * there, as 32 rows of four, the first bits of all four together: row r of lane l is number
 * 4 r + l.
 *
 * The arrays may lie in a mapped file; what they say is checked when it is used.
 */
#ifndef VB_PACKED_H
#define VB_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

#define VB_PACKED_BLOCK 128

struct vb_packed_list {
	uint32_t term_end;	/* in terms, where it begins at the end of the one before */
	uint32_t block_end;	/* in block, likewise */
};

struct vb_packed_block {
	uint32_t last;		/* the highest document id */
	uint32_t at;		/* in data, in units of VB_PACKED_UNIT bytes */
	uint16_t count;		/* postings */
	uint8_t gap_bits, times_bits;
};

#define VB_PACKED_UNIT 16

struct vb_packed {
	const struct vb_packed_list *list;	/* in the order of their terms */
	size_t lists;
	const char *terms;
	size_t terms_size;
	const struct vb_packed_block *block;
	size_t blocks;
	const unsigned char *data;
	size_t data_size;
};

/* ---- reading ---- */

/* A walk along a list; valid as long as the arrays. */
struct vb_packed_walk {
	const struct vb_packed *packed;
	size_t next, end;	/* blocks */
	uint32_t before;	/* the highest document id of the blocks before */
};

/* False when there is no list of the term. */
bool vb_packed_find(const struct vb_packed *packed, const char *term, size_t size,
		    struct vb_packed_walk *walk);

/*
 * The next block's postings, ascending, into docid and times, which have room for
 * VB_PACKED_BLOCK; returns how many.  0 at the end, and where the arrays make no sense.  No
 * docid is higher than last.
 */
size_t vb_packed_read(struct vb_packed_walk *walk, uint32_t last, uint32_t *docid, uint32_t *times);

/* Leaves out the blocks that end before docid. */
void vb_packed_skip(struct vb_packed_walk *walk, uint32_t docid);

/* ---- making ---- */

/* Zeroed to begin with; what the arrays of struct vb_packed will be. */
struct vb_packing {
	struct vb_buf list, terms, block, data;
	uint32_t before;
	uint32_t docid[VB_PACKED_BLOCK], times[VB_PACKED_BLOCK];
	size_t count;		/* postings that wait for their block to be full */
};

/* Lists come in the order of their terms: its postings, ascending from 1, each times > 0, then its name. */
void vb_packing_add(struct vb_packing *packing, const uint32_t *docid, const uint32_t *times,
		    size_t count);
void vb_packing_end(struct vb_packing *packing, const char *term, size_t size);

void vb_packing_fini(struct vb_packing *packing);

#endif
