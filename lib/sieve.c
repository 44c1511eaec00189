/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sieve.h"

#include <string.h>

#include "token.h"
#include "utf8.h"

/* Bits that a key sets: one shares its place with a common key too often, three fill long texts. */
#define BITS 2

/* 2^64 by the golden ratio, odd: spreads what is multiplied by it over the upper bits. */
#define SPREAD 0x9E3779B97F4A7C15ull

enum class { GAP, LETTER, UNSPACED, OTHER };

/* Characters of one class in a row. */
struct run {
	enum class class;
	size_t start, end;
};

/* By first byte; OTHER: that does not tell.  From U+5000 to U+9FFF all are Han. */
#define TEN(class) class, class, class, class, class, class, class, class, class, class
static const uint8_t class_by_byte[256] = {
	['0'] = TEN(LETTER),
	['a'] = TEN(LETTER), TEN(LETTER), LETTER, LETTER, LETTER, LETTER, LETTER, LETTER,
	[0x80] = TEN(OTHER), TEN(OTHER), TEN(OTHER), TEN(OTHER), TEN(OTHER),
	TEN(OTHER), TEN(OTHER), TEN(OTHER), TEN(OTHER), TEN(OTHER), OTHER,
	[0xE5] = UNSPACED, UNSPACED, UNSPACED, UNSPACED, UNSPACED,
	[0xEA] = TEN(OTHER), TEN(OTHER), OTHER, OTHER
};

static enum class
class_of(uint32_t point)
{
	if (vb_utf8_unspaced(point))
		return UNSPACED;
	return vb_token_in_word(point) ? LETTER : GAP;
}

/* The class of the character at *at, which moves behind it. */
static inline enum class
next_class(const char *text, size_t size, size_t *at)
{
	enum class class = class_by_byte[(unsigned char)text[*at]];

	if (class <= LETTER)
		++*at;
	else if (class == UNSPACED && size - *at >= 3)
		*at += 3;
	else
		class = class_of(vb_utf8_next_wide(text, size, at));
	return class;
}

/* The run behind another. */
static inline struct run
next_run(const char *text, size_t size, size_t start)
{
	size_t at = start;
	struct run run = {next_class(text, size, &at), start, at};

	while (at < size && next_class(text, size, &at) == run.class)
		run.end = at;
	return run;
}

static uint64_t
bytes_of(const char *text, size_t from, size_t to)
{
	uint64_t bytes = 0;

	for (; from < to; from++)
		bytes = bytes << 8 | (unsigned char)text[from];
	return bytes;
}

/* The end of a word, before a gap; 0 when it is not known. */
static uint64_t
side_before(const char *text, const struct run *run)
{
	size_t start = run->end;

	if (run->class == UNSPACED)
		vb_utf8_prev(text, &start);
	else if (run->end - run->start >= 2)
		start = run->end - 2;
	else if (run->start > 0)
		start = run->start;
	return bytes_of(text, start, run->end);
}

/* The beginning of a word, behind a gap; 0 when it is not known. */
static uint64_t
side_behind(const char *text, size_t size, const struct run *run)
{
	size_t end = run->start;

	if (run->class == UNSPACED)
		vb_utf8_next(text, size, &end);
	else if (run->end - run->start >= 2)
		end = run->start + 2;
	else if (run->end < size)
		end = run->end;
	return bytes_of(text, run->start, end);
}

static void
add_key(struct vb_sieve *sieve, uint64_t key)
{
	key *= SPREAD;
	key = (key ^ key >> 32) * SPREAD;
	for (int i = 0; i < BITS; i++, key <<= 8)
		sieve->bits[key >> 62] |= 1ull << (key >> 56) % 64;
}

void
vb_sieve_add_again(struct vb_sieve *sieve, uint32_t point)
{
	add_key(sieve, (uint64_t)point + 1);
}

/* A character of a script without spaces and the mark or blank before it, or behind it. */
static void
add_side(struct vb_sieve *sieve, const char *text, size_t from, size_t to)
{
	add_key(sieve, bytes_of(text, from, to) + 1);
}

static void
add_sides(struct vb_sieve *sieve, const char *text, size_t size, const struct run *run)
{
	size_t from = run->start, to = run->start;

	if (run->start > 0 && class_of(vb_utf8_prev(text, &from)) == GAP) {
		vb_utf8_next(text, size, &to);
		add_side(sieve, text, from, to);
	}
	from = to = run->end;
	if (run->end < size && class_of(vb_utf8_next(text, size, &to)) == GAP) {
		vb_utf8_prev(text, &from);
		add_side(sieve, text, from, to);
	}
}

/* The characters met so far; those beyond the first plane share the bits of others. */
struct met {
	bool any;
	uint64_t bits[0x10000 / 64];
};

/* The characters of a run. */
static void
add_characters(struct vb_sieve *sieve, const char *text, const struct run *run, struct met *met)
{
	if (!met->any)
		memset(met, 0, sizeof(*met));
	met->any = true;
	for (size_t at = run->start; at < run->end;) {
		uint32_t point = vb_utf8_next_wide(text, run->end, &at);
		uint64_t bit = 1ull << point % 64, *word = &met->bits[point / 64 % (0x10000 / 64)];

		if (*word & bit)
			vb_sieve_add_again(sieve, point);
		*word |= bit;
	}
}

void
vb_sieve_add(struct vb_sieve *sieve, const char *text, size_t size)
{
	uint64_t before = 0, gap = 0;	/* 0: there is none, or it is not known */
	struct met met;

	met.any = false;
	for (size_t at = 0; at < size;) {
		struct run run = next_run(text, size, at);
		uint64_t behind;

		at = run.end;
		if (run.class == GAP) {
			gap = 0;
			for (size_t i = run.start; i < run.end; i++)
				gap = (gap + (unsigned char)text[i]) * SPREAD;
			continue;
		}
		if (run.class == UNSPACED) {
			add_sides(sieve, text, size, &run);
			add_characters(sieve, text, &run, &met);
		}
		behind = side_behind(text, size, &run);
		if (before != 0 && gap != 0 && behind != 0)
			add_key(sieve, (before << 32 | behind) ^ gap);
		before = side_before(text, &run);
		gap = 0;
	}
}

bool
vb_sieve_any(const struct vb_sieve *sieve)
{
	uint64_t any = 0;

	for (size_t i = 0; i < VB_SIEVE_WORDS; i++)
		any |= sieve->bits[i];
	return any != 0;
}
