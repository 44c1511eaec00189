/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates: the passages that may hold a quotation, as far as the index and the sieves tell. */
#ifndef VB_CANDIDATES_H
#define VB_CANDIDATES_H

#include "matching.h"
#include "quoted.h"
#include "sift.h"

/*
 * Adds to set the passages that hold an unspaced character, text[0..size): every gram that
 * begins with it; and, with tally, to the tally how often.
 */
bool vb_candidates_character(struct vb_match *match, const char *text, size_t size, bool tally,
			     struct vb_set *set, struct vb_err *err);

/* Adds to set the passages with words that contain a run of letters, and to the tally how many. */
bool vb_candidates_words(struct vb_match *match, const struct vb_piece *piece, struct vb_set *set,
			 struct vb_err *err);

/*
 * Fills set with the passages that may hold the quotation, of those in among alone unless that is
 * NULL, sifted where that pays.  with_long: those with a word too long for the index.  most,
 * unless it is NULL, is lowered to how often each may hold it (foremost.h).
 */
bool vb_candidates_find(struct vb_match *match, const struct vb_quoted *quotation,
			const struct vb_set *with_long, const struct vb_set *among,
			struct vb_sift *sift, struct vb_set *set, uint8_t *most,
			struct vb_err *err);

/*
 * How many passages may hold the quotation, as far as that neither filters nor the texts change
 * it: those that bear the rarest of its pairs and words, of which at the ends there may be none.
 */
bool vb_candidates_bearers(struct vb_match *match, const struct vb_quoted *quotation,
			   size_t *bearers, struct vb_err *err);

#endif
