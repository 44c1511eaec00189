/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many phrases looked for in one pass over a text: from every place where one may begin, a
 * tree of their bytes is followed as far as the text goes with it.
 *
 * Phrases and text are folded UTF-8 (fold.h).  Where a phrase begins or ends with a
 * letter or digit of ASCII, it is found only where a word begins or ends; a phrase added
 * as a beginning of words may end inside one.
 *
 * A set is built once and read-only after vb_phrases_build(); threads may share it.
 */
#ifndef VB_PHRASE_H
#define VB_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct vb_phrases;

struct vb_phrase_match {
	uint32_t phrase;	/* the number that vb_phrases_add() was given */
	uint32_t start, end;	/* bytes of the text; end exclusive */
};

struct vb_phrases *vb_phrases_new(void);
void vb_phrases_free(struct vb_phrases *phrases);

/* Adds size > 0 bytes under a number of the caller's choice; the same bytes may be added under several. */
void vb_phrases_add(struct vb_phrases *phrases, const char *text, size_t size, uint32_t number,
		    bool beginning);

/* Ends adding.  Must be called once, before any search. */
void vb_phrases_build(struct vb_phrases *phrases);

/*
 * Appends every occurrence in the text, overlapping ones too, to matches: an array of
 * struct vb_phrase_match, by end, longer ones first.
 */
void vb_phrases_find(const struct vb_phrases *phrases, const char *text, size_t size,
		     struct vb_buf *matches);

#endif
