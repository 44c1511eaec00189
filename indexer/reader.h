/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading one file for the index: bytes, passages, themes, identity, terms.  Whether it is
 * read at all is judged by its content: the stat data that the walk saw are only a hint.
 *
 * A reader belongs to one thread and touches no index.
 */
#ifndef VB_READER_H
#define VB_READER_H

#include "document.h"
#include "source.h"
#include "theme.h"
#include "walk.h"

struct vb_task {
	const struct vb_walk_file *file;
	const struct vb_source *known;		/* its row; NULL for a new file */
	struct vb_document_facts facts;		/* what its manifest says */
	char facts_digest[VB_DIGEST_MAX];
	const char *fault;	/* the manifest's row is faulty: this line; else NULL */
};

enum vb_outcome {
	VB_OUTCOME_READ,	/* passages in bundles */
	VB_OUTCOME_SAME,	/* only the hint differs: the row is to be renewed */
	VB_OUTCOME_BAD,		/* no document, or too large: its passages go, the row says why */
	VB_OUTCOME_KEPT,	/* could not be looked at: what is known stays */
	VB_OUTCOME_GONE		/* vanished since the walk */
};

struct vb_task_result {
	const struct vb_task *task;
	enum vb_outcome outcome;
	struct vb_source source;	/* the row to write, for READ, SAME and BAD */
	struct vb_buf bundles;		/* one after another, see terms.h */
	struct vb_err err;		/* of BAD and KEPT; source.why points here */
};

struct vb_reader_setup {
	const struct vb_states *states;
	const struct vb_themes *themes;
	const char *analysis;	/* digest */
	uint64_t max_file;	/* bytes */
};

struct vb_reader;

/* The setup is copied; what it points to must live as long.  NULL: VB_IO, VB_MEMORY. */
struct vb_reader *vb_reader_new(const struct vb_reader_setup *setup, struct vb_err *err);
void vb_reader_free(struct vb_reader *reader);

/* Never fails as such: what went wrong is an outcome.  The caller owns the result. */
struct vb_task_result *vb_reader_read(struct vb_reader *reader, const struct vb_task *task);
void vb_task_result_free(struct vb_task_result *result);

#endif
