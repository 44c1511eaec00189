/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks of footnotes in the text.  A text layer lets them cling to words: "the report5 and",
 * "dialogue.3 Some", "决议5 和".  Only a number that a footnote of the same page bears, met in
 * the order of the notes, is one: years, paragraph numbers and "5G" stay.
 */
#ifndef VB_NOTE_H
#define VB_NOTE_H

#include "clean.h"

/* Takes the marks off the blocks' texts and fills their notes. */
void vb_note_take(struct vb_cleaned *cleaned, struct vb_arena *arena);

/* The mark a footnote bears, "12" or "*", and in *text_start where its words begin; "" for none. */
const char *vb_note_mark(const struct vb_block *footnote, struct vb_arena *arena,
			 size_t *text_start);

#endif
