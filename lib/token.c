/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "token.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libstemmer.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "buf.h"
#include "memory.h"
#include "stop.h"
#include "utf8.h"

/* Unspaced characters shown to ICU at a time: its dictionary needs memory for each. */
#define RUN_MAX 1024

enum class {
	UNKNOWN,	/* not worked out yet */
	OTHER,
	LETTER,
	DIGIT,
	MARK,		/* goes with the letter before it */
	UNSPACED
};

/* A word and its stem; the common words come again and again. */
#define STEMS 4096		/* a power of two */
#define STEM_BYTES 23

struct stemmed {
	uint8_t size, stem_size;	/* size 0: none yet */
	char word[STEM_BYTES], stem[STEM_BYTES];
};

struct vb_tokeniser {
	struct vb_folder *folder;
	struct sb_stemmer *stemmer;
	UBreakIterator *iterator;
	struct vb_token *list;
	size_t count, cap;
	struct vb_buf stems;
	uint32_t words;
	bool terms_only;		/* see vb_token_cut_terms() */
	UChar unit[2 * RUN_MAX];		/* a run in UTF-16 ... */
	uint32_t offset[2 * RUN_MAX + 1];	/* ... and where each unit stands in the folded text */
	uint8_t class[0x10000];
	struct stemmed stemmed[STEMS];	/* by hash: the last of each */
};

struct vb_tokeniser *
vb_tokeniser_new(struct vb_err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	struct vb_tokeniser *tokeniser = vb_memory_zeros(1, sizeof *tokeniser);

	tokeniser->folder = vb_folder_new(err);
	if (tokeniser->folder == NULL)
		goto out;
	tokeniser->stemmer = sb_stemmer_new("english", "UTF_8");
	if (tokeniser->stemmer == NULL) {
		vb_err_set(err, VB_IO, "cannot start the stemmer: 'english': libstemmer has none");
		goto out;
	}
	tokeniser->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	if (U_FAILURE(status)) {
		vb_err_set(err, VB_IO, "cannot load ICU's data: 'word': %s", u_errorName(status));
		tokeniser->iterator = NULL;
		goto out;
	}
	return tokeniser;
out:
	vb_tokeniser_free(tokeniser);
	return NULL;
}

void
vb_tokeniser_free(struct vb_tokeniser *tokeniser)
{
	if (tokeniser == NULL)
		return;
	vb_folder_free(tokeniser->folder);
	if (tokeniser->stemmer != NULL)
		sb_stemmer_delete(tokeniser->stemmer);
	if (tokeniser->iterator != NULL)
		ubrk_close(tokeniser->iterator);
	free(tokeniser->list);
	vb_buf_fini(&tokeniser->stems);
	free(tokeniser);
}

struct vb_folder *
vb_tokeniser_folder(struct vb_tokeniser *tokeniser)
{
	return tokeniser->folder;
}

static enum class
work_out(uint32_t point)
{
	uint32_t mask = U_GET_GC_MASK((UChar32)point);

	if (vb_utf8_unspaced(point))
		return UNSPACED;
	if (mask & U_GC_L_MASK)
		return LETTER;
	if (mask & U_GC_N_MASK)
		return DIGIT;
	return mask & U_GC_M_MASK ? MARK : OTHER;
}

bool
vb_token_in_word(uint32_t point)
{
	enum class class = work_out(point);

	return class == LETTER || class == DIGIT || class == MARK;
}

static inline enum class
class_of(struct vb_tokeniser *tokeniser, uint32_t point)
{
	if (point > 0xFFFF)
		return work_out(point);
	if (tokeniser->class[point] == UNKNOWN)
		tokeniser->class[point] = (uint8_t)work_out(point);
	return tokeniser->class[point];
}

