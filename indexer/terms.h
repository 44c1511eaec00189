/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage as the index keeps it: its terms and data, as schema.h lays them down.
 *
 * Making them is the work of the reading threads and needs no index; the result is a packed
 * run of bytes (a bundle) that the writing thread turns into a Xapian document:
 *
 *	vb_terms_passage(terms, tokeniser, &record, &bundle);	in any thread
 *	vb_terms_document(bundle.data, bundle.len, document, NULL, &err);	beside the index
 *	xc_add(writer, document, NULL, &err);
 *
 * The same record, tables and tokeniser give the same bytes, always: check relies on it.
 */
#ifndef VB_TERMS_H
#define VB_TERMS_H

#include "buf.h"
#include "err.h"
#include "load.h"
#include "record.h"
#include "schema.h"
#include "token.h"
#include "xapianc.h"

struct vb_terms;	/* working memory; one per thread */

struct vb_terms *vb_terms_new(void);
void vb_terms_free(struct vb_terms *terms);

/*
 * Appends the bundle of one passage to out.  The record must be whole: id and path too.
 * Terms stand in byte order, each once.
 */
void vb_terms_passage(struct vb_terms *terms, struct vb_tokeniser *tokeniser,
		      const struct vb_record *record, struct vb_buf *out);

/*
 * Fills document (cleared first) from the bundle at the start of bytes[0..size); *used,
 * which may be NULL, tells its length, so that bundles can stand one after another.
 */
bool vb_terms_document(const char *bytes, size_t size, struct xc_document *document, size_t *used,
		       struct vb_err *err);

/* The same, as the next document of load; after a failure that is there by half. */
bool vb_terms_load(const char *bytes, size_t size, struct xc_load *load, size_t *used,
		   struct vb_err *err);

/* The record in the bundle at the start of bytes[0..size), valid as long as they; returns the
 * bundle's length. */
size_t vb_terms_data(const char *bytes, size_t size, struct xc_bytes *data);

/* One term of a bundle after another, in byte order, for comparison with an index. */
struct vb_terms_walk {
	const char *at, *end;
	const char *term;
	size_t size;
	uint32_t wdf;
};

void vb_terms_walk_init(struct vb_terms_walk *walk, const char *bytes, size_t size);
bool vb_terms_walk_next(struct vb_terms_walk *walk);	/* false behind the last */

/* The term that all passages of the source at path (escaped, see name.h) bear. */
#define VB_TERMS_SOURCE_MAX (VB_SOURCE_DIGITS + 2)
size_t vb_terms_source(const char *path, char out[VB_TERMS_SOURCE_MAX]);

#endif
