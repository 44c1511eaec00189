/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verifying: candidates are read, and those stay that hold what was asked for.
 *
 * What is read is a passage's folded text, from the texts beside the database (texts.h) or,
 * where those lack it, from its record.  Of many candidates the texts are read by several threads.
 */
#ifndef VB_VERIFY_H
#define VB_VERIFY_H

#include "matching.h"

/* How often a folded text, which does not lead back to its source, holds what was asked for. */
typedef size_t vb_verify_fn(void *data, const struct vb_folded *folded);

/* What is asked for. */
struct vb_verify {
	vb_verify_fn *fn;
	void *data;
	bool threads;		/* fn may be called in several at once */
	/*
	 * Bytes that every text holds in which fn counts something; none: they are not known.  Many
	 * texts that do not are told without being unpacked.
	 */
	const char *bytes;
	size_t size;
	bool places;		/* fn counts their places and nothing else */
};

/*
 * Leaves in set the passages whose text fn counts something in, and in the tally how much; what
 * there is no time to read is left out.
 */
bool vb_verify(struct vb_match *match, const struct vb_verify *verify, struct vb_set *set,
	       struct vb_err *err);

#endif
