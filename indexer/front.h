/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a document says of itself: the name of its file, its page headers and its first lines.
 * A manifest's word goes before all of these.
 *
 *   symbol    the file's name when it spells one (A_79_81-zh.txt), else the page headers
 *   title     the first heading that is no masthead; one printed twice goes first
 *   date      a date on a line of its own among the first
 *   language  the file's name ("-zh", ".en"), else script and commonest words
 *   state     of a stand-alone statement: "Statement by ... of Japan", or a name on a line of its
 *             own among the first, when it is the only one
 */
#ifndef VB_FRONT_H
#define VB_FRONT_H

#include "clean.h"
#include "document.h"
#include "furniture.h"
#include "state.h"

/* Symbol and language from the file's name; "" for none.  In the arena. */
void vb_front_name(const char *path, struct vb_arena *arena, struct vb_document_facts *facts);

/*
 * Is this line of a first page neither title nor text: an agenda item, a session, a kind of
 * document?
 */
bool vb_front_masthead(const char *text, size_t size);

/*
 * Fills what is still "" in facts from the document.  alone: it is no compilation, so that its
 * first lines may name the speaker.
 */
void vb_front_fill(const struct vb_lines *lines, const struct vb_cleaned *cleaned,
		   const struct vb_states *states, bool alone, struct vb_arena *arena,
		   struct vb_document_facts *facts);

#endif
