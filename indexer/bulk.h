/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Applying a plan in bulk: for a first sync, a full one, and one that has much to read.
 *
 * The reading threads write shards (shards.h), which are merged, behind the generation in use where
 * that has anything to keep, into the next one.  Old passages go from there, it is verified,
 * and put into use.  What is in use is not written to: readers see the old state, then all of the
 * new one.
 */
#ifndef VB_BULK_H
#define VB_BULK_H

#include "apply.h"
#include "parts.h"

/*
 * The plan's files have at least one byte for so many in the index.  A byte that stays costs a
 * bulk run a tenth of what a byte that is read does, for merging and verifying; in place, one
 * thread does all the writing, and leaves an index a third larger.
 */
#define VB_BULK_SHARE 2

/* Whether the plan is one for it; generation is the one in use, 0 for none. */
bool vb_bulk_pays(const struct vb_apply *apply, const struct vb_parts *parts,
		  unsigned long generation);

/*
 * False after a failure or a signal: the generation in use is as before, and the next sync takes
 * up the parts that were finished.
 */
bool vb_bulk(struct vb_apply *apply, const struct vb_parts *parts, unsigned long generation,
	     struct vb_err *err);

#endif
