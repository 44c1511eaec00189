/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real documents that stand beside the checkout, at $VERBALE_SHARED; they may be absent. */
#ifndef VB_SHARED_H
#define VB_SHARED_H

#include <stddef.h>

/*
 * The content of a file below the folder of real documents, NUL-terminated, malloc'd and
 * owned by the caller.  When it is not there, the test is skipped and says so.
 */
char *shared_read(const char *name, size_t *size);

#endif
