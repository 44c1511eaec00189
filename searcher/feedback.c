/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "feedback.h"

/* Set on Cranfield and XQuAD by scripts/evaluate; see rerank.c. */
#define MODELS 10		/* passages that feed back ... */
#define ADDED 30		/* ... so many words ... */
#define FEEDBACK 1.2		/* ... of so much weight, the query's words being 1 */
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
vb_feedback_count(struct vb_look *look)
{
	size_t models = look->count < MODELS ? look->count : MODELS;

	for (size_t i = 0; i < models; i++) {
		const struct vb_look_passage *passage = &look->passage[i];
		uint32_t *seen = vb_arena_array(look->arena, look->stems.count + 1, sizeof(*seen));

		count_words(passage, seen);
		for (size_t j = 0; j < look->stems.count; j++)
			look->word[j].models += seen[j] > 0;
	}
}

/* The words that the models have in common, best first; returns how many. */
static size_t
choose(struct vb_look *look, uint32_t *times, uint32_t best[ADDED])
{
	size_t models = look->count < MODELS ? look->count : MODELS, count = 0;
	double most = COMMON * look->match->index->documents;

	for (size_t i = 0; i < models; i++) {
		struct vb_look_passage *passage = &look->passage[i];

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

void
vb_feedback_add(struct vb_look *look)
{
	uint32_t *times = vb_arena_array(look->arena, look->stems.count + 1, sizeof(*times));
	uint32_t best[ADDED];
	size_t count = choose(look, times, best);
	double asked = 0, added = 0, scale;

	if (count == 0 || look->count <= OUTSTANDING)
		return;
	for (size_t i = 0; i < look->stems.count; i++)
		if (look->word[i].asked && !look->word[i].gram)
			asked += look->word[i].idf;
	for (size_t i = 0; i < count; i++)
		added += look->word[best[i]].worth * look->word[best[i]].idf;
	scale = FEEDBACK * asked / added * look->passage[OUTSTANDING].ranked.score /
		look->passage[0].ranked.score;
	for (size_t i = 0; i < look->count; i++) {
		struct vb_look_passage *passage = &look->passage[i];
		double sum = 0;

		count_words(passage, times);
		for (size_t j = 0; j < count; j++)
			if (times[best[j]] > 0)
				sum += look->word[best[j]].worth * look->word[best[j]].idf *
				       vb_look_saturate(look, passage, times[best[j]]);
		clear_words(passage, times);
		passage->ranked.score += (float)(scale * sum);
	}
}
