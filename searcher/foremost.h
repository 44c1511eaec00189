/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The foremost of a quotation's candidates.
 *
 * Where the best few passages are asked for and not how many there are, not every candidate need
 * be read.  A passage holds the quotation no more often than it holds the rarest part of it that
 * the index knows, and that number and its length say how high it can score.  So the candidates
 * are verified from the highest such bound down, until none that is left can come before the
 * best that were found: these are then the same, with the same scores, as if all were read.
 */
#ifndef VB_FOREMOST_H
#define VB_FOREMOST_H

#include "quoted.h"
#include "verify.h"

/* By docid: at most so often a passage holds the quotation; VB_FOREMOST_ANY: it is not known. */
#define VB_FOREMOST_ANY UINT8_MAX

/* For the members of set no more often than their tally says. */
void vb_foremost_tallied(const struct vb_index *index, const struct vb_set *set, uint8_t *most);

/*
 * For the members of set no more often than the rarest pair of characters or whole word of the
 * quotation; nothing is known of those in with_long, whose words are not all in the index.
 */
bool vb_foremost_pieces(struct vb_match *match, const struct vb_quoted *quotation,
			const struct vb_set *set, const struct vb_set *with_long, uint8_t *most,
			struct vb_err *err);

/*
 * As vb_verify(), for the best match->best members of set; of the others those that were not
 * looked at are left out too.
 */
bool vb_foremost_verify(struct vb_match *match, const struct vb_verify *verify,
			const uint8_t *most, struct vb_set *set, struct vb_err *err);

#endif
