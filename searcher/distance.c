/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "distance.h"
#include "utf8.h"

void
vb_distance_init(struct vb_distance *distance, const char *word, size_t size)
{
	size_t at = 0;

	distance->points = 0;
	distance->letters = 0;
	while (at < size) {
		if (distance->points == VB_DISTANCE_POINTS) {
			distance->points = 0;
			return;
		}
		distance->point[distance->points] = vb_utf8_next(word, size, &at);
		distance->letters |= UINT64_C(1) << distance->point[distance->points++] % 64;
	}
}

/* Whether one holds more than max letters that the other has not: each step brings one at most. */
static bool
has_others(const struct vb_distance *a, const struct vb_distance *b, unsigned max)
{
	return (unsigned)__builtin_popcountll(a->letters & ~b->letters) > max;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* One row of the table; rows before it are last and before. */
static unsigned
fill_row(const struct vb_distance *a, const struct vb_distance *b, size_t i, unsigned *row,
	 const unsigned *last, const unsigned *before)
{
	unsigned best = row[0] = (unsigned)i;

	for (size_t j = 1; j <= b->points; j++) {
		unsigned change = last[j - 1] + (a->point[i - 1] != b->point[j - 1]);

		row[j] = least(change, least(last[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && a->point[i - 1] == b->point[j - 2] &&
		    a->point[i - 2] == b->point[j - 1])
			row[j] = least(row[j], before[j - 2] + 1);
		best = least(best, row[j]);
	}
	return best;
}

unsigned
vb_distance_to(const struct vb_distance *distance, const char *word, size_t size, unsigned max)
{
	struct vb_distance other;
	unsigned rows[3][VB_DISTANCE_POINTS + 1];
	size_t points = distance->points;

	/* A word's bytes are at least its points, at most four times as many. */
	if (points == 0 || size == 0 || size + max < points || size > (points + max) * 4)
		return max + 1;
	vb_distance_init(&other, word, size);
	if (other.points == 0 || other.points > points + max || points > other.points + max ||
	    has_others(distance, &other, max) || has_others(&other, distance, max))
		return max + 1;
	for (size_t j = 0; j <= other.points; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= points; i++)
		if (fill_row(distance, &other, i, rows[i % 3], rows[(i + 2) % 3],
			     rows[(i + 1) % 3]) > max)
			return max + 1;
	return least(rows[points % 3][other.points], max + 1);
}
