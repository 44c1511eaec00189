/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a bag of plain words is made of: the terms that rank and the units that decide who
 * matches (bag.h).  It looks at the query and the tables only, not at the index, and serves
 * matching, highlights and explanations alike.
 */
#ifndef VB_UNIT_H
#define VB_UNIT_H

#include "parse.h"
#include "set.h"
#include "token.h"

/*
 * What a term of a query is: words and pairs of characters are terms of the index
 * (schema.h); a stem is the union of its forms (forms.h), a Han word the passages that hold
 * all its pairs.
 */
#define VB_UNIT_FORM 'w'
#define VB_UNIT_STEM 's'
#define VB_UNIT_HAN_WORD 'h'
#define VB_UNIT_GRAM 'g'

/* What a Chinese word is worth by itself, beside its pairs. */
#define VB_UNIT_HAN_WEIGHT 0.2

struct vb_unit_term {
	char family;		/* VB_UNIT_FORM ... */
	const char *text;	/* folded */
	size_t size;
	double weight;
	bool shown;		/* worth lighting in a hit by itself */
	struct vb_set *set;	/* the passages that bear it; bag_term.h fills it ... */
	uint32_t bearers;	/* ... and says how many of the whole index do */
};

enum vb_unit_kind { VB_UNIT_WORD, VB_UNIT_HAN, VB_UNIT_CHARACTER, VB_UNIT_SYMBOL };

struct vb_unit {
	enum vb_unit_kind kind;
	const char *text;	/* folded */
	size_t first, count;	/* in vb_units.member: the terms of which it needs every one */
	const struct vb_query *symbol;
	const char *state;	/* code of the State it names; NULL for none */
	bool spoken_of;		/* that State stands behind a word such as "against": it is not asked */
	bool between;		/* characters of two words: holding them helps, lacking them does not harm */
	bool single;		/* a word of one character beside others: counts where it is rare */
};

struct vb_units {
	struct vb_unit_term *term;
	size_t terms;
	struct vb_unit *unit;
	size_t count;
	size_t *member;		/* places in term */
	size_t members;
	const size_t *unit_of;	/* by token of the text: its unit + 1; 0: none */
	bool cut;		/* there were more units than a query may have */
};

/* The parts of a bag's text and symbols; all in the arena.  expand: names of States. */
void vb_unit_open(struct vb_tokeniser *tokeniser, const struct vb_tables *tables, bool expand,
		 const struct vb_query *query, struct vb_arena *arena, struct vb_units *units);

/* Whether the tokeniser takes the whole folded text for one word of a spaced script. */
bool vb_unit_is_word(struct vb_tokeniser *tokeniser, const char *text);

/* Whether any character of text belongs to a script written without spaces. */
bool vb_unit_unspaced(const char *text);

#endif
