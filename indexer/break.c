/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "break.h"

#include <string.h>

#include "edge.h"
#include "label.h"
#include "utf8.h"

#define PAGE_COLUMNS 60	/* a line of text on a page is hardly shorter */

uint32_t
vb_break_indent(const struct vb_lines *lines, const struct vb_line *line, bool top)
{
	uint32_t base = lines->indent + (top && (lines->signal || lines->doubled) ? 1 : 0);

	return line->indent > base ? line->indent - base : 0;
}

/* Does a label begin the line, such that it may begin a paragraph? */
static bool
is_labelled(const struct vb_line *line, struct vb_label *label)
{
	return vb_label_read(line->text, line->size, label);
}

static bool
ends_list_part(const struct vb_line *line)
{
	const char *text = line->text;
	size_t size = line->size;

	return (size > 5 && memcmp(text + size - 4, " and", 4) == 0) ||
	       (size > 4 && memcmp(text + size - 3, " or", 3) == 0) ||
	       (size > 3 && memcmp(text + size - 3, "和", 3) == 0) ||
	       (size > 3 && memcmp(text + size - 3, "或", 3) == 0);
}

/* In a layer that shows the ends of paragraphs: does b, below a, begin one? */
static bool
breaks_by_signal(const struct vb_break *open, const struct vb_line *b, bool top)
{
	const struct vb_line *a = open->last;
	struct vb_label label;
	bool labelled = is_labelled(b, &label), closed = vb_edge_closed(a->text, a->size);
	uint32_t indent = vb_break_indent(open->lines, b, top);

	if (vb_label_is_mark(&label) && (a->trailing || closed || label.style == VB_LABEL_BULLET))
		return true;
	if (a->trailing) {
		/*
		 * a note's mark leaves a blank at a line's end too; such a line is full and
		 * says no end
		 */
		return closed || labelled || indent > 0 || !vb_line_wide(open->lines, a, 78);
	}
	if (indent >= 2 || (top && indent >= 1))
		return true;
	if (!closed)
		return false;
	return (labelled && (top || !vb_line_wide(open->lines, a, 90))) ||
	       (indent == 1 && !vb_line_wide(open->lines, a, 90));
}

/*
 * Would the first word of b have fit on a, within a share of the layer's width?  Then it was not
 * the page's edge that broke the line.
 */
static bool
fits(const struct vb_lines *lines, const struct vb_line *a, const struct vb_line *b, uint32_t share)
{
	uint32_t columns = 0;

	for (size_t at = 0; at < b->size;) {
		uint32_t point = vb_utf8_next(b->text, b->size, &at);

		if (vb_edge_blank(point) || (columns > 0 && vb_edge_dense(point)))
			break;
		columns += (uint32_t)vb_utf8_columns(point);
	}
	/* lines of an unspaced script are more even */
	if (columns == 2 && share > 90)
		share += 3;
	return (a->width + 1 + columns) * 100 <= lines->width * share;
}

/* A paragraph that a page's end may have cut. */
static bool
breaks_at_page(const struct vb_break *open, const struct vb_line *b)
{
	const struct vb_line *a = open->last;
	struct vb_label label;

	if (is_labelled(b, &label) && label.style != VB_LABEL_DASH)
		return true;
	if (b->indent > a->indent + 2 && !vb_edge_lower(b->text, b->size))
		return true;
	if (vb_edge_closed(a->text, a->size))
		return open->lines->width == 0 || !vb_line_wide(open->lines, a, 85) ||
		       (!vb_line_wide(open->lines, b, 70) && !vb_edge_closed(b->text, b->size)) ||
		       b->indent > a->indent || fits(open->lines, a, b, 91) || label.style;
	if (vb_edge_lower(b->text, b->size))
		return false;
	return !vb_line_wide(open->lines, a, 70);
}

