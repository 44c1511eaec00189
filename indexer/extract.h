/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Extraction: a file's bytes into text.  The content decides what a file is, never its name.
 * Today's only readable format is plain text in UTF-8; the others are known by their first
 * bytes so that the refusal can say what was found.
 */
#ifndef VB_EXTRACT_H
#define VB_EXTRACT_H

#include "arena.h"
#include "err.h"

struct vb_extract {
	const char *text; /* well-formed UTF-8 without byte order mark; points into the bytes or the
			     arena */
	size_t size;
	size_t replaced;	/* ill-formed sequences that became U+FFFD */
};

/* VB_INPUT "cannot read: 'PATH': why" when the bytes are no text that can be read. */
bool vb_extract_text(const char *path, const char *bytes, size_t size, struct vb_arena *arena,
		     struct vb_extract *out, struct vb_err *err);

#endif
