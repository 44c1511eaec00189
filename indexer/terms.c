/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terms.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "digest.h"
#include "schema.h"
#include "utf8.h"

/* A bundle begins with this; behind it stand data and the terms. */
struct head {
	uint32_t size;		/* of the whole bundle */
	uint32_t data_size;
};

/* Before each term's bytes. */
struct term_head {
	uint32_t wdf;
	uint32_t size;
};

struct entry {
	uint64_t rank;		/* the term's first 8 bytes as a number: sorts most pairs */
	const char *bytes;	/* set when all terms are known: the buffer moves before that */
	uint32_t at, size;
	uint32_t wdf;
	uint32_t hash;
};

struct vb_terms {
	struct vb_arena arena;	/* of this struct, the list and the table */
	struct vb_buf bytes;	/* the terms of the passage at hand, end to end */
	struct entry *list;
	size_t count, cap;
	uint32_t *table;	/* hash table of entry numbers + 1; 0 is free */
	size_t mask;
	struct vb_buf record;
	struct vb_buf context;
};

struct vb_terms *
vb_terms_new(void)
{
	struct vb_arena arena;
	struct vb_terms *terms;

	vb_arena_init(&arena);
	terms = vb_arena_alloc(&arena, sizeof *terms);
	terms->cap = 1024;
	terms->list = vb_arena_array(&arena, terms->cap, sizeof *terms->list);
	terms->mask = 4 * terms->cap - 1;
	terms->table = vb_arena_array(&arena, terms->mask + 1, sizeof *terms->table);
	terms->arena = arena;
	return terms;
}

void
vb_terms_free(struct vb_terms *terms)
{
	struct vb_arena arena;

	if (terms == NULL)
		return;
	vb_buf_fini(&terms->bytes);
	vb_buf_fini(&terms->record);
	vb_buf_fini(&terms->context);
	arena = terms->arena;
	vb_arena_fini(&arena);
}

static void
clear(struct vb_terms *terms)
{
	size_t slot;

	/* Emptying by entries is cheaper than wiping the table for a short passage. */
	for (size_t i = 0; i < terms->count; i++) {
		slot = terms->list[i].hash & terms->mask;
		while (terms->table[slot] != 0) {
			terms->table[slot] = 0;
			slot = (slot + 1) & terms->mask;
		}
	}
	terms->count = 0;
	vb_buf_clear(&terms->bytes);
}

static void
grow(struct vb_terms *terms)
{
	struct entry *list = terms->list;
	size_t slot;

	/* What was outgrown stays in the arena: all of it together is less than what is in use. */
	terms->cap *= 2;
	terms->list = vb_arena_array(&terms->arena, terms->cap, sizeof *terms->list);
	memcpy(terms->list, list, terms->count * sizeof *list);
	terms->mask = 4 * terms->cap - 1;
	terms->table = vb_arena_array(&terms->arena, terms->mask + 1, sizeof *terms->table);
	for (size_t i = 0; i < terms->count; i++) {
		slot = terms->list[i].hash & terms->mask;
		while (terms->table[slot] != 0)
			slot = (slot + 1) & terms->mask;
		terms->table[slot] = (uint32_t)i + 1;
	}
}

/* Counts one occurrence (or none, for a filter) of prefix + bytes. */
static void
add(struct vb_terms *terms, const char *prefix, const char *bytes, size_t size, uint32_t wdf)
{
	uint32_t hash = 2166136261u;
	size_t at = terms->bytes.len, slot;
	struct entry *entry;

	vb_buf_str(&terms->bytes, prefix);
	vb_buf_add(&terms->bytes, bytes, size);
	size = terms->bytes.len - at;
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)terms->bytes.data[at + i]) * 16777619u;
	slot = hash & terms->mask;
	while (terms->table[slot] != 0) {
		entry = &terms->list[terms->table[slot] - 1];
		if (entry->hash == hash && entry->size == size &&
		    memcmp(terms->bytes.data + entry->at, terms->bytes.data + at, size) == 0) {
			entry->wdf += wdf;
			terms->bytes.len = at;
			return;
		}
		slot = (slot + 1) & terms->mask;
	}
	if (terms->count == terms->cap) {
		grow(terms);
		slot = hash & terms->mask;
		while (terms->table[slot] != 0)
			slot = (slot + 1) & terms->mask;
	}
	entry = &terms->list[terms->count];
	entry->at = (uint32_t)at;
	entry->size = (uint32_t)size;
	entry->wdf = wdf;
	entry->hash = hash;
	terms->table[slot] = (uint32_t)++terms->count;
}

