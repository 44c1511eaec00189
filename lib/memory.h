/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to do when the system has no memory left: nothing can be done.
 */
#ifndef VB_MEMORY_H
#define VB_MEMORY_H

#include <stddef.h>

/* Ends the process with status 5 and one line on standard error. */
_Noreturn void vb_memory_end(void);

/* realloc() of count * size bytes, checked for overflow; ends the process rather than fail. */
void *vb_memory_resize(void *old, size_t count, size_t size);

/* The same of calloc(): of much, only the pages that are used cost anything. */
void *vb_memory_zeros(size_t count, size_t size);

#endif
