/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "feedback.h"
#include "record.h"
#include "rerank.h"
#include "schema.h"
#include "unit.h"
#include "utf8.h"

/*
 * Set on Cranfield, XQuAD and CMRC by scripts/evaluate, where even queries and odd ones gain
 * alike; half and twice of each give nearly the same.
 */
#define ORDERED 0.2		/* two words in their order, as far apart as in the query */
#define CLOSE 0.1		/* two words in any order ... */
#define WINDOW 8		/* ... less than so many words apart */
#define LEAD 0.3		/* a word among ... */
#define LEAD_WORDS 15		/* ... the first, in a passage of more than twice as many */

#define TEXT_MAX 2500		/* bytes of a passage that are looked at, */
#define OPENING_MAX 150		/* and by which its script is known */
#define PAIR_WORDS(bytes) ((bytes) * 2 / 9)	/* in Chinese text */

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
add_word(struct vb_look *look, const struct vb_tokens *tokens, const struct vb_token *token)
{
	const char *form = tokens->folded.text + token->from;
	size_t size = token->to - token->from;
	bool gram = token->kind == VB_TOKEN_GRAM;
	const char *stem = gram ? form : tokens->stems + token->stem;
	uint32_t number;

	look->word = room(look->arena, look->word, look->stems.count, &look->words_cap,
			  sizeof(look->word[0]));
	look->stem_of = room(look->arena, look->stem_of, look->forms.count, &look->forms_cap,
			     sizeof(look->stem_of[0]));
	number = vb_names_number(&look->stems, look->arena, stem, gram ? size : strlen(stem));
	look->word[number].gram = gram;
	look->stem_of[vb_names_number(&look->forms, look->arena, form, size)] = number;
	return number;
}

/* The words of a text that say something. */
static struct vb_look_place *
read_words(struct vb_look *look, const char *text, size_t size, size_t *count)
{
	struct vb_tokens tokens;
	struct vb_look_place *list;

	vb_token_cut(look->match->tokeniser, text, size, &tokens);
	list = vb_arena_array(look->arena, tokens.count + 1, sizeof(list[0]));
	*count = 0;
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];

		if (token->kind == VB_TOKEN_WORD && !token->stop)
			list[(*count)++] = (struct vb_look_place){
				add_word(look, &tokens, token), token->position
			};
	}
	return list;
}

/* Its pairs of Chinese characters. */
static struct vb_look_place *
read_pairs(struct vb_look *look, const struct vb_tokens *tokens, size_t *count)
{
	struct vb_look_place *list = vb_arena_array(look->arena, tokens->count + 1, sizeof(list[0]));

	*count = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct vb_token *token = &tokens->list[i];
		const char *pair = tokens->folded.text + token->from;

		if (token->kind == VB_TOKEN_GRAM && vb_utf8_points(pair, token->to - token->from) == 2)
			list[(*count)++] = (struct vb_look_place){
				add_word(look, tokens, token), PAIR_WORDS(token->from)
			};
	}
	return list;
}

static void
read_headings(struct vb_look *look, struct vb_look_passage *passage, const struct vb_list *headings)
{
	struct vb_folded folded;

	for (size_t i = 0; i < headings->count; i++) {
		const char *heading = headings->item[i];

		vb_fold(vb_tokeniser_folder(look->match->tokeniser), heading, strlen(heading), &folded);
		vb_gather_above(&look->gather, folded.text, folded.len, &passage->gathered);
	}
}

/* The pairs are for feedback alone. */
static void
read_unspaced(struct vb_look *look, struct vb_look_passage *passage, const char *text, size_t size)
{
	struct vb_tokens tokens;

	if (look->gather.typed) {
		vb_fold(vb_tokeniser_folder(look->match->tokeniser), text, size, &tokens.folded);
	} else {
		vb_token_cut_terms(look->match->tokeniser, text, size, &tokens);
		passage->list = read_pairs(look, &tokens, &passage->count);
	}
	passage->gathered = vb_gather_read(&look->gather, tokens.folded.text, tokens.folded.len,
					   look->arena);
}

/* A text up to most bytes, between characters. */
static size_t
cut(const char *text, size_t size, size_t most)
{
	while (size > most && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return size < most ? size : most;
}

/* A damaged record is told of when it is shown. */
static bool
read_passage(struct vb_look *look, struct vb_look_passage *passage, struct vb_err *err)
{
	struct vb_record record;
	size_t size, text_size;
	char *data;

	if (!vb_index_data(look->match->index, passage->ranked.docid, &data, &size, err))
		return false;
	if (vb_record_decode(data, size, look->arena, &record, NULL)) {
		size_t opening = cut(record.text, strlen(record.text), OPENING_MAX);

		passage->spaced = !vb_unit_unspaced(vb_arena_strndup(look->arena, record.text, opening));
		passage->length = vb_numbers_at(&look->match->index->columns.length,
						passage->ranked.docid);
		text_size = cut(record.text, strlen(record.text), TEXT_MAX);
		if (!passage->spaced) {
			read_unspaced(look, passage, record.text, text_size);
			read_headings(look, passage, &record.heading);
		} else if (look->query_count > 0) {
			passage->list = read_words(look, record.text, text_size, &passage->count);
		}
	}
	free(data);
	return true;
}

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

static void
read_query(struct vb_look *look, const char *text)
{
	look->query = read_words(look, text, strlen(text), &look->query_count);
	vb_gather_open(&look->gather, look->match, text);
	for (size_t i = 0; i < look->query_count; i++)
		look->word[look->query[i].word].asked = true;
}

/* Reads the best and sorts out those of the other script, which come behind *spaced. */
static bool
read_best(struct vb_look *look, const struct vb_set *found, struct vb_set *best, size_t *spaced,
	  size_t *all, struct vb_err *err)
{
	struct vb_ranked ranked[VB_RERANK_TOP];
	struct vb_look_passage other[VB_RERANK_TOP];
	size_t others = 0;

	*spaced = 0;
	*all = vb_rank_best(look->match->index, found, VB_SORT_RELEVANCE, VB_RERANK_TOP, ranked);
	for (size_t i = 0; i < *all; i++)
		vb_set_add(best, ranked[i].docid);
	for (size_t i = 0; i < *all; i++) {
		struct vb_look_passage passage = {.ranked = ranked[i], .order = i};

		if (vb_index_late(look->match->index))
			return true;
		if (!read_passage(look, &passage, err))
			return false;
		if (passage.spaced)
			look->passage[(*spaced)++] = passage;
		else
			other[others++] = passage;
	}
	memcpy(&look->passage[*spaced], other, others * sizeof(other[0]));
	return true;
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

/* Passages of one script; returns by how much they rise. */
static double
rise(struct vb_look *look, struct vb_look_passage *passage, size_t count)
{
	double before = sum_of(passage, count);

	if (before <= 0)
		return 1;
	if (passage[0].spaced)
		raise_spaced(look, passage, count);
	else
		raise_unspaced(look, passage, count);
	qsort(passage, count, sizeof(passage[0]), compare);
	if (has_feedback(look, &passage[0]))
		vb_feedback_add(look, passage, count);
	return sum_of(passage, count) / before;
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

	if (!vb_rerank_pays(match, query))
		return true;
	look = vb_arena_alloc(match->arena, sizeof(*look));
	look->match = match;
	look->arena = match->arena;
	read_query(look, query->text);
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
