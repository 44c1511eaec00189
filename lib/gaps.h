/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gaps: a few bits that say what stands around the gaps between the words of a folded text, so
 * that of the texts which do not hold some bytes most are told by 32 bytes and not looked at.
 *
 * A gap is what stands between two words: a run of blanks and punctuation with a letter, digit
 * or mark, or a character of a script without spaces, on either side.  It gives a key, which sets
 * two bits: the last two bytes of the word before it, the gap, the first two bytes of the word
 * behind it; of a script without spaces the one character there.  A word of a single byte gives
 * that, if what stands on its other side is there to be seen: it may be a piece of a longer one.
 *
 * So each key comes of a few bytes in a row, whatever stands around them: what a piece of a text
 * gives, cut between any two characters, the whole text gives too.  A change to what is a key
 * raises VB_TEXTS_VERSION.
 */
#ifndef VB_GAPS_H
#define VB_GAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VB_GAPS_WORDS 4

/* Zeroed at first. */
struct vb_gaps {
	uint64_t bits[VB_GAPS_WORDS];
};

/* Adds the keys of text[0..size), folded, to gaps. */
void vb_gaps_add(struct vb_gaps *gaps, const char *text, size_t size);

/* Whether there is a key at all. */
bool vb_gaps_any(const struct vb_gaps *gaps);

/* Whether a text may hold what gives the keys in sought. */
static inline bool
vb_gaps_may_hold(const struct vb_gaps *text, const struct vb_gaps *sought)
{
	uint64_t missing = 0;

	for (size_t i = 0; i < VB_GAPS_WORDS; i++)
		missing |= sought->bits[i] & ~text->bits[i];
	return missing == 0;
}

#endif
