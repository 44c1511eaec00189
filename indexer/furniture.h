/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page adds to the text: headers and footers, page numbers, running titles, lists
 * of links, tables of contents, the rule above footnotes and the footnotes.  Each line gets
 * its role and its page; nothing is taken away here.
 */
#ifndef VB_FURNITURE_H
#define VB_FURNITURE_H

#include "line.h"
#include "symbol.h"

struct vb_furniture {
	char symbol[VB_SYMBOL_MAX]; /* of the document, as its headers say; "" when they do not */
	bool paged;			/* page numbers are those of the printed pages */
};

/*
 * Gives each line its role and page.  symbol is what is known of the document's symbol
 * beforehand ("" for nothing): a header that shows it is recognised at its first sight.
 */
void vb_furniture_mark(struct vb_lines *lines, const char *symbol, struct vb_furniture *out);

#endif
