/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verifying: candidates are read, and those stay that hold what was asked for.
 *
 * What is read is a passage's folded text, from the texts beside the database (texts.h) or,
 * where those lack it, from its record.  Of many candidates the texts are read by several threads.
 */
#ifndef VB_VERIFY_H
#define VB_VERIFY_H

#include "match.h"

/* How often a folded text, which does not lead back to its source, holds what was asked for. */
typedef size_t vb_verify_fn(void *data, const struct vb_folded *folded);

/*
 * Leaves in set the passages whose text fn counts something in, and in the tally how much; what
 * there is no time to read is left out.  With threads, fn may be called in several at once.
 */
bool vb_verify(struct vb_match *match, struct vb_set *set, vb_verify_fn *fn, void *data,
	       bool threads, struct vb_err *err);

#endif
