/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mending what was typed into a sentence of the query language: brackets get partners or
 * go, operators get operands or become words, what is too much is left off.  Each change
 * is noted.
 */
#ifndef VB_SENTENCE_H
#define VB_SENTENCE_H

#include "lexer.h"

/* lexemes ends with VB_LEX_END and is changed in place; it never grows. */
void vb_sentence_mend(struct vb_lexeme *lexemes, struct vb_arena *arena, struct vb_list *notes);

#endif
