/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which documents a passage cites; the rule stands in passage.h. */
#ifndef VB_CITE_H
#define VB_CITE_H

#include "clean.h"
#include "record.h"

/* Fills record->cites from its text and the links of its document. */
void vb_cite_fill(struct vb_record *record, const struct vb_cleaned *cleaned,
		  struct vb_arena *arena);

#endif
