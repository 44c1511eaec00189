/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An index open for searching: the database, what the searcher keeps in memory beside it,
 * and the walks along posting lists that everything else is made of.
 *
 * What is known of passages beside their words comes from columns (columns.h), mapped from
 * the file beside the database or made in memory when that does not fit.
 *
 * A query has a deadline.  Past it nothing fails: walks stop where they are and loops over
 * passages leave out those not yet looked at, so that what is found is a part of the answer
 * and nothing else.  vb_index_late() says so.
 */
#ifndef VB_INDEX_H
#define VB_INDEX_H

#include "columns.h"
#include "crew.h"
#include "err.h"
#include "frequency.h"
#include "lists.h"
#include "served.h"
#include "set.h"
#include "texts.h"
#include "xapianc.h"

/* Nanoseconds of a clock that never goes back. */
typedef uint64_t vb_index_clock(void);

struct vb_index {
	struct xc_database *database;
	const struct vb_states *states;	/* not owned; set by the caller before the first refresh */
	char *path;		/* what is open, as vb_places_resolve() says it */
	uint32_t documents;
	uint32_t last;		/* highest document id */
	struct vb_columns columns;
	struct vb_texts texts;	/* none of a list of indexes */
	double mean_length;
	struct vb_set *all;	/* every document; kept between queries */
	struct vb_sets sets;
	struct vb_lists lists;
	struct vb_served served;	/* of several databases, and of servers */
	struct vb_frequency *frequency;	/* see frequency.h */
	float *score;		/* by docid; zero at the start of a query */
	/* NULL, for all, at the start of a query: */
	const struct vb_set *scored;	/* the passages whose scores matter, */
	const struct vb_set *within;	/* and outside which nothing does: bags need not find others */
	struct vb_contest *contest;	/* likewise NULL: who alone needs what is scored next: see contest.h */
	float *tally;		/* by docid; zero at the start of a node: see vb_rank_tally() */
	uint8_t *touched;	/* by docid / VB_INDEX_PAGE: whether a score may not be zero */
	struct vb_crew crew;
	bool failed;		/* the last query did not come to its end */
	vb_index_clock *clock;	/* NULL: the system's */
	uint64_t deadline;
	bool late;		/* the deadline has passed */
};

/*
 * Opens what is in use at database (a folder or a list, see places.h), or moves an open index
 * (database != NULL) to it.  VB_ABSENT, VB_FORMAT, VB_DAMAGED as in search.h; VB_IO when a
 * server does not answer.
 */
bool vb_index_refresh(struct vb_index *index, const char *database, struct vb_err *err);
void vb_index_close(struct vb_index *index);

/* Begins a query: empty scores, all sets free, the clock set. */
void vb_index_begin(struct vb_index *index, unsigned seconds);
/* Ends it, if it came so far: every tally is zero again. */
void vb_index_end(struct vb_index *index);
/* After it, when its answer has been given: spares the next one the clearing up. */
void vb_index_rest(struct vb_index *index);

/* Whether the time is over.  Cheap enough for every block of postings. */
bool vb_index_late(struct vb_index *index);
/* The same in any thread; to be followed by the former in the query's own. */
bool vb_index_over(const struct vb_index *index);

/* Says that the scores of these documents, ascending, are going to be written. */
#define VB_INDEX_PAGE 64
static inline void
vb_index_touch(struct vb_index *index, const uint32_t *docid, size_t count)
{
	for (size_t i = 0; i < count; i++)
		index->touched[docid[i] / VB_INDEX_PAGE] = 1;
}

/*
 * Scores and tallies lie beyond the nearer caches: of a row of passages, what comes a little later
 * than the one at `at` is asked for before it is needed.
 */
#define VB_INDEX_AHEAD 24
static inline void
vb_index_fetch(const float *number, const uint32_t *docid, size_t at, size_t count)
{
	if (at + VB_INDEX_AHEAD < count)
		__builtin_prefetch(&number[docid[at + VB_INDEX_AHEAD]], 1);
}

/* Called with up to VB_INDEX_BLOCK postings, ascending; each docid is 1..last. */
#define VB_INDEX_BLOCK 1024
typedef void vb_index_fn(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count);

/* How many documents bear a term. */
bool vb_index_frequency(struct vb_index *index, const char *term, size_t size, uint32_t *documents,
			struct vb_err *err);

/* The same of a text's term of this family (see vb_schema_term()); none when it is too long for one. */
bool vb_index_bearers(struct vb_index *index, char family, const char *text, size_t size,
		      uint32_t *documents, struct vb_err *err);

/* Walks the postings of a term; the empty term stands for every document (wdf 1). */
bool vb_index_walk(struct vb_index *index, const char *term, size_t size, vb_index_fn *fn,
		   void *data, struct vb_err *err);

/*
 * The same, for what matters of it being among the members of a set, NULL for all: others may be
 * left out.  Where the set is small the list is skipped through.
 */
bool vb_index_walk_among(struct vb_index *index, const char *term, size_t size,
			 const struct vb_set *among, vb_index_fn *fn, void *data,
			 struct vb_err *err);

/* Adds the documents of a text's term of this family to set; none when it is too long for one. */
bool vb_index_holders(struct vb_index *index, char family, const char *text, size_t size,
		      struct vb_set *set, struct vb_err *err);

/* Adds the documents of a term to set, of those in among alone unless that is NULL. */
bool vb_index_collect(struct vb_index *index, const char *term, size_t size,
		      const struct vb_set *among, struct vb_set *set, struct vb_err *err);

/* A document's record as stored; malloc'd, owned by the caller. */
bool vb_index_data(const struct vb_index *index, uint32_t docid, char **data, size_t *size,
		   struct vb_err *err);

#endif
