/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a query as they are spelled, read for somebody who may change them: the
 * folded text with its tokens, copied, so that they outlive the tokeniser's next use.
 */
#ifndef VB_SPELLING_H
#define VB_SPELLING_H

#include "matching.h"
#include "unit.h"

struct vb_spelling {
	const char *source;		/* as typed */
	struct vb_folded folded;
	const struct vb_token *list;
	size_t count;
	const char **stem;		/* by token; "" but for words */
	struct vb_units units;		/* by unit_of: which tokens name a State */
};

/* All in the match's arena. */
void vb_spelling_read(struct vb_match *match, const char *text, struct vb_spelling *spelling);

/* The token of a word, or of a Chinese word, that holds the folded byte; NULL for none. */
const struct vb_token *vb_spelling_at(const struct vb_spelling *spelling, size_t offset);

/* Whether a token is part of a State's name. */
bool vb_spelling_is_state(const struct vb_spelling *spelling, const struct vb_token *token);

/* What was typed where the folded range stands. */
const char *vb_spelling_typed(const struct vb_spelling *spelling, size_t from, size_t to,
			      struct vb_arena *arena);

/* How many passages bear the term in their text or in their context; family in lower case. */
bool vb_spelling_bearers(struct vb_match *match, char family, const char *text, size_t size,
			 uint32_t *documents, struct vb_err *err);

/* How many passages may hold the row of characters, two or more: as many as bear its rarest pair. */
bool vb_spelling_rarest(struct vb_match *match, const char *row, uint32_t *bearers,
			struct vb_err *err);

/* The passages that bear every pair of neighbouring characters of text, added to set (empty before). */
bool vb_spelling_pairs(struct vb_match *match, const char *text, size_t size, struct vb_set *set,
		       struct vb_err *err);

/*
 * Whether a passage holds the row of Chinese characters (folded): of those that have its
 * pairs the first are read, as long as *left, how many may be read in all, allows.
 */
bool vb_spelling_occurs(struct vb_match *match, const char *row, unsigned *left, bool *found,
			struct vb_err *err);

#endif
