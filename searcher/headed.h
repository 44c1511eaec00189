/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heading:text: the passages under a heading that holds every word of the text (in any form
 * of its stem; Han characters by their pairs) or, quoted, the text as a run of characters.
 * One heading must hold it all; a lead-in is no heading.
 */
#ifndef VB_HEADED_H
#define VB_HEADED_H

#include "matching.h"

bool vb_headed_match(struct vb_match *match, const char *text, bool quoted, double weight,
		      struct vb_set *out, struct vb_err *err);

#endif