static void
add_filter(struct vb_terms *terms, const char *facet, const char *value)
{
	char term[VB_TERM_MAX];

	if (value != NULL && value[0] != '\0')
		add(terms, "", term, vb_schema_filter(facet, value, term), 0);
}

/* The ranking terms of text under the prefixes of words and of grams.  Returns its words. */
static uint32_t
add_text(struct vb_terms *terms, struct vb_tokeniser *tokeniser, const char *text, size_t size,
	 const char *word, const char *gram)
{
	struct vb_tokens tokens;
	bool has_long = false;

	vb_token_cut_unstemmed(tokeniser, text, size, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];
		const char *bytes = tokens.folded.text + token->from;
		size_t length = token->to - token->from;

		switch (token->kind) {
		case VB_TOKEN_WORD:
			add(terms, word, bytes, length, 1);
			has_long = has_long || token->is_long;
			break;
		case VB_TOKEN_HAN:
			has_long = has_long || token->is_long;
			break;
		case VB_TOKEN_GRAM:
			add(terms, gram, bytes, length, 1);
			break;
		}
	}
	if (has_long && word[0] == VB_TERM_WORD[0])
		add(terms, VB_TERM_LONG, "", 0, 0);
	return tokens.words;
}

static const char *
document_key(const struct vb_record *record)
{
	return record->symbol[0] != '\0' ? record->symbol : record->path;
}

static void
add_filters(struct vb_terms *terms, const struct vb_record *record, const struct vb_states *states)
{
	static const char *const kinds[] = {"paragraph", "list_item", "footnote"};
	const struct vb_state *state = NULL;
	char year[5] = "", source[VB_TERMS_SOURCE_MAX];

	if (record->state[0] != '\0')
		state = vb_state_by_code(states, record->state);
	if (strlen(record->date) >= 4)
		memcpy(year, record->date, 4);
	add_filter(terms, "state", record->state);
	add_filter(terms, "region", state != NULL ? state->region : "");
	for (size_t i = 0; i < record->themes.count; i++)
		add_filter(terms, "theme", record->themes.item[i]);
	add_filter(terms, "document", document_key(record));
	add_filter(terms, "language", record->language);
	add_filter(terms, "original_language", record->original_language);
	add_filter(terms, "year", year);
	for (size_t i = 0; i < record->cites.count; i++)
		add_filter(terms, "cites", record->cites.item[i]);
	add_filter(terms, "symbol", record->symbol);
	add_filter(terms, "kind", kinds[record->kind]);
	add_filter(terms, "date", record->date);
	add(terms, VB_TERM_ID, record->id, strlen(record->id), 0);
	add(terms, "", source, vb_terms_source(record->path, source), 0);
}

static int
compare(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	size_t shorter = left->size < right->size ? left->size : right->size;
	int order;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	order = memcmp(left->bytes, right->bytes, shorter);
	if (order != 0)
		return order;
	return (left->size > right->size) - (left->size < right->size);
}

static void
sort(struct vb_terms *terms)
{
	for (size_t i = 0; i < terms->count; i++) {
		struct entry *entry = &terms->list[i];

		entry->bytes = terms->bytes.data + entry->at;
		entry->rank = 0;
		for (size_t k = 0; k < 8; k++)
			entry->rank = entry->rank << 8 |
				(k < entry->size ? (unsigned char)entry->bytes[k] : 0);
	}
	qsort(terms->list, terms->count, sizeof *terms->list, compare);
}

