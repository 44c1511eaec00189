/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read of the best passages for a second look at them: see rerank.h. */
#ifndef VB_LOOK_H
#define VB_LOOK_H

#include "best.h"
#include "gather.h"
#include "matching.h"
#include "names.h"
#include "regularize.h"
#include "rerank.h"

struct vb_look_word {
	uint32_t documents;	/* that bear one of the forms seen */
	uint32_t models;	/* best passages that have it */
	float idf, worth;
	bool asked;
	bool gram;		/* a pair of Chinese characters */
};

struct vb_look_place {
	uint32_t word, position;	/* in words; of pairs about so many */
};

struct vb_look_passage {
	struct vb_ranked ranked;
	size_t order;		/* as it was ranked first: decides between equals */
	bool spaced;
	uint32_t length;	/* words */
	struct vb_look_place *list;	/* words that are no stop words, or pairs, in order */
	size_t count;
	struct vb_gather_places gathered;
	struct vb_said said;
};

struct vb_look {
	struct vb_match *match;
	struct vb_arena *arena;
	struct vb_names stems, forms;
	struct vb_look_word *word;	/* by number of the stem */
	uint32_t *stem_of;	/* by number of the form */
	size_t words_cap, forms_cap;
	struct vb_look_place *query;	/* its words */
	size_t query_count;
	struct vb_gather gather;	/* of the passages in Chinese */
	struct vb_look_passage passage[VB_RERANK_TOP];	/* spaced ones first */
};

/* Reads the query, first: which words and characters are asked for. */
void vb_look_query(struct vb_look *look, const char *text);

/*
 * Reads a passage, whose ranked is known; text: a buffer that is used again.  A damaged record is told
 * of when it is shown.
 */
bool vb_look_read(struct vb_look *look, struct vb_look_passage *passage, struct vb_buf *text,
		  struct vb_err *err);

/* Whether the query has words of a passage's script. */
bool vb_look_asked(const struct vb_look *look, const struct vb_look_passage *passage);

/* What so many finds count in the passage: see rank.h. */
double vb_look_saturate(const struct vb_look *look, const struct vb_look_passage *passage,
			double times);

#endif
