/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "i18n.h"
#include "schema.h"

static bool
held(const char *folder, int fd, struct vb_err *err)
{
	char pid[16] = "";
	ssize_t size = pread(fd, pid, sizeof pid - 1, 0);
	long number = size > 0 ? strtol(pid, NULL, 10) : 0;

	if (number <= 0)
		return vb_err_set(err, VB_LOCKED, _("the index is in use: '%s': another run is "
				  "writing to it"), folder);
	return vb_err_set(err, VB_LOCKED, _("the index is in use: '%s': another run (process %ld) is "
			  "writing to it"), folder, number);
}

bool
vb_lock_take(const char *folder, int *fd, struct vb_err *err)
{
	char path[PATH_MAX], pid[16];
	int lock, size;

	size = snprintf(path, sizeof path, "%s/%s", folder, VB_LOCK_FILE);
	if (size < 0 || (size_t)size >= sizeof path)
		return vb_err_set(err, VB_IO, _("cannot lock the index: '%s': the path is too long"),
				  folder);
	lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (lock < 0)
		return vb_err_errno(err, _("cannot lock the index: '%s'"), path);
	if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			held(folder, lock, err);
		else
			vb_err_errno(err, _("cannot lock the index: '%s'"), path);
		close(lock);
		return false;
	}
	size = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
	if (ftruncate(lock, 0) != 0 || pwrite(lock, pid, (size_t)size, 0) != size) {
		vb_err_errno(err, _("cannot lock the index: '%s'"), path);
		close(lock);
		return false;
	}
	*fd = lock;
	return true;
}

void
vb_lock_release(int fd)
{
	if (fd >= 0)
		close(fd);
}
