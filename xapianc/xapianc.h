/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xapianc: a C face for libxapian.
 *
 * Every function that can fail returns bool (or NULL for a pointer) and fills a
 * caller-owned struct vb_err; no C++ exception leaves the library: Xapian's own,
 * std::bad_alloc, std::length_error and anything else arrive as a code and a line.
 * Terms, values, data and metadata are bytes with a length; they may hold NUL.
 * Document ids are 1, 2, 3 ...; 0 is none.
 *
 * A handle belongs to one thread at a time.  Objects made from a database handle
 * (postings, terms ...) must be freed before it.
 */
#ifndef XC_XAPIANC_H
#define XC_XAPIANC_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes with a length.  Where a function returns one, it says until when it is valid. */
struct xc_bytes {
	const char *data;
	size_t size;
};

struct xc_database;	/* a database open for reading */
struct xc_writer;	/* a database open for writing; holds Xapian's lock */
struct xc_document;	/* a document being made */
struct xc_postings;	/* a walk along one term's documents */
struct xc_terms;	/* a walk along terms */
struct xc_keys;		/* a walk along metadata keys */
struct xc_values;	/* a walk along one slot's values */

/* ---- reading ---- */

struct xc_database *xc_database_open(const char *path, struct vb_err *err);
void xc_database_close(struct xc_database *database);

/* Moves to the newest state; *changed (may be NULL) tells whether it was another.
 * Any call may fail with VB_MODIFIED when the writer has passed by: reopen and repeat. */
bool xc_database_reopen(struct xc_database *database, bool *changed, struct vb_err *err);

bool xc_database_count(struct xc_database *database, uint32_t *documents, struct vb_err *err);
bool xc_database_last(struct xc_database *database, uint32_t *docid, struct vb_err *err);	/* highest id ever used */
bool xc_database_revision(struct xc_database *database, uint64_t *revision, struct vb_err *err);

/* A document's data; malloc'd (never NULL on success), owned by the caller.  VB_ABSENT. */
bool xc_database_data(struct xc_database *database, uint32_t docid, char **data, size_t *size,
		      struct vb_err *err);
/* A slot's value, empty when unset; malloc'd, owned by the caller. */
bool xc_database_value(struct xc_database *database, uint32_t docid, unsigned slot, char **value,
		       size_t *size, struct vb_err *err);
/* A metadata value, empty when unset; malloc'd, owned by the caller. */
bool xc_database_metadata(struct xc_database *database, const char *key, size_t key_size,
			  char **value, size_t *size, struct vb_err *err);

/* How many documents bear the term, and how often it occurs in all; 0 for an unknown term. */
bool xc_term_frequency(struct xc_database *database, const char *term, size_t size,
		       uint32_t *documents, uint64_t *occurrences, struct vb_err *err);

/* ---- walks ---- */

/* The documents of a term, ascending; the empty term stands for every document. */
struct xc_postings *xc_postings_open(struct xc_database *database, const char *term, size_t size,
				     struct vb_err *err);
/* Reads up to max postings into docids and wdfs (wdfs may be NULL); *count 0 means the end. */
bool xc_postings_read(struct xc_postings *postings, uint32_t *docids, uint32_t *wdfs, size_t max,
		      size_t *count, struct vb_err *err);
/* Skips to the first document >= docid. */
bool xc_postings_skip(struct xc_postings *postings, uint32_t docid, struct vb_err *err);
void xc_postings_close(struct xc_postings *postings);

/* Terms that begin with prefix, in byte order. *term is valid until the next call; *term.data NULL at the end. */
struct xc_terms *xc_terms_open(struct xc_database *database, const char *prefix, size_t size,
			       struct vb_err *err);
bool xc_terms_next(struct xc_terms *terms, struct xc_bytes *term, uint32_t *documents,
		   struct vb_err *err);
void xc_terms_close(struct xc_terms *terms);

/* The terms of one document. */
struct xc_terms *xc_document_terms_open(struct xc_database *database, uint32_t docid,
					struct vb_err *err);

/* Metadata keys that begin with prefix, in byte order. */
struct xc_keys *xc_keys_open(struct xc_database *database, const char *prefix, size_t size,
			     struct vb_err *err);
bool xc_keys_next(struct xc_keys *keys, struct xc_bytes *key, struct vb_err *err);
void xc_keys_close(struct xc_keys *keys);

/* The documents that have a value in slot, ascending; value valid until the next call; docid 0 at the end. */
struct xc_values *xc_values_open(struct xc_database *database, unsigned slot, struct vb_err *err);
bool xc_values_next(struct xc_values *values, uint32_t *docid, struct xc_bytes *value,
		    struct vb_err *err);
void xc_values_close(struct xc_values *values);

/* ---- writing ---- */

enum xc_open { XC_OPEN, XC_CREATE, XC_CREATE_OR_OPEN };

/* VB_LOCKED when another writer has it; XC_OPEN: VB_ABSENT / VB_FORMAT. */
struct xc_writer *xc_writer_open(const char *path, enum xc_open how, struct vb_err *err);
/* Closes; what was not committed is dropped. */
void xc_writer_close(struct xc_writer *writer);

/* The same database for reading through the writer: sees uncommitted changes too; owned by the writer. */
struct xc_database *xc_writer_database(struct xc_writer *writer);

/*
 * A transaction: all of it or nothing.  xc_commit() ends it, and returns only after the
 * database's directory has been synced, so that a power cut cannot take it back.  After
 * an error in xc_commit() only xc_writer_close() is allowed.
 */
bool xc_begin(struct xc_writer *writer, struct vb_err *err);
bool xc_commit(struct xc_writer *writer, struct vb_err *err);
bool xc_cancel(struct xc_writer *writer, struct vb_err *err);

struct xc_document *xc_document_new(struct vb_err *err);
void xc_document_free(struct xc_document *document);
bool xc_document_clear(struct xc_document *document, struct vb_err *err);
bool xc_document_term(struct xc_document *document, const char *term, size_t size, uint32_t wdf,
		      struct vb_err *err);
bool xc_document_position(struct xc_document *document, const char *term, size_t size,
			  uint32_t position, struct vb_err *err);
bool xc_document_value(struct xc_document *document, unsigned slot, const char *value, size_t size,
		       struct vb_err *err);
bool xc_document_data(struct xc_document *document, const char *data, size_t size,
		      struct vb_err *err);

/* docid may be NULL. */
bool xc_add(struct xc_writer *writer, const struct xc_document *document, uint32_t *docid,
	    struct vb_err *err);
/* All documents that bear the term. */
bool xc_delete_by_term(struct xc_writer *writer, const char *term, size_t size, struct vb_err *err);
/* An empty value removes the key. */
bool xc_set_metadata(struct xc_writer *writer, const char *key, size_t key_size, const char *value,
		     size_t size, struct vb_err *err);

#ifdef __cplusplus
}
#endif
#endif
