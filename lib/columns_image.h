/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The head of the image of columns, as it lies on the disk: for the files columns*.c alone.
 */
#ifndef VB_COLUMNS_IMAGE_H
#define VB_COLUMNS_IMAGE_H

#include "columns.h"

#define VB_COLUMNS_MAGIC "vbcolumn"
#define VB_COLUMNS_VERSION 3
#define VB_COLUMNS_BYTE_ORDER 0x01020304u

/* Offsets begin at the start of the image. */
struct vb_columns_part {
	uint64_t at, count;		/* of the numbers */
	uint64_t starts;		/* 0: there are none */
	uint64_t ends, text, text_size;
	uint32_t width, values;
};

/* The arrays of struct vb_vocabulary. */
struct vb_columns_words {
	uint64_t words, words_size, forms, form_count, stems, stems_size, ends, end_count;
};

/* The arrays of struct vb_packed. */
struct vb_columns_lists {
	uint64_t list, lists, terms, terms_size, block, blocks, data, data_size;
};

struct vb_columns_head {
	char magic[8];
	uint32_t version, byte_order;
	uint64_t revision, size, words;
	uint32_t documents, last;
	uint32_t checksum;		/* of all behind the head */
	uint32_t head_checksum;		/* of the head, this field being 0 */
	struct vb_columns_part length, ordinal;
	struct vb_columns_part facet[VB_COLUMN_COUNT];
	struct vb_columns_words vocabulary;
	struct vb_columns_lists packed;
};

/* Adds the words of the source to the image and says in words where they are. */
bool vb_columns_add_words(const struct vb_columns_source *source, struct vb_buf *out,
			  struct vb_columns_words *words, struct vb_err *err);

/* Adds the source's longest posting lists to the image and says in lists where they are. */
bool vb_columns_add_lists(const struct vb_columns_source *source, struct vb_buf *out,
			  struct vb_columns_lists *lists, struct vb_err *err);

/* Adds bytes to the image, at a multiple of 8; returns where. */
uint64_t vb_columns_add_part(struct vb_buf *out, const void *bytes, size_t size);

/* CRC-32. */
uint32_t vb_columns_checksum(const void *bytes, size_t size);

#endif
