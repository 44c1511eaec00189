/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading one document: bytes in, passages out.  Runs in any thread; touches no index.
 */
#ifndef VB_READING_H
#define VB_READING_H

#include "document.h"
#include "err.h"
#include "state.h"

/*
 * Reads size bytes, the content of the file at path, as a document.  manifest holds what
 * the folder's manifest says of it (all "" when it says nothing) and wins over the
 * document's own words.  VB_INPUT when the bytes are no document that can be read: empty,
 * binary, of an unknown format; the line is "cannot read: 'PATH': why".
 * Passages are in reading order with ordinals 0, 1, 2 ...
 */
bool vb_reading_document(const struct vb_states *states, const char *path, const char *bytes,
			 size_t size, const struct vb_document_facts *manifest,
			 struct vb_arena *arena, struct vb_document *out, struct vb_err *err);

#endif
