/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library to preload: counts the calls by which a program changes files, and at a chosen one
 * lets the machine fail.
 *
 *	FAULT_COUNT=FILE	the number of calls is written there at the end
 *	FAULT_AT=N		the call, from 1
 *	FAULT_KIND=kill		the process is killed (SIGKILL) before the call
 *	           torn		... after half of what a write was to write
 *	           term		SIGTERM comes before the call
 *	           ENOSPC, EIO	the call fails, and so do those of its kind after it
 *
 * Nothing is really synced, for the machine lives on: that would only take time.
 * Standard output and error, pipes and terminals are left alone.  Calls are counted over all threads.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long fault_at;
static const char *fault_kind = "";

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void
begin(void)
{
	const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND");

	fault_at = at != NULL ? strtol(at, NULL, 10) : 0;
	fault_kind = kind != NULL ? kind : "";
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("FAULT_COUNT");
	FILE *file = path != NULL ? fopen(path, "we") : NULL;

	if (file == NULL)
		return;
	fprintf(file, "%ld\n", atomic_load(&calls));
	fclose(file);
}

/* True when this call is to fail with errno; does not return when the process is to die. */
static int
fault(int *torn)
{
	long number = atomic_fetch_add(&calls, 1) + 1;

	if (fault_at == 0 || number < fault_at)
		return 0;
	if (strcmp(fault_kind, "torn") == 0 && torn != NULL) {
		*torn = 1;
		return 0;
	}
	if (strcmp(fault_kind, "term") == 0) {
		if (number == fault_at)
			kill(getpid(), SIGTERM);
		return 0;
	}
	if (strcmp(fault_kind, "ENOSPC") == 0)
		errno = ENOSPC;
	else if (strcmp(fault_kind, "EIO") == 0 && number == fault_at)
		errno = EIO;
	else if (strcmp(fault_kind, "EIO") == 0)
		return 0;
	else
		kill(getpid(), SIGKILL);
	return 1;
}

/* Pipes and terminals are no disk. */
static int
on_disk(int fd)
{
	struct stat status;

	return fd > 2 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

#define WRITE(name, offset_type) \
ssize_t \
name(int fd, const void *bytes, size_t size, offset_type offset) \
{ \
	int torn = 0; \
	if (on_disk(fd) && fault(&torn)) \
		return -1; \
	if (torn) { \
		REAL(name)(fd, bytes, size / 2, offset); \
		kill(getpid(), SIGKILL); \
	} \
	return REAL(name)(fd, bytes, size, offset); \
}

WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)

ssize_t
write(int fd, const void *bytes, size_t size)
{
	int torn = 0;

	if (on_disk(fd) && fault(&torn))
		return -1;
	if (torn) {
		REAL(write)(fd, bytes, size / 2);
		kill(getpid(), SIGKILL);
	}
	return REAL(write)(fd, bytes, size);
}

#define CALL(name, parameters, arguments) \
int \
name parameters \
{ \
	return fault(NULL) ? -1 : REAL(name) arguments; \
}

#define SYNC(name) \
int \
name(int fd) \
{ \
	(void)fd; \
	return fault(NULL) ? -1 : 0; \
}

SYNC(fsync)
SYNC(fdatasync)
CALL(ftruncate, (int fd, off_t size), (fd, size))
CALL(ftruncate64, (int fd, off64_t size), (fd, size))
CALL(rename, (const char *from, const char *to), (from, to))
CALL(symlink, (const char *target, const char *path), (target, path))
CALL(mkdir, (const char *path, mode_t mode), (path, mode))

/* Removing needs no space. */
#define REMOVAL(name, parameters, arguments) \
int \
name parameters \
{ \
	if (strcmp(fault_kind, "ENOSPC") != 0 && fault(NULL)) \
		return -1; \
	return REAL(name) arguments; \
}

REMOVAL(rmdir, (const char *path), (path))
REMOVAL(unlink, (const char *path), (path))
REMOVAL(unlinkat, (int at, const char *path, int flags), (at, path, flags))

#define OPEN(name) \
int \
name(const char *path, int flags, ...) \
{ \
	va_list list; \
	mode_t mode = 0; \
	if (flags & O_CREAT) { \
		va_start(list, flags); \
		mode = va_arg(list, mode_t); \
		va_end(list); \
		if (fault(NULL)) \
			return -1; \
	} \
	return REAL(name)(path, flags, mode); \
}

OPEN(open)
OPEN(open64)
