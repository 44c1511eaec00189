/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "feedback.h"

/* Set on Cranfield and XQuAD by scripts/evaluate; see rerank.c. */
#define MODELS 10		/* passages that feed back ... */
#define ADDED 30		/* ... so many words ... */
#define FEEDBACK 1.2		/* ... of so much weight, the query's words being 1 */
#define FOREIGN 0.6	/* ... where the query has no words of their script: of the best's score, ... */
#define FOREIGN_POWER 3	/* ... and yet less where one stands out */
#define OUTSTANDING 4		/* the passage against which the best is measured */
#define COMMON 0.25		/* share of passages whose words say nothing */

/* How often each word stands in the passage, into times, which is cleared by the caller. */
static void
count_words(const struct vb_look_passage *passage, uint32_t *times)
{
	for (size_t i = 0; i < passage->count; i++)
		times[passage->list[i].word]++;
}

static void
clear_words(const struct vb_look_passage *passage, uint32_t *times)
{
	for (size_t i = 0; i < passage->count; i++)
		times[passage->list[i].word] = 0;
}

void
vb_feedback_count(struct vb_look *look, const struct vb_look_passage *passage, size_t count)
{
	for (size_t i = 0; i < count && i < MODELS; i++) {
		uint32_t *seen = vb_arena_array(look->arena, look->stems.count + 1, sizeof(*seen));

		count_words(&passage[i], seen);
		for (size_t j = 0; j < look->stems.count; j++)
			look->word[j].models += seen[j] > 0;
	}
}

/* The words that the models have in common, best first; returns how many. */
static size_t
choose(struct vb_look *look, const struct vb_look_passage *list, size_t models, uint32_t *times,
       uint32_t best[ADDED])
{
	size_t count = 0;
	double most = COMMON * look->match->index->documents;

	for (size_t i = 0; i < look->stems.count; i++)
		look->word[i].worth = 0;
	for (size_t i = 0; i < models; i++) {
		const struct vb_look_passage *passage = &list[i];

		count_words(passage, times);
		for (size_t j = 0; j < passage->count; j++) {
			struct vb_look_word *word = &look->word[passage->list[j].word];
			uint32_t *found = &times[passage->list[j].word];

			if (*found > 0 && word->models > 1 && word->documents <= most)
				word->worth += passage->ranked.score * word->idf *
					       (float)vb_look_saturate(look, passage, *found);
			*found = 0;
		}
	}
	for (size_t i = 0; i < look->stems.count; i++) {
		size_t at = count;

		if (look->word[i].worth <= 0)
			continue;
		while (at > 0 && look->word[best[at - 1]].worth < look->word[i].worth)
			at--;
		if (at == ADDED)
			continue;
		if (count < ADDED)
			count++;
		memmove(&best[at + 1], &best[at], (count - at - 1) * sizeof(best[0]));
		best[at] = (uint32_t)i;
	}
	return count;
}

/* What the query's own words would weigh, against which the words added are measured. */
static double
weight_asked(const struct vb_look *look)
{
	double sum = 0;

	for (size_t i = 0; i < look->stems.count; i++)
		if (look->word[i].asked && !look->word[i].gram)
			sum += look->word[i].idf;
	return sum;
}

void
vb_feedback_add(struct vb_look *look, struct vb_look_passage *passage, size_t count)
{
	uint32_t *times = vb_arena_array(look->arena, look->stems.count + 1, sizeof(*times));
	double sum[VB_RERANK_TOP] = {0}, added = 0, most = 0, scale, share;
	uint32_t best[ADDED];
	size_t words;

	if (count <= OUTSTANDING)
		return;
	words = choose(look, passage, count < MODELS ? count : MODELS, times, best);
	for (size_t i = 0; i < words; i++)
		added += look->word[best[i]].worth * look->word[best[i]].idf;
	for (size_t i = 0; i < count; i++) {
		count_words(&passage[i], times);
		for (size_t j = 0; j < words; j++)
			if (times[best[j]] > 0)
				sum[i] += look->word[best[j]].worth * look->word[best[j]].idf *
					  vb_look_saturate(look, &passage[i], times[best[j]]);
		clear_words(&passage[i], times);
		most = sum[i] > most ? sum[i] : most;
	}
	if (most <= 0)
		return;
	share = passage[OUTSTANDING].ranked.score / passage[0].ranked.score;
	scale = vb_look_asked(look, &passage[0]) ?
		FEEDBACK * share * weight_asked(look) / added :
		FOREIGN * pow(share, FOREIGN_POWER) * passage[0].ranked.score / most;
	for (size_t i = 0; i < count; i++)
		passage[i].ranked.score += (float)(scale * sum[i]);
}
