/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text on a terminal: made harmless, measured and cut into lines.
 */
#ifndef VB_TERMINAL_H
#define VB_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * What stands for a code point where control characters must not be: C0 and DEL become
 * their pictures (U+2400 ...), C1, bidi marks and the like U+FFFD, line ends and tabs a
 * blank; anything else is itself.
 */
uint32_t vb_terminal_visible(uint32_t point);

/* Appends text, each code point made visible as above, ill-formed bytes as U+FFFD. */
void vb_terminal_text(struct vb_buf *out, const char *text, size_t size);

/* Columns of size bytes of UTF-8 on one line. */
size_t vb_terminal_columns(const char *text, size_t size);

/* Appends text, cut with an ellipsis if it takes more than columns (0: never cut). */
void vb_terminal_fit(struct vb_buf *out, const char *text, size_t columns);

/*
 * Cuts a text into lines: at blanks, between Han characters, never before a closing mark
 * or after an opening one (Unicode Standard Annex 14, by ICU).
 *
 *	struct vb_wrap *wrap = vb_wrap_new(text, size, columns);
 *	while (vb_wrap_next(wrap, &start, &end))
 *		... text[start, end) is a line ...
 *	vb_wrap_free(wrap);
 *
 * columns 0: one line.  A word longer than a line is cut between characters.  Blanks at a
 * line's end are left out.  The text must outlive the wrap.
 */
struct vb_wrap;

struct vb_wrap *vb_wrap_new(const char *text, size_t size, size_t columns);
bool vb_wrap_next(struct vb_wrap *wrap, size_t *start, size_t *end);
void vb_wrap_free(struct vb_wrap *wrap);

struct vb_terminal {
	unsigned columns;	/* 0 when it is none; else as COLUMNS or the kernel says */
	bool colour;		/* it can, and NO_COLOR is not set */
};

/* What the open file is. */
void vb_terminal_look(struct vb_terminal *terminal, int fd);

#endif
