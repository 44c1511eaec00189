/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edge.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

#include "utf8.h"

bool
vb_edge_blank(uint32_t point)
{
	return point == ' ' || point == '\t' || point == 0xa0 || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200b) || point == 0x202f || point == 0x205f ||
	       point == 0x3000 || point == 0xfeff;
}

void
vb_edge_trim(const char **text, size_t *size)
{
	size_t at, end = *size, start = 0;

	while (start < end) {
		at = start;
		if (!vb_edge_blank(vb_utf8_next(*text, end, &at)))
			break;
		start = at;
	}
	while (end > start) {
		at = end;
		if (!vb_edge_blank(vb_utf8_prev(*text, &at)))
			break;
		end = at;
	}
	*text += start;
	*size = end - start;
}

static bool
is_closing(uint32_t point)
{
	return point == '"' || point == '\'' || point == ')' || point == ']' || point == '*' ||
	       point == 0x2019 || point == 0x201d || point == 0xff09 || point == 0xff3d ||
	       point == 0x300d || point == 0x300f || point == 0x3011 || point == 0xbb;
}

static bool
is_stop(uint32_t point)
{
	return point == '.' || point == '?' || point == '!' || point == ';' || point == ':' ||
	       point == 0x3002 || point == 0xff0e || point == 0xff1f || point == 0xff01 ||
	       point == 0xff1b || point == 0xff1a || point == 0x2026 || point == 0xff61;
}

/*
 * The last character that is neither blank nor closing; a note's mark behind a stop counts as
 * closing.
 */
static uint32_t
last_point(const char *text, size_t size)
{
	size_t at = size, digits = 0, end;
	uint32_t point = 0;

	while (at > 0) {
		point = vb_utf8_prev(text, &at);
		if (!vb_edge_blank(point) && !is_closing(point))
			break;
	}
	end = at;
	while (point >= '0' && point <= '9' && at > 0 && digits < 3) {
		point = vb_utf8_prev(text, &at);
		digits++;
	}
	while (digits > 0 && is_closing(point) && at > 0)
		point = vb_utf8_prev(text, &at);
	if (digits > 0 && is_stop(point) && point != ':')
		return point;
	if (size == 0)
		return 0;
	at = end;
	return vb_utf8_next(text, size, &at);
}

bool
vb_edge_closed(const char *text, size_t size)
{
	return is_stop(last_point(text, size));
}

bool
vb_edge_colon(const char *text, size_t size)
{
	uint32_t point = last_point(text, size);

	return point == ':' || point == 0xff1a;
}

bool
vb_edge_lower(const char *text, size_t size)
{
	size_t at = 0;

	return size > 0 && u_islower((UChar32)vb_utf8_next(text, size, &at));
}

bool
vb_edge_hangs(const char *text, size_t size)
{
	static const char *const words[] = {
		"a", "an", "the", "of", "and", "or", "to", "in", "on", "at", "by", "for", "from",
		"with", "as", "that", "which", "who", "whose", "is", "are", "was", "were", "be",
		"been", "has", "have", "had", "will", "would", "should", "must", "can", "our",
		"his", "her", "its", "their", "my", "your", "this", "these", "those", "not",
		"mr.", "mrs.", "ms.", "dr.", "but", "than", "into", "between", "through",
		"under", "about", "we"};
	size_t from = size;

	while (from > 0 && text[from - 1] != ' ' && size - from < 12)
		from--;
	for (size_t i = 0; from > 0 && i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == size - from &&
		    strncasecmp(words[i], text + from, size - from) == 0)
			return true;
	return false;
}

bool
vb_edge_capitals(const char *text, size_t size)
{
	size_t upper = 0;

	for (size_t i = 0; i < size; i++) {
		if (text[i] >= 'a' && text[i] <= 'z')
			return false;
		upper += text[i] >= 'A' && text[i] <= 'Z';
	}
	return upper >= 4;
}

bool
vb_edge_dense(uint32_t point)
{
	return vb_utf8_unspaced(point) || (point >= 0x3000 && point <= 0x303f) ||
	       (point >= 0xff00 && point <= 0xffef) || (point >= 0xfe30 && point <= 0xfe4f);
}

bool
vb_edge_sentences(const char *text, size_t size)
{
	for (size_t at = 0; at < size;) {
		uint32_t point = vb_utf8_next(text, size, &at);
		bool last = at >= size;

		if (last)
			break;
		if (point == 0x3002 || point == 0xff1f || point == 0xff01)
			return true;
		/*
		 * "e.g. this" and "3.1 that" are no ends of sentences: a capital must follow, a
		 * word stand before
		 */
		if ((point == '.' || point == '?' || point == '!') && text[at] == ' ' &&
		    at + 1 < size && u_isupper((unsigned char)text[at + 1]) && at >= 5 &&
		    u_islower((unsigned char)text[at - 2]) &&
		    u_islower((unsigned char)text[at - 4]))
			return true;
	}
	return false;
}

void
vb_edge_count(const char *text, size_t size, struct vb_edge_count *count)
{
	size_t latin = 0, digits = 0, han = 0;

	for (size_t at = 0; at < size;) {
		unsigned char c = (unsigned char)text[at];
		uint32_t point;

		if (c < 0x80) {
			at++;
			latin += (c | 32) >= 'a' && (c | 32) <= 'z';
			digits += c >= '0' && c <= '9';
			continue;
		}
		point = vb_utf8_next(text, size, &at);
		if (vb_utf8_unspaced(point))
			han++;
		else if (u_isalpha((UChar32)point))
			latin++;
	}
	*count = (struct vb_edge_count){.latin = latin, .digits = digits, .han = han};
}

bool
vb_edge_word(const char *text, size_t size, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= size; i++) {
		if (strncasecmp(text + i, word, len) != 0)
			continue;
		if ((i == 0 || !u_isalnum((unsigned char)text[i - 1])) &&
		    (i + len == size || !u_isalnum((unsigned char)text[i + len])))
			return true;
	}
	return false;
}

bool
vb_edge_starts(const char *text, size_t size, const char *prefix)
{
	size_t len;

	/* Most texts differ in the first letter, whatever its case. */
	if (size > 0 && prefix[0] != '\0' && (text[0] | 32) != (prefix[0] | 32))
		return false;
	len = strlen(prefix);
	return size >= len && strncasecmp(text, prefix, len) == 0;
}

bool
vb_edge_holds(const char *text, size_t size, const char *needle)
{
	return memmem(text, size, needle, strlen(needle)) != NULL;
}
