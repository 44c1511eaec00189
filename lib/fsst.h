/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Short texts packed so that any one of them is unpacked alone and at once: the method of
 * Boncz, Neumann and Leis, "FSST: Fast Random Access String Compression", PVLDB 13 (2020), with
 * codes of twelve bits.
 *
 * A table has 4,096 entries of one to eight bytes: first the 256 bytes, so that any text can be
 * packed, then what was learned from a sample.  A packed text is a row of codes, each the number
 * of an entry, two of them in three bytes, the lower bits first.  To unpack is to copy eight
 * bytes a code, without asking how many of them count.
 *
 * Safe in any thread: a table is only read once it is made.
 */
#ifndef VB_FSST_H
#define VB_FSST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

#define VB_FSST_ENTRIES 4096
#define VB_FSST_LONGEST 8

/* As it lies on the disk; the bytes behind an entry's length are 0. */
struct vb_fsst_table {
	char bytes[VB_FSST_ENTRIES][VB_FSST_LONGEST];
	uint8_t length[VB_FSST_ENTRIES];
};

/* Learns a table from a sample of texts, laid end to end.  The same sample, the same table. */
void vb_fsst_learn(struct vb_fsst_table *table, const char *sample, size_t size);

/* Whether a table that was read can be used: no length is 0 or too much. */
bool vb_fsst_fits(const struct vb_fsst_table *table);

/* What finds entries in a text; owned by the caller, made from a table that fits. */
struct vb_fsst_finder;
struct vb_fsst_finder *vb_fsst_finder_new(const struct vb_fsst_table *table);
void vb_fsst_finder_free(struct vb_fsst_finder *finder);

/* Appends text, packed, to out: at most half as many bytes again, and one more. */
void vb_fsst_pack(const struct vb_fsst_finder *finder, const char *text, size_t size,
		  struct vb_buf *out);

/* Whether a packed text can have so many bytes. */
static inline bool
vb_fsst_may_be(size_t size)
{
	return size % 3 != 1;
}

/*
 * Puts what packed[0..size) holds into out, whose bytes are replaced.  False when no text
 * takes so many bytes; any bytes else give some text, of less than six times their size.
 */
bool vb_fsst_unpack(const struct vb_fsst_table *table, const char *packed, size_t size,
		    struct vb_buf *out);

#endif
