/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer: whole documents into a generation, in transactions.
 *
 * A document's old passages, its new ones and its row in the table of sources go into one
 * transaction: readers see the old document or the new one.  A transaction is closed when
 * it has VB_WRITER_PASSAGES or VB_WRITER_BYTES in it, never inside a document.  After a
 * failed commit only vb_writer_close() is allowed; the next run verifies the index.
 *
 * Xapian keeps what is not yet in its tables in memory, in trees.  With many thousands of
 * passages in them it spends half its time waiting for memory, and whenever they are emptied
 * into the tables of a large index thousands of blocks are written anew.  It is told to empty
 * them after VB_WRITER_IN_TREES passages, which commits nothing.
 */
#ifndef VB_WRITER_H
#define VB_WRITER_H

#include "err.h"
#include "source.h"
#include "xapianc.h"

#define VB_WRITER_PASSAGES 4000
#define VB_WRITER_IN_TREES 2000
#define VB_WRITER_BYTES (16u << 20)	/* of bundles */

struct vb_writer;

/*
 * Opens the database at path (a generation's).  With XC_CREATE it must not exist; its format
 * is written and committed at once.  analysis is the digest noted with every
 * transaction; NULL leaves the one that is there.  It tells Xapian by the environment when to
 * empty its trees.
 */
struct vb_writer *vb_writer_open(const char *path, enum xc_open how, const char *analysis,
				 struct vb_err *err);

/* What is not committed is dropped. */
void vb_writer_close(struct vb_writer *writer);

/* Opens a transaction, unless one is; the functions below do so themselves. */
bool vb_writer_begin(struct vb_writer *writer, struct vb_err *err);

/*
 * The document's passages are from now on those of the bundles, one after another.  known is
 * the row that the index has of it, NULL when it has none; passages that are as they were
 * then, under the same analysis, stay.
 */
bool vb_writer_replace(struct vb_writer *writer, const struct vb_source *source,
		       const struct vb_source *known, const char *bundles, size_t size,
		       struct vb_err *err);

/* Only the row. */
bool vb_writer_row(struct vb_writer *writer, const struct vb_source *source, struct vb_err *err);

/* The source and its passages go. */
bool vb_writer_drop(struct vb_writer *writer, const char *path, struct vb_err *err);

/* One passage goes, by its number in the database. */
bool vb_writer_delete(struct vb_writer *writer, uint32_t docid, struct vb_err *err);

/* What this run did, for status; not kept when it has changed nothing. */
bool vb_writer_note(struct vb_writer *writer, const char *text, struct vb_err *err);

/* Closes the transaction at hand, if any; when it returns, it is on the disk for good. */
bool vb_writer_commit(struct vb_writer *writer, struct vb_err *err);

/* How many transactions have been committed; the one that made the database is not counted. */
unsigned long vb_writer_commits(const struct vb_writer *writer);

#endif
