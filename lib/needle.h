/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for a few bytes in many short texts: as memmem(), which makes a table of the needle
 * each time.
 */
#ifndef VB_NEEDLE_H
#define VB_NEEDLE_H

#include <stddef.h>

struct vb_needle {
	const char *bytes;	/* not owned */
	size_t size;
	size_t first, second;	/* places of the two of its bytes that are looked for */
};

/* size is 1 or more. */
void vb_needle_init(struct vb_needle *needle, const char *bytes, size_t size);

/* The first place in at..end where all its bytes stand; NULL for none. */
const char *vb_needle_find(const struct vb_needle *needle, const char *at, const char *end);

#endif
