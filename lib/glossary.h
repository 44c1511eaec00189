/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The glossary: corpus/glossary.tsv, what the field calls things in English and Chinese.
 *
 * Columns (tab-separated, header line, # comments): en, zh, field.  en and zh hold one or
 * more renderings of the same thing, separated by |; renderings of a row in one language
 * are synonyms of each other.  field is a word for whoever reads the table.
 *
 * English is looked up by its stems (stems.h), Chinese by its folded form (fold.h), so
 * case, width, number and script make no difference.  Read-only after loading.
 */
#ifndef VB_GLOSSARY_H
#define VB_GLOSSARY_H

#include <stddef.h>

#include "err.h"
#include "token.h"

struct vb_glossary;

/* One rendering of a row. */
struct vb_rendering {
	const char *text;	/* folded */
	const char *key;	/* what it is looked up by: text itself for Chinese */
	const struct vb_rendering *next;	/* of the same key, further down the table; NULL for none */
	unsigned row;
	bool chinese;
	bool name;		/* of a row whose field is "state": it has no other meaning */
};

/* Reads and checks the whole table; an error names the line.  Owned by the caller. */
struct vb_glossary *vb_glossary_load(const char *path, struct vb_tokeniser *tokeniser,
				     struct vb_err *err);
void vb_glossary_free(struct vb_glossary *glossary);

/* The first rendering that has this key, which leads to the others; NULL when there is none. */
const struct vb_rendering *vb_glossary_find(const struct vb_glossary *glossary, const char *key,
					    size_t size);

/* All renderings of a row, the first *count from the pointer given; English before Chinese. */
const struct vb_rendering *vb_glossary_row(const struct vb_glossary *glossary, unsigned row,
					   size_t *count);

/* Every rendering of every row. */
const struct vb_rendering *vb_glossary_all(const struct vb_glossary *glossary, size_t *count);

#endif
