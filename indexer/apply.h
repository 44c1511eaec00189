/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Applying a plan: vanished sources go, the reading threads' results and, in a full sync,
 * what has to be carried over, go into one database.
 */
#ifndef VB_APPLY_H
#define VB_APPLY_H

#include "plan.h"
#include "sync.h"
#include "theme.h"
#include "writer.h"

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

	struct vb_writer *writer;		/* its own, as the rest */
	uint64_t bytes, bytes_total;		/* of files read and to read */
};

/*
 * Into the database at path, which create makes.  False after a failure or a signal: whole
 * transactions that were committed before stay.
 */
bool vb_apply(struct vb_apply *apply, const char *path, bool create, struct vb_err *err);

/* Tell the listener, and count. */
void vb_apply_failed(struct vb_apply *apply, const char *path, const char *line);
void vb_apply_file(struct vb_apply *apply, const char *what, const char *path);
/* A source refused in an earlier run and the same since: named again, not read again. */
void vb_apply_bad(struct vb_apply *apply, const struct vb_source *source);

#endif
