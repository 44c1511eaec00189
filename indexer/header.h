/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Page headers and footers: "A/79/81", "24-08163", "50/76", running titles, alone or together
 * on a line.  Each proves itself by what it is, by what it stands beside, by its place at a
 * page's edge, or by counting up.
 */
#ifndef VB_HEADER_H
#define VB_HEADER_H

#include "line.h"
#include "symbol.h"

struct vb_header {
	bool symbol;	/* it shows a document's symbol */
	bool job;	/* it shows a job number, "24-08163" */
	unsigned page;	/* of "50/76"; 0 when it shows none */
};

/* Could the line, by its words alone, be a header or footer? */
bool vb_header_read(const struct vb_line *line, struct vb_header *out);

/*
 * Gives headers and footers their role; rules must have theirs.  known is the document's symbol, "" when it is not
 * known; symbol is then what most headers show, or "".
 */
void vb_header_mark(struct vb_lines *lines, const char *known, char symbol[VB_SYMBOL_MAX]);

#endif
