/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the passages of a source stand in the index, in the order of the document.
 */
#ifndef VB_ORDER_H
#define VB_ORDER_H

#include "buf.h"
#include "err.h"
#include "xapianc.h"

struct vb_ordered {
	uint32_t ordinal, docid;
};

/* Fills places with an array of struct vb_ordered, empty when the index has nothing of the source. */
bool vb_order_find(struct xc_database *database, const char *path, struct vb_buf *places,
		   struct vb_err *err);

#endif
