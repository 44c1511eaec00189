/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "rank.h"
#include "record.h"
#include "rerank.h"
#include "schema.h"
#include "unit.h"

/*
 * Set on Cranfield and XQuAD by scripts/evaluate, even queries against odd ones; half and
 * twice of each give nearly the same.
 */
#define ORDERED 0.2		/* two words in their order, as far apart as in the query */
#define CLOSE 0.1		/* two words in any order ... */
#define WINDOW 8		/* ... less than so many words apart */
#define LEAD 0.3		/* a word among ... */
#define LEAD_WORDS 15		/* ... the first, in a passage of more than twice as many */
#define MODELS 10		/* passages that feed back ... */
#define ADDED 30		/* ... so many words ... */
#define FEEDBACK 1.2		/* ... of so much weight, the query's words being 1 */
#define OUTSTANDING 4		/* the passage against which the best is measured */
#define COMMON 0.25		/* share of passages whose words say nothing */

#define TEXT_MAX 2500		/* bytes of a passage that are looked at */
#define SCRIPT_BYTES 120	/* by which its script is known */

struct word {
	uint32_t documents;	/* that bear one of the forms seen */
	uint32_t models;	/* best passages that have it */
	float idf, worth;
	bool asked;
};

struct place {
	uint32_t word, position;
};

struct passage {
	struct vb_ranked ranked;
	size_t order;		/* as it was ranked first: decides between equals */
	bool spaced;
	uint32_t length;	/* words */
	struct place *list;	/* words that are no stop words, in order */
	size_t count;
};

struct look {
	struct vb_match *match;
	struct vb_arena *arena;
	struct vb_names stems, forms;
	struct word *word;	/* by number of the stem */
	uint32_t *stem_of;	/* by number of the form */
	size_t words_cap, forms_cap;
	struct place *query;
	size_t query_count;
	struct passage passage[VB_RERANK_TOP];
	size_t count;
};

/* ---- words ---- */

/* An array of count elements with room for one more than before. */
static void *
room(struct vb_arena *arena, void *list, size_t count, size_t *cap, size_t size)
{
	void *larger;

	if (count < *cap)
		return list;
	*cap = *cap == 0 ? 512 : *cap * 2;
	larger = vb_arena_array(arena, *cap, size);
	if (count > 0)
		memcpy(larger, list, count * size);
	return larger;
}

static uint32_t
add_word(struct look *look, const struct vb_tokens *tokens, const struct vb_token *token)
{
	const char *stem = tokens->stems + token->stem;
	uint32_t number, form;

	look->word = room(look->arena, look->word, look->stems.count, &look->words_cap,
			  sizeof(look->word[0]));
	look->stem_of = room(look->arena, look->stem_of, look->forms.count, &look->forms_cap,
			     sizeof(look->stem_of[0]));
	number = vb_names_number(&look->stems, look->arena, stem, strlen(stem));
	form = vb_names_number(&look->forms, look->arena, tokens->folded.text + token->from,
			 token->to - token->from);
	look->stem_of[form] = number;
	return number;
}

/* The words of a text that say something, and how many words there are of any kind. */
static struct place *
read_words(struct look *look, const char *text, size_t size, size_t *count, uint32_t *length)
{
	struct vb_tokens tokens;
	struct place *list;

	vb_token_cut(look->match->tokeniser, text, size, &tokens);
	list = vb_arena_array(look->arena, tokens.count + 1, sizeof(list[0]));
	*count = 0;
	*length = tokens.words;
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];

		if (token->kind == VB_TOKEN_WORD && !token->stop)
			list[(*count)++] = (struct place){
				add_word(look, &tokens, token), token->position
			};
	}
	return list;
}

