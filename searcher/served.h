/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passages whose records a server may have: which file each is of.  Xapian's server gives a record
 * only as a part of the answer to a query, and all passages of a file share a term.
 */
#ifndef VB_SERVED_H
#define VB_SERVED_H

#include "buf.h"
#include "xapianc.h"

struct vb_served {
	uint32_t *file;		/* by docid, from 1; NULL when nothing was read */
	struct vb_buf terms;	/* of the files, one behind another, of one size */
};

/* Reads which files the passages 1..last of database are of. */
bool vb_served_read(struct vb_served *served, struct xc_database *database, uint32_t last,
		    struct vb_err *err);
void vb_served_fini(struct vb_served *served);

/* A passage's record, malloc'd, owned by the caller. */
bool vb_served_data(const struct vb_served *served, struct xc_database *database, uint32_t docid,
		    char **data, size_t *size, struct vb_err *err);

#endif
