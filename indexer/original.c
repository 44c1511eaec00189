/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "original.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "edge.h"
#include "utf8.h"

#define LINE_MAX_BYTES 300	/* a longer line is text, whatever it says */

static const struct {
	const char *name, *code;
} languages[] = {
	{"english", "en"}, {"英", "en"}, {"french", "fr"}, {"法", "fr"},
	{"spanish", "es"}, {"西班牙", "es"}, {"西文", "es"}, {"russian", "ru"}, {"俄", "ru"},
	{"chinese", "zh"}, {"中文", "zh"}, {"汉", "zh"}, {"arabic", "ar"}, {"阿", "ar"},
	{"portuguese", "pt"}, {"葡萄牙", "pt"}, {"german", "de"}, {"德", "de"},
	{"italian", "it"}, {"意大利", "it"}, {"japanese", "ja"}, {"日", "ja"},
	{"korean", "ko"}, {"朝鲜", "ko"}, {"韩", "ko"}, {"turkish", "tr"}, {"土耳其", "tr"},
	{"persian", "fa"}, {"波斯", "fa"}, {"farsi", "fa"}, {"ukrainian", "uk"}, {"乌克兰", "uk"},
	{"dutch", "nl"}, {"荷兰", "nl"}, {"greek", "el"}, {"希腊", "el"}, {"polish", "pl"},
	{"波兰", "pl"}, {"czech", "cs"}, {"捷克", "cs"}, {"hungarian", "hu"}, {"匈牙利", "hu"},
	{"romanian", "ro"}, {"罗马尼亚", "ro"}, {"indonesian", "id"}, {"vietnamese", "vi"},
	{"thai", "th"}, {"hebrew", "he"}, {"swedish", "sv"},
};

/* A line without blanks and with half-width brackets; at[] leads back to the source. */
struct squashed {
	char text[LINE_MAX_BYTES + 1];
	uint16_t at[LINE_MAX_BYTES + 1];
	size_t size;
};

static char
half_width(uint32_t point)
{
	switch (point) {
	case 0xff3b: case 0x3010: case 0x3014: case '[': return '[';
	case 0xff3d: case 0x3011: case 0x3015: case ']': return ']';
	case 0xff08: return '(';
	case 0xff09: return ')';
	case 0xff1a: case 0xfe55: case 0x2236: return ':';
	default: return 0;
	}
}

static void
squash(const char *text, size_t size, struct squashed *out)
{
	out->size = 0;
	for (size_t at = 0; at < size;) {
		size_t start = at, bytes;
		uint32_t point = vb_utf8_next(text, size, &at);
		char half = half_width(point);

		if (vb_edge_blank(point))
			continue;
		bytes = half ? 1 : at - start;
		for (size_t i = 0; i < bytes; i++) {
			out->text[out->size] = half ? half : text[start + i];
			out->at[out->size++] = (uint16_t)start;
		}
	}
	out->text[out->size] = 0;
	out->at[out->size] = (uint16_t)size;
}

const char *
vb_original_language(const char *text, size_t size)
{
	vb_edge_trim(&text, &size);
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
		if (vb_edge_starts(text, size, languages[i].name))
			return languages[i].code;
	return "";
}

/*
 * The end of what stands in brackets from squashed offset from; *closed tells whether a bracket
 * closes it.
 */
static size_t
bracket_end(const struct squashed *line, size_t from, bool *closed)
{
	size_t end = from;

	while (end < line->size && line->text[end] != ']' && line->text[end] != '[')
		end++;
	*closed = end < line->size && line->text[end] == ']';
	if (!*closed && end == line->size && end > from && line->text[end - 1] == ')')
		end--;
	return end;
}

/* Words that may stand before the date of receipt. */
static void
skip_received(const char **text, size_t *size)
{
	static const char *const words[] = {
		"date received", "date of receipt", "received", "submitted", "dated", "on", ":",
		"收到日期", "收到", "日期", "：", "于"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		vb_edge_trim(text, size);
		if (vb_edge_starts(*text, *size, words[i])) {
			*text += strlen(words[i]);
			*size -= strlen(words[i]);
		}
	}
	vb_edge_trim(text, size);
	if (*size >= 6 && memcmp(*text + *size - 6, "收到", 6) == 0)
		*size -= 6;
}

