/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pasted.h"

#include <string.h>
#include <unicode/uchar.h>

#include "utf8.h"

#define MARK_DIGITS 3

/* The character before or behind a place; 0: there is none. */
static uint32_t
before(const char *text, size_t at)
{
	return at == 0 ? 0 : vb_utf8_prev(text, &at);
}

static uint32_t
behind(const char *text, size_t size, size_t at)
{
	return at == size ? 0 : vb_utf8_next(text, size, &at);
}

static bool
is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool
is_superscript(uint32_t point)
{
	return point == 0xB9 || point == 0xB2 || point == 0xB3 || (point >= 0x2070 && point <= 0x2079);
}

static bool
is_blank(uint32_t point)
{
	return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0x3000;
}

/* What ends a sentence, a part of one, a quotation or a bracket. */
static bool
closes(uint32_t point)
{
	int8_t type = u_charType((UChar32)point);

	if (type == U_OTHER_PUNCTUATION)
		return point > 0x7F || strchr("/%#&@*\\", (int)point) == NULL;
	return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION;
}

/* Of "3.5" and "1,000" the digits behind the mark are no footnote's. */
static bool
parts_a_number(const char *text, size_t at)
{
	uint32_t mark = before(text, at);

	if (mark != '.' && mark != ',')
		return false;
	return is_digit(before(text, at - 1));
}

/* Whether digits, from there to there, stand as a footnote's mark does. */
static bool
is_mark(const char *text, size_t size, size_t from, size_t to)
{
	uint32_t left = before(text, from), right = behind(text, size, to);

	if (to - from > MARK_DIGITS || left == 0 || is_digit(left) || parts_a_number(text, from))
		return false;
	if (closes(left))
		return right != '/' && right != '.' && right != '%';
	return u_isalpha((UChar32)left) && (right == 0 || is_blank(right) || closes(right));
}

/* Where the blanks behind a hyphen end, between letters or digits; else at itself. */
static size_t
skip_blanks(const char *text, size_t size, size_t hyphen)
{
	size_t at = hyphen + 1;

	while (at < size && is_blank((unsigned char)text[at]))
		at++;
	if (at == hyphen + 1 || !u_isalnum((UChar32)before(text, hyphen)) ||
	    !u_isalnum((UChar32)behind(text, size, at)))
		return hyphen;
	return at;
}

/* How many bytes from at on look pasted; *keep of them stay, which come first. */
static size_t
look_at(const char *text, size_t size, size_t at, enum vb_pasted_hyphen hyphen, size_t *keep)
{
	size_t end = at;

	*keep = 0;
	if (text[at] == '-') {
		end = skip_blanks(text, size, at);
		*keep = end > at && (hyphen == VB_PASTED_KEEP || is_digit(before(text, at)));
		return end - at;
	}
	if (is_digit((unsigned char)text[at])) {
		while (end < size && is_digit((unsigned char)text[end]))
			end++;
		*keep = is_mark(text, size, at, end) ? 0 : end - at;
		return end - at;
	}
	while (end < size && is_superscript(behind(text, size, end)))
		vb_utf8_next(text, size, &end);
	return end - at;
}

const char *
vb_pasted_clean(const char *text, enum vb_pasted_hyphen hyphen, struct vb_arena *arena)
{
	size_t size = strlen(text), length = 0;
	char *clean = vb_arena_alloc(arena, size + 1);

	for (size_t at = 0; at < size;) {
		size_t keep, looked = look_at(text, size, at, hyphen, &keep), end = at + looked;

		if (looked == 0) {
			vb_utf8_next(text, size, &end);
			keep = end - at;
		}
		memcpy(clean + length, text + at, keep);
		length += keep;
		at = end;
	}
	clean[length] = '\0';
	return length == size || length == 0 ? NULL : clean;
}

/* ---- parts ---- */

#define ELLIPSIS 0x2026

/* Moves at behind a character if it is one of these. */
static bool
pass(const char *text, size_t size, size_t *at, const char *these)
{
	size_t next = *at;
	char point[5] = "";

	if (next == size)
		return false;
	vb_utf8_next(text, size, &next);
	memcpy(point, text + *at, next - *at);
	if (strstr(these, point) == NULL)
		return false;
	*at = next;
	return true;
}

/* Where the dots that begin at a place end, with the brackets around them; the place itself where there are none. */
static size_t
skip_dots(const char *text, size_t size, size_t from)
{
	size_t at = from, dots = 0, end;

	pass(text, size, &at, "[(（");
	for (end = at; pass(text, size, &at, ".…"); end = at)
		dots += behind(text, size, end) == ELLIPSIS ? 3 : 1;
	if (dots < 3)
		return from;
	pass(text, size, &at, "])）");
	return at;
}

struct parts {
	struct vb_arena *arena;
	const char **list;
	size_t count;
};

/* Adds a part without the blanks at its ends, if anything is left; false when there are too many. */
static bool
add_part(struct parts *parts, const char *text, size_t from, size_t to)
{
	while (from < to && is_blank((unsigned char)text[from]))
		from++;
	while (to > from && is_blank((unsigned char)text[to - 1]))
		to--;
	if (from == to)
		return true;
	if (parts->count == VB_PASTED_PARTS)
		return false;
	parts->list[parts->count++] = vb_arena_strndup(parts->arena, text + from, to - from);
	return true;
}

size_t
vb_pasted_parts(const char *text, struct vb_arena *arena, const char *part[VB_PASTED_PARTS])
{
	struct parts parts = {arena, part, 0};
	size_t size = strlen(text), begin = 0;

	for (size_t at = 0; at < size;) {
		size_t end = skip_dots(text, size, at);

		if (end == at) {
			vb_utf8_next(text, size, &at);
			continue;
		}
		if (!add_part(&parts, text, begin, at))
			return 0;
		begin = at = end;
	}
	return begin > 0 && add_part(&parts, text, begin, size) ? parts.count : 0;
}
