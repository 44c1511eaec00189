/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passages that bear all of some terms: from the rarest list on, the others skipped through. */
#ifndef VB_MEET_H
#define VB_MEET_H

#include "sift.h"

/*
 * Leaves in set the documents that bear every one of the terms, of those in among alone unless
 * that is NULL; of no terms, all.  With a sift (NULL for none) it drops what that
 * drops on the way, and leaves out terms when what is left may as well be read.
 */
bool vb_meet(struct vb_index *index, const struct xc_bytes *terms, size_t count,
	     const struct vb_set *among, struct vb_sift *sift, struct vb_set *set, struct vb_err *err);

#endif
