/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Breaks: does a line begin a paragraph, or go on with the one above it?  The layer's shape says
 * what to trust: a blank at the end of a paragraph's last line, empty lines, indents, the width
 * that a page's edge gives to broken lines, or nothing but how the lines end and begin.
 */
#ifndef VB_BREAK_H
#define VB_BREAK_H

#include "line.h"

/* What is open above the line in question. */
struct vb_break {
	const struct vb_lines *lines;
	const struct vb_line *last;	/* its last line */
	uint32_t indent;		/* of that line, as vb_break_indent() tells */
	const char *text;		/* its lines so far, joined */
	size_t size;
	uint32_t line_count;
};

/* top: the line is the first of its page. */
bool vb_break_before(const struct vb_break *open, const struct vb_line *line, bool top);

/*
 * The columns that a line is set in; the blank that some tools put at the top of a page does
 * not count.
 */
uint32_t vb_break_indent(const struct vb_lines *lines, const struct vb_line *line, bool top);

#endif
