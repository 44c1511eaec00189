/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync: what lies under each PATH is what the index holds of it.
 *
 * Order of things: lock -> generation in use (verified, when the last run was cut short) ->
 * walk, plan -> reading threads feed one writer -> commit, in transactions of whole documents.
 * When nothing has changed, nothing is opened for writing.  A full or a first sync, and one
 * with much to read, writes in bulk (bulk.h): it makes the next generation
 * and puts that into use when it is complete and verified.  Killed at any
 * instant, the index is one that a later sync completes.
 */
#ifndef VB_SYNC_H
#define VB_SYNC_H

#include "settings.h"
#include "err.h"

/* Told what happens; every member may be NULL.  Lines are without program name and line end. */
struct vb_sync_listener {
	/* A file or folder that failed. */
	void (*failed)(void *data, const char *path, const char *line);
	/* What is done (or would be, in a dry run) to a file: "new", "changed", "gone" ... */
	void (*file)(void *data, const char *what, const char *path);
	/* done of total files are read; bytes likewise. */
	void (*progress)(void *data, size_t done, size_t total, uint64_t bytes,
			 uint64_t bytes_total);
	void *data;
};

struct vb_sync_order {
	const struct vb_settings *settings;
	char *const *paths;
	size_t path_count;
	unsigned jobs;		/* reading threads; 0: as settings say */
	bool full, dry_run, keep_missing;
	struct vb_sync_listener listener;
};

struct vb_sync_summary {
	size_t fresh, changed, unchanged, dropped;	/* files */
	size_t failed;			/* files and folders */
	uint64_t passages;		/* written */
	uint64_t replaced;		/* ill-formed bytes that became U+FFFD */
	unsigned long commits;
};

/*
 * True when the sync ran to its end, even if files failed: see summary.failed.  After a
 * signal (interrupt.h) false, with the work of finished transactions kept.
 */
bool vb_sync(const struct vb_sync_order *order, struct vb_sync_summary *summary,
	     struct vb_err *err);

#endif
