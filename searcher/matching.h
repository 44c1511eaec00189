/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query has with it while it is matched. */
#ifndef VB_MATCHING_H
#define VB_MATCHING_H

#include "index.h"
#include "parse.h"
#include "token.h"

struct vb_filters;	/* facet.h */

#define VB_MEANT_NAMES 8

/* A word of the query in Chinese: as it was typed, or its best rendering; and what else it is called there. */
struct vb_meant {
	struct vb_meant *next;		/* NULL for none */
	const char *text;		/* folded, as the names are */
	const char *name[VB_MEANT_NAMES];	/* the best first */
	size_t names;
};

struct vb_match {
	struct vb_index *index;
	struct vb_tokeniser *tokeniser;
	const struct vb_tables *tables;
	struct vb_arena *arena;		/* the query's */
	const struct vb_query *whole;	/* what was asked for in all */
	struct vb_list *notes, *expansion;
	struct vb_list *spellings;	/* words that word~ stood for */
	struct vb_list *renderings;	/* what else the words of bags were searched as: see expand.h */
	struct vb_meant *meant;		/* words of bags in Chinese, in no order: see expand.h */
	bool expand;
	float *lift;			/* by number of a theme: see lift.h; NULL: none */
	bool speaker;			/* the query names a State as the one who may say it */
	size_t places;			/* so many of the best are asked for, by score alone; 0: others too */
	const struct vb_contest *contest;	/* who may be among them, where that was found out; NULL: all */
	/* Of a query that is one quotation, see quotation.h: */
	const struct vb_filters *only;	/* or NULL */
	size_t best;			/* so many are asked for and nothing else; 0: all */
};

#endif
