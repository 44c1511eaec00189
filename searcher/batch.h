/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many queries in one run: JSON Lines in, one line at a time.
 *
 *	{"qid": "q1", "query": "广播", "filter": {"state": ["CUB", "JPN"], "since": "2023"},
 *	 "limit": 5, "offset": 0, "sort": "date", "facets": ["theme"]}
 *
 * Every member may be left out; what a line does not say comes from the defaults.  A filter
 * that a line names replaces the default of that name.  A filter is a string, a number, a
 * list of such, or null for none; names are those of parameter.h.  Empty lines are passed
 * over.  A line is read whole before anything of it counts.
 */
#ifndef VB_BATCH_H
#define VB_BATCH_H

#include <jansson.h>
#include <stdio.h>

#include "buf.h"
#include "request.h"

#define VB_BATCH_LINE_MAX (1024 * 1024)	/* bytes of a line */

struct vb_batch {
	FILE *in;		/* the caller's */
	const char *name;	/* of the file, for messages */
	size_t line;		/* number of the line last read, from 1 */
	struct vb_buf text;	/* that line */
	json_t *object;		/* that line; NULL before the first */
	const char *stranger;	/* a member of that line that means nothing here, or NULL */
};

void vb_batch_init(struct vb_batch *batch, FILE *in, const char *name);
void vb_batch_fini(struct vb_batch *batch);

/*
 * Reads the next query.  *end is true when there is none.  request's strings are in the
 * arena; *qid is NULL when the line has none, else owned by the batch until the next call.
 * VB_USAGE for a line that is off, VB_IO when reading fails; the error names file and line.
 */
bool vb_batch_next(struct vb_batch *batch, const struct vb_request *defaults,
		   struct vb_arena *arena, struct vb_request *request, const json_t **qid,
		   bool *end, struct vb_err *err);

/* Puts file and line before an error that came of the line's request. */
void vb_batch_blame(const struct vb_batch *batch, struct vb_err *err);

#endif
