/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The head of a segment of texts, as it lies on the disk: for the files texts*.c alone.
 */
#ifndef VB_TEXTS_IMAGE_H
#define VB_TEXTS_IMAGE_H

#include "texts.h"

#define VB_TEXTS_MAGIC "vb-texts"
#define VB_TEXTS_VERSION 3		/* 2: gaps; 3: characters beside marks, and met again */
#define VB_TEXTS_BYTE_ORDER 0x01020304u
#define VB_TEXTS_ALIGN 32	/* so that the sieve of a passage lies in one line of the cache */

/* Behind it lie the table, if any, the sieve of each passage, count + 1 starts, the packed texts. */
struct vb_texts_head {
	char magic[8];
	uint32_t version, byte_order;
	struct vb_texts_owner owner;
	uint64_t size;			/* of the segment, a multiple of VB_TEXTS_ALIGN */
	uint32_t first, count;
	uint32_t packed_size;
	uint32_t checksum;		/* of all behind the head */
	uint32_t head_checksum;		/* of the head, this field being 0 */
	uint32_t table_size;		/* 0: that of the segment before */
};

/* CRC-32. */
uint32_t vb_texts_checksum(const void *bytes, size_t size);

/* Where the sieves, the starts and the packed texts begin in a segment. */
static inline uint64_t
vb_texts_sieves_at(const struct vb_texts_head *head)
{
	return sizeof *head + (uint64_t)head->table_size;
}

static inline uint64_t
vb_texts_starts_at(const struct vb_texts_head *head)
{
	return vb_texts_sieves_at(head) + (uint64_t)head->count * sizeof(struct vb_sieve);
}

static inline uint64_t
vb_texts_packed_at(const struct vb_texts_head *head)
{
	return vb_texts_starts_at(head) + ((uint64_t)head->count + 1) * sizeof(uint32_t);
}

#endif
