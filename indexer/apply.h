/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Applying a plan: vanished sources go, the reading threads' results and, in a full sync,
 * what has to be carried over, go into one database.
 *
 * Either in place, through one writer, document by document; or in bulk (bulk.h): the threads
 * put their results into shards, and what remains to be done to the old passages is noted for later.
 */
#ifndef VB_APPLY_H
#define VB_APPLY_H

#include "plan.h"
#include "shards.h"
#include "sync.h"
#include "theme.h"
#include "writer.h"

/* What a bulk run does when all is merged: to the passages that the generation in use has. */
struct vb_late {
	enum vb_late_kind {
		VB_LATE_REPLACED,	/* the shards have the new ones, and the row */
		VB_LATE_GONE
	} kind;
	const struct vb_source *source;	/* the row in use */
};

struct vb_apply {
	const struct vb_sync_order *order;
	struct vb_sync_summary *summary;	/* counted up */
	const struct vb_states *states;
	const struct vb_themes *themes;
	const char *analysis;			/* digest */
	const struct vb_plan *plan;
	const struct vb_sources *sources;	/* of the generation in use */
	struct xc_database *database;		/* that generation, to carry over from; NULL for none */
	bool interrupted;			/* set when a signal ended it */

	struct vb_writer *writer;		/* NULL while shards are written */
	struct vb_shards *shards;		/* NULL in place */
	struct vb_buf late;			/* struct vb_late, one after another */
	struct vb_buf kept;			/* const struct vb_source *: to be carried over */
	uint64_t bytes, bytes_total;		/* of files read and to read */
};

/*
 * In place, into the database at path.  False after a failure or a signal: whole
 * transactions that were committed before stay.
 */
bool vb_apply(struct vb_apply *apply, const char *path, struct vb_err *err);

/* Its steps.  Drops and tasks; into the shards when they are set, else through the writer. */
bool vb_apply_plan(struct vb_apply *apply, struct vb_err *err);
/* Through the writer: the note of what was done. */
bool vb_apply_note(struct vb_apply *apply, struct vb_err *err);

/* Whether a signal has come: then it is noted, and err filled. */
bool vb_apply_interrupted(struct vb_apply *apply, struct vb_err *err);

/* How many threads read. */
unsigned vb_apply_jobs(const struct vb_sync_order *order);

/* Tell the listener, and count. */
void vb_apply_failed(struct vb_apply *apply, const char *path, const char *line);
void vb_apply_file(struct vb_apply *apply, const char *what, const char *path);
/* A source refused in an earlier run and the same since: named again, not read again. */
void vb_apply_bad(struct vb_apply *apply, const struct vb_source *source);

#endif
