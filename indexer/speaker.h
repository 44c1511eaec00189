/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who a line names as a speaker: "Cuba", "CUBA 1", "European Union*", "Reply received from the
 * European Union", "Croatia, on behalf of the European Union".
 */
#ifndef VB_SPEAKER_H
#define VB_SPEAKER_H

#include <stddef.h>

#include "state.h"

/*
 * The State or organisation that the line names, or that its end names (a name glued to a
 * paragraph): *start is the byte where the name begins, 0 when the line names it as a whole.
 * NULL when the table knows none.
 */
const struct vb_state *vb_speaker_known(const struct vb_states *states, const char *text,
					size_t size, size_t *start);

/*
 * A heading over a group of speakers: "II. Replies received from Governments", "从各国政府收到的答复".
 */
bool vb_speaker_group(const char *text, size_t size);

#endif
