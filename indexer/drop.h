/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * drop: takes what lies under a PATH out of the index.  The files themselves are not touched, and need
 * not exist any more.
 */
#ifndef VB_DROP_H
#define VB_DROP_H

#include "err.h"
#include "settings.h"

/* *dropped: sources taken out.  VB_INPUT, with nothing dropped, when there are none under a PATH. */
bool vb_drop(const struct vb_settings *settings, char *const *paths, size_t count,
	     size_t *dropped, struct vb_err *err);

#endif
