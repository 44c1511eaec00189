/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cover.h"

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "edge.h"
#include "header.h"
#include "label.h"
#include "original.h"
#include "symbol.h"
#include "utf8.h"

#define DISTR_LINES 24		/* "Distr." stands among so many first lines */
#define COVER_LINES 120
#define CONTENTS_LINES 400	/* a list of contents begins among so many */
#define ENTRY_LINES 4		/* of an entry that is broken over lines */
#define PIECE_MAX 60
#define ENTRY_MAX 400	/* bytes of an entry's line */

bool
vb_cover_entry(const struct vb_line *line)
{
	size_t dots = 0, end = line->size;
	bool numbered = false;

	/* A sentence may end in dots, too: in a few, and without a page. */
	if (end > ENTRY_MAX)
		return false;
	for (; end > 0 && (line->text[end - 1] == ' ' || (line->text[end - 1] >= '0' &&
							   line->text[end - 1] <= '9')); end--)
		numbered = numbered || line->text[end - 1] != ' ';
	while (end > 0 && dots < 12) {
		uint32_t point = vb_utf8_prev(line->text, &end);

		if (point == '.' || point == 0xb7)
			dots++;
		else if (point == 0x2026)
			dots += 3;
		else if (!vb_edge_blank(point))
			break;
	}
	return dots >= (numbered ? 5 : 12);
}

/* "Russian/Spanish", "Arabic/English/French/": names of languages and strokes. */
static bool
is_languages(const char *text, size_t size)
{
	while (size > 0) {
		const char *stroke = memchr(text, '/', size);
		size_t name = stroke ? (size_t)(stroke - text) : size;

		if (name > 12 || memchr(text, ' ', name) || vb_original_language(text, name)[0] == 0)
			return false;
		text += name + (stroke != NULL);
		size -= name + (stroke != NULL);
	}
	return true;
}

static bool
is_masthead_piece(const char *text, size_t size)
{
	static const char *const starts[] = {
		"Distr.", "Original: ", "Original:\t", "Agenda item", "Item ", "原文：",
		"原件："};
	static const char *const whole[] = {
		"United Nations", "General Assembly", "Security Council", "Nations Unies",
		"Chinese", "English", "French", "Spanish", "Russian", "Arabic", "联合国", "大会",
		"大 会", "安全理事会", "Contents", "Page", "目录", "页次", "Distr.: General",
		"Chinese only", "English only", "Please recycle"};

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (size <= 2 * PIECE_MAX && vb_edge_starts(text, size, starts[i]) &&
		    !vb_edge_closed(text, size) && !memchr(text, ']', size) &&
		    !vb_edge_holds(text, size, "］"))
			return true;
	for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
		if (size == strlen(whole[i]) && vb_edge_starts(text, size, whole[i]))
			return true;
	return false;
}

/* What stands in a masthead's columns beside its fixed words, and proves nothing alone. */
static bool
is_column(const char *text, size_t size)
{
	char date[VB_DATE_MAX], symbol[VB_SYMBOL_MAX];

	return is_languages(text, size) ||
	       (size <= PIECE_MAX && (vb_date_parse(text, size, date) ||
				      (text[0] >= 'A' && text[0] <= 'Z' &&
				       vb_symbol_parse(text, size, symbol))));
}

/* The end of the column that begins at text[at]: two blanks part columns. */
static size_t
column_end(const char *text, size_t size, size_t at)
{
	while (at < size && !(text[at] == '\t' ||
			      (text[at] == ' ' && at + 1 < size && text[at + 1] == ' ')))
		at++;
	return at;
}

bool
vb_cover_masthead(const struct vb_line *line)
{
	bool fixed = false;

	for (size_t at = 0; at < line->size;) {
		size_t end = column_end(line->text, line->size, at);

		if (is_masthead_piece(line->text + at, end - at))
			fixed = true;
		else if (!is_column(line->text + at, end - at))
			return false;
		at = end;
		while (at < line->size && (line->text[at] == ' ' || line->text[at] == '\t'))
			at++;
	}
	return fixed;
}

static bool
is_word(const struct vb_line *line, const char *word)
{
	return line->size == strlen(word) && vb_edge_starts(line->text, line->size, word);
}

