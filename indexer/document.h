/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as the indexer builds it, stage by stage:
 *   extract  file -> text                       (extract.h)
 *   clean    text -> paragraphs, notes, links    (clean.h)
 *   submission, heading, passage -> passages     (submission.h, passage.h)
 *   then symbols, themes, terms                  (terms.h)
 * Everything a document points to lives in its arena.
 */
#ifndef VB_DOCUMENT_H
#define VB_DOCUMENT_H

#include "arena.h"
#include "record.h"

/* What a manifest row, or the document's own first lines, say of the whole document. "" when not known. */
struct vb_document_facts {
	const char *symbol, *title, *state, *date, *language, *original_language, *url;
};

struct vb_document {
	struct vb_arena *arena;
	const char *path;		/* absolute */
	struct vb_document_facts facts;
	struct vb_record *passages;	/* in reading order; all fields but id, path, themes are set */
	size_t count;
	size_t submissions;		/* how many speakers were found */
	size_t replaced;		/* ill-formed byte sequences that became U+FFFD */
};

#endif
