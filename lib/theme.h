/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Themes: what a passage speaks about, by a table of phrases that a user can edit
 * (corpus/themes.ini; its comment and verbale-themes(5) describe the format).
 *
 * A table is read-only after loading and may be shared by threads.  At most 64 themes.
 */
#ifndef VB_THEME_H
#define VB_THEME_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "fold.h"

#define VB_THEME_MAX 64

struct vb_themes;

/* What a passage's themes are judged by.  All UTF-8; NULL or 0 where there is none. */
struct vb_theme_context {
	const char *text;
	size_t size;
	const char *const *heading;	/* from the outermost in */
	size_t heading_count;
	const char *lead_in;		/* of a list item */
};

struct vb_themes *vb_themes_load(const char *path, struct vb_err *err);
void vb_themes_free(struct vb_themes *themes);

size_t vb_themes_count(const struct vb_themes *themes);
const char *vb_theme_slug(const struct vb_themes *themes, size_t index);
const char *vb_theme_label(const struct vb_themes *themes, size_t index, const char *language);	/* "en", "zh" */

/* The theme's index, or -1. */
int vb_theme_by_slug(const struct vb_themes *themes, const char *slug);

/* Bit i set: the passage carries theme i.  The folder is the calling thread's. */
uint64_t vb_theme_tag(const struct vb_themes *themes, struct vb_folder *folder,
		      const struct vb_theme_context *context);

#endif