/* A date with its month at least, between two squashed offsets. */
static bool
read_date(const char *text, const struct squashed *line, size_t from, size_t to,
	  char date[VB_DATE_MAX])
{
	const char *start = text + line->at[from];
	size_t size = (size_t)(line->at[to] - line->at[from]);

	date[0] = 0;
	if (to <= from)
		return false;
	skip_received(&start, &size);
	if (vb_date_parse(start, size, date) && strlen(date) >= 7)
		return true;
	date[0] = 0;
	return false;
}

/*
 * The squashed offset of the word that opens the mark, and of what follows its colon; false
 * when there is none.
 */
static bool
find_word(const struct squashed *line, size_t *start, size_t *after)
{
	static const char *const words[] = {
		"original:", "originaltext:", "originallanguage:", "原件:", "原文:", "原文件:"};

	for (size_t i = 0; i < line->size; i++) {
		/* all of them begin with one of two bytes */
		if ((line->text[i] | 32) != 'o' && line->text[i] != words[3][0])
			continue;
		for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
			if (!vb_edge_starts(line->text + i, line->size - i, words[k]))
				continue;
			*start = i;
			*after = i + strlen(words[k]);
			return true;
		}
	}
	return false;
}

/* What follows the language: nothing, or a date in brackets. */
static bool
read_rest(const char *text, const struct squashed *line, size_t at, struct vb_original *out)
{
	size_t end;
	bool closed;

	while (at < line->size && (line->text[at] == ']' || line->text[at] == ')'))
		at++;
	if (at == line->size)
		return true;
	if (line->text[at] == '[')
		at++;
	end = bracket_end(line, at, &closed);
	return read_date(text, line, at, end, out->date) && end + closed >= line->size;
}

static bool
read_original(const char *text, const struct squashed *line, struct vb_original *out)
{
	size_t word, after, end, start;
	bool closed, opened;

	if (!find_word(line, &word, &after))
		return false;
	opened = word > 0 && (line->text[word - 1] == '[' || line->text[word - 1] == '(');
	start = opened ? word - 1 : word;
	end = bracket_end(line, after, &closed);
	/* a language's name, not a sentence */
	if (end - after > 90 || end == after)
		return false;
	out->original = true;
	out->bare = !opened && !closed;
	strcpy(out->language, vb_original_language(line->text + after, end - after));
	if (out->bare && (start > 0 || out->language[0] == 0))
		return false;
	out->start = start > 0 ? line->at[start] : 0;
	/* a date may stand before: "[1 May 2024] [Original: English]" */
	if (start > 0 && line->text[start - 1] == ']') {
		size_t open = start - 1;

		while (open > 0 && line->text[open] != '[')
			open--;
		if (read_date(text, line, open + 1, start - 1, out->date))
			out->start = line->at[open];
	}
	return read_rest(text, line, end, out);
}

/* A colon, or a digit of a date: without them, text of ASCII is no mark. */
static bool
may_be_mark(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)(text[i] - '0') <= ':' - '0' || (unsigned char)text[i] >= 0x80)
			return true;
	return false;
}

bool
vb_original_read(const char *text, size_t size, struct vb_original *out)
{
	struct squashed line;
	size_t from = 0, end;
	bool closed;

	memset(out, 0, sizeof *out);
	vb_edge_trim(&text, &size);
	if (size == 0 || size > LINE_MAX_BYTES || !may_be_mark(text, size))
		return false;
	squash(text, size, &line);
	if (read_original(text, &line, out))
		return true;
	memset(out, 0, sizeof *out);
	if (line.size == 0)
		return false;
	from = line.text[0] == '[';
	end = bracket_end(&line, from, &closed);
	out->bare = from == 0 && !closed;
	return end + closed >= line.size && read_date(text, &line, from, end, out->date);
}
