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

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "token.h"

struct vb_glossary;

/* One rendering of a row; its strings are the glossary's. */
struct vb_rendering {
	const char *text;	/* folded */
	const char *key;	/* what it is looked up by: text itself for Chinese */
	uint32_t at;		/* its place among all */
	uint32_t row;
	bool chinese;
	bool name;		/* of a row whose field is "state": it has no other meaning */
	bool acronym;		/* in capitals in the table: AIDS, which no form of aid is */
};

/*
 * Reads and checks the whole table, or takes what the image in folder (NULL: none) says of it
 * (glossary_image.h); an error names the line.  Owned by the caller.
 */
struct vb_glossary *vb_glossary_load(const char *path, const char *folder,
				     struct vb_tokeniser *tokeniser, struct vb_err *err);
void vb_glossary_free(struct vb_glossary *glossary);

/* The first rendering in the table that has this key; false when there is none. */
bool vb_glossary_find(const struct vb_glossary *glossary, const char *key, size_t size,
		      struct vb_rendering *rendering);

/* Whether there is one; false where glossary is NULL. */
bool vb_glossary_has(const struct vb_glossary *glossary, const char *key, size_t size);

/* The next of the same key, further down the table; false when it was the last. */
bool vb_glossary_next(const struct vb_glossary *glossary, struct vb_rendering *rendering);

/* How many renderings there are, and the one at a place below that: row by row, English before Chinese. */
uint32_t vb_glossary_count(const struct vb_glossary *glossary);
void vb_glossary_at(const struct vb_glossary *glossary, uint32_t at, struct vb_rendering *rendering);

/* Where the renderings of a row stand: [*from, *to). */
void vb_glossary_row(const struct vb_glossary *glossary, uint32_t row, uint32_t *from, uint32_t *to);

#endif
