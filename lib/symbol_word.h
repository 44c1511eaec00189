/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words that tell what a number is, "General Assembly", "resolutions", "决议", in
 * Chinese (both scripts) and English.  Part of symbol.h.
 */
#ifndef VB_SYMBOL_WORD_H
#define VB_SYMBOL_WORD_H

#include <stdbool.h>
#include <stddef.h>

/* Whose resolution a number is. */
enum vb_symbol_organ {
	VB_ORGAN_NONE,
	VB_ORGAN_ASSEMBLY,
	VB_ORGAN_COUNCIL,	/* the Security Council */
	VB_ORGAN_RIGHTS,	/* the Human Rights Council */
	VB_ORGAN_COMMISSION,	/* the Commission on Human Rights */
	VB_ORGAN_ECOSOC
};

enum vb_symbol_act { VB_ACT_NONE, VB_ACT_RESOLUTION, VB_ACT_DECISION };

/* What stood before the list. */
struct vb_symbol_lead {
	enum vb_symbol_act act;		/* "resolution" directly before */
	bool english;			/* that word was English: a bare number may follow */
	bool plural;
	bool ordinal;			/* U+7B2C directly before */
	enum vb_symbol_organ organ;	/* named shortly before */
	size_t start;			/* where the lead begins */
};

/* An organ's name at text[*at]; *at moves behind it. */
enum vb_symbol_organ vb_symbol_word_organ(const char *text, size_t size, size_t *at);

/* "resolutions", "res.", "决议", "UNSCR" at text[*at]: fills act, english and plural of the
 * lead, and the organ where the word names one; *at moves behind it. */
enum vb_symbol_act vb_symbol_word_act(const char *text, size_t size, size_t *at,
				      struct vb_symbol_lead *lead);

/*
 * The first of a NULL-ended list of words that stands at text[*at]; *at moves behind it.
 * The words are in small letters and match in any case; a blank in them matches any
 * blanks, and Han text may be broken over lines.
 */
bool vb_symbol_word_read(const char *text, size_t size, size_t *at, const char *const *words);

#endif
