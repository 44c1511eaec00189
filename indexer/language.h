/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which language a text is written, as far as its script and commonest words tell. */
#ifndef VB_LANGUAGE_H
#define VB_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

/* What a text's first 64 KB are made of. */
struct vb_language_count {
	uint32_t latin, han;	/* letters */
	uint32_t words, common;	/* of ASCII letters; those that every English sentence has */
};

/* Counts them; ill-formed bytes are no letters. */
void vb_language_count(const char *text, size_t size, struct vb_language_count *count);

/*
 * "zh", "en" or fallback.  A text is Chinese when a fair share of its letters are Han; English
 * when it has none and enough of the words that every English sentence has.  Whatever is too
 * short to tell (a number, a link) is of the language of its document: fallback.
 */
const char *vb_language_of(const struct vb_language_count *count, const char *fallback);

#endif
