/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cleaning: lines into blocks.  A block is a paragraph, a list item, a heading, a name, a mark
 * such as "[Original: English]", or a footnote: whatever stood between two breaks, with its
 * lines joined, page furniture gone and paragraphs that a page's end cut made whole.
 *
 * Lines are joined without a blank in scripts that use none, with one elsewhere; a hyphen at
 * a line's end goes when the word without it is the likelier one.  Marks of footnotes that
 * cling to words are taken off the text and kept in notes.  Nothing else is changed, save
 * that a run of blanks becomes one space.
 */
#ifndef VB_CLEAN_H
#define VB_CLEAN_H

#include "arena.h"
#include "furniture.h"
#include "language.h"
#include "line.h"
#include "record.h"
#include "state.h"

#define VB_CLEAN_LINKS_MAX 512	/* symbols from lists of links; more are not looked at */

enum vb_block_kind {
	VB_BLOCK_TEXT,
	VB_BLOCK_NAME,		/* the line above a mark: who speaks */
	VB_BLOCK_ORIGINAL,	/* marks; see original.h */
	VB_BLOCK_FOOTNOTE
};

struct vb_block {
	enum vb_block_kind kind;
	const char *text;	/* NUL-terminated */
	size_t size;
	uint32_t page, last_page;	/* as in struct vb_line */
	uint32_t indent;	/* of its first line, in columns beyond the layer's usual indent */
	uint32_t width;		/* of its widest line */
	uint32_t lines;
	bool parted;		/* set apart by empty lines */
	bool cover;		/* of the cover: see cover.h */
	struct vb_language_count count;	/* of the text */
	struct vb_list notes;	/* marks taken off, in order */
	size_t owner; /* of a footnote: 1 + the index of the block that bears its mark; 0 when not
			 found */
};

struct vb_cleaned {
	struct vb_block
	    *list; /* in the arena, in reading order; a footnote where its page put it */
	size_t count;
	const char **links;	/* symbols that the pages' lists of links name, sorted, each once */
	size_t link_count;
};

void vb_clean(const struct vb_lines *lines, const struct vb_states *states, struct vb_arena *arena,
	      struct vb_cleaned *out);

#endif
