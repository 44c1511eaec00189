/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain.h"

#include "utf8.h"

uint32_t
vb_plain_point(uint32_t point)
{
	if (point < 0x80)
		return point >= '\t' && point <= '\r' ? ' ' : point;
	if (point >= 0xff01 && point <= 0xff5e)
		return point - 0xff01 + '!';
	if (point >= 0x2000 && point <= 0x200b)
		return ' ';
	if (point >= 0x2010 && point <= 0x2015)
		return '-';
	switch (point) {
	case 0x0085: case 0x00a0: case 0x00ad: case 0x2028: case 0x2029:
	case 0x202f: case 0x205f: case 0x2060: case 0x3000: case 0xfeff:
		return ' ';
	case 0x2044: case 0x2215:
		return '/';
	case 0x2212:
		return '-';
	default:
		return point;
	}
}

uint32_t
vb_plain_next(const char *text, size_t size, size_t *at)
{
	unsigned char byte;

	if (*at >= size)
		return 0;
	byte = (unsigned char)text[*at];
	if (byte < 0x80) {
		++*at;
		return vb_plain_point(byte);
	}
	return vb_plain_point(vb_utf8_next(text, size, at));
}

uint32_t
vb_plain_peek(const char *text, size_t size, size_t at)
{
	return vb_plain_next(text, size, &at);
}
