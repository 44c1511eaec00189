/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Long posting lists of several databases and of servers kept in memory, three bytes a posting.
 *
 * Reading a list through Xapian costs several times as much a posting as anything that is
 * done with it, and the longest lists belong to the words that are asked for most.  What was
 * read is kept as long as there is room; then what was used longest ago goes.
 */
#ifndef VB_LISTS_H
#define VB_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VB_LISTS_ROOM (12u << 20)	/* bytes, of all lists */
#define VB_LISTS_PLACES 1024
#define VB_LISTS_LEAST 2048		/* postings of a list that is kept */

struct vb_list_kept;

struct vb_lists {
	struct vb_list_kept *newest, *oldest;	/* by last use */
	struct vb_list_kept *place[VB_LISTS_PLACES];	/* by hash */
	size_t size;
};

/* Forgets everything. */
void vb_lists_fini(struct vb_lists *lists);

/* The list of a term; NULL when it is not kept.  Valid until the next vb_lists_end(). */
const struct vb_list_kept *vb_lists_find(struct vb_lists *lists, const char *term, size_t size);

/* Up to max postings from *at on (begin with 0), which moves on; 0 behind the last. */
size_t vb_lists_read(const struct vb_list_kept *list, size_t *at, uint32_t *docid, uint32_t *wdf,
		     size_t max);

/*
 * A list while it is read: begun with the number of its postings, added to block by block, and
 * kept when all of it has been added.  NULL, which may be added to and ended, when it is not
 * worth keeping or does not fit.
 */
struct vb_list_kept *vb_lists_begin(const char *term, size_t size, size_t postings);
void vb_lists_add(struct vb_list_kept **list, const uint32_t *docid, const uint32_t *wdf, size_t count);
void vb_lists_end(struct vb_lists *lists, struct vb_list_kept *list);

#endif
