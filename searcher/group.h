/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups: what the words of a query are called otherwise, by the glossary, the table of
 * States and the dictionary.
 *
 * The query is read from the left, the longest entry first; where two are as long, the
 * glossary's.  Nothing of the index is looked at.
 */
#ifndef VB_GROUP_H
#define VB_GROUP_H

#include "rendering.h"
#include "unit.h"

#define VB_GROUP_RENDERINGS 64	/* of one group */

struct vb_group {
	const char *typed;		/* folded */
	size_t *unit;			/* places in the bag's units that it stands for */
	size_t units;
	double weight;
	bool begins_small;		/* it begins with a word that is no unit: what was typed is in list too */
	struct vb_expansion *list;
	size_t count;
	struct vb_set *set;		/* passages that hold any of list; made by expand.c */
};

struct vb_groups {
	struct vb_group *list;
	size_t count;
};

/* All in the match's arena; the renderings are cut into terms and not yet looked for. */
void vb_group_open(struct vb_match *match, const struct vb_query *query,
		   const struct vb_units *units, struct vb_groups *groups);

#endif
