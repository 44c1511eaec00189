/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether letters are the beginnings of words: GGE of Group of Governmental Experts, UNIDIR
 * of United Nations Institute for DIsarmament Research.
 */
#ifndef VB_INITIALS_H
#define VB_INITIALS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether brief is an abbreviation in capitals (a plural s may follow) of the words that
 * end text: the first of them and the last give letters, function words need not, and one
 * other word need not.  *start: where in text the name begins.
 */
bool vb_initials_fit(const char *text, size_t size, const char *brief, size_t brief_size,
		     size_t *start);

#endif
