/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "header.h"

#include <stdlib.h>
#include <string.h>

#include "edge.h"
#include "original.h"

#define EDGE_LINES 3	/* a running title stands at most so many lines from a page's end */
#define TOKENS_MAX 8

/* What a line of headers and footers may be made of. */
enum token {
	TOKEN_NONE,
	TOKEN_SYMBOL,	/* A/79/81 */
	TOKEN_JOB,	/* 24-08163, *2408163* */
	TOKEN_OF,	/* 50/76 */
	TOKEN_NUMBER,	/* 50 */
	TOKEN_SMALL	/* (E), 150724, English, Page, | */
};

struct reading {
	size_t count[TOKEN_SMALL + 1];
	size_t total;
	unsigned page, pages;	/* of 50/76 or 50 */
	char symbol[VB_SYMBOL_MAX];
};

static bool
all_digits(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return size > 0;
}

static unsigned
number_of(const char *text, size_t size)
{
	unsigned value = 0;

	for (size_t i = 0; i < size && i < 6; i++)
		value = value * 10 + (unsigned)(text[i] - '0');
	return value;
}

/* "A/79/81", "A/C.1/79/PV.3"; "78/237" alone is a page of pages or nothing. */
static bool
is_symbol(const char *text, size_t size, char out[VB_SYMBOL_MAX])
{
	if (size < 4 || text[0] < 'A' || text[0] > 'Z' || memchr(text, '/', size) == NULL ||
	    strchr(".,;", text[size - 1]))
		return false;
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] <= ' ' || (unsigned char)text[i] >= 0x7f ||
		    text[i] == ':')
			return false;
	return vb_symbol_parse(text, size, out);
}

/* "24-08163", "24-08163(E)", "V.24-08163", "*2408163*". */
static bool
is_job(const char *text, size_t size)
{
	if (size >= 8 && size <= 10 && text[0] == '*' && text[size - 1] == '*')
		return all_digits(text + 1, size - 2);
	if (size > 10 && memcmp(text, "GE.", 3) == 0) {
		text += 3;
		size -= 3;
	} else if (size > 9 && memcmp(text, "V.", 2) == 0) {
		text += 2;
		size -= 2;
	}
	if (size == 11 && text[8] == '(' && text[10] == ')')
		size = 8;
	return size >= 8 && size <= 10 && all_digits(text, 2) && text[2] == '-' &&
	       all_digits(text + 3, size - 3);
}

