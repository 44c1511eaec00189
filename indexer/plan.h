/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a sync: what lies under the PATHs against what the index knows of it.
 *
 * No document is opened for it.  A file is left alone when its size, times and inode, what
 * its manifest says and the tables are all as they were when it was last read.
 */
#ifndef VB_PLAN_H
#define VB_PLAN_H

#include "manifest.h"
#include "reader.h"
#include "source.h"
#include "walk.h"

struct vb_plan_setup {
	const struct vb_states *states;
	const char *analysis;	/* digest */
	uint64_t max_file;	/* bytes */
	bool keep_missing;	/* vanished files keep their passages */
	bool full;		/* read everything */
};

struct vb_plan {
	struct vb_arena arena;			/* owns the lists */
	struct vb_task *tasks;			/* files to open, in order of path */
	size_t task_count;
	const struct vb_source **drops;		/* vanished */
	size_t drop_count;
	const struct vb_source **bad;		/* refused before and unchanged since */
	size_t bad_count;
	const struct vb_source **kept;		/* not under the PATHs, or out of sight */
	size_t kept_count;
	struct vb_walk_fault *faults;		/* manifests that cannot be used */
	size_t fault_count;
	size_t unchanged;			/* files left alone, bad ones included */
	struct vb_manifest **manifests;		/* by folder of the walk; NULL for none */
	size_t folder_count;
};

/* Whether a row, its file's in the walk, tells of the file as it is now: not to be opened. */
bool vb_plan_current(const struct vb_plan_setup *setup, const struct vb_task *task,
		     const struct vb_source *row);

/* The plan points into walk and sources; both must live as long. */
void vb_plan_make(struct vb_plan *plan, const struct vb_plan_setup *setup,
		  const struct vb_walk *walk, const struct vb_sources *sources);
void vb_plan_fini(struct vb_plan *plan);

#endif
