/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever the bytes: tokens stand where they say and leave out no letter or digit; and for
 * any piece of the text taken as a quotation, the terms by which it is looked up are terms
 * of the whole: its inner words exactly, the first as an ending, the last as a beginning.
 */
#include "token.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "fuzz.h"
#include "utf8.h"

#define QUOTATIONS 3

struct copy {
	char *text;
	size_t len;
	struct vb_token *list;
	size_t count;
};

static struct copy
keep(const struct vb_tokens *tokens)
{
	struct copy copy = {malloc(tokens->folded.len + 1), tokens->folded.len,
			    malloc((tokens->count + 1) * sizeof *copy.list), tokens->count};

	memcpy(copy.text, tokens->folded.text, copy.len + 1);
	if (copy.count > 0)
		memcpy(copy.list, tokens->list, copy.count * sizeof *copy.list);
	return copy;
}

static bool
is_letter_or_digit(uint32_t point)
{
	return vb_utf8_unspaced(point) || (U_GET_GC_MASK((UChar32)point) & (U_GC_L_MASK | U_GC_N_MASK));
}

/* Words follow one another, and what lies between them is neither letter nor digit. */
static void
check_cover(const struct copy *whole)
{
	size_t done = 0;

	for (size_t i = 0; i <= whole->count; i++) {
		size_t from = i < whole->count ? whole->list[i].from : whole->len;

		if (i < whole->count && whole->list[i].kind == VB_TOKEN_GRAM)
			continue;
		must(from >= done);
		while (done < from)
			must(!is_letter_or_digit(vb_utf8_next(whole->text, whole->len, &done)));
		must(done == from);
		if (i < whole->count)
			done = whole->list[i].to;
	}
}

static void
check_tokens(const struct vb_tokens *tokens)
{
	uint32_t words = 0, last = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct vb_token *token = &tokens->list[i];
		size_t size = token->to - token->from;

		must(token->from < token->to && token->to <= tokens->folded.len);
		must(token->from >= last && size <= VB_TOKEN_MAX);
		must(vb_utf8_valid(tokens->folded.text + token->from, size));
		must((token->kind == VB_TOKEN_WORD) == (token->stem != 0));
		must(token->kind != VB_TOKEN_WORD || strlen(tokens->stems + token->stem) > 0);
		last = token->from;
		if (token->kind == VB_TOKEN_GRAM) {
			size_t points = vb_utf8_points(tokens->folded.text + token->from, size);

			must(token->position + 1 == words && points <= 2);
		} else {
			must(token->position == words++);
		}
	}
	must(words == tokens->words);
}

/* How a term of the quotation stands to its edges: it may be more in the whole text. */
struct look {
	const char *term;
	size_t size;
	enum vb_token_kind kind;
	bool open_left, open_right;
};

static bool
is_found(const struct copy *whole, const struct look *look)
{
	for (size_t i = 0; i < whole->count; i++) {
		const struct vb_token *token = &whole->list[i];
		const char *term = whole->text + token->from;
		size_t size = token->to - token->from;

		if (token->is_long)
			return true;	/* such a passage is always looked into */
		if (token->kind != look->kind || size < look->size)
			continue;
		if (look->open_left && look->open_right) {
			if (memmem(term, size, look->term, look->size) != NULL)
				return true;
		} else if ((look->open_right || size == look->size) &&
			   memcmp(term, look->term, look->size) == 0) {
			return true;
		} else if (look->open_left &&
			   memcmp(term + size - look->size, look->term, look->size) == 0) {
			return true;
		}
	}
	return false;
}

static void
check_quotation(const struct copy *whole, const struct vb_tokens *quotation)
{
	const char *text = quotation->folded.text;
	size_t first = 0, last = 0;
	bool any = false;

	for (size_t i = 0; i < quotation->count; i++)
		if (quotation->list[i].kind == VB_TOKEN_WORD) {
			first = any ? first : i;
			last = i;
			any = true;
		}
	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_token *token = &quotation->list[i];
		struct look look = {text + token->from, token->to - token->from, token->kind, false, false};

		if (token->kind == VB_TOKEN_HAN || token->is_long)
			continue;
		if (token->kind == VB_TOKEN_WORD) {
			look.open_left = i == first && token->from == 0;
			look.open_right = i == last && token->to == quotation->folded.len;
		} else {
			look.open_right = token->to == quotation->folded.len &&
				vb_utf8_points(look.term, look.size) == 1;
		}
		must(is_found(whole, &look));
	}
}

static size_t
cut_place(const char *text, size_t size, size_t at)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normaliser = unorm2_getNFKCCasefoldInstance(&status);
	size_t place = 0;

	while (place < size) {
		size_t next = place;
		uint32_t point = vb_utf8_next(text, size, &next);

		if (place >= at && unorm2_hasBoundaryBefore(normaliser, (UChar32)point))
			break;
		place = next;
	}
	return place;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct vb_tokeniser *tokeniser;
	const char *text = (const char *)data;
	struct vb_tokens tokens;
	struct copy whole;

	if (tokeniser == NULL)
		tokeniser = vb_tokeniser_new(NULL);
	vb_token_cut(tokeniser, text, size, &tokens);
	check_tokens(&tokens);
	whole = keep(&tokens);
	check_cover(&whole);
	for (unsigned i = 0; i < QUOTATIONS && size > 0; i++) {
		size_t from = cut_place(text, size, fuzz_pick(data, size, 2 * i) % size);
		size_t to = cut_place(text, size, from + fuzz_pick(data, size, 2 * i + 1) % (size - from + 1));

		vb_token_cut(tokeniser, text + from, to - from, &tokens);
		check_quotation(&whole, &tokens);
	}
	free(whole.text);
	free(whole.list);
	return 0;
}
