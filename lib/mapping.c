/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROBES 8			/* places of a large page that are touched */
#define REREAD (16 * VB_MAPPING_LARGE)	/* bytes mapped at a time: they count as memory of who maps them */

void *
vb_mapping_open(const char *folder, const char *name, int flags, size_t *size)
{
	void *mapped;
	char *path;
	int fd;

	if (asprintf(&path, "%s/%s", folder, name) < 0)
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);
	free(path);
	if (fd < 0)
		return NULL;
	mapped = vb_mapping_of(fd, size);
	close(fd);
	return mapped;
}

void *
vb_mapping_of(int fd, size_t *size)
{
	struct stat status;
	void *mapped;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
		return NULL;
	mapped = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (mapped == MAP_FAILED)
		return NULL;
	*size = (size_t)status.st_size;
	return mapped;
}

void
vb_mapping_announce(const void *bytes, size_t size)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = (uintptr_t)bytes & ~(page - 1);

	madvise((void *)first, (uintptr_t)bytes + size - first, MADV_WILLNEED);
}

long
vb_mapping_waits(void)
{
	struct rusage usage;

	getrusage(RUSAGE_THREAD, &usage);
	return usage.ru_majflt;
}

/*
 * To touch the first byte of a large page maps the others: the system is not asked for them.  Where the first is not in
 * the memory, it is read alone, and that is all.
 */
bool
vb_mapping_is_large(const void *mapped, size_t size)
{
	size_t middle = size / VB_MAPPING_LARGE / 2 * VB_MAPPING_LARGE;
	const volatile char *at = (const volatile char *)mapped + middle;
	struct rusage before, after;
	long waits = vb_mapping_waits();

	if (size < VB_MAPPING_LARGE)
		return false;
	vb_mapping_announce((const char *)mapped + middle, 1);
	(void)*at;
	if (vb_mapping_waits() > waits)
		return false;
	getrusage(RUSAGE_THREAD, &before);
	for (size_t i = 1; i < PROBES; i++)
		(void)at[VB_MAPPING_LARGE / PROBES * i];
	getrusage(RUSAGE_THREAD, &after);
	return after.ru_minflt == before.ru_minflt && after.ru_majflt == before.ru_majflt;
}

/* Bytes of a file from a multiple of REREAD on. */
static bool
reread(int fd, size_t from, size_t size)
{
	void *mapped = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, (off_t)from);

	if (mapped == MAP_FAILED)
		return false;
	madvise(mapped, size, MADV_HUGEPAGE);
	madvise(mapped, size, MADV_POPULATE_READ);
	munmap(mapped, size);
	return true;
}

static bool
leaves_room(size_t size)
{
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

	return pages > 0 && page > 0 && size / (size_t)page < (size_t)pages / 2;
}

void
vb_mapping_reread(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0 || !leaves_room((size_t)status.st_size) ||
	    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0)
		return;
	for (size_t size = (size_t)status.st_size, from = 0; from < size; from += REREAD)
		if (!reread(fd, from, size - from < REREAD ? size - from : REREAD))
			break;
}

/* ---- writing ---- */

bool
vb_mapping_put(int fd, const void *data, size_t size, uint64_t at)
{
	const char *bytes = data;

	while (size > 0) {
		ssize_t written = pwrite(fd, bytes, size, (off_t)at);

		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			bytes += written;
			size -= (size_t)written;
			at += (uint64_t)written;
		}
	}
	return true;
}

/* Makes the piece at least so long, by zeros. */
static void
grow(struct vb_mapping_writer *writer, size_t size)
{
	if (size <= writer->size)
		return;
	memset(writer->piece + writer->size, 0, size - writer->size);
	writer->size = size;
}

static bool
put_piece(struct vb_mapping_writer *writer)
{
	if (!vb_mapping_put(writer->fd, writer->piece, writer->size, writer->begin))
		return false;
	writer->begin += writer->size;
	writer->size = 0;
	return true;
}

/* Goes on to the piece that a place lies in, and there. */
static bool
reach(struct vb_mapping_writer *writer, uint64_t at)
{
	if (writer->piece == NULL && (writer->piece = malloc(VB_MAPPING_LARGE)) == NULL)
		return false;
	while (at - writer->begin >= VB_MAPPING_LARGE) {
		grow(writer, VB_MAPPING_LARGE);
		if (!put_piece(writer))
			return false;
	}
	grow(writer, (size_t)(at - writer->begin));
	return true;
}

bool
vb_mapping_write(struct vb_mapping_writer *writer, const void *data, size_t size, uint64_t at)
{
	const char *bytes = data;
	size_t part;

	if (at < writer->begin) {
		part = size < writer->begin - at ? size : (size_t)(writer->begin - at);
		if (!vb_mapping_put(writer->fd, bytes, part, at))
			return false;
		bytes += part, size -= part, at += part;
	}
	for (; size > 0; bytes += part, size -= part, at += part) {
		size_t within;

		if (!reach(writer, at))
			return false;
		within = (size_t)(at - writer->begin);
		part = size < VB_MAPPING_LARGE - within ? size : VB_MAPPING_LARGE - within;
		memcpy(writer->piece + within, bytes, part);
		writer->size = within + part > writer->size ? within + part : writer->size;
	}
	return true;
}

bool
vb_mapping_end(struct vb_mapping_writer *writer, bool keep)
{
	bool ok = !keep || put_piece(writer);

	free(writer->piece);
	writer->piece = NULL;
	writer->size = 0;
	return ok;
}
