/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list.h"
#include "sentence.h"

static bool
is_operand(enum vb_lexeme_kind kind)
{
	return kind == VB_LEX_WORD || kind == VB_LEX_QUOTE || kind == VB_LEX_SYMBOL ||
	       kind == VB_LEX_PREFIX || kind == VB_LEX_FUZZY || kind == VB_LEX_FIELD;
}

static bool
begins_operand(enum vb_lexeme_kind kind)
{
	return is_operand(kind) || kind == VB_LEX_OPEN || kind == VB_LEX_NOT;
}

/* What NEAR can measure from: things that stand somewhere in the text. */
static bool
has_place(enum vb_lexeme_kind kind)
{
	return kind == VB_LEX_WORD || kind == VB_LEX_QUOTE;
}

static void
cut_terms(struct vb_lexeme *lexemes, struct vb_arena *arena, struct vb_list *notes)
{
	size_t terms = 0;

	for (; lexemes->kind != VB_LEX_END; lexemes++) {
		if (!is_operand(lexemes->kind) || ++terms <= VB_QUERY_TERMS)
			continue;
		vb_list_add(notes, arena, "more than 64 terms: only the first 64 are searched");
		lexemes->kind = VB_LEX_END;
		return;
	}
}

static bool
is_dash(const struct vb_lexeme *lexeme)
{
	return lexeme->kind == VB_LEX_NOT && lexeme->typed[0] == '-';
}

/* A dash before nothing is punctuation. */
static bool
drop_dashes(struct vb_lexeme *lexemes)
{
	size_t kept = 0, i;

	for (i = 0; lexemes[i].kind != VB_LEX_END; i++) {
		enum vb_lexeme_kind after = lexemes[i + 1].kind;

		if (!is_dash(&lexemes[i]) || (after != VB_LEX_CLOSE && after != VB_LEX_END))
			lexemes[kept++] = lexemes[i];
	}
	lexemes[kept] = lexemes[i];
	return kept < i;
}

/*
 * Brackets without a partner, around nothing, or deeper than the limit are marked END in
 * a first pass over their places, then taken out in a second.
 */
static void
pair_brackets(struct vb_lexeme *lexemes, struct vb_arena *arena, struct vb_list *notes)
{
	size_t open[VB_QUERY_DEPTH], depth = 0, deeper = 0;
	size_t kept = 0, count = 0;
	bool *gone;

	while (lexemes[count].kind != VB_LEX_END)
		count++;
	gone = vb_arena_array(arena, count + 1, sizeof(*gone));
	for (size_t i = 0; i < count; i++) {
		if (lexemes[i].kind == VB_LEX_OPEN && depth < VB_QUERY_DEPTH) {
			open[depth++] = i;
		} else if (lexemes[i].kind == VB_LEX_OPEN) {
			deeper++;
			gone[i] = true;
			vb_list_add(notes, arena, "brackets deeper than 8: the inner ones are left off");
		} else if (lexemes[i].kind == VB_LEX_CLOSE && deeper > 0) {
			deeper--;
			gone[i] = true;
		} else if (lexemes[i].kind == VB_LEX_CLOSE && depth > 0) {
			depth--;
		} else if (lexemes[i].kind == VB_LEX_CLOSE) {
			gone[i] = true;
			vb_list_add(notes, arena, "a bracket without its partner: left off");
		}
	}
	while (depth > 0) {
		gone[open[--depth]] = true;
		vb_list_add(notes, arena, "a bracket without its partner: left off");
	}
	for (size_t i = 0; i <= count; i++) {
		if (gone[i])
			continue;
		if (lexemes[i].kind == VB_LEX_CLOSE && kept > 0 &&
		    lexemes[kept - 1].kind == VB_LEX_OPEN)
			kept--;		/* "()", and "(())" in turn */
		else
			lexemes[kept++] = lexemes[i];
	}
}

static void
mend_operators(struct vb_lexeme *lexemes, struct vb_arena *arena, struct vb_list *notes)
{
	enum vb_lexeme_kind before = VB_LEX_OPEN;

	for (size_t i = 0; lexemes[i].kind != VB_LEX_END; i++) {
		enum vb_lexeme_kind kind = lexemes[i].kind, after = lexemes[i + 1].kind;
		bool left = is_operand(before) || before == VB_LEX_CLOSE;
		bool fits = true;

		if (kind == VB_LEX_AND || kind == VB_LEX_OR)
			fits = left && begins_operand(after);
		else if (kind == VB_LEX_NEAR)
			fits = has_place(before) && has_place(after);
		else if (kind == VB_LEX_NOT && !is_dash(&lexemes[i]))
			fits = begins_operand(after) && after != VB_LEX_NOT;
		if (!fits) {
			lexemes[i].kind = VB_LEX_WORD;
			vb_list_add(notes, arena, "an operator without what it should join: "
				    "searched as a word");
		}
		before = lexemes[i].kind;
	}
}

void
vb_sentence_mend(struct vb_lexeme *lexemes, struct vb_arena *arena, struct vb_list *notes)
{
	cut_terms(lexemes, arena, notes);
	/* Each round takes something away, at most a bracket's depth of it. */
	do {
		pair_brackets(lexemes, arena, notes);
	} while (drop_dashes(lexemes));
	mend_operators(lexemes, arena, notes);
}
