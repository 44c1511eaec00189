/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies under the PATHs of a sync: the files, and what could not be looked into.
 *
 * Only regular files count.  Symbolic links below a PATH are not followed (a PATH itself
 * may be one), so there are no loops; devices, sockets and pipes are never opened.  Hidden
 * names, backups (NAME~), manifests and the index itself are no documents.  No file is
 * opened here.
 */
#ifndef VB_WALK_H
#define VB_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

#define VB_WALK_DEPTH 128	/* folders within folders */

struct vb_walk_folder {
	const char *raw;	/* as the system has it */
	const char *path;	/* escaped, see name.h */
	size_t index;		/* among the walk's folders */
	bool manifest;		/* holds a manifest */
};

/* A file as the system shows it without opening: a hint whether it has changed. */
struct vb_walk_file {
	const char *raw, *path;	/* absolute; path is escaped */
	const char *name;	/* the last step of raw */
	const struct vb_walk_folder *folder;
	uint64_t size, inode;
	int64_t modified, changed;	/* nanoseconds */
};

/* Something that could not be looked into; all that was known below it must be kept. */
struct vb_walk_fault {
	const char *path;	/* escaped */
	const char *line;	/* for the person: "cannot read: 'PATH': why" */
};

struct vb_walk {
	struct vb_arena arena;		/* owns everything below */
	const char **roots;		/* the PATHs that exist, canonical, escaped */
	size_t root_count;
	struct vb_walk_file *files;	/* after vb_walk_finish(): sorted by path, each once */
	size_t count, cap;
	size_t folder_count;
	struct vb_walk_fault *faults;
	size_t fault_count, fault_cap;
	size_t root_cap;
	uint64_t skip_device, skip_inode;	/* the index's own folder; 0 for none */
};

/* skip: a folder to leave out, the index; may be NULL or not exist. */
void vb_walk_init(struct vb_walk *walk, const char *skip);
void vb_walk_fini(struct vb_walk *walk);

/* Looks at one PATH and below.  Never fails: what cannot be read becomes a fault. */
void vb_walk_add(struct vb_walk *walk, const char *path);

/* Sorts by the bytes of the path and takes out what was met twice. */
void vb_walk_finish(struct vb_walk *walk);

/* Whether a known source lies below a PATH and nothing hinders the view: if not met, it is gone. */
bool vb_walk_covers(const struct vb_walk *walk, const char *path);

#endif
