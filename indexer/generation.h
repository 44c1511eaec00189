/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Generations: the databases g1, g2 ... inside the folder of an index (schema.h), and the
 * link that says which one is in use.  All functions but vb_generation_read() are for the
 * holder of the lock.
 *
 * A generation is made beside the one in use, filled, and put into use by one rename; what
 * an interrupted run left beside is taken away by the next one.  Only files that an index
 * consists of are ever removed.
 *
 * A run that writes much (shards.h) has scratch databases there too: shards, which are lost
 * with it, and parts, which the next run may take up.
 */
#ifndef VB_GENERATION_H
#define VB_GENERATION_H

#include <stdbool.h>

#include "buf.h"
#include "err.h"
#include "xapianc.h"

/* Makes the folder of the index, and those above it, where they are missing. */
bool vb_generation_folder(const char *folder, struct vb_err *err);

/*
 * The number of the generation in use, 0 when there is none yet, and takes away what lies
 * beside it, parts excepted.  VB_FORMAT when the folder holds anything that no index holds.
 */
bool vb_generation_find(const char *folder, unsigned long *number, struct vb_err *err);

/* "FOLDER/gN", malloc'd, owned by the caller. */
char *vb_generation_path(const char *folder, unsigned long number);

/* The same for a scratch database of a kind, VB_SHARD or VB_PART. */
char *vb_generation_scratch(const char *folder, const char *kind, unsigned long number);

/* Removes the database at path.  A missing one is no error. */
bool vb_generation_discard(const char *path, struct vb_err *err);

/* A shard that is whole and on the disk becomes a part, for good. */
bool vb_generation_keep(const char *folder, unsigned long shard, unsigned long part,
			struct vb_err *err);

/* Appends the numbers (unsigned long) of the scratch databases of a kind, ascending, to out. */
bool vb_generation_list(const char *folder, const char *kind, struct vb_buf *out,
			struct vb_err *err);

/* Makes number the one in use, for good; what was in use before is removed. */
bool vb_generation_use(const char *folder, unsigned long number, struct vb_err *err);

/* Removes a generation that is not in use.  Missing ones are no error. */
bool vb_generation_remove(const char *folder, unsigned long number, struct vb_err *err);

/*
 * Adds the command that rebuilds the index to an error that says it is damaged or of another
 * format; leaves any other as it is.  Returns false.
 */
bool vb_generation_hint(const char *folder, struct vb_err *err);

/* Opens the database at path for reading; VB_FORMAT when it is of another format than ours. */
struct xc_database *vb_generation_open(const char *path, struct vb_err *err);

/*
 * Opens the generation in use for reading and checks its format.  NULL with VB_ABSENT,
 * VB_FORMAT or VB_DAMAGED (with the hint) ...
 */
struct xc_database *vb_generation_read(const char *folder, struct vb_err *err);

/*
 * A mark in the folder that a run is writing.  When it is found at the start of a run, the
 * last one was cut short and the index is to be verified first.
 */
bool vb_generation_mark(const char *folder, struct vb_err *err);
void vb_generation_unmark(const char *folder);
bool vb_generation_marked(const char *folder);

#endif
