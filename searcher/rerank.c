/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "best.h"
#include "feedback.h"
#include "rank.h"
#include "rerank.h"
#include "schema.h"

/*
 * Set on Cranfield, XQuAD and CMRC by scripts/evaluate, where even queries and odd ones gain
 * alike; half and twice of each give nearly the same.
 */
#define ORDERED 0.2		/* two words in their order, as far apart as in the query */
#define CLOSE 0.1		/* two words in any order ... */
#define WINDOW 8		/* ... less than so many words apart */
#define LEAD 0.3		/* a word among ... */
#define LEAD_WORDS 15		/* ... the first, in a passage of more than twice as many */

/* ---- words ---- */

/* How rare the words are: by the forms that were seen. */
static bool
weigh_words(struct vb_look *look, struct vb_err *err)
{
	struct vb_index *index = look->match->index;

	for (size_t i = 0; i < look->forms.count; i++) {
		struct vb_look_word *word = &look->word[look->stem_of[i]];
		uint32_t documents;

		if (!word->asked && word->models < 2)
			continue;
		if (!vb_index_bearers(index, word->gram ? VB_TERM_GRAM[0] : VB_TERM_WORD[0],
				      look->forms.text[i], strlen(look->forms.text[i]), &documents, err))
			return false;
		word->documents += documents;
	}
	for (size_t i = 0; i < look->stems.count; i++)
		look->word[i].idf = look->word[i].documents == 0 ? 0 :
			(float)vb_rank_idf(index, look->word[i].documents);
	return true;
}

/* ---- what was seen ---- */

