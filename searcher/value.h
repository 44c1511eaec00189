/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of filters: from what a user writes to what the index holds, and to what a
 * person reads.
 *
 *   state              JPN, jpn, Japan, 日本               -> JPN
 *   region             asia-pacific, or its shown name     -> asia-pacific
 *   theme              norms, or its label                 -> norms
 *   language, original_language   zh, ZH                   -> zh
 *   year               2024
 *   document, cites, symbol   any spelling of a symbol, or as it stands
 */
#ifndef VB_VALUE_H
#define VB_VALUE_H

#include "arena.h"
#include "request.h"
#include "state.h"
#include "theme.h"

/* The tables that know values; all owned by the caller. */
struct vb_tables {
	const struct vb_states *states;
	const struct vb_themes *themes;
	struct vb_folder *folder;
	const struct vb_glossary *glossary;		/* NULL: none */
	const struct vb_dictionary *dictionary;		/* NULL: none */
};

/*
 * The value as the index holds it, in the arena; NULL with VB_USAGE when a table would know
 * it and does not: "unknown State: 'JPX': did you mean JPN (Japan)?"
 */
const char *vb_value_resolve(const struct vb_tables *tables, enum vb_facet_name facet,
			     const char *text, struct vb_arena *arena, struct vb_err *err);

/* The first or the last day that a date may mean; VB_USAGE when it is none. */
bool vb_value_day(const char *text, bool last, struct vb_arena *arena, const char **day,
		  struct vb_err *err);

/*
 * A date or a range "2023..2024" (either end may be open) as first and last day; NULL for
 * an open end.  False with VB_USAGE when it is none.
 */
bool vb_value_dates(const char *text, struct vb_arena *arena, const char **since,
		    const char **until, struct vb_err *err);

/* What to show for a value that the index holds; language "en" or "zh". */
const char *vb_value_label(const struct vb_tables *tables, enum vb_facet_name facet,
			   const char *value, const char *language);

#endif
