/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "manifest.h"
#include "name.h"

void
vb_walk_init(struct vb_walk *walk, const char *skip)
{
	struct stat status;

	memset(walk, 0, sizeof *walk);
	vb_arena_init(&walk->arena);
	if (skip != NULL && stat(skip, &status) == 0) {
		walk->skip_device = status.st_dev;
		walk->skip_inode = status.st_ino;
	}
}

void
vb_walk_fini(struct vb_walk *walk)
{
	vb_arena_fini(&walk->arena);
}

/* Room for one more in an array that doubles; what is outgrown stays in the arena. */
static void *
room(struct vb_walk *walk, void *array, size_t count, size_t *cap, size_t size)
{
	void *bigger;

	if (count < *cap)
		return array;
	*cap = *cap > 0 ? 2 * *cap : 64;
	bigger = vb_arena_array(&walk->arena, *cap, size);
	if (count > 0)
		memcpy(bigger, array, count * size);
	return bigger;
}

static void
add_fault(struct vb_walk *walk, const char *raw, const char *why)
{
	struct vb_walk_fault *fault;

	walk->faults = room(walk, walk->faults, walk->fault_count, &walk->fault_cap,
			    sizeof *walk->faults);
	fault = &walk->faults[walk->fault_count++];
	fault->path = vb_name_escape(&walk->arena, raw);
	fault->line = vb_arena_printf(&walk->arena, "cannot read: '%s': %s", fault->path, why);
}

static struct vb_walk_folder *
new_folder(struct vb_walk *walk, const char *raw)
{
	struct vb_walk_folder *folder = vb_arena_alloc(&walk->arena, sizeof *folder);

	folder->raw = raw;
	folder->index = walk->folder_count++;
	folder->path = vb_name_escape(&walk->arena, raw);
	return folder;
}

static int64_t
nanoseconds(struct timespec time)
{
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void
add_file(struct vb_walk *walk, const struct vb_walk_folder *folder, const char *raw,
	 const struct stat *status)
{
	struct vb_walk_file *file;

	walk->files = room(walk, walk->files, walk->count, &walk->cap, sizeof *walk->files);
	file = &walk->files[walk->count++];
	file->raw = raw;
	file->path = vb_name_escape(&walk->arena, raw);
	file->name = strrchr(raw, '/') + 1;
	file->folder = folder;
	file->size = (uint64_t)status->st_size;
	file->inode = status->st_ino;
	file->modified = nanoseconds(status->st_mtim);
	file->changed = nanoseconds(status->st_ctim);
}

static bool
passed_over(const char *name)
{
	size_t size = strlen(name);

	return name[0] == '.' || name[size - 1] == '~';
}

static void walk_folder(struct vb_walk *walk, int parent, const char *name, const char *raw,
			unsigned depth);

static void
walk_entry(struct vb_walk *walk, int at, struct vb_walk_folder *folder, const char *name,
	   unsigned depth)
{
	struct stat status;
	const char *raw;

	if (passed_over(name))
		return;
	raw = vb_arena_printf(&walk->arena, "%s/%s",
			      strcmp(folder->raw, "/") == 0 ? "" : folder->raw, name);
	if (fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			add_fault(walk, raw, strerror(errno));
	} else if (S_ISDIR(status.st_mode)) {
		if (status.st_ino != walk->skip_inode || status.st_dev != walk->skip_device)
			walk_folder(walk, at, name, raw, depth + 1);
	} else if (S_ISREG(status.st_mode)) {
		if (strcmp(name, VB_MANIFEST_NAME) == 0)
			folder->manifest = true;
		else
			add_file(walk, folder, raw, &status);
	}
}

static void
walk_folder(struct vb_walk *walk, int parent, const char *name, const char *raw, unsigned depth)
{
	struct vb_walk_folder *folder;
	struct dirent *entry;
	DIR *dir;
	int at;

	if (depth > VB_WALK_DEPTH) {
		add_fault(walk, raw, "too many folders within folders");
		return;
	}
	at = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (at < 0 || (dir = fdopendir(at)) == NULL) {
		if (errno != ENOENT || depth == 0)
			add_fault(walk, raw, strerror(errno));
		if (at >= 0)
			close(at);
		return;
	}
	folder = new_folder(walk, raw);
	errno = 0;
	while ((entry = readdir(dir)) != NULL) {
		walk_entry(walk, at, folder, entry->d_name, depth);
		errno = 0;
	}
	if (errno != 0)
		add_fault(walk, raw, strerror(errno));
	closedir(dir);
}

/* A PATH that is a file: the manifest of its folder speaks for it too. */
static void
walk_file(struct vb_walk *walk, const char *raw, const struct stat *status)
{
	const char *slash = strrchr(raw, '/');
	const char *above = vb_arena_strndup(&walk->arena, raw,
					     slash > raw ? (size_t)(slash - raw) : 1);
	struct vb_walk_folder *folder = new_folder(walk, above);
	struct stat manifest;

	folder->manifest = lstat(vb_arena_printf(&walk->arena, "%s/%s", above, VB_MANIFEST_NAME),
				 &manifest) == 0 && S_ISREG(manifest.st_mode);
	add_file(walk, folder, raw, status);
}

void
vb_walk_add(struct vb_walk *walk, const char *path)
{
	char *real = realpath(path, NULL);
	struct stat status;
	const char *raw;

	if (real == NULL) {
		add_fault(walk, path, strerror(errno));
		return;
	}
	raw = vb_arena_strdup(&walk->arena, real);
	free(real);
	if (lstat(raw, &status) != 0) {
		add_fault(walk, raw, strerror(errno));
		return;
	}
	if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
		add_fault(walk, raw, "neither a file nor a folder");
		return;
	}
	walk->roots = room(walk, walk->roots, walk->root_count, &walk->root_cap,
			   sizeof *walk->roots);
	walk->roots[walk->root_count++] = vb_name_escape(&walk->arena, raw);
	if (S_ISREG(status.st_mode))
		walk_file(walk, raw, &status);
	else
		walk_folder(walk, AT_FDCWD, raw, raw, 0);
}

static int
compare(const void *a, const void *b)
{
	const struct vb_walk_file *left = a, *right = b;

	return strcmp(left->path, right->path);
}

void
vb_walk_finish(struct vb_walk *walk)
{
	size_t kept = 0;

	if (walk->count == 0)
		return;
	qsort(walk->files, walk->count, sizeof *walk->files, compare);
	for (size_t i = 1; i < walk->count; i++)
		if (strcmp(walk->files[kept].path, walk->files[i].path) != 0)
			walk->files[++kept] = walk->files[i];
	walk->count = kept + 1;
}

bool
vb_walk_covers(const struct vb_walk *walk, const char *path)
{
	bool below = false;

	for (size_t i = 0; i < walk->root_count; i++)
		below = below || vb_name_below(path, walk->roots[i]);
	for (size_t i = 0; below && i < walk->fault_count; i++)
		below = !vb_name_below(path, walk->faults[i].path);
	return below;
}
