/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Carrying over: the passages of sources that nothing new stands for, from the generation in
 * use into the shards of a bulk run (bulk.h), by as many threads as read.
 *
 * Their terms are made again from their records.  So a full sync keeps what it could not read,
 * and passages that were deleted are left behind.
 */
#ifndef VB_CARRY_H
#define VB_CARRY_H

#include "apply.h"

/*
 * The sources list[0..count) of the database at path.  One that cannot be carried over is told
 * as failed, and that is all.  False when a shard cannot be written, or after a signal.
 */
bool vb_carry(struct vb_apply *apply, const char *path, const struct vb_source *const *list,
	      size_t count, struct vb_err *err);

#endif
