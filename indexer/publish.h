/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What lies beside a generation's database, made from its last commit: columns (columns.h) and
 * texts (texts.h).
 */
#ifndef VB_PUBLISH_H
#define VB_PUBLISH_H

#include "columns.h"
#include "texts.h"
#include "xapianc.h"

/* Makes what is missing or does not fit beside the database at path, with so many threads. */
bool vb_publish(const char *path, const struct vb_states *states, unsigned jobs,
		struct vb_err *err);

/* The database as a source of columns; it must outlive source. */
bool vb_publish_source(struct xc_database *database, const struct vb_states *states,
		       struct vb_columns_source *source, struct vb_err *err);

/* Only the texts: adds those that the file lacks; one that is not the database's is made anew. */
bool vb_publish_texts(const char *path, unsigned jobs, struct vb_err *err);

/* Whose texts those of this database are, at the commit that is open. */
bool vb_publish_owner(struct xc_database *database, struct vb_texts_owner *owner,
		      struct vb_err *err);

#endif
