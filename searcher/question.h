/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that only ask: "What does Japan say about ...", "Which States ...", "日本如何看待 ...",
 * "哪些国家 ...".  They stand in every second passage, and say nothing of what is asked for.
 */
#ifndef VB_QUESTION_H
#define VB_QUESTION_H

#include "arena.h"
#include "fold.h"

/* Whether a folded English word tells that somebody speaks or holds something: position, say. */
bool vb_question_speaks(const char *word, size_t size);

/*
 * A copy of folded text with blanks where words only ask; named: it names a State.  The
 * bytes keep their places.
 */
char *vb_question_strip(const char *folded, size_t size, bool named, struct vb_arena *arena);

#endif
