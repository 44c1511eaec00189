/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "utf8.h"

#include <assert.h>

#define REPLACEMENT 0xFFFDu

struct range {
	uint32_t first, last;
};

/* How many bytes follow a lead byte, and what the first of them may be (Unicode, table 3-7). */
static size_t
lead(unsigned char byte, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xBF;
	if (byte >= 0xC2 && byte <= 0xDF)
		return 1;
	if (byte >= 0xE0 && byte <= 0xEF) {
		if (byte == 0xE0)
			*low = 0xA0;
		else if (byte == 0xED)
			*high = 0x9F;
		return 2;
	}
	if (byte >= 0xF0 && byte <= 0xF4) {
		if (byte == 0xF0)
			*low = 0x90;
		else if (byte == 0xF4)
			*high = 0x8F;
		return 3;
	}
	return 0;
}

/* Like vb_utf8_next(), for any byte; *ill tells ill-formed bytes from a U+FFFD that stands in the text. */
static uint32_t
step(const char *text, size_t size, size_t *at, bool *ill)
{
	unsigned char byte = (unsigned char)text[*at], low, high;
	size_t follow;
	uint32_t point;

	*ill = false;
	++*at;
	if (byte < 0x80)
		return byte;
	follow = lead(byte, &low, &high);
	point = byte & (0x3Fu >> follow);
	*ill = follow == 0;
	for (; follow > 0; follow--) {
		unsigned char next = *at < size ? (unsigned char)text[*at] : 0;

		if (next < low || next > high) {
			*ill = true;
			break;
		}
		point = point << 6 | (next & 0x3Fu);
		low = 0x80;
		high = 0xBF;
		++*at;
	}
	return *ill ? REPLACEMENT : point;
}

uint32_t
vb_utf8_next_wide(const char *text, size_t size, size_t *at)
{
	const unsigned char *byte = (const unsigned char *)text + *at;
	bool ill;

	/* Most of what is not ASCII is Chinese: three bytes, none of the exceptions. */
	if (size - *at >= 3 && byte[0] > 0xE0 && byte[0] < 0xED && (byte[1] & 0xC0) == 0x80 &&
	    (byte[2] & 0xC0) == 0x80) {
		*at += 3;
		return (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
	}
	return step(text, size, at, &ill);
}

uint32_t
vb_utf8_prev(const char *text, size_t *at)
{
	size_t end = *at, start = *at;
	uint32_t point;

	assert(end > 0);
	if ((unsigned char)text[end - 1] < 0x80)
		return (unsigned char)text[--*at];
	/* Back over continuation bytes to a lead byte from which one step ends exactly here. */
	while (start > 0 && end - start < 4) {
		size_t reached = --start;

		if (((unsigned char)text[start] & 0xC0) == 0x80)
			continue;
		point = vb_utf8_next(text, end, &reached);
		if (reached == end) {
			*at = start;
			return point;
		}
		break;
	}
	*at = end - 1;
	return REPLACEMENT;
}

size_t
vb_utf8_put(uint32_t point, char out[4])
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xC0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
		point = REPLACEMENT;
	if (point < 0x10000) {
		out[0] = (char)(0xE0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3F));
		out[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3F));
	out[2] = (char)(0x80 | (point >> 6 & 0x3F));
	out[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

bool
vb_utf8_valid(const char *text, size_t size)
{
	size_t at = 0;
	bool ill = false;

	while (at < size && !ill) {
		if ((unsigned char)text[at] < 0x80)
			at++;
		else
			step(text, size, &at, &ill);
	}
	return !ill;
}

size_t
vb_utf8_points(const char *text, size_t size)
{
	size_t at = 0, points = 0;

	for (; at < size; points++)
		vb_utf8_next(text, size, &at);
	return points;
}

size_t
vb_utf8_floor(const char *text, size_t size, size_t at)
{
	size_t start;

	if (at >= size)
		return size;
	for (start = at; start > 0 && at - start < 3; start--) {
		size_t end;

		if (((unsigned char)text[start] & 0xC0) != 0x80)
			break;
		end = start - 1;
		vb_utf8_next(text, size, &end);
		if (end > at)
			return start - 1;
	}
	return at;
}

bool
vb_utf8_control(uint32_t point)
{
	return point < 0x20 || (point >= 0x7F && point <= 0x9F) ||
	       point == 0x2028 || point == 0x2029 ||
	       point == 0x061C || point == 0x200E || point == 0x200F ||
	       (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

/* Letters, ideographs and their signs; the scripts' own digits and punctuation are not among them. */
static const struct range unspaced[] = {
	{0x0E01, 0x0E3A}, {0x0E40, 0x0E4E},			/* Thai */
	{0x0E81, 0x0ECE}, {0x0EDC, 0x0EDF},			/* Lao */
	{0x1000, 0x103F}, {0x1050, 0x108F}, {0x109A, 0x109D},	/* Myanmar */
	{0x1780, 0x17D3}, {0x17D7, 0x17D7}, {0x17DC, 0x17DD},	/* Khmer */
	{0x2E80, 0x2FD5},					/* Han radicals */
	{0x3005, 0x3007}, {0x3021, 0x302F}, {0x3031, 0x3035}, {0x3038, 0x303C},
	{0x3041, 0x309F}, {0x30A1, 0x30FA}, {0x30FC, 0x30FF},	/* kana */
	{0x3105, 0x312F}, {0x31A0, 0x31BF},			/* bopomofo */
	{0x31F0, 0x31FF},
	{0x3400, 0x4DBF}, {0x4E00, 0x9FFF},			/* Han */
	{0xA9E0, 0xA9EF}, {0xA9FA, 0xA9FE}, {0xAA60, 0xAA7F},	/* Myanmar */
	{0xF900, 0xFAD9},
	{0xFF66, 0xFF9F},
	{0x1AFF0, 0x1B16F},					/* kana, old and small */
	{0x20000, 0x3FFFD}					/* Han */
};

bool
vb_utf8_unspaced(uint32_t point)
{
	size_t low = 0, high = sizeof unspaced / sizeof unspaced[0];

	if (point < unspaced[0].first)
		return false;
	if (point >= 0x4E00 && point <= 0x9FFF)
		return true;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (point > unspaced[middle].last)
			low = middle + 1;
		else if (point < unspaced[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}
