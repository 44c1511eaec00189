/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Neighbouring common words: what a quotation of such words is found by.
 *
 * Some words of English stand in nearly every passage: "of", "the", "international". That a
 * passage holds each of them says nothing; that it holds "of the international" does. So the
 * index knows two or three common words with one blank between: they stand in a text where
 * its folded form holds their bytes, whatever stands before and behind ("on of" stands in
 * "implementation of"). Whoever quotes a text therefore quotes what its passage bears: there
 * are no edges of words to mind.
 */
#ifndef VB_COMMON_H
#define VB_COMMON_H

#include <stdint.h>

#include "fold.h"

#define VB_COMMON_WORDS 3	/* in a row, at most */

/* Two or three common words in a row, where they stand. */
struct vb_common {
	char code[VB_COMMON_WORDS];	/* a printable character of ASCII for each word */
	uint32_t size;			/* of the code */
	size_t from, to;		/* bytes of the folded text; to is exclusive */
};

typedef void vb_common_fn(void *data, const struct vb_common *common);

/*
 * Calls fn for each two and three common words in a row of the folded text[0..size), each
 * place once.  Safe in any thread.
 */
void vb_common_find(const char *text, size_t size, vb_common_fn *fn, void *data);

#endif