static int
compare(const void *left, const void *right)
{
	const struct vb_look_passage *a = left, *b = right;

	if (a->ranked.score != b->ranked.score)
		return a->ranked.score > b->ranked.score ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* Two neighbours of the query: how often they stand together. */
static double
near(const struct vb_look *look, const struct vb_look_passage *passage,
     const struct vb_look_place *pair)
{
	uint32_t gap = pair[1].position - pair[0].position;
	double first = look->word[pair[0].word].idf, second = look->word[pair[1].word].idf;
	unsigned ordered = 0, close = 0;

	for (size_t i = 0; i < passage->count; i++) {
		uint32_t at = passage->list[i].position;
		bool in_order = false, in_window = false;

		if (passage->list[i].word != pair[0].word)
			continue;
		for (size_t j = i; j-- > 0 && at - passage->list[j].position < WINDOW;)
			in_window |= passage->list[j].word == pair[1].word;
		for (size_t j = i + 1; j < passage->count &&
				       (passage->list[j].position - at < WINDOW ||
					passage->list[j].position - at <= gap); j++)
			if (passage->list[j].word == pair[1].word) {
				in_order |= passage->list[j].position - at <= gap;
				in_window |= passage->list[j].position - at < WINDOW;
			}
		ordered += in_order;
		close += in_window;
	}
	return (first < second ? first : second) *
	       (ORDERED * vb_look_saturate(look, passage, ordered) +
		CLOSE * vb_look_saturate(look, passage, close));
}

static double
lead(const struct vb_look *look, const struct vb_look_passage *passage)
{
	double sum = 0;

	for (size_t i = 0; i < passage->count && passage->list[i].position < LEAD_WORDS; i++) {
		bool again = false;

		for (size_t j = 0; j < i; j++)
			again |= passage->list[j].word == passage->list[i].word;
		if (!again && look->word[passage->list[i].word].asked)
			sum += look->word[passage->list[i].word].idf;
	}
	return passage->length > 2 * LEAD_WORDS ? LEAD * sum : 0;
}

/* Words that stand near each other as in the query. */
static double
closeness(const struct vb_look *look, const struct vb_look_passage *passage)
{
	double sum = 0;

	for (size_t i = 0; i + 1 < look->query_count; i++)
		if (look->query[i].word != look->query[i + 1].word)
			sum += near(look, passage, &look->query[i]);
	return sum;
}

/* ---- the look ---- */

/* Reads the best and sorts out those of the other script, which come behind *spaced. */
static bool
read_best(struct vb_look *look, const struct vb_set *found, struct vb_set *best, size_t *spaced,
	  size_t *all, struct vb_err *err)
{
	struct vb_ranked ranked[VB_RERANK_TOP];
	struct vb_look_passage other[VB_RERANK_TOP];
	struct vb_buf text = VB_BUF_INIT;
	size_t others = 0;
	bool ok = true;

	*spaced = 0;
	*all = vb_best_choose(look->match->index, found, VB_SORT_RELEVANCE, VB_RERANK_TOP, ranked);
	for (size_t i = 0; i < *all; i++)
		vb_set_add(best, ranked[i].docid);
	for (size_t i = 0; ok && i < *all && !vb_index_late(look->match->index); i++) {
		struct vb_look_passage passage = {.ranked = ranked[i], .order = i};

		ok = vb_look_read(look, &passage, &text, err);
		if (passage.spaced)
			look->passage[(*spaced)++] = passage;
		else
			other[others++] = passage;
	}
	memcpy(&look->passage[*spaced], other, others * sizeof(other[0]));
	vb_buf_fini(&text);
	return ok;
}

/*
 * Whether what the best have in common helps: questions in Chinese ask for one passage, and
 * gain nothing by it, nor do English passages for them.
 */
static bool
has_feedback(const struct vb_look *look, const struct vb_look_passage *passage)
{
	return passage->spaced == vb_look_asked(look, passage);
}

static void
raise_spaced(struct vb_look *look, struct vb_look_passage *passage, size_t count)
{
	for (size_t i = 0; i < count; i++)
		passage[i].ranked.score += (float)(lead(look, &passage[i]) + closeness(look, &passage[i]));
}

static void
raise_unspaced(struct vb_look *look, struct vb_look_passage *passage, size_t count)
{
	vb_gather_weigh(&look->gather, count);
	for (size_t i = 0; i < count; i++)
		passage[i].ranked.score += (float)vb_gather_most(&look->gather, &passage[i].gathered);
}

static double
sum_of(const struct vb_look_passage *passage, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += passage[i].ranked.score;
	return sum;
}

/*
 * The first of them; the others score less than any of these, and so it stays.  Where one is to
 * speak, what others say alike counts for nothing.
 */
static void
regularize(struct vb_look *look, struct vb_look_passage *passage, size_t count)
{
	const struct vb_said *said[VB_REGULARIZE_POOL] = {NULL};
	float score[VB_REGULARIZE_POOL];

	if (look->match->speaker)
		return;
	count = count < VB_REGULARIZE_POOL ? count : VB_REGULARIZE_POOL;
	for (size_t i = 0; i < count; i++) {
		said[i] = &passage[i].said;
		score[i] = passage[i].ranked.score;
	}
	vb_regularize(said, score, count, look->arena);
	for (size_t i = 0; i < count; i++)
		passage[i].ranked.score = score[i];
}

/* Passages of one script; returns by how much they rise. */
static double
rise(struct vb_look *look, struct vb_look_passage *passage, size_t count)
{
	double before = sum_of(passage, count), after;

	if (before <= 0)
		return 1;
	if (passage[0].spaced)
		raise_spaced(look, passage, count);
	else
		raise_unspaced(look, passage, count);
	qsort(passage, count, sizeof(passage[0]), compare);
	if (has_feedback(look, &passage[0])) {
		vb_feedback_add(look, passage, count);
		qsort(passage, count, sizeof(passage[0]), compare);
	}
	after = sum_of(passage, count);
	regularize(look, passage, count);
	return after / before;
}

/* The scripts keep their places: each rises as the other does on average. */
static void
put_back(struct vb_look *look, const struct vb_look_passage *passage, size_t count, double rise)
{
	struct vb_index *index = look->match->index;

	for (size_t i = 0; i < count; i++) {
		uint32_t docid = passage[i].ranked.docid;

		vb_index_touch(index, &docid, 1);
		index->score[docid] = (float)(passage[i].ranked.score * rise);
	}
}

bool
vb_rerank_pays(const struct vb_match *match, const struct vb_query *query)
{
	return match->expand && query->kind == VB_QUERY_WORDS && !query->strict;
}

bool
vb_rerank(struct vb_match *match, const struct vb_query *query, const struct vb_set *found,
	  struct vb_set *best, struct vb_err *err)
{
	struct vb_look *look;
	struct vb_look_passage *others;
	double risen, risen_others;
	size_t spaced, all;

	look = vb_arena_alloc(match->arena, sizeof(*look));
	look->match = match;
	look->arena = match->arena;
	vb_look_query(look, query->text);
	if (look->query_count + look->gather.count == 0)
		return true;
	if (!read_best(look, found, best, &spaced, &all, err))
		return false;
	if (all < 2 || vb_index_late(match->index))
		return true;
	others = &look->passage[spaced];
	if (spaced > 0 && has_feedback(look, look->passage))
		vb_feedback_count(look, look->passage, spaced);
	if (all > spaced && has_feedback(look, others))
		vb_feedback_count(look, others, all - spaced);
	if (!weigh_words(look, err))
		return false;
	risen = rise(look, look->passage, spaced);
	risen_others = rise(look, others, all - spaced);
	put_back(look, look->passage, spaced, risen_others);
	put_back(look, others, all - spaced, risen);
	return true;
}
