/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of sources: what the index knows of each file it holds or had to refuse.
 *
 * A row is a metadata value of the index, written in the same transaction as the passages
 * of its file, so the two never disagree.  Key: VB_META_SOURCE and the path, or, when the
 * path is longer than VB_VALUE_MAX bytes, its first part, "#" and its digest.
 * Value: tab-separated text, in the order of the struct below, with the CRC-32 of the rest
 * in eight hexadecimal digits in front.
 */
#ifndef VB_SOURCE_H
#define VB_SOURCE_H

#include <stdint.h>

#include "arena.h"
#include "buf.h"
#include "digest.h"
#include "err.h"
#include "xapianc.h"

enum vb_source_state {
	VB_SOURCE_READ,		/* its passages are in the index */
	VB_SOURCE_BAD,		/* no document; has no passages; not read again until it changes */
	VB_SOURCE_LARGE		/* over the limit for a file; has no passages, no digest */
};

struct vb_source {
	enum vb_source_state state;
	uint64_t size, inode;		/* the file as it was when read: a hint */
	int64_t modified, changed;	/* nanoseconds */
	char content[VB_DIGEST_MAX];	/* of the bytes that were read: the judge */
	char facts[VB_DIGEST_MAX];	/* of what the manifest said */
	char analysis[VB_DIGEST_MAX];	/* of tables and versions */
	uint64_t passages, submissions;
	uint64_t replaced;		/* ill-formed bytes that became U+FFFD */
	const char *path;		/* escaped, see name.h */
	const char *why;		/* of a failed one: the line for the person; else "" */
};

/* Appends the row's value to out. */
void vb_source_encode(const struct vb_source *source, struct vb_buf *out);

/* Strings are copied to the arena.  VB_DAMAGED. */
bool vb_source_decode(const char *bytes, size_t size, struct vb_arena *arena,
		      struct vb_source *source, struct vb_err *err);

/* Appends the row's key to out. */
void vb_source_key(const char *path, struct vb_buf *out);

/* All rows, sorted by path. */
struct vb_sources {
	struct vb_source *list;
	size_t count;
};

/* Reads the whole table into the arena. */
bool vb_sources_load(struct xc_database *database, struct vb_arena *arena,
		     struct vb_sources *sources, struct vb_err *err);

/* NULL when the path is not known. */
const struct vb_source *vb_sources_find(const struct vb_sources *sources, const char *path);

#endif