/* "150724", a day beside a job number. */
static bool
is_day(const char *text, size_t size)
{
	unsigned day, month;

	if (size != 6 || !all_digits(text, size))
		return false;
	day = number_of(text, 2);
	month = number_of(text + 2, 2);
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

static enum token
token_kind(const char *text, size_t size, struct reading *reading)
{
	static const char *const small[] = {"page", "english", "chinese", "french",
					    "第",   "页",      "/..."};
	const char *mark = memchr(text, '/', size);

	if (all_digits(text, size) && size <= 3) {
		reading->page = number_of(text, size);
		return TOKEN_NUMBER;
	}
	if (mark && all_digits(text, (size_t)(mark - text)) &&
	    all_digits(mark + 1, size - (size_t)(mark - text) - 1)) {
		reading->page = number_of(text, (size_t)(mark - text));
		reading->pages = number_of(mark + 1, size - (size_t)(mark - text) - 1);
		return reading->page <= reading->pages && reading->page > 0 ? TOKEN_OF : TOKEN_NONE;
	}
	if (is_job(text, size))
		return TOKEN_JOB;
	if (is_symbol(text, size, reading->symbol))
		return TOKEN_SYMBOL;
	if ((size >= 5 && text[0] == '*' && text[size - 1] == '*') || is_day(text, size))
		return TOKEN_SMALL;
	if (size == 3 && text[0] == '(' && text[2] == ')' && text[1] >= 'A' && text[1] <= 'Z')
		return TOKEN_SMALL;
	if (size == 1 && strchr("-|*", text[0]))
		return TOKEN_SMALL;
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
		if (size == strlen(small[i]) && vb_edge_starts(text, size, small[i]))
			return TOKEN_SMALL;
	return size <= 3 && (memcmp(text, "–", size) == 0) ? TOKEN_SMALL : TOKEN_NONE;
}

/* False when the line holds anything that no header or footer holds. */
static bool
read_tokens(const struct vb_line *line, struct reading *reading)
{
	memset(reading, 0, sizeof *reading);
	for (size_t at = 0; at < line->size;) {
		size_t start = at;
		enum token kind;

		while (at < line->size && (unsigned char)line->text[at] > ' ')
			at++;
		if (at > start) {
			kind = token_kind(line->text + start, at - start, reading);
			if (kind == TOKEN_NONE || ++reading->total > TOKENS_MAX)
				return false;
			reading->count[kind]++;
		}
		while (at < line->size && (unsigned char)line->text[at] <= ' ')
			at++;
	}
	return reading->total > 0;
}

/* Near the end or beginning of a page, as far as form feeds tell. */
static bool
at_edge(const struct vb_lines *lines, size_t index)
{
	for (size_t i = index + 1; i <= index + EDGE_LINES; i++)
		if (i >= lines->count || lines->list[i].feed)
			return lines->feeds;
	for (size_t i = index + 1; i-- > 0 && i + EDGE_LINES > index;)
		if (i == 0 || lines->list[i].feed)
			return lines->feeds;
	return false;
}

static bool
touches_furniture(const struct vb_lines *lines, size_t index)
{
	return (index > 0 && lines->list[index - 1].role == VB_LINE_FURNITURE) ||
	       (index + 1 < lines->count && lines->list[index + 1].role == VB_LINE_FURNITURE);
}

/* The document's symbol: what is known, else the symbol that stands alone on most lines. */
static void
find_symbol(struct vb_lines *lines, const char *known, char out[VB_SYMBOL_MAX])
{
	struct { char text[VB_SYMBOL_MAX]; size_t count; } seen[16];
	size_t used = 0, best = 0;

	strcpy(out, known);
	if (known[0])
		return;
	for (size_t i = 0; i < lines->count; i++) {
		struct reading reading;
		size_t k = 0;

		if (lines->list[i].width > 60 || !read_tokens(&lines->list[i], &reading) ||
		    reading.count[TOKEN_SYMBOL] != 1 || reading.count[TOKEN_NUMBER] > 0)
			continue;
		while (k < used && strcmp(seen[k].text, reading.symbol) != 0)
			k++;
		if (k == used && used < 16) {
			strcpy(seen[used].text, reading.symbol);
			seen[used++].count = 0;
		}
		if (k < used && ++seen[k].count > best) {
			best = seen[k].count;
			strcpy(out, seen[k].text);
		}
	}
}

static void
mark_headers(struct vb_lines *lines, const char *symbol)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct reading reading;
		struct vb_line *line = &lines->list[i];

		if (!read_tokens(line, &reading))
			continue;
		if (reading.count[TOKEN_JOB] > 0 ||
		    (reading.count[TOKEN_SYMBOL] > 0 && strcmp(reading.symbol, symbol) == 0))
			line->role = VB_LINE_FURNITURE;
	}
	/* what proves nothing alone proves itself beside a header or at a page's edge */
	for (size_t i = 0; i < lines->count; i++) {
		struct reading reading;
		struct vb_line *line = &lines->list[i];

		if (line->role == VB_LINE_TEXT && read_tokens(line, &reading) &&
		    reading.count[TOKEN_NUMBER] <= 1 &&
		    reading.count[TOKEN_OF] + reading.count[TOKEN_NUMBER] +
			    reading.count[TOKEN_SMALL] >
			0 &&
		    (touches_furniture(lines, i) || at_edge(lines, i)))
			line->role = VB_LINE_FURNITURE;
	}
}