/* An item of a list ends in a semicolon; in Chinese, parts of a sentence do so too. */
static bool
ends_item(const struct vb_break *open)
{
	const struct vb_line *a = open->last;
	struct vb_label label;

	if (a->size > 0 && a->text[a->size - 1] == ';')
		return true;
	return a->size > 3 && memcmp(a->text + a->size - 3, "；", 3) == 0 &&
	       vb_label_read(open->text, open->size, &label);
}

/* In a layer whose lines are broken by the page's edge, without an empty line between a and b. */
static bool
breaks_by_width(const struct vb_break *open, const struct vb_line *b, bool top)
{
	const struct vb_line *a = open->last;
	struct vb_label label;
	bool labelled = is_labelled(b, &label), closed = vb_edge_closed(a->text, a->size);
	bool narrow = !vb_line_wide(open->lines, a, 70), lower = vb_edge_lower(b->text, b->size);
	uint32_t before = open->indent, indent = vb_break_indent(open->lines, b, top);

	if (labelled && label.style == VB_LABEL_BULLET)
		return true;
	if (labelled && (closed || narrow || ends_list_part(a)))
		return label.style != VB_LABEL_DASH || closed || indent > before;
	if (lower)
		return closed && narrow && !vb_line_wide(open->lines, a, 50);
	if (ends_item(open))
		return true;
	if (closed && open->line_count > 1 && (indent > before || indent + 1 < before))
		return true;
	/* a paragraph's narrow last line ends a sentence; one that does not is a heading */
	if (closed && !vb_line_wide(open->lines, b, 70) && !vb_edge_closed(b->text, b->size))
		return true;
	if (closed && open->lines->indented)
		return indent > 0 ? open->line_count == 1 || indent != before
				  : narrow && !vb_line_wide(open->lines, a, 50);
	if (closed)
		return !vb_line_wide(open->lines, a, 82) || indent > before + 1 ||
		       fits(open->lines, a, b, 91);
	return (narrow || fits(open->lines, a, b, 84)) && a->size > 0 &&
	       a->text[a->size - 1] != ',' && a->text[a->size - 1] != '-' &&
	       !vb_edge_hangs(a->text, a->size);
}

/*
 * In a layer with one paragraph a line, only what is plainly broken is joined.  A page with
 * layout and hardly any text has no width that could be told: there, a line that is as long as
 * one of a page may be, goes on in the one below it.
 */
static bool
breaks_by_line(const struct vb_break *open, const struct vb_line *b)
{
	const struct vb_line *a = open->last;
	struct vb_label label;

	if (is_labelled(b, &label) && label.style != VB_LABEL_DASH)
		return true;
	if (vb_edge_hangs(a->text, a->size))
		return false;
	if (open->lines->indent > 0 && a->width >= PAGE_COLUMNS && a->width <= 2 * PAGE_COLUMNS &&
	    a->followed && b->width <= a->width * 5 / 4 && b->indent <= a->indent &&
	    !vb_edge_closed(a->text, a->size))
		return false;
	if (vb_edge_capitals(b->text, b->size) && vb_edge_capitals(a->text, a->size) &&
	    a->width >= 40)
		return vb_edge_closed(a->text, a->size);
	return vb_edge_closed(a->text, a->size) || !vb_edge_lower(b->text, b->size);
}

bool
vb_break_before(const struct vb_break *open, const struct vb_line *b, bool top)
{
	const struct vb_line *a = open->last;
	struct vb_label label;

	if (a->cover != b->cover)
		return true;
	/* a label alone waits for its text */
	if (open->line_count == 1 && is_labelled(a, &label) && label.size == a->size &&
	    !vb_label_is_mark(&label))
		return false;
	if (open->lines->signal)
		return breaks_by_signal(open, b, top);
	if (top && !open->lines->doubled && open->lines->width > 0)
		return breaks_at_page(open, b);
	if (b->blanks > 0) {
		return vb_edge_closed(a->text, a->size) || !vb_edge_lower(b->text, b->size) ||
		       !vb_line_wide(open->lines, a, 70);
	}
	if (open->lines->width > 0 && a->width <= open->lines->width * 5 / 4)
		return breaks_by_width(open, b, top);
	return breaks_by_line(open, b);
}

