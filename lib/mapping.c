/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mapping.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void *
vb_mapping_open(const char *folder, const char *name, int flags, size_t *size)
{
	struct stat status;
	void *mapped = MAP_FAILED;
	char *path;
	int fd;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);
	free(path);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		mapped = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (mapped == MAP_FAILED)
		return NULL;
	*size = (size_t)status.st_size;
	return mapped;
}
