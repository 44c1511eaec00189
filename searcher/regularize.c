/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "regularize.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "token.h"
#include "utf8.h"

/* Set on Cranfield, CMRC, XQuAD and development queries: most gain, XQuAD loses a little. */
#define NEIGHBOURS 8		/* which count for a passage */
#define SHARE 0.35F		/* of its score that comes from them */

#define SHORT 3			/* letters of a word that says nothing by itself */
#define BEGINNING 6		/* letters of the others that are looked at, a stem of a kind */

#define NUMBERS 65536		/* of what is said: some share one */
#define TIMES 16		/* more make no difference */

/* What a passage says, each once, weighed by how often and how rare; of length 1. */
struct vector {
	struct entry {
		uint16_t number;
		float weight;
	} *list;
	size_t count;
};

/* ---- reading ---- */

static bool
in_word(uint32_t point)
{
	if (point < 0x80)
		return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
	return vb_token_in_word(point);
}

static uint32_t
mix(uint32_t hash, uint32_t point)
{
	return (hash ^ point) * 0x9E3779B1u;
}

struct vb_said
vb_regularize_read(const char *folded, size_t size, struct vb_arena *arena)
{
	struct vb_said said = {vb_arena_array(arena, size + 1, sizeof(said.list[0])), 0};
	uint32_t before = 0, word = 0, letters = 0;	/* 0: no character without spaces; no word */

	for (size_t at = 0; at < size;) {
		uint32_t point = vb_utf8_next(folded, size, &at);
		bool unspaced = point >= 0x80 && vb_utf8_unspaced(point);

		if (unspaced && before != 0)
			said.list[said.count++] = (uint16_t)(mix(mix(1, before), point) >> 16);
		before = unspaced ? point : 0;
		if (!unspaced && in_word(point)) {
			word = letters++ < BEGINNING ? mix(word, point) : word;
			if (at < size)
				continue;
		}
		if (letters > SHORT)
			said.list[said.count++] = (uint16_t)(word >> 16);
		word = letters = 0;
	}
	return said;
}

/* ---- comparing ---- */

/* In how many of the passages each number is; times: by number, zero before and after. */
static uint8_t *
count_passages(const struct vb_said *const *said, size_t count, uint8_t *times, struct vb_arena *arena)
{
	uint8_t *passages = vb_arena_array(arena, NUMBERS, sizeof(passages[0]));

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < said[i]->count; j++) {
			passages[said[i]->list[j]] += times[said[i]->list[j]] == 0;
			times[said[i]->list[j]] = 1;
		}
		for (size_t j = 0; j < said[i]->count; j++)
			times[said[i]->list[j]] = 0;
	}
	return passages;
}

static struct vector
make_vector(const struct vb_said *said, const uint8_t *passages, const float *rare, uint8_t *times,
	    struct vb_arena *arena)
{
	struct vector vector = {vb_arena_array(arena, said->count + 1, sizeof(struct entry)), 0};
	float often[TIMES + 1], square = 0;

	for (unsigned i = 1; i <= TIMES; i++)
		often[i] = 1 + logf((float)i);
	for (size_t i = 0; i < said->count; i++)
		times[said->list[i]] += times[said->list[i]] < TIMES;
	for (size_t i = 0; i < said->count; i++) {
		uint16_t number = said->list[i];
		float weight = often[times[number]] * rare[passages[number]];

		if (times[number] == 0)
			continue;
		times[number] = 0;
		vector.list[vector.count++] = (struct entry){number, weight};
		square += weight * weight;
	}
	for (size_t i = 0; i < vector.count; i++)
		vector.list[i].weight /= sqrtf(square);
	return vector;
}

/* alike[i][j]: the cosine of the vectors i and j. */
static void
compare_all(const struct vector *vector, size_t count,
	    float alike[VB_REGULARIZE_POOL][VB_REGULARIZE_POOL], float *spread)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < vector[i].count; j++)
			spread[vector[i].list[j].number] = vector[i].list[j].weight;
		for (size_t j = 0; j < i; j++) {
			float sum = 0;

			for (size_t k = 0; k < vector[j].count; k++)
				sum += vector[j].list[k].weight * spread[vector[j].list[k].number];
			alike[i][j] = alike[j][i] = sum;
		}
		for (size_t j = 0; j < vector[i].count; j++)
			spread[vector[i].list[j].number] = 0;
	}
}

/* What the passages most like one score, a mean by how alike they are; of equals the first count. */
static float
score_around(const float *alike, const float *score, size_t count, size_t one)
{
	size_t best[NEIGHBOURS], kept = 0;
	float sum = 0, weights = 0;

	for (size_t i = 0; i < count; i++) {
		size_t at = kept;

		while (at > 0 && alike[best[at - 1]] < alike[i])
			at--;
		if (i == one || at == NEIGHBOURS)
			continue;
		kept += kept < NEIGHBOURS;
		memmove(&best[at + 1], &best[at], (kept - at - 1) * sizeof(best[0]));
		best[at] = i;
	}
	for (size_t i = 0; i < kept; i++) {
		sum += alike[best[i]] * score[best[i]];
		weights += alike[best[i]];
	}
	return weights > 0 ? sum / weights : score[one];
}

void
vb_regularize(const struct vb_said *const *said, float *score, size_t count, struct vb_arena *arena)
{
	float alike[VB_REGULARIZE_POOL][VB_REGULARIZE_POOL], rare[VB_REGULARIZE_POOL + 1];
	float old[VB_REGULARIZE_POOL], *spread = vb_arena_array(arena, NUMBERS, sizeof(spread[0]));
	struct vector vector[VB_REGULARIZE_POOL];
	uint8_t *times = vb_arena_array(arena, NUMBERS, sizeof(times[0]));
	const uint8_t *passages = count_passages(said, count, times, arena);

	for (size_t i = 0; i <= count; i++)
		rare[i] = logf(1 + ((float)(count - i) + 0.5F) / ((float)i + 0.5F));
	for (size_t i = 0; i < count; i++)
		vector[i] = make_vector(said[i], passages, rare, times, arena);
	compare_all(vector, count, alike, spread);
	memcpy(old, score, count * sizeof(old[0]));
	for (size_t i = 0; i < count; i++)
		score[i] += SHARE * (score_around(alike[i], old, count, i) - old[i]);
}
