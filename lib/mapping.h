/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are read where they lie. */
#ifndef VB_MAPPING_H
#define VB_MAPPING_H

#include <stddef.h>

/*
 * Maps folder/name for reading: *size bytes, which the caller gives back with munmap().  NULL
 * when it cannot be opened, is no ordinary file or is empty; *size is then as it was.  flags are
 * further ones of open(2): O_NOFOLLOW or 0.
 */
void *vb_mapping_open(const char *folder, const char *name, int flags, size_t *size);

#endif
