/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two English words are one word in another number or time.  Stems (stems.h) go further: by
 * them objections are objects, and what is international is internal.
 */
#ifndef VB_INFLECTION_H
#define VB_INFLECTION_H

#include <stdbool.h>

/*
 * Of two folded words: objection and objections, supply and supplied, stop and stopping.  By their
 * spelling alone, so that some words pass for one that are two: hop and hope.  Of several words, with
 * blanks or hyphens between, only the same are one.
 */
bool vb_inflection_same(const char *word, const char *other);

#endif
