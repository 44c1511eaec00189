/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sieve: 32 bytes that say what stands around the gaps between the words of a folded text, and
 * which characters stand beside marks, or more than once.  Of the texts which do not hold some
 * bytes most are told by it and not looked at, and of those which hold some characters in a row
 * not a few.
 *
 * A gap is what stands between two words: a run of blanks and punctuation with a letter, digit
 * or mark, or a character of a script without spaces, on either side.  It gives a key, which sets
 * two bits: the last two bytes of the word before it, the gap, the first two bytes of the word
 * behind it; of a script without spaces the one character there.  A word of a single byte gives
 * that, if what stands on its other side is there to be seen: it may be a piece of a longer one.
 * A character of a script without spaces gives a key with a mark or blank beside it, and one by
 * itself when it is met again.
 *
 * So each key comes of what is in the text, whatever stands around that: what a piece of a text
 * gives, cut between any two characters, the whole text gives too.  And where every two
 * neighbours of some characters in a row stand side by side somewhere, and those that are not at
 * the ends give no key, each standing once, the whole row stands there.
 *
 * A change to what is a key raises VB_TEXTS_VERSION.
 */
#ifndef VB_SIEVE_H
#define VB_SIEVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VB_SIEVE_WORDS 4

/* Zeroed at first. */
struct vb_sieve {
	uint64_t bits[VB_SIEVE_WORDS];
};

/* Adds the keys of text[0..size), folded, to sieve. */
void vb_sieve_add(struct vb_sieve *sieve, const char *text, size_t size);

/* Adds the key of a character that is met again. */
void vb_sieve_add_again(struct vb_sieve *sieve, uint32_t point);

/* Whether there is a key at all. */
bool vb_sieve_any(const struct vb_sieve *sieve);

/* Whether a text may hold what gives the keys in sought. */
static inline bool
vb_sieve_may_hold(const struct vb_sieve *text, const struct vb_sieve *sought)
{
	uint64_t missing = 0;

	for (size_t i = 0; i < VB_SIEVE_WORDS; i++)
		missing |= sought->bits[i] & ~text->bits[i];
	return missing == 0;
}

#endif
