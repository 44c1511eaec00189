/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of files.  The system takes any bytes; the index, messages and JSON take UTF-8
 * without control characters.  A path is kept escaped: a byte that is not part of
 * well-formed UTF-8, a control, and a backslash that would read as an escape become \xHH.
 * No two paths have the same escaped form, and ordinary ones stay as they are.
 */
#ifndef VB_NAME_H
#define VB_NAME_H

#include "arena.h"
#include "err.h"

/* The escaped form, in the arena. */
const char *vb_name_escape(struct vb_arena *arena, const char *raw);

/*
 * The canonical absolute form of a path, unescaped, in the arena: symbolic links resolved
 * as far as the path exists; what does not exist is appended with "." and ".." taken out.
 * VB_IO when the current folder or memory cannot be had.
 */
const char *vb_name_absolute(struct vb_arena *arena, const char *path, struct vb_err *err);

/* True when path is base or lies below it; both absolute and canonical. */
bool vb_name_below(const char *path, const char *base);

#endif
