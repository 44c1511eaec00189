/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/uchar.h>

#include "utf8.h"

#define SAMPLE 65536	/* bytes that are enough to tell */

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Up to four letters as a number. */
#define WORD(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static bool
is_common(uint32_t word)
{
	switch (word) {
	case WORD('t', 'h', 'e', 0): case WORD('o', 'f', 0, 0): case WORD('a', 'n', 'd', 0):
	case WORD('t', 'o', 0, 0): case WORD('i', 'n', 0, 0): case WORD('a', 0, 0, 0):
	case WORD('i', 's', 0, 0): case WORD('f', 'o', 'r', 0): case WORD('t', 'h', 'a', 't'):
	case WORD('o', 'n', 0, 0): case WORD('w', 'i', 't', 'h'): case WORD('w', 'e', 0, 0):
	case WORD('o', 'u', 'r', 0): case WORD('a', 's', 0, 0): case WORD('b', 'y', 0, 0):
	case WORD('b', 'e', 0, 0): case WORD('a', 'r', 'e', 0): case WORD('t', 'h', 'i', 's'):
	case WORD('i', 't', 0, 0): case WORD('a', 'n', 0, 0):
		return true;
	default:
		return false;
	}
}

void
vb_language_count(const char *text, size_t size, struct vb_language_count *out)
{
	struct vb_language_count count = {0};

	if (size > SAMPLE)
		size = SAMPLE;
	for (size_t at = 0; at < size;) {
		uint32_t word = 0, point;
		unsigned letters = 0;

		for (; at < size && is_letter(text[at]); at++, letters++)
			if (letters < 4)
				word |= (uint32_t)(text[at] | 32) << (24 - 8 * letters);
		if (letters > 0) {
			count.latin += letters;
			count.words++;
			count.common += letters <= 4 && is_common(word);
			continue;
		}
		point = vb_utf8_next(text, size, &at);
		if (point < 0x80)
			continue;
		if (vb_utf8_unspaced(point))
			count.han++;
		else
			count.latin += u_isalpha((UChar32)point) != 0;
	}
	*out = count;
}

const char *
vb_language_of(const struct vb_language_count *count, const char *fallback)
{
	if (count->han >= 2 && count->han * 5 >= count->latin)
		return "zh";
	if (count->han > 0 && fallback[0])
		return fallback;
	return count->words >= 6 && count->common * 100 >= count->words * 12 ? "en" : fallback;
}
