/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shards: where a run that writes much puts its passages, until all is merged.
 *
 * Each reading thread gathers whole documents with their rows in memory, and writes them, when
 * they are many, as a database of their own (load.h): a shard, and once it is whole and on the
 * disk for good, a part.  No thread waits for another.  In the end the parts become one
 * database, in rounds of bounded width.
 *
 * A killed run leaves its parts, and the next one takes them up (parts.h): it loses what
 * was gathered, so many times VB_SHARDS_PASSAGES passages or less.
 *
 *	shards = vb_shards_new(folder, analysis, threads, memory);
 *	vb_shards_put(shards, thread, result, &err);	in any of the threads
 *	vb_shards_finish(shards, &err);			when they have ended
 *	vb_shards_merge(shards, NULL, target, &err);
 *	vb_shards_free(shards);
 */
#ifndef VB_SHARDS_H
#define VB_SHARDS_H

#include "reader.h"

#define VB_SHARDS_PASSAGES 32000		/* in a shard: a term's postings lie together there */
#define VB_SHARDS_FAN_IN 256		/* databases merged at once: each takes open files */

struct vb_shards;

/*
 * In the folder of an index, whose lock the caller holds.  memory (bytes) bounds what the threads
 * may gather before they write it.  folder and analysis must live as long.
 */
struct vb_shards *vb_shards_new(const char *folder, const char *analysis, unsigned threads,
				uint64_t memory);
/* Removes the shards from the disk; the parts stay. */
void vb_shards_free(struct vb_shards *shards);

/* A part that an earlier run has left is one of this run's. Before the first put. */
void vb_shards_adopt(struct vb_shards *shards, unsigned long part);

/*
 * The passages and the row of a document that was read, or only the row of one that was
 * refused or is as before; nothing of any other.  A sink (readers.h): data is the struct vb_shards.
 */
bool vb_shards_put(void *data, unsigned thread, const struct vb_task_result *result,
		   struct vb_err *err);

/* What is gathered becomes parts.  No thread may be putting. */
bool vb_shards_finish(struct vb_shards *shards, struct vb_err *err);

/*
 * All of it into a new database at target, behind old, the path of a database or NULL;
 * on the disk when it returns.  A row (source.h) that stands in old too is that of a part.
 */
bool vb_shards_merge(struct vb_shards *shards, const char *old, const char *target,
		     struct vb_err *err);

/* Removes all parts of the folder. */
bool vb_shards_forget(const char *folder, struct vb_err *err);

#endif
