/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line.h"

#include <string.h>

#include "edge.h"
#include "label.h"
#include "utf8.h"

#define WIDTH_MIN 40	/* columns; narrower lines are names and headings */
#define WIDTH_MAX 200	/* columns; wider lines are not broken by a page's edge */
#define PAGE_MIN 60	/* the columns of a page's lines */
#define PAGE_MAX 130
#define OPEN_MIN 3	/* lines left open at the edge, fewer of which prove nothing */

/* Bytes of the line end at text[at]: \n, \r\n, \r, \f, \v, NEL, LS, PS; 0 when there is none. */
static size_t
line_end(const char *text, size_t size, size_t at)
{
	const unsigned char *p = (const unsigned char *)text + at;

	if (*p == '\r')
		return at + 1 < size && p[1] == '\n' ? 2 : 1;
	if (*p == '\n' || *p == '\f' || *p == '\v')
		return 1;
	if (*p == 0xc2 && at + 1 < size && p[1] == 0x85)
		return 2;
	if (*p == 0xe2 && at + 2 < size && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9))
		return 3;
	return 0;
}

static size_t
find_end(const char *text, size_t size, size_t at)
{
	for (; at < size; at++) {
		unsigned char c = (unsigned char)text[at];

		if ((c < 0x20 || c == 0xc2 || c == 0xe2) && line_end(text, size, at) > 0)
			break;
	}
	return at;
}

static uint32_t
columns_of(const char *text, size_t size)
{
	uint32_t columns = 0;

	for (size_t at = 0; at < size && columns <= 4 * WIDTH_MAX;) {
		if ((unsigned char)text[at] < 0x80) {
			columns++;
			at++;
		} else {
			columns += (uint32_t)vb_utf8_columns(vb_utf8_next(text, size, &at));
		}
	}
	return columns;
}

/* Columns of the blanks before the text; a tab goes to the next multiple of eight. */
static uint32_t
indent_of(const char *text, size_t size)
{
	uint32_t columns = 0;

	for (size_t at = 0; at < size && columns < 10000;) {
		uint32_t point = vb_utf8_next(text, size, &at);

		if (!vb_edge_blank(point))
			break;
		columns += point == '\t' ? 8 - columns % 8 : point == 0x3000 ? 2 : 1;
	}
	return columns;
}

/* In columns: blanks or dots stand inside, beyond a label's. */
static bool
is_columned(const char *text, size_t size)
{
	size_t blanks = 0, dots = 0;

	for (size_t i = 8; i < size; i++) {
		if ((unsigned char)text[i] > '.') {
			blanks = dots = 0;
			continue;
		}
		blanks = text[i] == ' ' ? blanks + 1 : 0;
		dots = text[i] == '.' ? dots + 1 : text[i] == ' ' ? dots : 0;
		if (blanks >= 4 || dots >= 5)
			return true;
	}
	return false;
}

static void
read_line(struct vb_line *line, const char *text, size_t size)
{
	line->text = text;
	line->size = size;
	vb_edge_trim(&line->text, &line->size);
	line->indent = indent_of(text, size);
	line->width = columns_of(line->text, line->size);
	line->columned = is_columned(line->text, line->size);
	line->trailing = line->text + line->size < text + size;
}

static size_t
count_ends(const char *text, size_t size)
{
	size_t count = 1;

	for (size_t at = 0; (at = find_end(text, size, at)) < size; count++)
		at += line_end(text, size, at);
	return count;
}

static bool
cut(const char *text, size_t size, struct vb_arena *arena, struct vb_lines *out)
{
	size_t ends = count_ends(text, size), at = 0;
	uint32_t blanks = 0;
	bool feed = false;

	if (ends > 2 * (size_t)VB_LINE_COUNT_MAX)
		return false;
	out->list = vb_arena_array(arena, ends, sizeof *out->list);
	while (at < size) {
		size_t end = find_end(text, size, at);
		struct vb_line *line = &out->list[out->count];

		read_line(line, text + at, end - at);
		if (line->size > 0) {
			line->blanks = blanks;
			line->feed = feed;
			if (out->count > 0)
				line[-1].followed = blanks == 0 && !feed;
			blanks = 0;
			feed = false;
			if (++out->count > VB_LINE_COUNT_MAX)
				return false;
		} else {
			memset(line, 0, sizeof *line);
			blanks++;
		}
		if (end < size && text[end] == '\f') {
			feed = true;
			out->feeds = true;
		}
		at = end < size ? end + line_end(text, size, end) : size;
	}
	return true;
}

bool
vb_line_url(const struct vb_line *line)
{
	const char *text = line->text;

	if (!vb_edge_starts(text, line->size, "http://") &&
	    !vb_edge_starts(text, line->size, "https://") &&
	    !vb_edge_starts(text, line->size, "www.") &&
	    !vb_edge_starts(text, line->size, "mailto:"))
		return false;
	for (size_t i = 0; i < line->size; i++)
		if ((unsigned char)text[i] <= ' ')
			return false;
	return true;
}

bool
vb_line_wide(const struct vb_lines *lines, const struct vb_line *line, unsigned share)
{
	return line->width * 100 >= lines->width * share;
}

/*
 * The width that lines left open come close to: a layer whose lines are broken by the page's edge has
 * many lines of nearly one width that do not end a sentence, and hardly any that are wider.  Lines
 * that end a sentence, headings and names are of any width in any layer.  In a document that is mostly
 * names and headings only lines that the next one goes on with, in small letters, can tell: sure.
 */
