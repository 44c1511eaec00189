/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "label.h"

#include <stdio.h>
#include <string.h>

#include "edge.h"
#include "utf8.h"

/* Reads one character at *at; 0 at the end. */
static uint32_t
take(const char *text, size_t size, size_t *at)
{
	return *at < size ? vb_utf8_next(text, size, at) : 0;
}

static uint32_t
peek(const char *text, size_t size, size_t at)
{
	return take(text, size, &at);
}

static bool
is_open_paren(uint32_t point)
{
	return point == '(' || point == 0xff08;
}

static bool
is_close_paren(uint32_t point)
{
	return point == ')' || point == 0xff09;
}

static unsigned
digit_value(uint32_t point)
{
	if (point >= '0' && point <= '9')
		return point - '0';
	if (point >= 0xff10 && point <= 0xff19)
		return point - 0xff10;
	return 10;
}

/* Up to three digits; the count of digits is returned. */
static size_t
read_digits(const char *text, size_t size, size_t *at, unsigned *value)
{
	size_t count = 0;

	*value = 0;
	while (count < 4) {
		unsigned digit = digit_value(peek(text, size, *at));

		if (digit > 9)
			break;
		*value = *value * 10 + digit;
		take(text, size, at);
		count++;
	}
	return count < 4 ? count : 0;
}

static unsigned
han_digit(uint32_t point)
{
	static const uint32_t digits[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
					  0x516d, 0x4e03, 0x516b, 0x4e5d};

	for (unsigned i = 0; i < 9; i++)
		if (digits[i] == point)
			return i + 1;
	return 0;
}

/* 一 to 九十九; 0 when there is none. */
static unsigned
read_han(const char *text, size_t size, size_t *at)
{
	const uint32_t ten = 0x5341;
	unsigned value = han_digit(peek(text, size, *at)), more;

	if (value > 0)
		take(text, size, at);
	if (peek(text, size, *at) == ten) {
		take(text, size, at);
		value = value > 0 ? value * 10 : 10;
		more = han_digit(peek(text, size, *at));
		if (more > 0) {
			take(text, size, at);
			value += more;
		}
	}
	return value;
}

static unsigned
roman_digit(uint32_t point)
{
	switch (point | 32) {
	case 'i': return 1;
	case 'v': return 5;
	case 'x': return 10;
	case 'l': return 50;
	default: return 0;
	}
}

/* A well-formed Roman number up to 89, all of one case; 0 when there is none. */
static unsigned
read_roman(const char *text, size_t size, size_t *at, bool upper)
{
	static const char *const ones[] = {"",	"i",  "ii",  "iii",  "iv",
					   "v", "vi", "vii", "viii", "ix"};
	static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"};
	char word[10], made[16];
	size_t len = 0, start = *at;

	while (start + len < size && len < sizeof word - 1 &&
	       roman_digit((unsigned char)text[start + len]) &&
	       (((unsigned char)text[start + len] & 32) == 0) == upper) {
		word[len] = (char)(text[start + len] | 32);
		len++;
	}
	word[len] = 0;
	for (unsigned value = 1; len > 0 && value < 90; value++) {
		snprintf(made, sizeof made, "%s%s", tens[value / 10], ones[value % 10]);
		if (strcmp(made, word) == 0) {
			*at += len;
			return value;
		}
	}
	return 0;
}

/* Skips blanks; false when neither a blank nor the end nor a character that needs none follows. */
static bool
finish(const char *text, size_t size, size_t at, bool needs_blank, struct vb_label *label)
{
	size_t start = at;

	while (at < size) {
		size_t next = at;

		if (!vb_edge_blank(vb_utf8_next(text, size, &next)))
			break;
		at = next;
	}
	if (at == start && at < size && needs_blank && !vb_edge_dense(peek(text, size, at)) &&
	    peek(text, size, at) != 0x201c)
		return false;
	label->size = at;
	return true;
}

static void
set_text(struct vb_label *label, const char *format, const char *bytes, size_t size)
{
	snprintf(label->text, sizeof label->text, format, (int)(size < 16 ? size : 16), bytes);
}

/* What stands inside parentheses or before one. */
static bool
read_inside(const char *text, size_t size, size_t *at, struct vb_label *label)
{
	unsigned value;
	uint32_t point = peek(text, size, *at);

	if (read_digits(text, size, at, &value) > 0) {
		label->style = VB_LABEL_PAREN_DIGIT;
		/* "(2021)" is a year, "(120)" no list */
		if (value == 0 || value > 60)
			return false;
	} else if ((value = read_han(text, size, at)) > 0) {
		label->style = VB_LABEL_PAREN_HAN;
	} else if ((value = read_roman(text, size, at, false)) > 0) {
		label->style = VB_LABEL_PAREN_ROMAN;
	} else if (point >= 'a' && point <= 'z') {
		label->style = VB_LABEL_PAREN_LOWER;
		value = point - 'a' + 1;
		(*at)++;
		if (*at < size && (unsigned char)text[*at] == point) {
			value += 26;	/* (aa) follows (z) */
			(*at)++;
		}
	} else {
		return false;
	}
	label->value = value;
	return true;
}

