/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Short texts packed small, quick to unpack: zstd with a dictionary that never changes.
 *
 * Packed: a byte 0 and the bytes as they are, or a byte 1 and a frame of zstd (RFC 8878)
 * that tells the size of its content, without the magic number, its first four bytes.  What
 * does not shrink, or is larger than VB_PACK_MAX, is kept as it is.
 *
 * Any thread may pack and unpack; each has working memory of its own, made when it first
 * does and released when it ends.
 */
#ifndef VB_PACK_H
#define VB_PACK_H

#include <stdbool.h>

#include "buf.h"

#define VB_PACK_MAX (1u << 20)	/* bytes; a frame that tells more is damaged */

/* Appends size bytes, packed, to out.  The same bytes are packed alike by one release of zstd. */
void vb_pack(const char *bytes, size_t size, struct vb_buf *out);

/*
 * What packed[0..size) holds: *bytes points into it or, unpacked, into buf, whose bytes are
 * replaced.  False when it is damaged.  What lies in a frame need not be what was packed: a
 * checksum is the caller's.
 */
bool vb_unpack(const char *packed, size_t size, struct vb_buf *buf, const char **bytes,
	       size_t *bytes_size);

extern const char vb_pack_dictionary[];		/* pack_dictionary.c */
extern const size_t vb_pack_dictionary_size;

#endif
