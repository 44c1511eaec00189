/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The record of a passage, as it is kept in the index: everything a hit shows.
 *
 * Its content is the fields in the order below, each as a varint length and its bytes; a
 * list is a varint count and its fields; numbers are varints.  The text comes first, so that
 * a quotation is verified without reading the rest.  Encoded: 4 bytes CRC-32 (zlib's,
 * big-endian) of the content, then the content, packed (pack.h).  The checksum is of the
 * content, so that it tells a wrong dictionary too.  doc/verbale-index-format.5 describes it
 * byte by byte.
 */
#ifndef VB_RECORD_H
#define VB_RECORD_H

#include "arena.h"
#include "buf.h"
#include "err.h"

struct vb_list {
	const char **item;	/* NUL-terminated UTF-8 */
	size_t count;
};

enum vb_passage_kind { VB_PARAGRAPH, VB_LIST_ITEM, VB_FOOTNOTE };

struct vb_record {
	const char *text;		/* the passage, UTF-8, lines joined; no NUL but the one behind it */
	size_t text_size;
	const char *id;			/* stable key, ASCII */
	const char *path;		/* of the file, absolute */
	const char *symbol;		/* of the document; "" when it has none */
	const char *title;
	const char *state;		/* code of the speaker; "" for none */
	const char *heading_group;	/* "Replies received from ..." as it stands; "" for none */
	struct vb_list themes;		/* slugs */
	struct vb_list heading;		/* from the outermost in */
	const char *lead_in;		/* of a list item; "" for none */
	const char *paragraph;		/* its number as printed ("12", "(a)"); "" for none */
	uint32_t page;			/* from 1; 0 when not known */
	const char *language;		/* zh, en; "" when not known */
	const char *original_language;	/* two-letter code; "" when not known */
	const char *date;		/* ISO, see date.h; "" when not known */
	struct vb_list cites;		/* canonical symbols, sorted, each once */
	struct vb_list notes;		/* marks of the footnotes it refers to: "1", "2" */
	enum vb_passage_kind kind;
	uint32_t ordinal;		/* place within its document, from 0 */
	struct vb_list names;		/* "other name, tab, name used", by the document's definitions */
};

/* Appends the encoded record to out. */
void vb_record_encode(const struct vb_record *record, struct vb_buf *out);

/*
 * Reads an encoded record; strings are copies in the arena.  VB_DAMAGED when the
 * checksum or the shape is wrong.
 */
bool vb_record_decode(const void *bytes, size_t size, struct vb_arena *arena,
		      struct vb_record *record, struct vb_err *err);

/*
 * Only the text, without the checksum; it points into bytes or into buf, a buffer of the
 * caller's that is used again.  False on a wrong shape.
 */
bool vb_record_text(const void *bytes, size_t size, struct vb_buf *buf, const char **text,
		    size_t *text_size);

#endif
