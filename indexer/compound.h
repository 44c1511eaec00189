/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a text writes apart and others together: anti-personnel, U.N.  The tokeniser sees two
 * words there; who asks for "antipersonnel" or "UN" finds the passage by the name that the
 * two make (VB_TERM_NAME in schema.h).
 */
#ifndef VB_COMPOUND_H
#define VB_COMPOUND_H

#include "token.h"

/* A word written together, and where the text has it written apart. */
struct vb_compound {
	char word[2 * VB_TOKEN_MAX + 1];
	size_t from, to;	/* bytes of the folded text */
};

/*
 * The compound that begins at tokens->list[*at], which moves behind what was read; false
 * at the end of the tokens.
 */
bool vb_compound_next(const struct vb_tokens *tokens, size_t *at, struct vb_compound *compound);

#endif
