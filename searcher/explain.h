/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a request was understood, in words, one line an item: for --explain. */
#ifndef VB_EXPLAIN_H
#define VB_EXPLAIN_H

#include "matching.h"

/* Adds the lines of a query and of the filters of a checked request. */
void vb_explain_request(struct vb_match *match, const struct vb_request *request,
			const struct vb_query *query, struct vb_list *lines);

#endif
