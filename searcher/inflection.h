/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two English words or phrases are one in another number or time.  Stems (stems.h) go further: by
 * them objections are objects, and what is international is internal.
 */
#ifndef VB_INFLECTION_H
#define VB_INFLECTION_H

#include <stdbool.h>

/*
 * Of two folded texts, word by word: objection and objections, supply and supplied, stopping point and
 * stop points.  By their spelling alone, so that some words pass for one that are two: hop and hope.
 */
bool vb_inflection_same(const char *text, const char *other);

#endif