static struct vb_token *
add(struct vb_tokeniser *tokeniser, enum vb_token_kind kind, const char *text, size_t from, size_t to)
{
	struct vb_token *token;

	if (tokeniser->count == tokeniser->cap) {
		tokeniser->cap = tokeniser->cap * 2 + 256;
		tokeniser->list = vb_memory_resize(tokeniser->list, tokeniser->cap,
						   sizeof *tokeniser->list);
	}
	token = &tokeniser->list[tokeniser->count++];
	*token = (struct vb_token){
		.kind = kind, .from = (uint32_t)from, .to = (uint32_t)to,
		.stop = !tokeniser->terms_only && vb_stop_is(text + from, to - from),
		.position = kind == VB_TOKEN_GRAM ? tokeniser->words - 1 : tokeniser->words++
	};
	return token;
}

static const char *
make_stem(struct vb_tokeniser *tokeniser, const char *word, size_t size, size_t *stem_size)
{
	const void *stem = sb_stemmer_stem(tokeniser->stemmer, (const void *)word, (int)size);

	if (stem == NULL)
		vb_memory_end();
	*stem_size = (size_t)sb_stemmer_length(tokeniser->stemmer);
	return stem;
}

static const char *
find_stem(struct vb_tokeniser *tokeniser, const char *word, size_t size, size_t *stem_size)
{
	struct stemmed *known;
	uint32_t hash = 0;
	const char *stem;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)word[i]) * 0x01000193u;
	known = &tokeniser->stemmed[(hash ^ hash >> 15) % STEMS];
	if (size > 0 && known->size == size && memcmp(known->word, word, size) == 0) {
		*stem_size = known->stem_size;
		return known->stem;
	}
	stem = make_stem(tokeniser, word, size, stem_size);
	if (size <= STEM_BYTES && *stem_size <= STEM_BYTES) {
		known->size = (uint8_t)size;
		known->stem_size = (uint8_t)*stem_size;
		memcpy(known->word, word, size);
		memcpy(known->stem, stem, *stem_size);
	}
	return stem;
}

static void
add_stem(struct vb_tokeniser *tokeniser, const char *word, size_t size, bool inflected)
{
	if (inflected)
		word = find_stem(tokeniser, word, size, &size);
	vb_buf_add(&tokeniser->stems, word, size);
	vb_buf_char(&tokeniser->stems, '\0');
}

static void
add_word(struct vb_tokeniser *tokeniser, const char *text, size_t from, size_t to, bool number)
{
	bool is_long = to - from > VB_TOKEN_MAX;

	while (from < to) {
		size_t end = to - from > VB_TOKEN_MAX ?
			vb_utf8_floor(text, to, from + VB_TOKEN_MAX) : to;
		struct vb_token *token = add(tokeniser, VB_TOKEN_WORD, text, from, end);

		token->number = number;
		token->is_long = is_long;
		if (!tokeniser->terms_only) {
			token->stem = (uint32_t)tokeniser->stems.len;
			add_stem(tokeniser, text + from, end - from, !number && !is_long);
		}
		from = end;
	}
}

/* The folded text is well-formed: a character's first byte tells its width. */
static size_t
width(const char *text)
{
	unsigned char byte = (unsigned char)*text;

	return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* One dictionary word [from, to) of a run that ends at end, and the grams that start in it. */
static void
add_han(struct vb_tokeniser *tokeniser, const char *text, size_t from, size_t to, size_t end)
{
	while (from < to) {
		size_t stop = to - from > VB_TOKEN_MAX ?
			vb_utf8_floor(text, to, from + VB_TOKEN_MAX) : to;

		add(tokeniser, VB_TOKEN_HAN, text, from, stop);
		while (from < stop) {
			size_t next = from + width(text + from);

			add(tokeniser, VB_TOKEN_GRAM, text, from,
			    next < end ? next + width(text + next) : next);
			from = next;
		}
	}
}

/* A run of unspaced characters, or a piece of one that is very long. */
static void
add_run(struct vb_tokeniser *tokeniser, const char *text, size_t from, size_t to, size_t end)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t units = 0, start = 0, next;

	while (from < to) {
		size_t at = from;
		UChar32 point = (UChar32)vb_utf8_next(text, to, &from);

		tokeniser->offset[units] = (uint32_t)at;
		U16_APPEND_UNSAFE(tokeniser->unit, units, point);
	}
	tokeniser->offset[units] = (uint32_t)to;
	ubrk_setText(tokeniser->iterator, tokeniser->unit, units, &status);
	while (start < units) {
		next = U_SUCCESS(status) ? ubrk_following(tokeniser->iterator, start) : UBRK_DONE;
		if (next == UBRK_DONE || next > units)
			next = units;
		add_han(tokeniser, text, tokeniser->offset[start], tokeniser->offset[next], end);
		start = next;
	}
}

