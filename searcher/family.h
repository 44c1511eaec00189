/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Families of words: those that begin alike (word*) and those that are spelt alike (word~).
 * The words are those of the index; a passage that holds one of them matches.
 */
#ifndef VB_FAMILY_H
#define VB_FAMILY_H

#include "matching.h"

/* Words that begin with text; where text holds Han characters, that run of characters. */
bool vb_family_prefix(struct vb_match *match, const char *text, double weight, struct vb_set *out,
		      struct vb_err *err);

/*
 * Words at most distance letters from text (distance.h).  The words found are told in
 * match->expansion and match->spellings.
 */
bool vb_family_fuzzy(struct vb_match *match, const char *text, unsigned distance, double weight,
		     struct vb_set *out, struct vb_err *err);

#endif
