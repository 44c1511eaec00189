/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "highlight.h"
#include "symbol.h"
#include "utf8.h"

#define SYMBOLS_AT_ONCE 64

/* One text while it is looked through: every byte that is lit, and the marks so far. */
struct page {
	const struct vb_highlighter *highlighter;
	const char *text;
	size_t size;
	unsigned char *lit;	/* a bit a byte of the text */
	struct vb_mark *mark;
	size_t mark_count;
};

/* A bit a byte. */
static bool
has_bit(const unsigned char *bits, size_t at)
{
	return bits[at / 8] >> at % 8 & 1;
}

static bool
is_word(enum vb_wanted_kind kind)
{
	return kind == VB_WANTED_WORD || kind == VB_WANTED_STEM || kind == VB_WANTED_PREFIX;
}

/* Order of the lookup table: by kind, then by bytes. */
static int
compare_words(enum vb_wanted_kind a_kind, const char *a, size_t a_size,
	      enum vb_wanted_kind b_kind, const char *b, size_t b_size)
{
	int order;

	if (a_kind != b_kind)
		return a_kind < b_kind ? -1 : 1;
	order = memcmp(a, b, a_size < b_size ? a_size : b_size);
	if (order)
		return order;
	return a_size < b_size ? -1 : a_size > b_size;
}

static int
compare_places(const void *a, const void *b, void *list)
{
	const struct vb_wanted *wanted = list;
	const struct vb_wanted *x = &wanted[*(const uint32_t *)a];
	const struct vb_wanted *y = &wanted[*(const uint32_t *)b];

	return compare_words(x->kind, x->text, x->size, y->kind, y->text, y->size);
}

/*
 * The border table of Knuth, Morris and Pratt ("Fast pattern matching in strings", 1977):
 * border[i] is the length of the longest proper prefix of text[0..i] that is its suffix too.
 * With it a search never goes back in the passage, whatever is repeated in either.
 */
static const uint32_t *
make_borders(const char *text, size_t size, struct vb_arena *arena)
{
	uint32_t *border = vb_arena_array(arena, size, sizeof *border);
	uint32_t length = 0;

	for (size_t i = 1; i < size; i++) {
		while (length && text[i] != text[length])
			length = border[length - 1];
		if (text[i] == text[length])
			length++;
		border[i] = length;
	}
	return border;
}

void
vb_highlighter_init(struct vb_highlighter *highlighter, struct vb_tokeniser *tokeniser,
		    const struct vb_wanted_list *wanted, struct vb_arena *arena)
{
	uint32_t *words = vb_arena_array(arena, wanted->count + 1, sizeof *words);

	*highlighter = (struct vb_highlighter){
		.tokeniser = tokeniser,
		.wanted = wanted->item,
		.wanted_count = wanted->count,
		.words = words,
		.borders = vb_arena_array(arena, wanted->count + 1, sizeof *highlighter->borders),
		.mark = vb_arena_array(arena, VB_MARK_MAX, sizeof *highlighter->mark),
	};
	vb_arena_init(&highlighter->scratch);
	for (size_t i = 0; i < wanted->count; i++) {
		const struct vb_wanted *item = &wanted->item[i];

		if (!item->size)
			continue;
		if (is_word(item->kind)) {
			unsigned char first = (unsigned char)item->text[0];

			words[highlighter->word_count++] = (uint32_t)i;
			highlighter->first[first / 8] |= (unsigned char)(1u << first % 8);
		} else if (item->kind == VB_WANTED_TEXT)
			highlighter->borders[i] = make_borders(item->text, item->size, arena);
	}
	if (highlighter->word_count)
		qsort_r(words, highlighter->word_count, sizeof *words, compare_places, wanted->item);
}

void
vb_highlighter_fini(struct vb_highlighter *highlighter)
{
	vb_arena_fini(&highlighter->scratch);
}

