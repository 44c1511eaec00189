/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can speak: States, observers and organisations, read from corpus/states.tsv.
 *
 * Columns of the table (tab-separated, header line, # comments):
 *   code  kind  region  eu  en  zh  other  called
 * code: ISO 3166-1 alpha-3, or an organisation's own code (EU), never of three characters;
 * kind: member, observer, entity (Cook Islands, Niue) or organisation; region: the UN
 * regional group's slug (africa, asia-pacific, eastern-europe, latin-america-caribbean,
 * western-europe-others) or -; eu: yes or -; en, zh: the short names shown; other: more
 * names in any language, separated by |; called: what else a question calls it.
 *
 * A table is read-only after loading and may be shared by threads.
 */
#ifndef VB_STATE_H
#define VB_STATE_H

#include <stddef.h>

#include "err.h"

struct vb_state {
	const char *code;
	const char *kind;
	const char *region;	/* slug, "" for none */
	const char *en, *zh;	/* names to show */
	const char *brief_en, *brief_zh;	/* the shortest names that are no abbreviation */
	bool eu;
};

struct vb_states;

/* Loads and checks the whole table; an error names the line.  Owned by the caller. */
struct vb_states *vb_states_load(const char *path, struct vb_err *err);
void vb_states_free(struct vb_states *states);

size_t vb_states_count(const struct vb_states *states);
const struct vb_state *vb_states_at(const struct vb_states *states, size_t index);

/* By code in any case ("jpn"); NULL when unknown.  Results live as long as the table. */
const struct vb_state *vb_state_by_code(const struct vb_states *states, const char *code);

/*
 * By any of its names, the whole of text[0..size) after folding (fold.h) and without
 * blanks, diacritics, and the hyphens, commas, dots and brackets within it, with or
 * without "the"; NULL when it is no name: "Japan:" and "(Japan)" are none.
 */
const struct vb_state *vb_state_by_name(const struct vb_states *states, const char *text,
					size_t size);

/* The same by what only questions call it: "Cuban", "俄方". */
const struct vb_state *vb_state_by_call(const struct vb_states *states, const char *text,
					size_t size);

/*
 * The longest name that is a suffix of text: for a name line glued to the paragraph
 * before it.  *start is the byte where the name begins; in a script with spaces a word
 * begins there.  Abbreviations ("US") do not count.  NULL when there is none.  The time
 * taken does not grow with the text.
 */
const struct vb_state *vb_state_at_end(const struct vb_states *states, const char *text,
				       size_t size, size_t *start);

/* What to show for a region's slug; language "en" or "zh"; the slug itself when unknown. */
const char *vb_region_name(const char *slug, const char *language);

#endif
