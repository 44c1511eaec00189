/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Joining lines: what stands between the end of one and the start of the next.
 */
#ifndef VB_JOIN_H
#define VB_JOIN_H

#include "buf.h"
#include "line.h"

/* The words of a document, to judge hyphens by; owned by the caller. */
struct vb_join_words;

/*
 * Collects the words of all lines; NULL when no line ends in a hyphen, which the function below
 * takes too.
 */
struct vb_join_words *vb_join_words_new(const struct vb_lines *lines);
void vb_join_words_free(struct vb_join_words *words);

/*
 * Appends text to what out holds of the same paragraph: with a blank between or without, the
 * hyphen at out's end kept or dropped.  Runs of blanks inside text become one space.
 */
void vb_join_add(const struct vb_join_words *words, struct vb_buf *out, size_t start,
		 const char *text, size_t size);

#endif
