/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings and their numbers: each string once, numbered from 0 in the order they came. */
#ifndef VB_NAMES_H
#define VB_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* Begins as zeroes; everything lies in the arena that vb_names_number() is given. */
struct vb_names {
	const char **text;	/* NUL-terminated, by number */
	uint32_t *slot;		/* number + 1; 0 is free */
	size_t count;
	size_t cap;		/* slots: a power of two, of which half is used at most */
};

/* The number of a string of size bytes without NUL; a new one gets count and raises it. */
uint32_t vb_names_number(struct vb_names *names, struct vb_arena *arena, const char *text,
			 size_t size);

/* The number of a string that has one already; names->count for others. */
uint32_t vb_names_find(const struct vb_names *names, const char *text, size_t size);

#endif
