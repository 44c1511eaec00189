/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which language a text is written, as far as its script and commonest words tell. */
#ifndef VB_LANGUAGE_H
#define VB_LANGUAGE_H

#include <stddef.h>

/*
 * "zh", "en" or fallback.  A text is Chinese when a fair share of its letters are Han; English
 * when it has none and enough of the words that every English sentence has.  Whatever is too
 * short to tell (a number, a link) is of the language of its document: fallback.
 */
const char *vb_language_of(const char *text, size_t size, const char *fallback);

#endif
