/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns (columns.h) that lie beside a generation's database: made from its last commit.
 */
#ifndef VB_PUBLISH_H
#define VB_PUBLISH_H

#include "columns.h"
#include "xapianc.h"

/* Writes the columns of the database at path, unless those that are there fit. */
bool vb_publish_columns(const char *path, const struct vb_states *states, struct vb_err *err);

/* The database as a source of columns; it must outlive source. */
bool vb_publish_source(struct xc_database *database, const struct vb_states *states,
		       struct vb_columns_source *source, struct vb_err *err);

#endif
