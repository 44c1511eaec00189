/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passages: one paragraph, one list item or one footnote each, whole, of one speaker.
 *
 * The text keeps the label printed before it ("12.", "(a)", a bullet); paragraph holds the
 * label too, with those of the paragraph and items around it: "5", "5 (a)", "5 (a) (ii)",
 * "(a)" below a paragraph without number.  A footnote's paragraph is its mark.
 * A list item's lead-in is the paragraph or item, ending in a colon, that its list hangs on;
 * for an item nested in another without colon, that other item.
 *
 * A paragraph beyond VB_PASSAGE_MAX bytes has lost its layout: it is cut at ends of sentences.
 *
 * A passage cites the symbols that its own words name.  A page's list of links adds nothing but
 * the full form of a resolution whose number stands in the passage, where the words do not tell
 * of which organ it is: the list says which page it is on, not which passage.
 */
#ifndef VB_PASSAGE_H
#define VB_PASSAGE_H

#include "clean.h"
#include "document.h"
#include "submission.h"

#define VB_PASSAGE_MAX 16384	/* bytes of a paragraph that stays whole */
#define VB_PASSAGE_PIECE 2048	/* bytes that its pieces come close to when it does not */

/* What holds for the whole document. */
struct vb_passage_frame {
	const struct vb_document_facts *facts;
	bool paged;	/* page numbers can be told */
	bool plain;	/* a statement with one paragraph a line: see heading.h */
};

/*
 * Fills document->passages and count: all fields but id, path and themes, which others
 * know.  document->arena owns everything.
 */
void vb_passage_cut(const struct vb_cleaned *cleaned, const struct vb_submissions *submissions,
		    const struct vb_passage_frame *frame, struct vb_document *document);

#endif
