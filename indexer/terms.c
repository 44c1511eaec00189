/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terms.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common.h"
#include "compound.h"
#include "digest.h"
#include "memory.h"
#include "schema.h"
#include "stems.h"
#include "term_set.h"

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

struct vb_terms {
	struct vb_term_set *set;
	struct vb_buf record;
	struct vb_buf context;
};

struct vb_terms *
vb_terms_new(void)
{
	struct vb_terms *terms = vb_memory_resize(NULL, 1, sizeof *terms);

	memset(terms, 0, sizeof *terms);
	terms->set = vb_term_set_new();
	return terms;
}

void
vb_terms_free(struct vb_terms *terms)
{
	if (terms == NULL)
		return;
	vb_term_set_free(terms->set);
	vb_buf_fini(&terms->record);
	vb_buf_fini(&terms->context);
	free(terms);
}

/* Counts one occurrence (or none, for a filter) of prefix + bytes. */
static void
add(struct vb_terms *terms, const char *prefix, const char *bytes, size_t size, uint32_t wdf)
{
	vb_term_set_add(terms->set, prefix, bytes, size, wdf);
}

static void
add_filter(struct vb_terms *terms, const char *facet, const char *value)
{
	char term[VB_TERM_MAX];

	if (value != NULL && value[0] != '\0')
		add(terms, "", term, vb_schema_filter(facet, value, term), 0);
}

static void
add_common(void *data, const struct vb_common *common)
{
	add(data, VB_TERM_COMMON, common->code, common->size, 1);
}

/* What the text writes apart and others together: compound.h. */
static void
add_compounds(struct vb_terms *terms, const struct vb_tokens *tokens)
{
	struct vb_buf *term = &terms->context;
	struct vb_compound compound;

	for (size_t at = 0; vb_compound_next(tokens, &at, &compound);) {
		vb_buf_clear(term);
		vb_buf_str(term, compound.word);
		vb_buf_char(term, '\t');
		vb_buf_add(term, tokens->folded.text + compound.from, compound.to - compound.from);
		if (term->len + 2 < VB_TERM_MAX)
			add(terms, VB_TERM_NAME, term->data, term->len, 1);
	}
}

/* The ranking terms of text under the prefixes of words and of grams.  Returns its words. */
static uint32_t
add_text(struct vb_terms *terms, struct vb_tokeniser *tokeniser, const char *text, size_t size,
	 const char *word, const char *gram)
{
	struct vb_tokens tokens;
	bool has_long = false;

	vb_token_cut_terms(tokeniser, text, size, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct vb_token *token = &tokens.list[i];
		const char *bytes = tokens.folded.text + token->from;
		size_t length = token->to - token->from;

		switch (token->kind) {
		case VB_TOKEN_WORD:
			add(terms, word, bytes, length, 1);
			has_long = has_long || token->is_long;
			break;
		case VB_TOKEN_GRAM:
			add(terms, gram, bytes, length, 1);
			break;
		case VB_TOKEN_HAN:
			break;	/* there are none */
		}
	}
	if (word[0] != VB_TERM_WORD[0])
		return tokens.words;
	if (has_long)
		add(terms, VB_TERM_LONG, "", 0, 0);
	vb_common_find(tokens.folded.text, tokens.folded.len, add_common, terms);
	add_compounds(terms, &tokens);
	return tokens.words;
}

static const char *
document_key(const struct vb_record *record)
{
	return record->symbol[0] != '\0' ? record->symbol : record->path;
}

/* Only the first passage says what the document goes by: it may be long. */
static void
add_document(struct vb_terms *terms, const struct vb_record *record, const char *source)
{
	char key[VB_TERM_MAX], prefix[VB_TERM_MAX], term[VB_TERM_MAX];
	size_t skip = vb_schema_filter("document", "", prefix);

	vb_schema_filter("document", document_key(record), key);
	add(terms, VB_TERM_DOCUMENT, term,
	    (size_t)snprintf(term, sizeof term, "%s%s", source + 1, key + skip), 0);
}

