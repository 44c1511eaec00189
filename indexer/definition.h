/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a document itself abbreviates: "open-ended working group (OEWG)", "信息和通信技术
 * (信通技术)", "the Group of Governmental Experts (hereafter “GGE”)".  Whoever looks for one
 * name finds, in that document, the passages that use the other.
 *
 * A Latin abbreviation must be made of the beginnings of the words before it, in order; a
 * Chinese one of characters of the longer name, in order.  What is not sure is left: a
 * bracket holds many things.
 */
#ifndef VB_DEFINITION_H
#define VB_DEFINITION_H

#include "document.h"
#include "fold.h"

#define VB_DEFINITION_BYTES 160		/* of the longer name */
#define VB_DEFINITIONS_MAX 256		/* of one document; further ones are left */

struct vb_definition {
	const char *brief, *full;	/* as they stand, in the arena */
};

/* The definitions in one text, appended to list (room for VB_DEFINITIONS_MAX); each pair once. */
void vb_definition_find(const char *text, size_t size, struct vb_arena *arena,
			struct vb_definition *list, size_t *count);

/*
 * Fills names of all passages: a passage that uses one name only gets an item "the other
 * name, a tab, the name that it uses", both folded (schema.h).
 */
void vb_definition_document(struct vb_document *document, struct vb_folder *folder);

#endif
