/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "furniture.h"

#include <string.h>

#include "cover.h"
#include "edge.h"
#include "footnote.h"
#include "header.h"
#include "utf8.h"

#define MASTHEAD_LINES 40

/* A rule of underscores or box characters, five columns or more, and nothing else. */
static bool
is_rule(const struct vb_line *line)
{
	for (size_t at = 0; at < line->size;) {
		uint32_t point = vb_utf8_next(line->text, line->size, &at);

		if (point != '_' && point != 0x2500 && point != 0x2501 && point != 0x2014 &&
		    point != 0xff3f)
			return false;
	}
	return line->width >= 5;
}

/*
 * Stars, dashes and the like, three or more, without a letter or digit: set between parts of a
 * text.
 */
static bool
is_ornament(const struct vb_line *line)
{
	for (size_t at = 0; at < line->size;) {
		uint32_t point = vb_utf8_next(line->text, line->size, &at);

		if (point > ' ' && !strchr("*-=~_#+.|", point < 0x80 ? (int)point : 'x'))
			return false;
	}
	return line->size >= 3;
}

/*
 * Is the URL on line index one of a page's list of links, rather than a piece of text?  In
 * a layer with an empty line between any two, the list alone stands without them.
 */
static bool
is_listed_link(const struct vb_lines *lines, size_t index)
{
	const struct vb_line *line = &lines->list[index], *next = line + 1;
	bool last = index + 1 == lines->count;

	if (index > 0 && line[-1].role == VB_LINE_LINK && (!lines->doubled || line[-1].followed))
		return true;
	if (lines->doubled && (line->followed || (lines->signal && index > 0 && line[-1].trailing)))
		return true;
	if (lines->doubled)
		return last || next->feed || next->role == VB_LINE_FURNITURE;
	if (vb_edge_holds(line->text, line->size, "undocs.org/"))
		return true;
	return last || next->feed || next->role == VB_LINE_FURNITURE || vb_line_url(next);
}

static void
mark_rules(struct vb_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (is_rule(&lines->list[i]))
			lines->list[i].role = VB_LINE_RULE;
}

static void
mark_plain(struct vb_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		struct vb_line *line = &lines->list[i];

		if (line->role != VB_LINE_TEXT)
			continue;
		if (vb_line_url(line) && is_listed_link(lines, i))
			line->role = VB_LINE_LINK;
		else if (is_ornament(line) || vb_cover_entry(line))
			line->role = VB_LINE_FURNITURE;
		else if (i < MASTHEAD_LINES && vb_cover_masthead(line))
			line->role = VB_LINE_FURNITURE;
	}
}

/*
 * Counts pages.  A page ends at a form feed, behind a list of links or notes, at headers; in a
 * layer that shows paragraph ends, also where a line begins with the blank that this tool
 * puts at the top of a page though the line before it is still open.
 */
static bool
turns_page(const struct vb_lines *lines, size_t index)
{
	const struct vb_line *line = &lines->list[index], *last = line - 1;

	if (index == 0)
		return false;
	if (lines->feeds)
		return line->feed;
	if (line->role == VB_LINE_TEXT || line->role == VB_LINE_RULE)
		return (last->role == VB_LINE_LINK || last->role == VB_LINE_FOOTNOTE ||
			(lines->signal && line->role == VB_LINE_TEXT && line->indent == 1 &&
			 last->role == VB_LINE_TEXT && !last->trailing &&
			 !vb_edge_closed(last->text, last->size)));
	return false;
}

static bool
count_pages(struct vb_lines *lines)
{
	uint32_t page = 1, printed = 0, highest = 0;
	bool header = false, turned = true;

	for (size_t i = 0; i < lines->count; i++) {
		struct vb_line *line = &lines->list[i];
		struct vb_header shown;

		if (turns_page(lines, i) && (!turned || line->feed)) {
			page++;
			turned = true;
		}
		if (line->role == VB_LINE_FURNITURE && vb_header_read(line, &shown)) {
			header = header || shown.symbol;
			/* a cover ends with its job number and shows no page */
			if (shown.job && shown.page == 0 && page == 1 && !turned && !lines->feeds) {
				page++;
				turned = true;
			}
			if (shown.page > 0 && !lines->feeds) {
				/*
				 * below a header it numbers the page that begins, else the one
				 * that ends
				 */
				page = header ? shown.page : shown.page + 1;
				turned = true;
				printed++;
				highest = shown.page > highest ? shown.page : highest;
			}
		} else {
			header = false;
			turned = turned && line->role != VB_LINE_TEXT;
		}
		line->page = page;
	}
	/*
	 * without form feeds, most pages must show their number: between two that do, ends may
	 * go unseen
	 */
	return lines->feeds || (printed > 0 && printed * 10 >= (highest - 1) * 8);
}

void
vb_furniture_mark(struct vb_lines *lines, const char *symbol, struct vb_furniture *out)
{
	memset(out, 0, sizeof *out);
	mark_rules(lines);
	vb_header_mark(lines, symbol, out->symbol);
	mark_plain(lines);
	vb_cover_mark(lines);
	vb_footnote_mark(lines);
	out->paged = count_pages(lines);
}