static void
add_filters(struct vb_terms *terms, const struct vb_record *record)
{
	static const char *const kinds[] = {"", "list_item", "footnote"};
	char source[VB_TERMS_SOURCE_MAX];

	add_filter(terms, "state", record->state);
	for (size_t i = 0; i < record->themes.count; i++)
		add_filter(terms, "theme", record->themes.item[i]);
	add_filter(terms, "language", record->language);
	add_filter(terms, "original_language", record->original_language);
	for (size_t i = 0; i < record->cites.count; i++)
		add_filter(terms, "cites", record->cites.item[i]);
	add_filter(terms, "kind", kinds[record->kind]);
	add_filter(terms, "date", record->date);
	add(terms, VB_TERM_ID, record->id, strlen(record->id), 0);
	add(terms, "", source, vb_terms_source(record->path, source), 0);
	if (record->ordinal == 0)
		add_document(terms, record, source);
}

/* The terms, in room that is there already. */
static void
pack_terms(const struct vb_term *list, size_t count, struct vb_buf *out)
{
	char *at = out->data + out->len;

	for (size_t i = 0; i < count; i++) {
		struct term_head head = {list[i].wdf, list[i].size};

		memcpy(at, &head, sizeof head);
		memcpy(at + sizeof head, list[i].bytes, head.size);
		at += sizeof head + head.size;
	}
	out->len = (size_t)(at - out->data);
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

/* What the passage's names are called otherwise in its document: definition.h. */
static void
add_names(struct vb_terms *terms, struct vb_tokeniser *tokeniser, const struct vb_record *record)
{
	struct vb_buf *term = &terms->context;

	for (size_t i = 0; i < record->names.count; i++) {
		const char *item = record->names.item[i], *tab = strchr(item, '\t');

		vb_buf_clear(term);
		if (tab == NULL)
			continue;
		vb_stems_name(tokeniser, item, (size_t)(tab - item), term);
		vb_buf_str(term, tab);
		if (term->len + 2 < VB_TERM_MAX)
			add(terms, VB_TERM_NAME, term->data, term->len, 1);
	}
}

void
vb_terms_passage(struct vb_terms *terms, struct vb_tokeniser *tokeniser,
		 const struct vb_record *record, struct vb_buf *out)
{
	size_t start = out->len, count;
	const struct vb_term *list;
	struct head head;
	uint32_t words;

	vb_term_set_clear(terms->set);
	words = add_text(terms, tokeniser, record->text, record->text_size, VB_TERM_WORD,
			 VB_TERM_GRAM);
	add(terms, VB_TERM_LENGTH, "", 0, words);
	add(terms, VB_TERM_ORDINAL, "", 0, record->ordinal + 1);
	add_context(terms, tokeniser, record);
	add_names(terms, tokeniser, record);
	add_filters(terms, record);
	list = vb_term_set_sort(terms->set, &count);

	vb_buf_clear(&terms->record);
	vb_record_encode(record, &terms->record);
	head.data_size = (uint32_t)terms->record.len;
	vb_buf_reserve(out, sizeof head + terms->record.len + vb_term_set_bytes(terms->set) +
		       count * sizeof(struct term_head));
	vb_buf_add(out, &head, sizeof head);
	vb_buf_add(out, terms->record.data, terms->record.len);
	pack_terms(list, count, out);
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
	struct xc_bytes data;
	size_t end = vb_terms_data(bytes, size, &data);

	if (used != NULL)
		*used = end;
	if (!xc_document_clear(document, err) ||
	    !xc_document_value(document, VB_SLOT_RECORD, data.data, data.size, err))
		return false;
	vb_terms_walk_init(&walk, bytes, size);
	while (vb_terms_walk_next(&walk))
		if (!xc_document_term(document, walk.term, walk.size, walk.wdf, err))
			return false;
	return true;
}

bool
vb_terms_load(const char *bytes, size_t size, struct xc_load *load, size_t *used,
	      struct vb_err *err)
{
	struct vb_terms_walk walk;
	struct xc_bytes data;

	*used = vb_terms_data(bytes, size, &data);
	vb_terms_walk_init(&walk, bytes, size);
	while (vb_terms_walk_next(&walk))
		if (!xc_load_term(load, walk.term, walk.size, walk.wdf, err))
			return false;
	return xc_load_value(load, data.data, data.size, err) && xc_load_end(load, err);
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
