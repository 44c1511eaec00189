/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting where a few bytes stand in packed texts (fsst.h), without unpacking them: in a
 * third of the time.
 *
 * One of the bytes sought, the pivot, lies in the string of one code.  In most codes' strings
 * it cannot lie with what stands around it; a byte for each entry of the table tells that, so
 * that to look through a text is to look up its codes in a small array.  Mostly it can lie in a
 * handful of codes only: these are looked for sixteen places at a time where the processor has
 * AVX2.  Where a code may be the one, those beside it are compared.
 */
#ifndef VB_FSST_COUNT_H
#define VB_FSST_COUNT_H

#include "fsst.h"

/* A table's codes as they are met in some texts, and by the bytes they hold: for many searches. */
struct vb_fsst_usage {
	const struct vb_fsst_table *table;	/* not owned */
	uint32_t times[VB_FSST_ENTRIES];	/* by code: how often it was met, */
	uint32_t met[256];			/* and by byte */
	uint16_t first[257];			/* by byte: where its codes begin in holder */
	uint16_t holder[VB_FSST_ENTRIES * VB_FSST_LONGEST];
};

/* Nothing has been met yet. */
void vb_fsst_usage_init(struct vb_fsst_usage *usage, const struct vb_fsst_table *table);

/* Adds what is met in packed[0..size). */
void vb_fsst_usage_add(struct vb_fsst_usage *usage, const char *packed, size_t size);

struct vb_fsst_sought {
	const struct vb_fsst_table *table;	/* not owned */
	char *bytes;				/* owned; some zeros behind them */
	size_t size, pivot;
	uint8_t places[VB_FSST_ENTRIES];	/* bit i: the pivot may be the string's byte i */
	unsigned codes;				/* how many it may be in */
	uint8_t parts[3][16];	/* bit i: of each such code whose number by eight is i, four bits */
};

/*
 * Prepares to look for bytes[0..size), one or more, in texts packed by the table: the pivot is a
 * byte that is hardly met, in codes that agree with what stands around it.
 */
void vb_fsst_sought_init(struct vb_fsst_sought *sought, const struct vb_fsst_usage *usage,
			 const char *bytes, size_t size);
void vb_fsst_sought_fini(struct vb_fsst_sought *sought);

/*
 * In how many places, overlapping ones too, the bytes stand in what packed[0..size) holds.
 * Bytes up to readable, which is size or more, can be read and do not matter: with 100 more it
 * is faster.  Safe in any thread.
 */
size_t vb_fsst_count(const struct vb_fsst_sought *sought, const char *packed, size_t size,
		     size_t readable);

#endif
