/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Chinese typing errors that leave words: 人工只能 is 人工 and 只能, and 人工智能 was meant.  Only that they
 * stand side by side tells, and an entry of the glossary that reaches across.
 */
#ifndef VB_RESPELL_ENTRY_H
#define VB_RESPELL_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "glossary.h"

/* A character put right, and how many there are of the entry; 0: there is none. */
struct vb_respell_change {
	size_t at;
	uint32_t point;
	size_t entry;
};

/*
 * The longest entry of four to six characters across two neighbours that do not stand together in the index
 * (known[i] tells of point[i] and point[i + 1]), which has all of these characters but one of the two, and an alike
 * one for that (alike.h).  None where an entry has both neighbours as they are.
 */
struct vb_respell_change vb_respell_entry(const struct vb_glossary *glossary, const uint32_t *point,
					  const bool *known, size_t points);

#endif
