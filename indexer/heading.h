/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headings: telling them from short paragraphs and list items, and nesting them.
 *
 * A wrong heading hides words from the passages; a missed one only leaves a short passage.
 * So whatever ends as a sentence, leads into a list, addresses the meeting, or has nothing
 * below it is no heading.  Depth follows the style of the label (一. II. A. 1. 3.1 (a) or
 * none) and the order in which styles are met; it assumes no fixed ranking of styles.
 */
#ifndef VB_HEADING_H
#define VB_HEADING_H

#include "clean.h"
#include "label.h"

#define VB_HEADING_DEPTH 8

/*
 * Is block a heading?  below is the next block of text of the same speaker, NULL when there is none.
 * plain: the document is a statement with one paragraph a line, where a short line proves little.
 */
bool vb_heading_is(const struct vb_block *block, const struct vb_block *below, bool plain);

/*
 * A form of address, "Mr. President", "各位代表", such as stands on a line of its own in a speech.
 */
bool vb_heading_address(const char *text, size_t size);

struct vb_heading_level {
	struct vb_label label;
	const char *text;
	bool used;	/* passages stand under it */
};

struct vb_headings {
	struct vb_heading_level level[VB_HEADING_DEPTH];
	size_t depth;
	size_t fixed;	/* so many stand over all that come */
	struct vb_list list;	/* of texts, from the outermost in; rebuilt when a heading comes */
};

void vb_heading_reset(struct vb_headings *headings);

/* Puts a heading in its place; those that end with it go.  text must outlive the list. */
void vb_heading_push(struct vb_headings *headings, const char *text, struct vb_arena *arena);

/* The headings that are open now stay over all that come, until the next reset. */
void vb_heading_fix(struct vb_headings *headings);

/* A passage stands under the headings now. */
void vb_heading_use(struct vb_headings *headings);

#endif