/* The grams of a run; the text has no words of it. */
static void
add_grams(struct vb_tokeniser *tokeniser, const char *text, size_t from, size_t end)
{
	uint32_t points = 0;

	for (; from < end; points++) {
		size_t next = from + width(text + from);

		add(tokeniser, VB_TOKEN_GRAM, text, from,
		    next < end ? next + width(text + next) : next);
		from = next;
	}
	tokeniser->words += (2 * points + 2) / 3;
}

static void
add_runs(struct vb_tokeniser *tokeniser, const char *text, size_t from, size_t end)
{
	if (tokeniser->terms_only) {
		add_grams(tokeniser, text, from, end);
		return;
	}
	while (from < end) {
		size_t to = from;

		for (size_t points = 0; points < RUN_MAX && to < end; points++)
			to += width(text + to);
		add_run(tokeniser, text, from, to, end);
		from = to;
	}
}

/*
 * The class of the character at *at, which moves behind it.  Marks before a letter or
 * digit are taken with it: a quotation may begin with a mark of the word it cuts.
 */
static enum class
take_marks(struct vb_tokeniser *tokeniser, const char *text, size_t len, size_t *at)
{
	enum class class = class_of(tokeniser, vb_utf8_next(text, len, at));

	while (class == MARK && *at < len) {
		size_t next = *at;
		enum class after = class_of(tokeniser, vb_utf8_next(text, len, &next));

		if (after == OTHER || after == UNSPACED)
			break;
		class = after;
		*at = next;
	}
	return class;
}

const char *
vb_token_stem(struct vb_tokeniser *tokeniser, const char *word, size_t size)
{
	size_t at = 0;

	vb_buf_clear(&tokeniser->stems);
	add_stem(tokeniser, word, size,
		 size > 0 && take_marks(tokeniser, word, size, &at) != DIGIT);
	return tokeniser->stems.data;
}

static void
cut(struct vb_tokeniser *tokeniser, const char *text, size_t size, struct vb_tokens *out)
{
	size_t at = 0, len;

	vb_fold(tokeniser->folder, text, size, &out->folded);
	text = out->folded.text;
	len = out->folded.len;
	tokeniser->count = 0;
	tokeniser->words = 0;
	vb_buf_clear(&tokeniser->stems);
	vb_buf_char(&tokeniser->stems, '\0');	/* offset 0: no stem */
	while (at < len) {
		size_t from = at, to;
		enum class first = take_marks(tokeniser, text, len, &at);

		if (first == OTHER || first == MARK)
			continue;
		for (to = at; at < len; to = at) {
			enum class class = class_of(tokeniser, vb_utf8_next(text, len, &at));

			if (class == OTHER || (class == UNSPACED) != (first == UNSPACED) ||
			    (class == MARK && first == UNSPACED))
				break;
		}
		at = to;
		if (first == UNSPACED)
			add_runs(tokeniser, text, from, to);
		else
			add_word(tokeniser, text, from, to, first == DIGIT);
	}
	out->list = tokeniser->list;
	out->count = tokeniser->count;
	out->stems = tokeniser->stems.data;
	out->words = tokeniser->words;
}

void
vb_token_cut(struct vb_tokeniser *tokeniser, const char *text, size_t size, struct vb_tokens *out)
{
	tokeniser->terms_only = false;
	cut(tokeniser, text, size, out);
}

void
vb_token_cut_terms(struct vb_tokeniser *tokeniser, const char *text, size_t size,
		   struct vb_tokens *out)
{
	tokeniser->terms_only = true;
	cut(tokeniser, text, size, out);
}
