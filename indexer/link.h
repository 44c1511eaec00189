/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of links at the ends of pages name. */
#ifndef VB_LINK_H
#define VB_LINK_H

#include "clean.h"

/* Fills out->links and link_count from the lines that are links; strings in the arena. */
void vb_link_collect(const struct vb_lines *lines, struct vb_arena *arena, struct vb_cleaned *out);

#endif