static bool
read_passage(struct look *look, struct passage *passage, struct vb_err *err)
{
	struct vb_buf unpacked = VB_BUF_INIT;
	const char *text;
	size_t size, text_size;
	char *data;

	if (!vb_index_data(look->match->index, passage->ranked.docid, &data, &size, err))
		return false;
	if (vb_record_text(data, size, &unpacked, &text, &text_size)) {
		passage->spaced = !vb_unit_unspaced(vb_arena_strndup(look->arena, text,
			text_size < SCRIPT_BYTES ? text_size : SCRIPT_BYTES));
		if (text_size > TEXT_MAX)
			for (text_size = TEXT_MAX; ((unsigned char)text[text_size] & 0xC0) == 0x80;)
				text_size--;
		if (passage->spaced)
			passage->list = read_words(look, text, text_size, &passage->count,
						   &passage->length);
	}
	vb_buf_fini(&unpacked);
	free(data);
	return true;
}

/* How rare the words are: by the forms that were seen. */
static bool
weigh_words(struct look *look, struct vb_err *err)
{
	struct vb_index *index = look->match->index;
	char term[VB_TERM_MAX];

	for (size_t i = 0; i < look->forms.count; i++) {
		struct word *word = &look->word[look->stem_of[i]];
		size_t size = strlen(look->forms.text[i]);
		uint32_t documents;

		if ((!word->asked && word->models < 2) || size + 2 > sizeof(term))
			continue;
		term[0] = VB_TERM_WORD[0];
		memcpy(term + 1, look->forms.text[i], size);
		if (!xc_term_frequency(index->database, term, size + 1, &documents, NULL, err))
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
	const struct passage *a = left, *b = right;

	if (a->ranked.score != b->ranked.score)
		return a->ranked.score > b->ranked.score ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* What so many finds count in the passage: see rank.h. */
static double
saturate(const struct look *look, const struct passage *passage, double times)
{
	double length = passage->length / look->match->index->mean_length;

	return times * (VB_RANK_K1 + 1) /
	       (times + VB_RANK_K1 * (1 - VB_RANK_B + VB_RANK_B * length));
}

/* Two neighbours of the query: how often they stand together. */
static double
near(const struct look *look, const struct passage *passage, const struct place *pair)
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
	       (ORDERED * saturate(look, passage, ordered) + CLOSE * saturate(look, passage, close));
}

static double
lead(const struct look *look, const struct passage *passage)
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

static void
add_closeness(struct look *look)
{
	for (size_t i = 0; i < look->count; i++) {
		struct passage *passage = &look->passage[i];
		double sum = lead(look, passage);

		for (size_t j = 0; j + 1 < look->query_count; j++)
			if (look->query[j].word != look->query[j + 1].word)
				sum += near(look, passage, &look->query[j]);
		passage->ranked.score += (float)sum;
	}
}

/* ---- feedback ---- */

/* How often each word stands in the passage, into times, which is cleared by the caller. */
static void
count_words(const struct passage *passage, uint32_t *times)
{
	for (size_t i = 0; i < passage->count; i++)
		times[passage->list[i].word]++;
}

static void
clear_words(const struct passage *passage, uint32_t *times)
{
	for (size_t i = 0; i < passage->count; i++)
		times[passage->list[i].word] = 0;
}

/* Notes in how many of the first passages each word stands. */
static void
count_models(struct look *look)
{
	size_t models = look->count < MODELS ? look->count : MODELS;

	for (size_t i = 0; i < look->query_count; i++)
		look->word[look->query[i].word].asked = true;
	for (size_t i = 0; i < models; i++) {
		const struct passage *passage = &look->passage[i];
		uint32_t *seen = vb_arena_array(look->arena, look->stems.count + 1, sizeof(*seen));

		count_words(passage, seen);
		for (size_t j = 0; j < look->stems.count; j++)
			look->word[j].models += seen[j] > 0;
	}
}

/* The words that the models have in common, best first; returns how many. */
static size_t
choose(struct look *look, uint32_t *times, uint32_t best[ADDED])
{
	size_t models = look->count < MODELS ? look->count : MODELS, count = 0;
	double most = COMMON * look->match->index->documents;

	for (size_t i = 0; i < models; i++) {
		struct passage *passage = &look->passage[i];

		count_words(passage, times);
		for (size_t j = 0; j < passage->count; j++) {
			struct word *word = &look->word[passage->list[j].word];
			uint32_t *found = &times[passage->list[j].word];

			if (*found > 0 && word->models > 1 && word->documents <= most)
				word->worth += passage->ranked.score * word->idf *
					       (float)saturate(look, passage, *found);
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

static void
add_feedback(struct look *look)
{
	uint32_t *times = vb_arena_array(look->arena, look->stems.count + 1, sizeof(*times));
	uint32_t best[ADDED];
	size_t count = choose(look, times, best);
	double asked = 0, added = 0, scale;

	if (count == 0 || look->count <= OUTSTANDING)
		return;
	for (size_t i = 0; i < look->stems.count; i++)
		if (look->word[i].asked)
			asked += look->word[i].idf;
	for (size_t i = 0; i < count; i++)
		added += look->word[best[i]].worth * look->word[best[i]].idf;
	scale = FEEDBACK * asked / added * look->passage[OUTSTANDING].ranked.score /
		look->passage[0].ranked.score;
	for (size_t i = 0; i < look->count; i++) {
		struct passage *passage = &look->passage[i];
		double sum = 0;

		count_words(passage, times);
		for (size_t j = 0; j < count; j++)
			if (times[best[j]] > 0)
				sum += look->word[best[j]].worth * look->word[best[j]].idf *
				       saturate(look, passage, times[best[j]]);
		clear_words(passage, times);
		passage->ranked.score += (float)(scale * sum);
	}
}

/* ---- the look ---- */

/* Reads the best and sorts out those of the other script, behind look->count. */
static bool
read_best(struct look *look, const struct vb_set *found, size_t *all, struct vb_err *err)
{
	struct vb_ranked ranked[VB_RERANK_TOP];
	struct passage other[VB_RERANK_TOP];
	size_t others = 0;

	*all = vb_rank_best(look->match->index, found, VB_SORT_RELEVANCE, VB_RERANK_TOP, ranked);
	for (size_t i = 0; i < *all; i++) {
		struct passage passage = {.ranked = ranked[i], .order = i};

		if (vb_index_late(look->match->index))
			return true;
		if (!read_passage(look, &passage, err))
			return false;
		if (passage.spaced)
			look->passage[look->count++] = passage;
		else
			other[others++] = passage;
	}
	memcpy(&look->passage[look->count], other, others * sizeof(other[0]));
	return true;
}

static double
sum_of(const struct look *look)
{
	double sum = 0;

	for (size_t i = 0; i < look->count; i++)
		sum += look->passage[i].ranked.score;
	return sum;
}

bool
vb_rerank(struct vb_match *match, const struct vb_query *query, const struct vb_set *found,
	  struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct look *look;
	double before, rise;
	uint32_t length;
	size_t all;

	if (!match->expand || query->kind != VB_QUERY_WORDS || query->strict)
		return true;
	look = vb_arena_alloc(match->arena, sizeof(*look));
	look->match = match;
	look->arena = match->arena;
	look->query = read_words(look, query->text, strlen(query->text), &look->query_count, &length);
	if (look->query_count == 0)
		return true;
	if (!read_best(look, found, &all, err))
		return false;
	if (look->count < 2 || vb_index_late(index))
		return true;
	count_models(look);
	if (!weigh_words(look, err))
		return false;
	before = sum_of(look);
	if (before <= 0)
		return true;
	add_closeness(look);
	qsort(look->passage, look->count, sizeof(look->passage[0]), compare);
	add_feedback(look);
	rise = sum_of(look) / before;
	for (size_t i = 0; i < all; i++) {
		const struct vb_ranked *ranked = &look->passage[i].ranked;

		vb_index_touch(index, &ranked->docid, 1);
		index->score[ranked->docid] = i < look->count ? ranked->score
							      : (float)(ranked->score * rise);
	}
	return true;
}