/* Lights source bytes [start, end) for the wanted thing at place. */
static void
light(struct page *page, size_t start, size_t end, uint32_t place)
{
	const struct vb_wanted *wanted = &page->highlighter->wanted[place];

	for (size_t i = start; i < end; i++)
		page->lit[i / 8] |= (unsigned char)(1u << i % 8);
	if (page->mark_count < VB_MARK_MAX)
		page->mark[page->mark_count++] = (struct vb_mark){
			.start = (uint32_t)start,
			.end = (uint32_t)end,
			.wanted = place,
			.weight = (uint32_t)vb_utf8_points(wanted->text, wanted->size),
		};
}

static void
light_folded(struct page *page, const struct vb_folded *folded, size_t from, size_t to,
	     uint32_t place)
{
	size_t start, end;

	vb_folded_range(folded, page->text, page->size, from, to, &start, &end);
	light(page, start, end, place);
}

/* The place of a wanted word or stem, or wanted_count. */
static size_t
find_word(const struct vb_highlighter *highlighter, enum vb_wanted_kind kind, const char *text,
	  size_t size)
{
	size_t low = 0, high = highlighter->word_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t place = highlighter->words[middle];
		const struct vb_wanted *wanted = &highlighter->wanted[place];
		int order = compare_words(kind, text, size, wanted->kind, wanted->text, wanted->size);

		if (order == 0)
			return place;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return highlighter->wanted_count;
}

/* The place of a wanted prefix of the word, or wanted_count. */
static size_t
find_prefix(const struct vb_highlighter *highlighter, const char *text, size_t size)
{
	for (size_t i = highlighter->word_count; i-- > 0;) {
		size_t place = highlighter->words[i];
		const struct vb_wanted *wanted = &highlighter->wanted[place];

		if (wanted->kind != VB_WANTED_PREFIX)
			break;		/* they sort last among the words */
		if (wanted->size <= size && memcmp(wanted->text, text, wanted->size) == 0)
			return place;
	}
	return highlighter->wanted_count;
}

/* What a word was wanted as, or wanted_count. */
static size_t
find_token(const struct vb_highlighter *highlighter, const struct vb_token *token, const char *text)
{
	size_t size = token->to - token->from;
	size_t place = find_word(highlighter, VB_WANTED_WORD, text, size);

	if (place == highlighter->wanted_count) {
		/* Numbers and pieces of an over-long word are their own stem. */
		const char *stem = token->is_long ? NULL :
			vb_token_stem(highlighter->tokeniser, text, size);

		place = stem == NULL ? find_word(highlighter, VB_WANTED_STEM, text, size) :
			find_word(highlighter, VB_WANTED_STEM, stem, strlen(stem));
	}
	return place < highlighter->wanted_count ? place : find_prefix(highlighter, text, size);
}

/* A word, its stem and its beginnings begin with the same byte: most words need no look. */
static void
find_words(struct page *page, const struct vb_tokens *tokens)
{
	const struct vb_highlighter *highlighter = page->highlighter;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct vb_token *token = &tokens->list[i];
		const char *text = tokens->folded.text + token->from;
		size_t place;

		if (token->kind != VB_TOKEN_WORD || !has_bit(highlighter->first, (unsigned char)text[0]))
			continue;
		place = find_token(highlighter, token, text);
		if (place < highlighter->wanted_count)
			light_folded(page, &tokens->folded, token->from, token->to, (uint32_t)place);
	}
}

/* Finds that overlap or touch ("aa" in "aaaaa") become one mark. */
static void
find_text(struct page *page, const struct vb_folded *folded, uint32_t place)
{
	const struct vb_wanted *wanted = &page->highlighter->wanted[place];
	const uint32_t *border = page->highlighter->borders[place];
	const char *found = memmem(folded->text, folded->len, wanted->text, wanted->size);
	size_t from = 0, to = 0, same = 0;

	/* From the first find on never back in the text, whatever is repeated. */
	for (size_t i = found == NULL ? folded->len : (size_t)(found - folded->text); i < folded->len;
	     i++) {
		while (same && folded->text[i] != wanted->text[same])
			same = border[same - 1];
		if (folded->text[i] == wanted->text[same])
			same++;
		if (same < wanted->size)
			continue;
		if (i + 1 - wanted->size > to || !to) {
			if (to)
				light_folded(page, folded, from, to, place);
			from = i + 1 - wanted->size;
		}
		to = i + 1;
		same = border[same - 1];
	}
	if (to)
		light_folded(page, folded, from, to, place);
}

