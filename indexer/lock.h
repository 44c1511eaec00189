/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock of the one writer: flock(2) on DIR/lock, which holds the writer's pid.  It goes
 * with the process, however that ends; readers never take it.  Taken before Xapian's own.
 */
#ifndef VB_LOCK_H
#define VB_LOCK_H

#include "err.h"

/*
 * Takes the lock of the index folder, which must exist; *fd is to be given to
 * vb_lock_release().  VB_LOCKED when another run holds it; the line names its pid.
 */
bool vb_lock_take(const char *folder, int *fd, struct vb_err *err);

void vb_lock_release(int fd);

#endif
