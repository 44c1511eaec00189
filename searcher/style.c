/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "style.h"
#include "terminal.h"

#define MEASURE_MAX 100		/* columns: longer lines are hard to read */

void
vb_style_on(struct vb_printer *printer, const char *code)
{
	if (printer->colour)
		vb_buf_printf(printer->out, "\033[%sm", code);
}

void
vb_style_off(struct vb_printer *printer)
{
	vb_style_on(printer, "0");
}

void
vb_style_text(struct vb_printer *printer, const char *text)
{
	vb_terminal_text(printer->out, text, strlen(text));
}

void
vb_style_blanks(struct vb_printer *printer, size_t count)
{
	while (count--)
		vb_buf_char(printer->out, ' ');
}

void
vb_style_fill(struct vb_printer *printer, size_t start, size_t columns)
{
	size_t used = vb_terminal_columns(printer->out->data + start, printer->out->len - start);

	vb_style_blanks(printer, used < columns ? columns - used : 0);
}

void
vb_style_column(struct vb_printer *printer, const char *text, size_t columns)
{
	size_t start = printer->out->len;

	vb_terminal_fit(printer->out, text, printer->columns ? columns : 0);
	vb_style_fill(printer, start, columns);
}

bool
vb_style_is_chinese(const struct vb_printer *printer)
{
	return strcmp(printer->language, "zh") == 0;
}

size_t
vb_style_measure(const struct vb_printer *printer, size_t indent)
{
	size_t columns = printer->columns < MEASURE_MAX ? printer->columns : MEASURE_MAX;

	if (columns == 0)
		return 0;
	return columns > indent + 10 ? columns - indent : 10;
}
