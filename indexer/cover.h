/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cover of a report and its list of contents.  They name the document, and States and
 * headings by the dozen, but say nothing: no passage and no heading comes from them.
 *
 * A cover is known by its "Distr."; it ends with the page, at a summary, at the first numbered
 * heading or paragraph, or where sentences begin.  A list of contents is known by its own
 * heading and by entries that end in page numbers, whatever the page.
 */
#ifndef VB_COVER_H
#define VB_COVER_H

#include "line.h"

/* "1. Introduction ........ 3": an entry of a list of contents that dots lead to its page. */
bool vb_cover_entry(const struct vb_line *line);

/*
 * Fixed words of a first page that are neither title nor text, in one column or several:
 * "United Nations   A/79/81", "Distr.: General", "Russian/Spanish".
 */
bool vb_cover_masthead(const struct vb_line *line);

/*
 * Marks the lines of a cover, and takes lists of contents for furniture.  Headers, footers and
 * entries with dots must have their role.
 */
void vb_cover_mark(struct vb_lines *lines);

#endif
