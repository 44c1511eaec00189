/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Themes: what a passage speaks about, by a table of phrases that a user can edit
 * (corpus/themes.ini; its comment and verbale-tables(5) describe the format and the rule).
 *
 * The rule, for each theme: points of the passage's own phrases, plus what its lead-in, the
 * headings above it and its section are worth.  From VB_THEME_NEEDED points on the passage
 * carries the theme, if its text, its lead-in or a context of full worth has any.
 *
 * A table is read-only after loading and may be shared by threads.  At most 64 themes.
 */
#ifndef VB_THEME_H
#define VB_THEME_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "fold.h"
#include "record.h"

#define VB_THEME_MAX 64
#define VB_THEME_NEEDED 2

struct vb_themes;

/* What a passage's themes are judged by.  All UTF-8; NULL or 0 where there is none. */
struct vb_theme_context {
	const char *text;
	size_t size;
	const char *const *heading;	/* from the outermost in */
	size_t heading_count;
	const char *lead_in;		/* of a list item */
	uint64_t section;		/* bit i: the section is about theme i (vb_theme_document) */
};

enum vb_theme_source {
	VB_THEME_TEXT,
	VB_THEME_LEAD_IN,
	VB_THEME_HEADING,
	VB_THEME_SECTION,	/* gives points, but no reasons */
	VB_THEME_SOURCES
};

/* A phrase that stands somewhere and what it was worth.  Strings belong to the table. */
struct vb_theme_reason {
	unsigned theme;
	enum vb_theme_source source;
	const char *phrase;	/* as the table has it */
	const char *cover;	/* what hides it: a mask, or a longer phrase; or NULL */
	bool masked;		/* cover is a mask */
	unsigned points;	/* 0 when it is hidden, counted already or not whole */
};

struct vb_theme_verdict {
	uint64_t tags;	/* bit i: the passage carries theme i */
	uint64_t within;	/* bit i: it would, if its section were about it */
	unsigned points[VB_THEME_SOURCES][VB_THEME_MAX];	/* that each source gave */
	bool formal;	/* a phrase of courtesy: headings and section counted nothing */
};

struct vb_themes *vb_themes_load(const char *path, struct vb_err *err);
void vb_themes_free(struct vb_themes *themes);

size_t vb_themes_count(const struct vb_themes *themes);
const char *vb_theme_slug(const struct vb_themes *themes, size_t index);
const char *vb_theme_label(const struct vb_themes *themes, size_t index, const char *language);	/* "en", "zh" */

/* The theme's index, or -1. */
int vb_theme_by_slug(const struct vb_themes *themes, const char *slug);

/*
 * Judges one passage.  The folder is the calling thread's.  With reasons, appends to it an
 * array of struct vb_theme_reason: every phrase that was found, by source, theme and place.
 */
void vb_theme_judge(const struct vb_themes *themes, struct vb_folder *folder,
		    const struct vb_theme_context *context, struct vb_theme_verdict *verdict,
		    struct vb_buf *reasons);

/*
 * Judges all the passages of one document, in reading order: tags[i] is what passage i
 * carries, and contexts[i], its section's theme found, is what it was judged by.  A section
 * is what stands under one outermost heading of one speaker; it is about the theme that most
 * of its paragraphs carry, if two in five do and the table lets the theme extend, from the
 * first that does on.
 */
void vb_theme_document(const struct vb_themes *themes, struct vb_folder *folder,
		       const struct vb_record *passages, size_t count,
		       struct vb_theme_context *contexts, uint64_t *tags);

#endif