static void
measure_width(struct vb_lines *lines, bool sure)
{
	size_t open[WIDTH_MAX + 2] = {0}, all[WIDTH_MAX + 2] = {0}, best = OPEN_MIN - 1;

	for (size_t i = 0; i < lines->count; i++) {
		const struct vb_line *line = &lines->list[i];
		size_t width = line->width < WIDTH_MAX ? line->width : WIDTH_MAX;

		if (vb_line_url(line) || line->columned)
			continue;
		all[width + 1]++;
		open[width + 1] += !vb_edge_closed(line->text, line->size) &&
				   (!sure || (line->followed &&
					      vb_edge_lower(line[1].text, line[1].size)));
	}
	/* open[w], all[w]: lines narrower than w columns */
	for (size_t w = 1; w <= WIDTH_MAX + 1; w++) {
		open[w] += open[w - 1];
		all[w] += all[w - 1];
	}
	for (size_t w = WIDTH_MIN; w <= WIDTH_MAX * 4 / 5; w++) {
		size_t near = open[w + 1] - open[w * 85 / 100],
		       wider = all[WIDTH_MAX + 1] - all[w * 125 / 100];

		if (near > best && near * 100 >= open[WIDTH_MAX + 1] * 30 &&
		    wider * 100 <= all[WIDTH_MAX + 1] * 12) {
			best = near;
			lines->width = (unsigned)w;
		}
	}
}

/*
 * In a document of few lines: the widest one, when it is no wider than a page and lines nearly as
 * wide are left open right above others.
 */
static void
measure_widest(struct vb_lines *lines)
{
	uint32_t widest = 0;
	size_t open = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->list[i].width > widest && !vb_line_url(&lines->list[i]) &&
		    !lines->list[i].columned)
			widest = lines->list[i].width;
	if (widest < PAGE_MIN || widest > PAGE_MAX)
		return;
	for (size_t i = 0; i + 1 < lines->count; i++) {
		const struct vb_line *line = &lines->list[i];

		open += line->followed && line->width <= widest &&
			line->width * 100 >= widest * 80 &&
			!vb_edge_closed(line->text, line->size) && !line->columned;
	}
	if (open >= 2)
		lines->width = widest;
}

static void
measure_indent(struct vb_lines *lines)
{
	size_t count[64] = {0};

	for (size_t i = 0; i < lines->count; i++)
		if (lines->list[i].indent < 64)
			count[lines->list[i].indent]++;
	for (unsigned i = 1; i < 64; i++)
		if (count[i] > count[lines->indent])
			lines->indent = i;
}

/*
 * Do paragraphs begin with an indent?  Lines behind the end of a sentence on a narrow line tell,
 * if no label begins them.
 */
static void
measure_paragraphs(struct vb_lines *lines)
{
	size_t begins = 0, indented = 0;
	struct vb_label label;

	for (size_t i = 1; lines->width > 0 && i < lines->count; i++) {
		const struct vb_line *line = &lines->list[i], *last = line - 1;

		if (vb_line_wide(lines, last, 70) || !vb_line_wide(lines, line, 85) ||
		    !vb_edge_closed(last->text, last->size) ||
		    vb_label_read(line->text, line->size, &label))
			continue;
		begins++;
		indented += line->indent > lines->indent;
	}
	lines->indented = begins >= 4 && indented * 100 > begins * 75;
}

struct tally {
	size_t open, open_apart, open_trailing;	/* wide lines that do not end a sentence */
	size_t ends, ends_trailing;		/* narrow lines that do */
	size_t apart;
};

static void
tally_lines(const struct vb_lines *lines, struct tally *tally)
{
	for (size_t i = 0; i + 1 < lines->count; i++) {
		const struct vb_line *line = &lines->list[i];
		bool closed, apart = !line->followed && !line[1].feed;

		if (vb_line_url(line) || vb_line_url(line + 1))
			continue;
		tally->apart += apart;
		closed = vb_edge_closed(line->text, line->size);
		if (!closed && vb_line_wide(lines, line, 85)) {
			tally->open++;
			tally->open_apart += apart;
			tally->open_trailing += line->trailing;
		} else if (closed && !vb_line_wide(lines, line, 80)) {
			tally->ends++;
			tally->ends_trailing += line->trailing;
		}
	}
}

static void
measure_gaps(struct vb_lines *lines)
{
	struct tally tally = {0};

	tally_lines(lines, &tally);
	if (lines->width > 0) {
		lines->doubled = tally.open >= 2 && tally.open_apart * 100 > tally.open * 70;
		lines->signal = tally.open >= 2 && tally.ends >= 2 &&
				tally.open_trailing * 100 < tally.open * 25 &&
				tally.ends_trailing * 100 > tally.ends * 75;
	}
	lines->parted = !lines->doubled && tally.apart > 0;
	for (size_t i = 0; lines->doubled && i < lines->count; i++)
		if (lines->list[i].blanks > 0)
			lines->list[i].blanks--;
}

bool
vb_line_cut(const char *text, size_t size, struct vb_arena *arena, struct vb_lines *out,
	    struct vb_err *err)
{
	memset(out, 0, sizeof *out);
	if (!cut(text, size, arena, out))
		return vb_err_set(err, VB_INPUT, "more than %d lines", VB_LINE_COUNT_MAX);
	measure_width(out, false);
	if (out->width == 0)
		measure_width(out, true);
	if (out->width == 0)
		measure_widest(out);
	measure_indent(out);
	measure_gaps(out);
	measure_paragraphs(out);
	return true;
}
