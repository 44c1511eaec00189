/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An index open for searching: the database, what the searcher keeps in memory beside it,
 * and the walks along posting lists that everything else is made of.
 *
 * Columns are arrays by document id, read from the slots when first asked for and dropped
 * when the index moves on.
 */
#ifndef VB_INDEX_H
#define VB_INDEX_H

#include "date.h"
#include "err.h"
#include "set.h"
#include "vocabulary.h"
#include "xapianc.h"

struct vb_index {
	struct xc_database *database;
	char *path;		/* of the generation that is open */
	uint32_t documents;
	uint32_t last;		/* highest document id */
	struct vb_set *all;	/* every document; valid within one query */
	struct vb_sets sets;
	struct vb_vocabulary vocabulary;
	float *score;		/* by docid; zero at the start of a query */
	float *tally;		/* by docid; working memory of one node */
	uint32_t *length;	/* words of the text */
	double mean_length;
	uint32_t *place;	/* the document's place in the order of document keys */
	uint32_t *ordinal;	/* place within the document */
	uint16_t *date;		/* 0: none; else dates[date - 1] */
	char (*dates)[VB_DATE_MAX];
	size_t date_count;
	uint64_t deadline;	/* nanoseconds of the monotonic clock */
};

/*
 * Opens the generation in use at database (a directory as in schema.h), or moves an open
 * index (database != NULL) to it.  VB_ABSENT, VB_FORMAT, VB_DAMAGED as in search.h.
 */
bool vb_index_refresh(struct vb_index *index, const char *database, struct vb_err *err);
void vb_index_close(struct vb_index *index);

/* Begins a query: empty scores, all sets free, the clock set. */
bool vb_index_begin(struct vb_index *index, unsigned seconds, struct vb_err *err);

/* VB_DEADLINE when the time is over.  Cheap enough for every block of postings. */
bool vb_index_tick(const struct vb_index *index, struct vb_err *err);

/* Fills length and mean_length, unless that was done. */
bool vb_index_load_lengths(struct vb_index *index, struct vb_err *err);

/* Fills place and ordinal, unless that was done. */
bool vb_index_load_order(struct vb_index *index, struct vb_err *err);

/* Fills date and dates, unless that was done; dates are sorted.  VB_LIMIT beyond 65,534 different ones. */
bool vb_index_load_dates(struct vb_index *index, struct vb_err *err);

/* Called with up to VB_INDEX_BLOCK postings, ascending; each docid is 1..last. */
#define VB_INDEX_BLOCK 512
typedef void vb_index_fn(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count);

/* Walks the postings of a term; the empty term stands for every document (wdf 1). */
bool vb_index_walk(const struct vb_index *index, const char *term, size_t size, vb_index_fn *fn,
		   void *data, struct vb_err *err);

/* Adds the documents of a term to set. */
bool vb_index_collect(const struct vb_index *index, const char *term, size_t size,
		      struct vb_set *set, struct vb_err *err);

/* A document's record as stored; malloc'd, owned by the caller. */
bool vb_index_data(const struct vb_index *index, uint32_t docid, char **data, size_t *size,
		   struct vb_err *err);

#endif
