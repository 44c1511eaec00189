/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that documents abbreviate themselves (indexer/definition.h): who asks for one of the
 * two finds the passages that use the other, in the documents that say so.
 */
#ifndef VB_DEFINED_H
#define VB_DEFINED_H

#include "group.h"

/* Adds what the index knows of a bag's names to its groups; in the match's arena. */
bool vb_defined_add(struct vb_match *match, const struct vb_query *query,
		    const struct vb_units *units, struct vb_groups *groups, struct vb_err *err);

#endif
