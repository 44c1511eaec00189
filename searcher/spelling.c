/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "meet.h"
#include "record.h"
#include "schema.h"
#include "spelling.h"
#include "utf8.h"

/* Passages that are read for one row. */
#define READ_ROW 40

void
vb_spelling_read(struct vb_match *match, const char *text, struct vb_spelling *spelling)
{
	struct vb_query bag = {.kind = VB_QUERY_WORDS, .text = text};
	struct vb_arena *arena = match->arena;
	struct vb_token *list;
	struct vb_tokens tokens;
	uint32_t *at;

	vb_unit_open(match->tokeniser, match->tables, true, &bag, arena, &spelling->units);
	vb_token_cut(match->tokeniser, text, strlen(text), &tokens);
	list = vb_arena_array(arena, tokens.count + 1, sizeof(list[0]));
	spelling->stem = vb_arena_array(arena, tokens.count + 1, sizeof(char *));
	at = vb_arena_array(arena, tokens.folded.len + 1, sizeof(at[0]));
	memcpy(at, tokens.folded.at, (tokens.folded.len + 1) * sizeof(at[0]));
	for (size_t i = 0; i < tokens.count; i++) {
		list[i] = tokens.list[i];
		spelling->stem[i] = list[i].kind == VB_TOKEN_WORD ?
			vb_arena_strdup(arena, tokens.stems + list[i].stem) : "";
	}
	spelling->source = text;
	spelling->folded.text = vb_arena_strndup(arena, tokens.folded.text, tokens.folded.len);
	spelling->folded.len = tokens.folded.len;
	spelling->folded.at = at;
	spelling->list = list;
	spelling->count = tokens.count;
}

const struct vb_token *
vb_spelling_at(const struct vb_spelling *spelling, size_t offset)
{
	for (size_t i = 0; i < spelling->count; i++) {
		const struct vb_token *token = &spelling->list[i];

		if (token->kind != VB_TOKEN_GRAM && token->from <= offset && offset < token->to)
			return token;
	}
	return NULL;
}

bool
vb_spelling_is_state(const struct vb_spelling *spelling, const struct vb_token *token)
{
	size_t unit = spelling->units.unit_of[token - spelling->list];

	return unit > 0 && spelling->units.unit[unit - 1].state != NULL;
}

const char *
vb_spelling_typed(const struct vb_spelling *spelling, size_t from, size_t to,
		  struct vb_arena *arena)
{
	size_t start, end;

	vb_folded_range(&spelling->folded, spelling->source, strlen(spelling->source), from, to,
			&start, &end);
	return vb_arena_strndup(arena, spelling->source + start, end - start);
}

bool
vb_spelling_bearers(struct vb_match *match, char family, const char *text, size_t size,
		    uint32_t *documents, struct vb_err *err)
{
	uint32_t context;

	if (!vb_index_bearers(match->index, family, text, size, documents, err) ||
	    !vb_index_bearers(match->index, (char)(family - 'a' + 'A'), text, size, &context, err))
		return false;
	*documents += context;
	return true;
}

bool
vb_spelling_rarest(struct vb_match *match, const char *row, uint32_t *bearers, struct vb_err *err)
{
	size_t size = strlen(row), from = 0, middle = 0, to;
	uint32_t some;

	*bearers = UINT32_MAX;
	vb_utf8_next(row, size, &middle);
	for (; middle < size; from = middle, middle = to) {
		to = middle;
		vb_utf8_next(row, size, &to);
		if (!vb_spelling_bearers(match, VB_TERM_GRAM[0], row + from, to - from, &some, err))
			return false;
		if (some < *bearers)
			*bearers = some;
	}
	return true;
}

bool
vb_spelling_pairs(struct vb_match *match, const char *text, size_t size, struct vb_set *set,
		  struct vb_err *err)
{
	struct xc_bytes *terms = vb_arena_array(match->arena, size + 1, sizeof(terms[0]));
	size_t from = 0, middle = 0, to, count = 0;

	vb_utf8_next(text, size, &middle);
	for (; middle < size; from = middle, middle = to) {
		to = middle;
		vb_utf8_next(text, size, &to);
		terms[count++] = (struct xc_bytes){
			vb_schema_term_kept(match->arena, VB_TERM_GRAM[0], text + from, to - from),
			to - from + 1
		};
	}
	return vb_meet(match->index, terms, count, NULL, NULL, set, err);
}

static bool
is_in_passage(struct vb_match *match, uint32_t docid, const char *row, bool *found,
	      struct vb_err *err)
{
	struct vb_buf unpacked = VB_BUF_INIT;
	struct vb_folded folded;
	const char *text;
	char *data;
	size_t size, text_size;

	if (!vb_index_data(match->index, docid, &data, &size, err))
		return false;
	if (vb_record_text(data, size, &unpacked, &text, &text_size)) {
		vb_fold(vb_tokeniser_folder(match->tokeniser), text, text_size, &folded);
		*found = memmem(folded.text, folded.len, row, strlen(row)) != NULL;
	}
	vb_buf_fini(&unpacked);
	free(data);
	return true;
}

bool
vb_spelling_occurs(struct vb_match *match, const char *row, unsigned *left, bool *found,
		   struct vb_err *err)
{
	struct vb_set *set = vb_set_take(&match->index->sets);
	uint32_t docid = 0;
	bool ok = vb_spelling_pairs(match, row, strlen(row), set, err);

	*found = false;
	for (unsigned i = 0; ok && !*found && i < READ_ROW && *left > 0 &&
			     (docid = vb_set_next(set, docid + 1)) != 0; i++) {
		--*left;
		ok = vb_index_late(match->index) ||
		     is_in_passage(match, docid, row, found, err);
	}
	vb_set_give(&match->index->sets, set);
	return ok;
}
