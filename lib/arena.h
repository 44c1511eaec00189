/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An arena: memory for one document or one query, released in one step.
 *
 * Everything an arena gives out is valid until vb_arena_reset() or
 * vb_arena_fini().  An arena belongs to one thread.  Memory is aligned for any
 * type.  When the system has no memory left, the functions end the process
 * with status 5 and one line on standard error: no caller could go on.
 */
#ifndef VB_ARENA_H
#define VB_ARENA_H

#include <stddef.h>

struct vb_arena_block;

struct vb_arena {
	struct vb_arena_block *blocks;	/* newest first */
	size_t used;			/* bytes handed out since the last reset */
};

void vb_arena_init(struct vb_arena *arena);
void vb_arena_fini(struct vb_arena *arena);

/* Forgets everything given out; keeps one block for the next document. */
void vb_arena_reset(struct vb_arena *arena);

/* size bytes, zeroed.  count * size is checked for overflow. */
void *vb_arena_alloc(struct vb_arena *arena, size_t size);
void *vb_arena_array(struct vb_arena *arena, size_t count, size_t size);

/* The same, not zeroed: for much that is written before it is read. */
void *vb_arena_room(struct vb_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of size bytes. */
char *vb_arena_strndup(struct vb_arena *arena, const char *bytes, size_t size);
char *vb_arena_strdup(struct vb_arena *arena, const char *text);
char *vb_arena_printf(struct vb_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(2)));

#endif
