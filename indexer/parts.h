/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking up the parts that an interrupted run has left (shards.h).
 *
 * A part is taken up whole, when each of its rows tells of a file that the plan is to read,
 * as that file is now; its files then leave the plan.  Any other part is removed.
 */
#ifndef VB_PARTS_H
#define VB_PARTS_H

#include "plan.h"

struct vb_parts {
	unsigned long *numbers;		/* taken up, ascending; in the plan's arena */
	size_t count;
	struct vb_taken {
		const struct vb_task *task;
		const struct vb_source *row;
	} *taken;			/* what left the plan; in the plan's arena */
	size_t taken_count;
};

/* Folder of an index, whose lock the caller holds; setup is the plan's. */
bool vb_parts_take(struct vb_parts *parts, const char *folder, struct vb_plan *plan,
		   const struct vb_plan_setup *setup, struct vb_err *err);

#endif
