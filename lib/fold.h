/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folding: the one form in which text is compared.  Two strings are "the same
 * words" for Verbale when their folded forms are the same bytes.
 *
 * Folding applies, in this order:
 *   1. NFKC_Casefold (case, width, compatibility forms, ignorable characters);
 *   2. Traditional to Simplified Chinese, one character to one;
 *   3. typographic apostrophes and quotation marks to ' and ", U+2010..2012 to -;
 *   4. white space: a run becomes one space; it vanishes at either end of the
 *      text and wherever the character before or after it belongs to a script
 *      written without spaces or is East Asian punctuation, full width forms too (a
 *      broken line and a stray blank in Chinese text are no difference); only before a
 *      combining mark it stays, so that the mark does not move to another letter.
 *
 * Folding a folded text changes nothing.  A piece of a text that is cut neither within a
 * character nor within a combining sequence folds to a piece of the text's folded form:
 * that is why a quotation is found.  Of more than 64 characters that combine into one
 * sequence, the rest is left out.
 *
 * at[] leads back: folded byte i stems from the source character that starts
 * at source byte at[i].
 */
#ifndef VB_FOLD_H
#define VB_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct vb_folder;	/* working memory; one per thread */

struct vb_folded {
	const char *text;	/* UTF-8, NUL-terminated */
	size_t len;
	const uint32_t *at;	/* len + 1 entries; at[len] is the source's size */
};

/* NULL with err filled when ICU cannot load its data.  Owned by the caller. */
struct vb_folder *vb_folder_new(struct vb_err *err);
void vb_folder_free(struct vb_folder *folder);

/*
 * Folds size (< 4 GiB) bytes of UTF-8; ill-formed bytes and NUL count as U+FFFD.
 * *out is owned by the folder and valid until its next vb_fold().
 */
void vb_fold(struct vb_folder *folder, const char *text, size_t size, struct vb_folded *out);

/*
 * Where a folded range stands in the source: [*start, *end) in source bytes.
 * from < to <= folded->len; both on character edges of the folded text.  Half of a
 * ligature is the whole ligature; blanks that vanished behind the range are not in it.
 */
void vb_folded_range(const struct vb_folded *folded, const char *source, size_t size,
		     size_t from, size_t to, size_t *start, size_t *end);

#endif
