/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotations pasted from a page: with the marks of its footnotes, which cling to words ("the
 * report5 and", “责任”，9 而且) and which the index leaves out, and with a blank behind a hyphen where a
 * line ended ("2021- 2025", "inter- national"); or from who quotes it, with parts left out ("supports … a treaty").
 */
#ifndef VB_PASTED_H
#define VB_PASTED_H

#include "arena.h"

/* What becomes of a hyphen that a blank follows. */
enum vb_pasted_hyphen { VB_PASTED_KEEP, VB_PASTED_DROP };

/*
 * The text without what looks so: one to three digits behind a letter, a character of a script without
 * spaces or a closing mark, with a blank, a mark or nothing behind them, or anything where they stand behind
 * a closing mark; superscript digits; and the blanks behind a hyphen between letters or digits, between
 * letters with the hyphen itself if that is dropped.  It may look so and be meant ("ICT4 peace"): for quotations
 * that are not found as they are.  The arena's; NULL when there is nothing of the kind.
 */
const char *vb_pasted_clean(const char *text, enum vb_pasted_hyphen hyphen, struct vb_arena *arena);

#define VB_PASTED_PARTS 8

/*
 * The parts of a quotation that dots stand between or at its ends, three and more or ellipses, in brackets or not;
 * without the blanks around them, the arena's.  Returns how many there are: 0 where no dots are, or too many parts.
 */
size_t vb_pasted_parts(const char *text, struct vb_arena *arena, const char *part[VB_PASTED_PARTS]);

#endif
