/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dice that fall alike in each run: what they say depends on the seed alone. */
#ifndef DICE_H
#define DICE_H

#include <stdint.h>

#include "list.h"

static uint32_t seed = 20240501;

static inline uint32_t
dice(uint32_t sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % sides;
}

#define ONE_OF(list) ((list)[dice(sizeof(list) / sizeof((list)[0]))])

/* Some of a list, each once, in its order. */
static inline struct vb_list
some_of(const char *const *list, size_t count, struct vb_arena *arena)
{
	struct vb_list out = {vb_arena_array(arena, count, sizeof(out.item[0])), 0};

	for (size_t i = 0; i < count; i++)
		if (dice(3) == 0)
			out.item[out.count++] = list[i];
	return out;
}

#endif
