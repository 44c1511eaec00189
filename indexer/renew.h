/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document that is read again: often most of its passages are as they were.  Tells which old
 * ones go and which new ones come, so that a changed paragraph costs what a paragraph costs.
 *
 * A record says all that a passage's terms are made of, under the same analysis: passages with
 * the same record are the same.
 */
#ifndef VB_RENEW_H
#define VB_RENEW_H

#include "buf.h"
#include "err.h"
#include "xapianc.h"

struct vb_renew {
	struct vb_buf fresh;	/* struct vb_renew_bundle: all, as they follow */
	struct vb_buf old;	/* uint32_t: documents that go */
};

struct vb_renew_bundle {
	uint32_t sum;		/* of the record, from its head */
	bool kept;		/* it is in the index */
	size_t at;		/* where its bundle begins */
};

/*
 * Compares the bundles (terms.h) with what the database has of the path; old documents are to be
 * deleted, bundles that are not kept to be added.  Renew may be used again and again.
 */
bool vb_renew_find(struct vb_renew *renew, struct xc_database *database, const char *path,
		   const char *bundles, size_t size, struct vb_err *err);
void vb_renew_fini(struct vb_renew *renew);

#endif
