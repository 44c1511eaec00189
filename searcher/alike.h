/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Chinese characters that are typed in place of one another: those that sound the same but
 * for tone, or nearly (zh and z, ng and n), because a word is typed by its sound; and those
 * that look much the same, because it is copied by eye or read by a machine.
 */
#ifndef VB_ALIKE_H
#define VB_ALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VB_ALIKE_MAX 400	/* no character has more */

/*
 * The characters alike to point, without itself, into out; returns how many.  The same
 * sound comes first, then shape, then what nearly sounds the same; each by code point.
 */
size_t vb_alike_find(uint32_t point, uint32_t out[VB_ALIKE_MAX]);

/* Whether other is among them. */
bool vb_alike_are(uint32_t point, uint32_t other);

/* UTF-8: a syllable in ASCII, the characters that sound so, the next syllable ... */
extern const char vb_alike_sound[];

#endif
