/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8: step, check, repair, measure.  Offsets and lengths are bytes unless a
 * name says points (code points) or columns (of a terminal).
 */
#ifndef VB_UTF8_H
#define VB_UTF8_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* What vb_utf8_next() does where the byte is not ASCII. */
uint32_t vb_utf8_next_wide(const char *text, size_t size, size_t *at);

/*
 * The code point at text[*at], which must be < size; *at moves behind it.
 * Ill-formed bytes give U+FFFD and move by one maximal subpart (Unicode 3.9).
 */
static inline uint32_t
vb_utf8_next(const char *text, size_t size, size_t *at)
{
	assert(*at < size);
	return (unsigned char)text[*at] < 0x80 ? (unsigned char)text[(*at)++] :
		vb_utf8_next_wide(text, size, at);
}

/* The code point that ends before text[*at] (> 0); *at moves to its start. */
uint32_t vb_utf8_prev(const char *text, size_t *at);

/* Writes point as 1 to 4 bytes; returns how many. */
size_t vb_utf8_put(uint32_t point, char out[4]);

/* Whether all of text is well-formed; NUL is. */
bool vb_utf8_valid(const char *text, size_t size);

/*
 * Appends text to out with each ill-formed part as U+FFFD, and NUL as U+FFFD.
 * Returns the number of replacements; 0 means the text was well-formed.
 */
size_t vb_utf8_repair(const char *text, size_t size, struct vb_buf *out);

/* How many characters text has; an ill-formed part is one. */
size_t vb_utf8_points(const char *text, size_t size);

/* The largest offset <= at that does not cut a character. */
size_t vb_utf8_floor(const char *text, size_t size, size_t at);

/* True for C0, DEL and C1 controls, U+2028/2029, bidi marks, embeddings, overrides and isolates. */
bool vb_utf8_control(uint32_t point);

/* Columns on a terminal: 2 for East Asian wide and full-width, 0 for combining marks and controls. */
int vb_utf8_columns(uint32_t point);

/* Han, kana, bopomofo, hangul are not told apart: scripts written without spaces, cut by characters. */
bool vb_utf8_unspaced(uint32_t point);

#endif
