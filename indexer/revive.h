/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage from the index back into what the indexer made of it: its record and, from
 * that, its bundle.  check compares the two; a rebuild carries over in this way what it cannot read
 * again.
 */
#ifndef VB_REVIVE_H
#define VB_REVIVE_H

#include "record.h"
#include "terms.h"

struct vb_revive {
	struct vb_tokeniser *tokeniser;
	struct vb_terms *terms;
	struct vb_arena arena;			/* of the record at hand */
};

bool vb_revive_init(struct vb_revive *revive, struct vb_err *err);
void vb_revive_fini(struct vb_revive *revive);

/* The record, valid until the next call.  VB_DAMAGED when its checksum or shape is wrong. */
bool vb_revive_record(struct vb_revive *revive, struct xc_database *database, uint32_t docid,
		      struct vb_record *record, struct vb_err *err);

/* Appends the bundle of a record to out. */
void vb_revive_bundle(struct vb_revive *revive, const struct vb_record *record,
		      struct vb_buf *out);

/* Appends the bundles of all passages of the source at path; *passages tells how many. */
bool vb_revive_source(struct vb_revive *revive, struct xc_database *database, const char *path,
		      struct vb_buf *out, uint64_t *passages, struct vb_err *err);

#endif