static bool
read_parenthesised(const char *text, size_t size, struct vb_label *label)
{
	size_t at = 0, start;
	bool opened = is_open_paren(peek(text, size, 0));

	if (opened)
		take(text, size, &at);
	start = at;
	if (!read_inside(text, size, &at, label))
		return false;
	/* without an opening bracket only "1)" and "a)" count */
	if (!opened && label->style == VB_LABEL_PAREN_HAN)
		return false;
	set_text(label, "(%.*s)", text + start, at - start);
	return is_close_paren(take(text, size, &at)) && finish(text, size, at, !opened, label);
}

/* ① to ⑳, ㈠ to ㈩, ⑴ to ⒇, and bullets. */
static bool
read_symbol(const char *text, size_t size, struct vb_label *label)
{
	size_t at = 0;
	uint32_t point = take(text, size, &at);

	if (point >= 0x2460 && point <= 0x2473) {
		label->style = VB_LABEL_CIRCLE;
		label->value = point - 0x2460 + 1;
	} else if (point >= 0x3220 && point <= 0x3229) {
		label->style = VB_LABEL_PAREN_HAN;
		label->value = point - 0x3220 + 1;
	} else if (point >= 0x2474 && point <= 0x2487) {
		label->style = VB_LABEL_PAREN_DIGIT;
		label->value = point - 0x2474 + 1;
	} else if (point == 0x2022 || point == 0x25cf || point == 0x25aa || point == 0x25a0 ||
		   point == 0x25e6 || point == 0x25cb || point == 0xb7 || point == 0x2023 ||
		   point == 0x25ba || point == 0x27a2 || point == 0xf0b7 || point == 0x2043 ||
		   point == 0x30fb) {
		label->style = VB_LABEL_BULLET;
		return finish(text, size, at, false, label);
	} else if (point == '-' || point == 0x2013 || point == 0x2014 || point == '*' ||
		   point == 0x2212) {
		label->style = point == '*' ? VB_LABEL_BULLET : VB_LABEL_DASH;
		return at < size && vb_edge_blank(peek(text, size, at)) &&
		       finish(text, size, at, true, label);
	} else {
		return false;
	}
	set_text(label, "%.*s", text, at);
	return finish(text, size, at, false, label);
}

static bool
is_dot(uint32_t point)
{
	return point == '.' || point == 0xff0e || point == 0x3001;
}

/* "12." "12、" "3.1" "3.1." */
static bool
read_number(const char *text, size_t size, struct vb_label *label)
{
	size_t at = 0, end;
	unsigned value;
	uint32_t point;

	if (read_digits(text, size, &at, &value) == 0 || value == 0)
		return false;
	end = at;
	point = take(text, size, &at);
	while (point == '.' && digit_value(peek(text, size, at)) < 10) {
		if (read_digits(text, size, &at, &value) == 0 || value == 0 || value > 40 ||
		    ++label->depth > 4)
			return false;
		end = at;
		point = take(text, size, &at);
	}
	label->style = label->depth > 0 ? VB_LABEL_DECIMAL : VB_LABEL_DIGIT;
	label->value = value;
	set_text(label, "%.*s", text, end);
	if (is_dot(point))
		return finish(text, size, at, true, label);
	return label->depth > 0 && vb_edge_blank(point) && finish(text, size, end, true, label);
}

/* "一." "二、" "II." "A." */
static bool
read_letter(const char *text, size_t size, struct vb_label *label)
{
	size_t at = 0;
	bool needs_blank = true;

	if ((label->value = read_han(text, size, &at)) > 0) {
		label->style = VB_LABEL_HAN;
		needs_blank = false;
	} else if ((label->value = read_roman(text, size, &at, true)) > 0) {
		label->style = VB_LABEL_ROMAN;
	} else if (size > 0 && text[0] >= 'A' && text[0] <= 'Z') {
		label->style = VB_LABEL_UPPER;
		label->value = (unsigned)(text[0] - 'A' + 1);
		at = 1;
	} else {
		return false;
	}
	set_text(label, "%.*s", text, at);
	return is_dot(take(text, size, &at)) && finish(text, size, at, needs_blank, label);
}

bool
vb_label_read(const char *text, size_t size, struct vb_label *label)
{
	static bool (*const readers[])(const char *, size_t, struct vb_label *) = {
		read_symbol, read_number, read_letter, read_parenthesised};

	if (size > 64)
		size = vb_utf8_floor(text, size, 64);
	for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
		memset(label, 0, sizeof *label);
		if (size > 0 && readers[i](text, size, label))
			return true;
	}
	memset(label, 0, sizeof *label);
	return false;
}

void
vb_label_follow(struct vb_label *label, const struct vb_label *last)
{
	unsigned letter;

	if (label->style == VB_LABEL_PAREN_ROMAN && last->style == VB_LABEL_PAREN_LOWER)
		letter = (unsigned)(label->text[1] - 'a' + 1);
	else if (label->style == VB_LABEL_ROMAN && last->style == VB_LABEL_UPPER)
		letter = (unsigned)(label->text[0] - 'A' + 1);
	else
		return;
	if (letter == last->value + 1 &&
	    strlen(label->text) == (label->style == VB_LABEL_ROMAN ? 1 : 3)) {
		label->style = last->style;
		label->value = letter;
	}
}

bool
vb_label_is_mark(const struct vb_label *label)
{
	return label->style == VB_LABEL_BULLET || label->style == VB_LABEL_DASH;
}
