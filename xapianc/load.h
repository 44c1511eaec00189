/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many documents into a new database, in an eighth of the time that a writer takes for them.
 *
 * They are gathered in memory, and then the database is written front to back: for Xapian it is
 * one like any other, of documents without data, positions and lists of terms.  Several
 * such, made one after another or by several threads, are merged by xc_compact().
 *
 *	struct xc_load *load = xc_load_new(slot, &err);
 *
 *	while (next(document)) {
 *		for (each of its terms)
 *			xc_load_term(load, term, size, wdf, &err);
 *		xc_load_value(load, value, value_size, &err);
 *		xc_load_end(load, &err);
 *	}
 *	xc_load_write(load, path, &err);
 *	xc_load_free(load);
 *
 * What xapianc.h says of errors, bytes and handles holds here too.
 */
#ifndef XC_LOAD_H
#define XC_LOAD_H

#include "xapianc.h"

#ifdef __cplusplus
extern "C" {
#endif

struct xc_load;

/* Nothing is gathered yet.  Documents may have values in that slot.  Owned by the caller. */
struct xc_load *xc_load_new(unsigned slot, struct vb_err *err);
void xc_load_free(struct xc_load *load);

/*
 * A term of the document at hand, each once, or xc_load_end() fails, and in any order.
 * VB_LIMIT as xc_document_term().
 *
 * After a failure of this or one of the next three, only xc_load_free() is allowed.
 */
bool xc_load_term(struct xc_load *load, const char *term, size_t size, uint32_t wdf,
		  struct vb_err *err);

/* The value of the document at hand, once; an empty one is none. */
bool xc_load_value(struct xc_load *load, const char *value, size_t size, struct vb_err *err);

/* The document at hand is whole; it gets the next number, from 1 on. */
bool xc_load_end(struct xc_load *load, struct vb_err *err);

/* As xc_set_metadata(). */
bool xc_load_metadata(struct xc_load *load, const char *key, size_t key_size, const char *value,
		      size_t size, struct vb_err *err);

/* How many documents are gathered, and how many bytes of memory it takes to write them. */
uint32_t xc_load_documents(const struct xc_load *load);
size_t xc_load_bytes(const struct xc_load *load);

/*
 * Writes what is gathered into the directory path, which must not exist; on the disk, name and
 * all, when it returns.  Then nothing is gathered any more; after a failure all still is, and
 * nothing stands there.  VB_FORMAT when the version of Xapian is one with another format.
 */
bool xc_load_write(struct xc_load *load, const char *path, struct vb_err *err);

#ifdef __cplusplus
}
#endif

#endif
