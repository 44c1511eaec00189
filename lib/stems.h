/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys of words of a spaced script: what the glossary, the dictionary and a document's own
 * names are looked up by.
 */
#ifndef VB_STEMS_H
#define VB_STEMS_H

#include "buf.h"
#include "token.h"

/*
 * The stems of the words list[first..last] of tokens, one blank between, appended to out.
 * Function words keep their places.  Tokens of other kinds are passed over.
 */
void vb_stems_key(const struct vb_tokens *tokens, size_t first, size_t last, struct vb_buf *out);

/*
 * The key of a name: the stems of its words; the folded text of a single word (LAWS is no
 * law) and of one with characters of an unspaced script.  Uses the tokeniser.
 */
void vb_stems_name(struct vb_tokeniser *tokeniser, const char *name, size_t size,
		   struct vb_buf *out);

#endif
