/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of themes as it is kept in memory; only the files of theme.h know it.
 *
 * A line of the table such as "a .. b + c" is an entry of two parts, the first of two
 * pieces.  The tree of phrase.h reports pieces; theme_find.c makes parts of them.
 */
#ifndef VB_THEME_TABLE_H
#define VB_THEME_TABLE_H

#include "arena.h"
#include "buf.h"
#include "phrase.h"
#include "theme.h"

#define VB_THEME_ALL VB_THEME_MAX	/* the theme of what stands under [*] */
#define VB_THEME_PARTS 4		/* at most, of "a + b" */
#define VB_THEME_PIECES 4		/* at most, of "a .. b" */

enum vb_theme_kind { VB_THEME_PHRASE, VB_THEME_MASK, VB_THEME_FORMAL };

struct vb_theme_row {
	const char *slug, *en, *zh;
	unsigned heading, lead_in, section;	/* points that each is worth */
};

/* A phrase of the table: points for a theme when all its parts stand in the text. */
struct vb_theme_entry {
	const char *text;	/* as it stands in the table */
	uint8_t theme;		/* or VB_THEME_ALL */
	uint8_t kind;
	uint8_t points;
	uint8_t parts;		/* how many */
};

struct vb_theme_part {
	uint32_t entry;
	uint8_t index;		/* in the entry */
	uint8_t pieces;		/* how many */
};

/* What the tree knows by number. */
struct vb_theme_piece {
	uint32_t part;
	uint8_t index;		/* in the part */
};

struct vb_themes {
	struct vb_arena arena;
	struct vb_theme_row row[VB_THEME_MAX];
	size_t count;
	struct vb_theme_entry *entries;
	struct vb_theme_part *parts;
	struct vb_theme_piece *pieces;
	size_t entry_count, part_count, piece_count;
	struct vb_phrases *phrases;
};

/* One part that stands in a text. */
struct vb_theme_found {
	uint32_t entry, part;
	uint32_t start, end;	/* bytes of the folded text */
	uint32_t cover;		/* the entry that hides it, or VB_THEME_OPEN */
	uint8_t theme;
};

#define VB_THEME_OPEN UINT32_MAX

/*
 * Appends to found every part that stands in a folded text, sorted by theme and place, each
 * with the mask that takes it out, or the longer phrase of the same theme that it stands in.
 */
void vb_theme_find(const struct vb_themes *themes, const char *text, size_t size,
		   struct vb_buf *found);

/*
 * The judge's working memory.  Passages under the same headings or lead-in follow one
 * another: what those are worth is kept, by the strings' addresses, which must therefore
 * stay as they are from vb_theme_judge_init() to vb_theme_judge_fini().
 */
struct vb_theme_judge {
	const struct vb_themes *themes;
	struct vb_folder *folder;
	struct vb_buf *reasons;		/* or NULL; nothing is kept then */
	struct vb_buf found;		/* struct vb_theme_found */
	struct vb_buf met;		/* a byte an entry: bit i says that its part i was found */
	const char *const *heading;
	const char *lead_in;
	unsigned of_heading[VB_THEME_MAX], of_lead_in[VB_THEME_MAX];	/* points */
};

void vb_theme_judge_init(struct vb_theme_judge *judge, const struct vb_themes *themes,
			 struct vb_folder *folder, struct vb_buf *reasons);
void vb_theme_judge_fini(struct vb_theme_judge *judge);
void vb_theme_judge_one(struct vb_theme_judge *judge, const struct vb_theme_context *context,
			struct vb_theme_verdict *verdict);

#endif
