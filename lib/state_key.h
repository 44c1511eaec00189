/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form in which names of States are compared: folded (fold.h), without a leading
 * "the", blanks, diacritics and inner punctuation; & is "and".  Part of state.h.
 */
#ifndef VB_STATE_KEY_H
#define VB_STATE_KEY_H

#include "fold.h"

#define VB_STATE_KEY_MAX 1024	/* bytes; a longer text is no name */

struct vb_state_key {
	char text[VB_STATE_KEY_MAX];		/* UTF-8, not NUL-terminated */
	uint32_t from[VB_STATE_KEY_MAX];	/* byte of the folded text that a byte stems from */
	size_t len;
};

/*
 * Makes the key of text; *folded is its folded form, owned by the folder.  False when the
 * text cannot end in a name ("Japan," and "Japan)" cannot, "U.S." can) or is too long.
 */
bool vb_state_key_make(struct vb_folder *folder, const char *text, size_t size,
		       struct vb_folded *folded, struct vb_state_key *key);

/* Whether the folded text can begin with a name: "(Japan" cannot. */
bool vb_state_key_begins(const struct vb_folded *folded);

#endif
