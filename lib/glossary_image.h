/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The image of the glossary: the table as it was read, for the files glossary*.c and make-glossary alone.
 *
 * To fold and stem forty thousand renderings takes longer than most searches.  So the build does it
 * (scripts/glossary.c), and a program maps glossary.image, if it is of the very table that lies there: its
 * size and CRC-32 stand in the head.  Of a table that was edited since, the same image is made in memory.
 * Whoever damages the file makes the glossary know less, or something else, no worse.
 */
#ifndef VB_GLOSSARY_IMAGE_H
#define VB_GLOSSARY_IMAGE_H

#include "buf.h"
#include "glossary.h"

#define VB_GLOSSARY_IMAGE "glossary.image"

#define VB_GLOSSARY_MAGIC "vbglossy"
#define VB_GLOSSARY_VERSION 2
#define VB_GLOSSARY_BYTE_ORDER 0x01020304u

/*
 * Behind it lie the places (uint32_t), where a key's hash or soon behind it leads to its first rendering, + 1,
 * 0 standing between; the first rendering of each row, and one more entry (uint32_t); the entries; the texts.
 */
struct vb_glossary_head {
	char magic[8];
	uint32_t version, byte_order;
	uint32_t table_size, table_sum;
	uint32_t places;		/* a power of two */
	uint32_t rows, count;		/* of entries */
	uint32_t texts;			/* bytes, of which the last is NUL */
};

enum { VB_GLOSSARY_CHINESE = 1, VB_GLOSSARY_NAME = 2, VB_GLOSSARY_ACRONYM = 4 };

struct vb_glossary_entry {
	uint32_t text, key;		/* in the texts */
	uint32_t next;			/* of the same key, + 1; 0: none */
	uint32_t row;
	uint32_t kind;
};

/* Sets what a table is told by in a head of nothing else. */
bool vb_glossary_identify(const char *path, struct vb_glossary_head *head, struct vb_err *err);

/* Reads the table that head was set by and adds its image to out, which is empty; an error names the line. */
bool vb_glossary_build(const char *path, const struct vb_glossary_head *head, struct vb_tokeniser *tokeniser,
		       struct vb_buf *out, struct vb_err *err);

/* Among the places that of a key of size bytes, or the empty one where it would stand; mask: how many, less one. */
uint32_t vb_glossary_place(const uint32_t *place, uint32_t mask, const struct vb_glossary_entry *list,
			   const char *texts, const char *key, size_t size);

#endif
