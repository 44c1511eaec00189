/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gaps.h"

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

/* A gap between two words, whose sides are known. */
static void
add_key(struct vb_gaps *gaps, uint64_t before, uint64_t gap, uint64_t behind)
{
	uint64_t key = ((before << 32 | behind) ^ gap) * SPREAD;

	key = (key ^ key >> 32) * SPREAD;
	for (int i = 0; i < BITS; i++, key <<= 8)
		gaps->bits[key >> 62] |= 1ull << (key >> 56) % 64;
}

void
vb_gaps_add(struct vb_gaps *gaps, const char *text, size_t size)
{
	uint64_t before = 0, gap = 0;	/* 0: there is none, or it is not known */

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
		behind = side_behind(text, size, &run);
		if (before != 0 && gap != 0 && behind != 0)
			add_key(gaps, before, gap, behind);
		before = side_before(text, &run);
		gap = 0;
	}
}

bool
vb_gaps_any(const struct vb_gaps *gaps)
{
	uint64_t any = 0;

	for (size_t i = 0; i < VB_GAPS_WORDS; i++)
		any |= gaps->bits[i];
	return any != 0;
}