/* The page that a line names at its end, behind a blank or dots; 0 for none. */
static unsigned
page_of(const struct vb_line *line)
{
	size_t from = line->size;

	while (from > 0 && line->text[from - 1] >= '0' && line->text[from - 1] <= '9')
		from--;
	if (from == line->size || line->size - from > 3 || from == 0 ||
	    (line->text[from - 1] != ' ' && line->text[from - 1] != '.' &&
	     line->text[from - 1] != '\t'))
		return 0;
	return (unsigned)strtoul(line->text + from, NULL, 10);
}

/*
 * The line behind the list of contents whose heading is on line index; index itself when no
 * such list follows.
 */
static size_t
contents_end(const struct vb_lines *lines, size_t index)
{
	size_t entries = 0, open = 0, end = index;
	unsigned page = 0;

	for (size_t i = index + 1; i < lines->count; i++) {
		const struct vb_line *line = &lines->list[i];
		unsigned shown = page_of(line);

		if (vb_cover_entry(line) || (line->role == VB_LINE_TEXT && shown >= page && shown > 0)) {
			page = shown > page ? shown : page;
			end = i + 1;
			entries++;
			open = 0;
		} else if (line->role == VB_LINE_TEXT && !vb_cover_masthead(line) &&
			   (++open >= ENTRY_LINES || vb_edge_closed(line->text, line->size))) {
			break;
		}
	}
	return entries >= 2 ? end : index;
}

static bool
is_contents_heading(const struct vb_line *line)
{
	return is_word(line, "Contents") || is_word(line, "目录") || is_word(line, "目 录") ||
	       is_word(line, "Table of contents");
}

static void
mark_contents(struct vb_lines *lines)
{
	for (size_t i = 0; i < lines->count && i < CONTENTS_LINES; i++) {
		size_t end;

		if (!is_contents_heading(&lines->list[i]))
			continue;
		end = contents_end(lines, i);
		for (size_t k = i; k < end; k++)
			if (lines->list[k].role == VB_LINE_TEXT)
				lines->list[k].role = VB_LINE_FURNITURE;
	}
}

static bool
has_cover(const struct vb_lines *lines)
{
	for (size_t i = 0; i < lines->count && i < DISTR_LINES; i++)
		if (lines->list[i].width <= 2 * PIECE_MAX &&
		    vb_edge_holds(lines->list[i].text, lines->list[i].size, "Distr.") &&
		    !vb_edge_sentences(lines->list[i].text, lines->list[i].size))
			return true;
	return false;
}

/* Text begins here: a summary, a numbered heading or paragraph, a speaker's mark. */
static bool
begins_text(const struct vb_line *line)
{
	struct vb_label label;
	struct vb_original mark;

	if (is_word(line, "Summary") || is_word(line, "摘要") || is_word(line, "Introduction"))
		return true;
	if (vb_label_read(line->text, line->size, &label))
		return label.style <= VB_LABEL_DIGIT && label.size < line->size;
	return line->text[0] == '[' && vb_original_read(line->text, line->size, &mark);
}

/* The first line of the paragraph that ends a sentence on line index. */
static size_t
paragraph_start(const struct vb_lines *lines, size_t index)
{
	while (index > 0 && lines->list[index].role == VB_LINE_TEXT &&
	       lines->list[index - 1].role == VB_LINE_TEXT &&
	       (lines->doubled || lines->list[index].blanks == 0) &&
	       vb_line_wide(lines, &lines->list[index - 1], 85))
		index--;
	return index;
}

static size_t
cover_end(const struct vb_lines *lines)
{
	struct vb_header shown;
	size_t i;

	for (i = 0; i < lines->count && i < COVER_LINES; i++) {
		const struct vb_line *line = &lines->list[i];

		if (i > 0 && line->feed)
			return i;
		if (line->role == VB_LINE_FURNITURE) {
			if (vb_header_read(line, &shown) && shown.job)
				return i;
			continue;
		}
		if (begins_text(line))
			return i;
		if (line->text[0] != '*' && vb_edge_closed(line->text, line->size) &&
		    !vb_cover_masthead(line))
			return paragraph_start(lines, i);
	}
	/* so long a cover is none */
	return i < lines->count ? 0 : i;
}

void
vb_cover_mark(struct vb_lines *lines)
{
	mark_contents(lines);
	if (!has_cover(lines))
		return;
	for (size_t i = 0, end = cover_end(lines); i < end; i++)
		lines->list[i].cover = true;
}
