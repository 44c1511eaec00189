/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many letters two words differ by: insertions, deletions, replacements and swaps of
 * neighbours (the restricted Damerau-Levenshtein distance), counted in code points.
 */
#ifndef VB_DISTANCE_H
#define VB_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

#define VB_DISTANCE_POINTS 64	/* longer words are never near */

/* A word made ready to be compared many times. */
struct vb_distance {
	uint32_t point[VB_DISTANCE_POINTS];
	size_t points;		/* 0: too long, or empty: near to nothing */
	uint64_t letters;	/* a bit for each, by its code point; some share one */
};

void vb_distance_init(struct vb_distance *distance, const char *word, size_t size);

/* The distance to another word, or max + 1 when it is larger than max. */
unsigned vb_distance_to(const struct vb_distance *distance, const char *word, size_t size,
			unsigned max);

#endif
