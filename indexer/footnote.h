/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Footnotes: the lines below a rule that count up, and the starred note of a first page. */
#ifndef VB_FOOTNOTE_H
#define VB_FOOTNOTE_H

#include "line.h"

/* Gives the lines of footnotes their role; rules, links and headers must have theirs. */
void vb_footnote_mark(struct vb_lines *lines);

#endif