static void
add_context(struct vb_terms *terms, struct vb_tokeniser *tokeniser, const struct vb_record *record)
{
	vb_buf_clear(&terms->context);
	for (size_t i = 0; i < record->heading.count; i++) {
		/* The bar is no letter: no word or gram spans two headings. */
		vb_buf_str(&terms->context, record->heading.item[i]);
		vb_buf_str(&terms->context, " | ");
	}
	vb_buf_str(&terms->context, record->lead_in);
	if (terms->context.len > 0)
		add_text(terms, tokeniser, terms->context.data, terms->context.len,
			 VB_TERM_WORD_CONTEXT, VB_TERM_GRAM_CONTEXT);
}

void
vb_terms_passage(struct vb_terms *terms, struct vb_tokeniser *tokeniser,
		 const struct vb_record *record, const struct vb_states *states,
		 struct vb_buf *out)
{
	size_t start = out->len;
	struct head head;
	uint32_t words;

	clear(terms);
	words = add_text(terms, tokeniser, record->text, record->text_size, VB_TERM_WORD,
			 VB_TERM_GRAM);
	add(terms, VB_TERM_LENGTH, "", 0, words);
	add(terms, VB_TERM_ORDINAL, "", 0, record->ordinal + 1);
	add_context(terms, tokeniser, record);
	add_filters(terms, record, states);
	sort(terms);

	vb_buf_clear(&terms->record);
	vb_record_encode(record, &terms->record);
	head.data_size = (uint32_t)terms->record.len;
	vb_buf_reserve(out, sizeof head + terms->record.len + terms->bytes.len +
		       terms->count * sizeof(struct term_head));
	vb_buf_add(out, &head, sizeof head);
	vb_buf_add(out, terms->record.data, terms->record.len);
	for (size_t i = 0; i < terms->count; i++) {
		struct term_head one = {terms->list[i].wdf, terms->list[i].size};

		vb_buf_add(out, &one, sizeof one);
		vb_buf_add(out, terms->list[i].bytes, one.size);
	}
	head.size = (uint32_t)(out->len - start);
	memcpy(out->data + start, &head, sizeof head);
}

size_t
vb_terms_data(const char *bytes, size_t size, struct xc_bytes *data)
{
	struct head head;

	assert(size >= sizeof head);
	memcpy(&head, bytes, sizeof head);
	assert(head.size <= size);
	data->data = bytes + sizeof head;
	data->size = head.data_size;
	return head.size;
}

void
vb_terms_walk_init(struct vb_terms_walk *walk, const char *bytes, size_t size)
{
	struct head head;

	assert(size >= sizeof head);
	memcpy(&head, bytes, sizeof head);
	assert(head.size <= size);
	memset(walk, 0, sizeof *walk);
	walk->at = bytes + sizeof head + head.data_size;
	walk->end = bytes + head.size;
}

bool
vb_terms_walk_next(struct vb_terms_walk *walk)
{
	struct term_head one;

	if (walk->at == walk->end)
		return false;
	memcpy(&one, walk->at, sizeof one);
	walk->term = walk->at + sizeof one;
	walk->size = one.size;
	walk->wdf = one.wdf;
	walk->at = walk->term + one.size;
	return true;
}

bool
vb_terms_document(const char *bytes, size_t size, struct xc_document *document, size_t *used,
		  struct vb_err *err)
{
	struct vb_terms_walk walk;
	struct head head;

	vb_terms_walk_init(&walk, bytes, size);
	memcpy(&head, bytes, sizeof head);
	if (used != NULL)
		*used = head.size;
	if (!xc_document_clear(document, err) ||
	    !xc_document_data(document, bytes + sizeof head, head.data_size, err))
		return false;
	while (vb_terms_walk_next(&walk))
		if (!xc_document_term(document, walk.term, walk.size, walk.wdf, err))
			return false;
	return true;
}

size_t
vb_terms_source(const char *path, char out[VB_TERMS_SOURCE_MAX])
{
	char hex[VB_DIGEST_MAX];

	vb_digest_bytes(path, strlen(path), hex);
	out[0] = VB_TERM_SOURCE[0];
	memcpy(out + 1, hex, VB_TERMS_SOURCE_MAX - 2);
	out[VB_TERMS_SOURCE_MAX - 1] = '\0';
	return VB_TERMS_SOURCE_MAX - 1;
}
