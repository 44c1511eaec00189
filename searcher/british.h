/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * British and American spelling: what an English word may be spelled otherwise, by rules and
 * a short table.  The rules do not know English: of "exercise" they make "exercize" too, and
 * the index knows none such.
 */
#ifndef VB_BRITISH_H
#define VB_BRITISH_H

#include <stddef.h>

#define VB_BRITISH_MAX 4	/* other spellings of a word */
#define VB_BRITISH_BYTES 64	/* of a word, with the NUL; a longer one has none */

/* The other spellings of a folded word, NUL-terminated; returns how many. */
size_t vb_british_other(const char *word, size_t size,
			char other[VB_BRITISH_MAX][VB_BRITISH_BYTES]);

#endif
