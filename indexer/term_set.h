/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terms of one passage, each once with its count, put in order at the end.
 *
 *	vb_term_set_clear(set);
 *	vb_term_set_add(set, VB_TERM_WORD, "cuba", 4, 1);	... as often as it stands there
 *	term = vb_term_set_sort(set, &count);
 *
 * It knows nothing of what terms mean.  One set serves passage after passage.
 */
#ifndef VB_TERM_SET_H
#define VB_TERM_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vb_term_set;

struct vb_term {
	const char *bytes;	/* not NUL-terminated */
	uint32_t size;
	uint32_t wdf;
};

struct vb_term_set *vb_term_set_new(void);
void vb_term_set_free(struct vb_term_set *set);

/* No terms: the next passage begins. */
void vb_term_set_clear(struct vb_term_set *set);

/* Counts the term prefix + bytes wdf times more; with 0 it is there, and that is all. */
void vb_term_set_add(struct vb_term_set *set, const char *prefix, const char *bytes, size_t size,
		     uint32_t wdf);

/* All terms in the order of their bytes; owned by the set, valid until its next use. */
const struct vb_term *vb_term_set_sort(struct vb_term_set *set, size_t *count);

/* Bytes of all terms together. */
size_t vb_term_set_bytes(const struct vb_term_set *set);

#endif
