/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define BLOCK_SIZE ((size_t)64 * 1024)

struct vb_arena_block {
	struct vb_arena_block *next;
	size_t size, used;
	_Alignas(max_align_t) char bytes[];
};

void
vb_arena_init(struct vb_arena *arena)
{
	*arena = (struct vb_arena){NULL, 0};
}

static void
free_from(struct vb_arena_block *block)
{
	while (block != NULL) {
		struct vb_arena_block *next = block->next;

		free(block);
		block = next;
	}
}

void
vb_arena_fini(struct vb_arena *arena)
{
	free_from(arena->blocks);
	vb_arena_init(arena);
}

/* The block that is kept is an ordinary one, so that one huge document does not stay. */
void
vb_arena_reset(struct vb_arena *arena)
{
	struct vb_arena_block **link = &arena->blocks;
	struct vb_arena_block *kept;

	while (*link != NULL && (*link)->size != BLOCK_SIZE)
		link = &(*link)->next;
	kept = *link;
	if (kept != NULL) {
		*link = kept->next;
		kept->next = NULL;
		kept->used = 0;
	}
	free_from(arena->blocks);
	arena->blocks = kept;
	arena->used = 0;
}

static struct vb_arena_block *
add_block(struct vb_arena *arena, size_t size)
{
	struct vb_arena_block *block, *newest = arena->blocks;
	size_t block_size = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;

	block = vb_memory_resize(NULL, sizeof *block + block_size, 1);
	block->size = block_size;
	block->used = 0;
	if (newest != NULL && block_size != BLOCK_SIZE) {
		/* A large piece has a block of its own, behind the one still being filled. */
		block->next = newest->next;
		newest->next = block;
	} else {
		block->next = newest;
		arena->blocks = block;
	}
	return block;
}

static void *
take(struct vb_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct vb_arena_block *block = arena->blocks;
	void *piece;

	if (size > SIZE_MAX / 4)
		vb_memory_end();
	size = (size + align - 1) / align * align;
	if (size == 0)
		size = align;
	if (block == NULL || block->size - block->used < size)
		block = add_block(arena, size);
	piece = block->bytes + block->used;
	block->used += size;
	arena->used += size;
	return piece;
}

void *
vb_arena_alloc(struct vb_arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

void *
vb_arena_room(struct vb_arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		vb_memory_end();
	return take(arena, count * size);
}

void *
vb_arena_array(struct vb_arena *arena, size_t count, size_t size)
{
	return memset(vb_arena_room(arena, count, size), 0, count * size);
}

char *
vb_arena_strndup(struct vb_arena *arena, const char *bytes, size_t size)
{
	char *copy;

	if (size == SIZE_MAX)
		vb_memory_end();
	copy = take(arena, size + 1);
	if (size > 0)
		memcpy(copy, bytes, size);
	copy[size] = '\0';
	return copy;
}

char *
vb_arena_strdup(struct vb_arena *arena, const char *text)
{
	return vb_arena_strndup(arena, text, strlen(text));
}

char *
vb_arena_printf(struct vb_arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text;
	int size;

	va_start(args, format);
	va_copy(again, args);
	size = vsnprintf(NULL, 0, format, args);
	assert(size >= 0);
	text = vb_arena_alloc(arena, (size_t)size + 1);
	vsnprintf(text, (size_t)size + 1, format, again);
	va_end(again);
	va_end(args);
	return text;
}
