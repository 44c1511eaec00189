/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A query cut into words, quotations, symbols, operators and brackets.
 *
 * Any bytes can be cut.  What looks like syntax but is none (a bracket without its partner,
 * an operator without operands) comes out as a plain word or not at all, and a note says so:
 * the lexemes that are given out always form a sentence of the grammar in parse.h.
 */
#ifndef VB_LEXER_H
#define VB_LEXER_H

#include "arena.h"
#include "record.h"
#include "request.h"

#define VB_QUERY_BYTES 1024		/* a longer query is cut */
#define VB_QUERY_QUOTED_BYTES 4096	/* a longer quotation is refused */
#define VB_QUERY_BYTES_MAX 65536	/* a longer query of any kind is refused */
#define VB_QUERY_TERMS 64		/* words, quotations, fields */
#define VB_QUERY_DEPTH 8		/* of brackets */
#define VB_QUERY_WILDCARDS 2

enum vb_lexeme_kind {
	VB_LEX_END, VB_LEX_WORD, VB_LEX_QUOTE, VB_LEX_SYMBOL, VB_LEX_PREFIX, VB_LEX_FUZZY,
	VB_LEX_FIELD, VB_LEX_OPEN, VB_LEX_CLOSE, VB_LEX_AND, VB_LEX_OR, VB_LEX_NOT, VB_LEX_NEAR
};

/* Fields besides the facets. */
enum { VB_FIELD_DATE = VB_FACET_COUNT, VB_FIELD_HEADING };

struct vb_lexeme {
	enum vb_lexeme_kind kind;
	const char *text;	/* without quotes, field name, * and ~; NUL-terminated */
	const char *typed;	/* as it was typed */
	const char *symbol;	/* VB_LEX_SYMBOL: canonical */
	int field;		/* VB_LEX_FIELD */
	bool quoted;		/* VB_LEX_FIELD: the value stood in quotes */
	unsigned number;	/* VB_LEX_NEAR: words between; VB_LEX_FUZZY: letters, 0 when not said */
};

/*
 * Cuts size bytes of text; *lexemes ends with VB_LEX_END; all lives in the arena.  Notes are
 * added to notes.  symbols: look for document symbols.  VB_LIMIT for a query that is too
 * long to be cut short with good sense.
 */
bool vb_lexer_cut(const char *text, size_t size, bool symbols, struct vb_arena *arena,
		  struct vb_list *notes, struct vb_lexeme **lexemes, struct vb_err *err);

#endif
