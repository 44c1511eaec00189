/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of a text layer, and its shape: how the tool that made it breaks lines and
 * parts paragraphs.  Later stages read the shape and never the tool's name.
 */
#ifndef VB_LINE_H
#define VB_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

#define VB_LINE_COUNT_MAX 200000	/* lines of one document */

enum vb_line_role {
	VB_LINE_TEXT,
	VB_LINE_FURNITURE,	/* headers, footers, page numbers, contents */
	VB_LINE_LINK,		/* a bare URL in a page's list of links */
	VB_LINE_RULE,		/* the line above footnotes */
	VB_LINE_FOOTNOTE
};

struct vb_line {
	const char *text;	/* without blanks around; not NUL-terminated */
	size_t size;
	uint32_t indent;	/* columns of blanks before it */
	uint32_t width;		/* columns of the text */
	uint32_t blanks;	/* empty lines before it, beyond those the layer puts everywhere */
	uint32_t page;		/* from 1, counted from page ends that were seen */
	uint8_t role;		/* enum vb_line_role */
	bool trailing;		/* a blank stood at its end */
	bool feed;		/* a form feed stood before it */
	bool columned;		/* blanks or dots stand inside: as wide as the page */
	bool cover;		/* of a report's cover: it names the document and is no text */
	bool followed; /* the next line came without an empty one between (before blanks was
			  corrected) */
};

struct vb_lines {
	struct vb_line *list;	/* in the arena; lines without text are left out */
	size_t count;
	unsigned width; /* the width that broken lines fill, columns; 0 when lines are not broken */
	unsigned indent;	/* the usual indent */
	bool doubled;		/* an empty line stands between any two lines */
	bool parted;		/* empty lines part paragraphs */
	bool signal;		/* a blank at the end of a line means the end of a paragraph */
	bool indented;		/* paragraphs begin with an indent */
	bool feeds;		/* form feeds part pages */
};

/*
 * Cuts text into lines; they point into text.  VB_INPUT when there are more than
 * VB_LINE_COUNT_MAX (the line does not name the file).
 */
bool vb_line_cut(const char *text, size_t size, struct vb_arena *arena, struct vb_lines *out,
		 struct vb_err *err);

/* Nearly as wide as a broken line can be: share is in hundredths of the layer's width. */
bool vb_line_wide(const struct vb_lines *lines, const struct vb_line *line, unsigned share);

/* A URL and nothing else. */
bool vb_line_url(const struct vb_line *line);

#endif
