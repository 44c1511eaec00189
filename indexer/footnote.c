/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "footnote.h"

#include <stdlib.h>
#include <string.h>

#include "edge.h"

#define FRONT_LINES 40	/* a first page's starred note stands among so many lines */

/* A note starts with its number, without dot, and a blank: "12 See A/78/76". */
static unsigned
note_number(const struct vb_line *line)
{
	size_t digits = 0;

	while (digits < line->size && line->text[digits] >= '0' && line->text[digits] <= '9')
		digits++;
	if (digits == 0 || digits > 3 || digits >= line->size)
		return 0;
	if (line->text[digits] == ' ' || line->text[digits] == '\t' ||
	    (unsigned char)line->text[digits] >= 0xe2)
		return (unsigned)strtoul(line->text, NULL, 10);
	return 0;
}

/* Does the line go on with the note that the line before it left open? */
static bool
note_goes_on(const struct vb_lines *lines, const struct vb_line *last, const struct vb_line *line)
{
	if (line->feed || line->blanks > 1)
		return false;
	if (lines->signal)
		return !last->trailing;
	if (vb_edge_closed(last->text, last->size))
		return false;
	return lines->width == 0 || vb_line_wide(lines, last, 85) ||
	       vb_edge_lower(line->text, line->size);
}

static size_t
count_stars(const struct vb_line *line)
{
	size_t stars = 0;

	while (stars < line->size && line->text[stars] == '*')
		stars++;
	return stars <= 3 && stars < line->size && line->text[stars] == ' ' ? stars : 0;
}

static bool
is_star_note(const struct vb_line *line)
{
	return count_stars(line) > 0;
}

/* The notes below a rule: numbers that count up, each with the lines that belong to it. */
static void
mark_footnotes(struct vb_lines *lines)
{
	unsigned number = 0;
	bool inside = false;
	const struct vb_line *last = NULL;

	for (size_t i = 0; i < lines->count; i++) {
		struct vb_line *line = &lines->list[i];
		unsigned next;

		if (line->role == VB_LINE_RULE) {
			inside = true;
			number = 0;
			last = NULL;
			continue;
		}
		if (line->role == VB_LINE_FURNITURE && inside && !line->feed)
			continue;
		if (line->role != VB_LINE_TEXT || line->feed)
			inside = false;
		if (!inside)
			continue;
		next = note_number(line);
		if ((next > number && (number == 0 || next <= number + 3)) ||
		    (!last && is_star_note(line)))
			number = next;
		else if (!last || !note_goes_on(lines, last, line))
			inside = false;
		if (inside) {
			line->role = VB_LINE_FOOTNOTE;
			last = line;
		}
	}
}

/*
 * Notes of the first page, "* A/79/50.", "** Late.", that no rule sets apart: the star stands in
 * the title above.
 */
static void
mark_star(struct vb_lines *lines)
{
	bool star = false;
	size_t notes = 0;

	for (size_t i = 0; i < lines->count && i < FRONT_LINES; i++) {
		struct vb_line *line = &lines->list[i];

		if (line->role == VB_LINE_TEXT && star && is_star_note(line) &&
		    line->width <= 160 && count_stars(line) == notes + 1) {
			line->role = VB_LINE_FOOTNOTE;
			notes++;
		}
		star = star || (memchr(line->text, '*', line->size) && !is_star_note(line));
	}
}

void
vb_footnote_mark(struct vb_lines *lines)
{
	mark_footnotes(lines);
	mark_star(lines);
}
