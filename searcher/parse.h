/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A query as a tree.
 *
 *	either   = both { OR both }
 *	both     = sequence { AND sequence }
 *	sequence = item { item }			all must match; plain words become one bag
 *	item     = { NOT | - } ( "(" either ")" | leaf { NEAR/n leaf } )
 *
 * A bag of plain words asks for passages that hold enough of them (bag.h).  Under an
 * explicit operator a bag is strict: every word is needed, and characters written together
 * must stand together.
 */
#ifndef VB_PARSE_H
#define VB_PARSE_H

#include "buf.h"
#include "lexer.h"
#include "value.h"

enum vb_query_kind {
	VB_QUERY_ALL,		/* every passage */
	VB_QUERY_WORDS,		/* a bag: text, and symbols as children */
	VB_QUERY_PHRASE,	/* text, found by its characters */
	VB_QUERY_PREFIX,	/* words that begin with text */
	VB_QUERY_FUZZY,		/* words at most distance letters from text */
	VB_QUERY_SYMBOL,	/* text: canonical */
	VB_QUERY_FACET,		/* facet and value (text) */
	VB_QUERY_DATE,		/* since, until */
	VB_QUERY_HEADING,	/* text in one heading; quoted: as a run of characters */
	VB_QUERY_AND,
	VB_QUERY_OR,
	VB_QUERY_NOT,		/* one child */
	VB_QUERY_NEAR		/* children WORDS or PHRASE, at most distance words between */
};

/* What a part of a bag's text is called elsewhere; both folded. */
struct vb_query_other {
	const char *typed, *text;
	const struct vb_query_other *next;
};

struct vb_query {
	enum vb_query_kind kind;
	const char *text;
	const char *typed;		/* SYMBOL: as the user wrote it */
	enum vb_facet_name facet;
	const char *since, *until;	/* DATE: days; NULL for open */
	bool strict, quoted;
	bool said;			/* AND: an operator said so, not mere neighbourhood */
	unsigned distance;
	const struct vb_query_other *other;	/* WORDS: see traditional.h */
	struct vb_query *child, *next;	/* first child; next sibling */
};

/*
 * Reads a query; the tree lives in the arena and is never NULL on success.  expand: read
 * document symbols in any spelling.  notes: what was taken otherwise than typed.
 * VB_LIMIT as in lexer.h, VB_USAGE for a malformed date of a field.
 */
bool vb_parse_query(const struct vb_tables *tables, const char *text, bool expand,
		    struct vb_arena *arena, struct vb_list *notes, struct vb_query **query,
		    struct vb_err *err);

/* The tree on one line: (and (words "a b") (not (phrase "c"))). */
void vb_parse_print(const struct vb_query *query, struct vb_buf *out);

#endif