/* Lone numbers and pages of pages that count up by one, far enough apart to be pages. */
static void
mark_counting(struct vb_lines *lines)
{
	size_t last = 0;
	struct reading before = {0}, reading;

	for (size_t i = 0; i < lines->count; i++) {
		struct vb_line *line = &lines->list[i];

		if (line->role != VB_LINE_TEXT || line->width > 16 ||
		    !read_tokens(line, &reading) || reading.total != 1 ||
		    reading.count[TOKEN_OF] + reading.count[TOKEN_NUMBER] != 1)
			continue;
		if (before.total > 0 && reading.page == before.page + 1 &&
		    reading.pages == before.pages && i - last >= 8) {
			line->role = VB_LINE_FURNITURE;
			lines->list[last].role = VB_LINE_FURNITURE;
		}
		before = reading;
		last = i;
	}
}

/* FNV-1a over the letters of a line: running titles differ in numbers only. */
static uint64_t
title_hash(const struct vb_line *line)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < line->size; i++) {
		unsigned char c = (unsigned char)line->text[i];

		if (c > ' ' && (c < '0' || c > '9'))
			hash = (hash ^ c) * 0x100000001b3u;
	}
	return hash;
}

struct title {
	uint64_t hash;
	size_t line;
};

static int
by_hash(const void *a, const void *b)
{
	const struct title *x = a, *y = b;

	return x->hash != y->hash ? (x->hash > y->hash) - (x->hash < y->hash)
				  : (x->line > y->line) - (x->line < y->line);
}

/* How many pages there are, about, as form feeds tell or else headers and footers. */
static size_t
count_pages(const struct vb_lines *lines)
{
	size_t pages = 1;

	for (size_t i = 1; i < lines->count; i++)
		pages += lines->feeds ? lines->list[i].feed
				      : lines->list[i].role == VB_LINE_FURNITURE &&
					    lines->list[i - 1].role != VB_LINE_FURNITURE;
	return pages;
}

/*
 * The same words at the edge of three pages or more, and of a third of all, are a running title,
 * unless they end a sentence or mark a speaker; below a rule they are notes such as "3 Ibid.".
 */
static void
mark_titles(struct vb_lines *lines)
{
	struct title *titles = calloc(lines->count + 1, sizeof *titles);
	size_t count = 0, pages = count_pages(lines);
	struct vb_original mark;
	bool notes = false;

	for (size_t i = 0; titles && i < lines->count; i++) {
		const struct vb_line *line = &lines->list[i];

		notes = line->role == VB_LINE_RULE ||
			(notes && !line->feed && line->role != VB_LINE_FURNITURE);
		if (!notes && line->role == VB_LINE_TEXT && line->width <= 120 &&
		    (touches_furniture(lines, i) || at_edge(lines, i)) &&
		    !vb_edge_closed(line->text, line->size) &&
		    !vb_original_read(line->text, line->size, &mark))
			titles[count++] = (struct title){title_hash(line), i};
	}
	if (count > 0)
		qsort(titles, count, sizeof *titles, by_hash);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && titles[end].hash == titles[i].hash;)
			end++;
		for (size_t k = i; end - i >= 3 && 3 * (end - i) >= pages && k < end; k++)
			lines->list[titles[k].line].role = VB_LINE_FURNITURE;
	}
	free(titles);
}

bool
vb_header_read(const struct vb_line *line, struct vb_header *out)
{
	struct reading reading;

	memset(out, 0, sizeof *out);
	if (!read_tokens(line, &reading))
		return false;
	out->symbol = reading.count[TOKEN_SYMBOL] > 0;
	out->job = reading.count[TOKEN_JOB] > 0;
	out->page = reading.count[TOKEN_OF] > 0 ? reading.page : 0;
	return true;
}

void
vb_header_mark(struct vb_lines *lines, const char *known, char symbol[VB_SYMBOL_MAX])
{
	find_symbol(lines, known, symbol);
	mark_headers(lines, symbol);
	mark_counting(lines);
	mark_titles(lines);
}
