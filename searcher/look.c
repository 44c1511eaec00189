/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look.h"
#include "rank.h"

#include <stdlib.h>
#include <string.h>

#include "record.h"
#include "unit.h"
#include "utf8.h"

#define TEXT_MAX 2500		/* bytes of a passage that are looked at, */
#define OPENING_MAX 150		/* and by which its script is known */
#define PAIR_WORDS(bytes) ((bytes) * 2 / 9)	/* in Chinese text */

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
read_words(struct vb_look *look, const struct vb_tokens *tokens, size_t *count)
{
	struct vb_look_place *list = vb_arena_array(look->arena, tokens->count + 1, sizeof(list[0]));

	*count = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct vb_token *token = &tokens->list[i];

		if (token->kind == VB_TOKEN_WORD && !token->stop)
			list[(*count)++] = (struct vb_look_place){
				add_word(look, tokens, token), token->position
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
	passage->said = vb_regularize_read(tokens.folded.text, tokens.folded.len, look->arena);
}

static void
read_spaced(struct vb_look *look, struct vb_look_passage *passage, const char *text, size_t size)
{
	struct vb_tokens tokens;

	if (look->query_count > 0) {
		vb_token_cut(look->match->tokeniser, text, size, &tokens);
		passage->list = read_words(look, &tokens, &passage->count);
	} else {
		vb_fold(vb_tokeniser_folder(look->match->tokeniser), text, size, &tokens.folded);
	}
	passage->said = vb_regularize_read(tokens.folded.text, tokens.folded.len, look->arena);
}

/* A text up to most bytes, between characters. */
static size_t
cut(const char *text, size_t size, size_t most)
{
	while (size > most && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return size < most ? size : most;
}

static bool
is_spaced(const struct vb_look *look, const char *text, size_t size)
{
	return !vb_unit_unspaced(vb_arena_strndup(look->arena, text, cut(text, size, OPENING_MAX)));
}

/* The folded text beside the database tells all of a spaced passage; of others the headings count too. */
static bool
read_folded(struct vb_look *look, struct vb_look_passage *passage, struct vb_buf *text)
{
	if (!vb_texts_read(&look->match->index->texts, passage->ranked.docid, text))
		return false;
	passage->spaced = is_spaced(look, text->data, text->len);
	if (passage->spaced)
		read_spaced(look, passage, text->data, cut(text->data, text->len, TEXT_MAX));
	return passage->spaced;
}

bool
vb_look_read(struct vb_look *look, struct vb_look_passage *passage, struct vb_buf *text,
	     struct vb_err *err)
{
	struct vb_index *index = look->match->index;
	struct vb_record record;
	size_t size, text_size;
	char *data;

	passage->length = vb_numbers_at(&index->columns.length, passage->ranked.docid);
	if (read_folded(look, passage, text))
		return true;
	if (!vb_index_data(index, passage->ranked.docid, &data, &size, err))
		return false;
	if (vb_record_decode(data, size, look->arena, &record, NULL)) {
		passage->spaced = is_spaced(look, record.text, record.text_size);
		text_size = cut(record.text, record.text_size, TEXT_MAX);
		if (!passage->spaced) {
			read_unspaced(look, passage, record.text, text_size);
			read_headings(look, passage, &record.heading);
		} else {
			read_spaced(look, passage, record.text, text_size);
		}
	}
	free(data);
	return true;
}

void
vb_look_query(struct vb_look *look, const char *text)
{
	struct vb_tokens tokens;

	vb_token_cut(look->match->tokeniser, text, strlen(text), &tokens);
	look->query = read_words(look, &tokens, &look->query_count);
	vb_gather_open(&look->gather, look->match, text);
	for (size_t i = 0; i < look->query_count; i++)
		look->word[look->query[i].word].asked = true;
}

double
vb_look_saturate(const struct vb_look *look, const struct vb_look_passage *passage, double times)
{
	double length = passage->length / look->match->index->mean_length;

	return times * (VB_RANK_K1 + 1) /
	       (times + VB_RANK_K1 * (1 - VB_RANK_B + VB_RANK_B * length));
}

bool
vb_look_asked(const struct vb_look *look, const struct vb_look_passage *passage)
{
	return passage->spaced ? look->query_count > 0 : look->gather.typed;
}
