/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How pieces of text begin and end: what tells whether a line goes on in the next, and
 * whether a run of words is a sentence.  All text is well-formed UTF-8; sizes are bytes.
 */
#ifndef VB_EDGE_H
#define VB_EDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Blanks of any kind: spaces, tabs, no-break, ideographic and zero-width spaces. */
bool vb_edge_blank(uint32_t point);

/* Takes blanks off both ends. */
void vb_edge_trim(const char **text, size_t *size);

/*
 * The text ends a sentence or a clause that stands alone: . ? ! ; : and their East Asian
 * forms, closing quotes, brackets and a note's mark behind them set aside.
 */
bool vb_edge_closed(const char *text, size_t size);

/* The text ends in a word that no sentence ends with: "of", "the", "and". */
bool vb_edge_hangs(const char *text, size_t size);

/* The text has letters with case, and all are capitals. */
bool vb_edge_capitals(const char *text, size_t size);

/* The text ends in a colon: it leads into what follows. */
bool vb_edge_colon(const char *text, size_t size);

/* The text begins with a small letter of a script with case. */
bool vb_edge_lower(const char *text, size_t size);

/* Characters that take no blank beside them: unspaced scripts and East Asian punctuation. */
bool vb_edge_dense(uint32_t point);

/* True when a full stop, question or exclamation mark stands inside, before the end. */
bool vb_edge_sentences(const char *text, size_t size);

/* Letters of spaced scripts and characters of unspaced ones, for telling languages apart. */
struct vb_edge_count {
	size_t latin, han, digits;
};
void vb_edge_count(const char *text, size_t size, struct vb_edge_count *count);

/* The ASCII word stands in text as a whole word, in any case. */
bool vb_edge_word(const char *text, size_t size, const char *word);

/* Case-insensitive for ASCII: text begins with prefix. */
bool vb_edge_starts(const char *text, size_t size, const char *prefix);

/* The bytes of needle stand anywhere in text. */
bool vb_edge_holds(const char *text, size_t size, const char *needle);

#endif
