/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The head of a segment of texts, as it lies on the disk: for the files texts*.c alone.
 */
#ifndef VB_TEXTS_IMAGE_H
#define VB_TEXTS_IMAGE_H

#include "texts.h"

#define VB_TEXTS_MAGIC "vb-texts"
#define VB_TEXTS_VERSION 1
#define VB_TEXTS_BYTE_ORDER 0x01020304u

/* Behind it lie the table, if any, count + 1 starts and the packed texts. */
struct vb_texts_head {
	char magic[8];
	uint32_t version, byte_order;
	struct vb_texts_owner owner;
	uint64_t size;			/* of the segment, a multiple of 8 */
	uint32_t first, count;
	uint32_t packed_size;
	uint32_t checksum;		/* of all behind the head */
	uint32_t head_checksum;		/* of the head, this field being 0 */
	uint32_t table_size;		/* 0: that of the segment before */
};

/* CRC-32. */
uint32_t vb_texts_checksum(const void *bytes, size_t size);

/* Where the packed texts begin in a segment. */
static inline uint64_t
vb_texts_packed_at(const struct vb_texts_head *head)
{
	return sizeof *head + (uint64_t)head->table_size + ((uint64_t)head->count + 1) * sizeof(uint32_t);
}

#endif