static void
find_symbols(struct page *page, uint32_t place)
{
	const struct vb_wanted *wanted = &page->highlighter->wanted[place];
	struct vb_symbol found[SYMBOLS_AT_ONCE];
	size_t at = 0, count;

	do {
		count = vb_symbol_find(page->text + at, page->size - at, found, SYMBOLS_AT_ONCE);
		for (size_t i = 0; i < count; i++)
			if (strcmp(found[i].text, wanted->text) == 0)
				light(page, at + found[i].start, at + found[i].end, place);
		if (count)
			at += found[count - 1].end;
	} while (count == SYMBOLS_AT_ONCE);
}

static int
compare_marks(const void *a, const void *b)
{
	const struct vb_mark *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->wanted != y->wanted)
		return x->wanted < y->wanted ? -1 : 1;
	return 0;
}

/* The first byte at or after at that is lit, or is not; the text's size when there is none. */
static size_t
next_edge(const struct page *page, size_t at, bool lit)
{
	unsigned char dull = lit ? 0 : 0xff;

	while (at < page->size && has_bit(page->lit, at) != lit)
		at += at % 8 == 0 && page->lit[at / 8] == dull ? 8 : 1;
	return at < page->size ? at : page->size;
}

/* What is lit, as characters: called twice, to count the ranges and to write them. */
static size_t
write_ranges(const struct page *page, struct vb_highlight *range)
{
	size_t count = 0, end = 0, start;
	uint32_t point = 0;

	while ((start = next_edge(page, end, true)) < page->size) {
		if (range)
			point += (uint32_t)vb_utf8_points(page->text + end, start - end);
		end = next_edge(page, start, false);
		if (range) {
			range[count].start = point;
			point += (uint32_t)vb_utf8_points(page->text + start, end - start);
			range[count].end = point;
		}
		count++;
	}
	return count;
}

void
vb_highlight_find(struct vb_highlighter *highlighter, const char *text, size_t size,
		  struct vb_arena *arena, struct vb_lit *lit)
{
	struct page page = {
		.highlighter = highlighter, .text = text, .size = size, .mark = highlighter->mark,
	};
	struct vb_highlight *range;
	struct vb_tokens tokens;
	struct vb_folded folded;

	*lit = (struct vb_lit){.wanted_count = highlighter->wanted_count};
	if (!size || !highlighter->wanted_count)
		return;
	vb_arena_reset(&highlighter->scratch);
	page.lit = vb_arena_alloc(&highlighter->scratch, size / 8 + 1);

	if (highlighter->word_count > 0) {
		vb_token_cut_terms(highlighter->tokeniser, text, size, &tokens);
		find_words(&page, &tokens);
		folded = tokens.folded;
	} else {
		vb_fold(vb_tokeniser_folder(highlighter->tokeniser), text, size, &folded);
	}
	for (uint32_t i = 0; i < highlighter->wanted_count; i++) {
		if (highlighter->borders[i])
			find_text(&page, &folded, i);
		else if (highlighter->wanted[i].kind == VB_WANTED_SYMBOL)
			find_symbols(&page, i);
	}
	qsort(page.mark, page.mark_count, sizeof *page.mark, compare_marks);

	lit->range_count = write_ranges(&page, NULL);
	range = vb_arena_array(arena, lit->range_count + 1, sizeof *range);
	write_ranges(&page, range);
	lit->range = range;
	lit->mark = vb_arena_array(arena, page.mark_count + 1, sizeof *page.mark);
	lit->mark_count = page.mark_count;
	memcpy((struct vb_mark *)lit->mark, page.mark, page.mark_count * sizeof *page.mark);
}
