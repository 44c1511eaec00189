/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Typing errors: the nearest words that the index knows.
 *
 * English: a word of four letters or more that no passage has is replaced by the word of the
 * index that differs by one letter, in long words by two; of several the most frequent.
 * Chinese: where two neighbours never stand together in the index, one character is
 * replaced by one that sounds or looks alike (alike.h), if that makes a word of the index,
 * and characters that occur in a row; of several changes the one that shows in the longest
 * row.  Names of States and words of the glossary and the dictionary are no errors.
 *
 * Nothing but the query, the tables and the whole index is looked at.
 */
#ifndef VB_RESPELL_H
#define VB_RESPELL_H

#include "spelling.h"

/* A word that is better spelled otherwise. */
struct vb_respelling {
	const char *typed, *text;
	size_t start, end;		/* bytes of the source */
};

struct vb_respellings {
	struct vb_respelling *list;	/* in order, not overlapping */
	size_t count;
};

/*
 * What may be wrong in text; in the match's arena.  loose: words of the dictionary may be
 * wrong too, and short ones by more.  Uses the sets of the index, not its scores.
 */
bool vb_respell_find(struct vb_match *match, const char *text, bool loose,
		     struct vb_respellings *out, struct vb_err *err);

/* The text with the new words in it, in the arena. */
const char *vb_respell_apply(const char *text, const struct vb_respellings *respellings,
			     struct vb_arena *arena);

/* For respell.c: the Chinese part, respell_han.c.  from..to: folded bytes of a run of characters. */
bool vb_respell_run(struct vb_match *match, const struct vb_spelling *spelling, bool loose,
		    size_t from, size_t to, struct vb_respellings *out, struct vb_err *err);

/* For both: adds one, by folded bytes. */
void vb_respell_add(struct vb_match *match, const struct vb_spelling *spelling, size_t from,
		    size_t to, const char *text, struct vb_respellings *out);

#endif
