/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text a character at a time, typographic variants as their ASCII twins: full-width forms,
 * blanks and line breaks of every kind (' '), slashes ('/') and dashes ('-').  Nothing else
 * changes, letters keep their case, offsets stay those of the source: what a reader of
 * symbols and dates needs, without the cost of folding.
 */
#ifndef VB_PLAIN_H
#define VB_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The ASCII twin of a code point, or the code point itself. */
uint32_t vb_plain_point(uint32_t point);

/* vb_utf8_next() with the twin as its result; at the end of the text it gives 0 and stays. */
uint32_t vb_plain_next(const char *text, size_t size, size_t *at);

/* The same without moving. */
uint32_t vb_plain_peek(const char *text, size_t size, size_t at);

/* ASCII only, whatever the locale. */
static inline bool
vb_plain_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static inline bool
vb_plain_upper(uint32_t point)
{
	return point >= 'A' && point <= 'Z';
}

static inline bool
vb_plain_letter(uint32_t point)
{
	return vb_plain_upper(point) || (point >= 'a' && point <= 'z');
}

static inline bool
vb_plain_alnum(uint32_t point)
{
	return vb_plain_digit(point) || vb_plain_letter(point);
}

#endif
