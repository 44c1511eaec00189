/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing struct vb_list whose items and array live in an arena. */
#ifndef VB_LIST_H
#define VB_LIST_H

#include "arena.h"
#include "record.h"

/* Adds a copy of item, unless the list holds the same already. */
void vb_list_add(struct vb_list *list, struct vb_arena *arena, const char *item);

#endif
