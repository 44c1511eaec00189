/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The look of text output: colours when they are wanted, harmless text, room on a line.
 */
#ifndef VB_STYLE_H
#define VB_STYLE_H

#include "render.h"

#define VB_STYLE_BOLD "1"
#define VB_STYLE_DIM "2"
#define VB_STYLE_LIT "1;31"
#define VB_STYLE_BLUE "34"
#define VB_STYLE_CYAN "36"

/* Nothing without colour. */
void vb_style_on(struct vb_printer *printer, const char *code);
void vb_style_off(struct vb_printer *printer);

/* Appends text as vb_terminal_text() makes it. */
void vb_style_text(struct vb_printer *printer, const char *text);
void vb_style_blanks(struct vb_printer *printer, size_t count);

/* Text in a column of its own: filled up to columns, and cut to them when the output has a width. */
void vb_style_column(struct vb_printer *printer, const char *text, size_t columns);

/* Fills up to columns what was appended from start on. */
void vb_style_fill(struct vb_printer *printer, size_t start, size_t columns);

/* True when labels are Chinese. */
bool vb_style_is_chinese(const struct vb_printer *printer);

/* Columns left for text that begins at indent; 0: do not wrap. */
size_t vb_style_measure(const struct vb_printer *printer, size_t indent);

#endif
