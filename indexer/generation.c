/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "i18n.h"
#include "schema.h"
#include "settings.h"

#define NEXT_LINK "current.next"
#define WRITING_MARK "writing"

static char *
join(const char *folder, const char *name)
{
	struct vb_buf path = VB_BUF_INIT;

	vb_buf_printf(&path, "%s/%s", folder, name);
	return path.data;
}

char *
vb_generation_path(const char *folder, unsigned long number)
{
	return vb_generation_scratch(folder, VB_GENERATION, number);
}

char *
vb_generation_scratch(const char *folder, const char *kind, unsigned long number)
{
	struct vb_buf path = VB_BUF_INIT;

	vb_buf_printf(&path, "%s/%s%lu", folder, kind, number);
	return path.data;
}

/* The number in "g12" or, of that kind, in "part12"; 0 for any other name. */
static unsigned long
number_of(const char *name, const char *kind)
{
	size_t size = strlen(kind);
	unsigned long number;
	char *end;

	if (strncmp(name, kind, size) != 0 || name[size] < '1' || name[size] > '9' ||
	    strlen(name + size) > 9)
		return 0;
	number = strtoul(name + size, &end, 10);
	return *end == '\0' ? number : 0;
}

static bool
sync_folder(const char *path, struct vb_err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		vb_err_errno(err, _("cannot write to the index: '%s'"), path);
	if (fd >= 0)
		close(fd);
	return ok;
}

bool
vb_generation_folder(const char *folder, struct vb_err *err)
{
	struct vb_buf path = VB_BUF_INIT;
	struct stat status;
	bool ok = false;

	vb_buf_str(&path, folder);
	for (size_t i = 1; i <= path.len; i++) {
		char kept = path.data[i];

		if (kept != '/' && kept != '\0')
			continue;
		path.data[i] = '\0';
		if (mkdir(path.data, 0777) != 0 && errno != EEXIST) {
			vb_err_errno(err, _("cannot make the folder of the index: '%s'"), path.data);
			goto out;
		}
		path.data[i] = kept;
	}
	if (stat(folder, &status) != 0 || !S_ISDIR(status.st_mode)) {
		vb_err_set(err, VB_FORMAT, _("not an index: '%s': it is no folder"), folder);
		goto out;
	}
	ok = true;
out:
	vb_buf_fini(&path);
	return ok;
}

/* The files of a Xapian database are flat; a folder inside is none of ours and stays. */
bool
vb_generation_discard(const char *path, struct vb_err *err)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool ok = true;

	if (dir == NULL)
		return errno == ENOENT || vb_err_errno(err, _("cannot remove: '%s'"), path);
	while (ok && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(dir), entry->d_name, 0) != 0)
			ok = vb_err_errno(err, _("cannot remove: '%s/%s'"), path, entry->d_name);
	}
	closedir(dir);
	if (ok && rmdir(path) != 0)
		ok = vb_err_errno(err, _("cannot remove: '%s'"), path);
	return ok;
}

bool
vb_generation_remove(const char *folder, unsigned long number, struct vb_err *err)
{
	char *path = vb_generation_path(folder, number);
	bool ok = vb_generation_discard(path, err);

	free(path);
	return ok;
}

bool
vb_generation_keep(const char *folder, unsigned long shard, unsigned long part, struct vb_err *err)
{
	char *from = vb_generation_scratch(folder, VB_SHARD, shard);
	char *to = vb_generation_scratch(folder, VB_PART, part);
	bool ok = rename(from, to) == 0 ? sync_folder(folder, err)
		: vb_err_errno(err, _("cannot write to the index: '%s'"), to);

	free(from);
	free(to);
	return ok;
}

static int
compare(const void *a, const void *b)
{
	unsigned long left = *(const unsigned long *)a, right = *(const unsigned long *)b;

	return (left > right) - (left < right);
}

bool
vb_generation_list(const char *folder, const char *kind, struct vb_buf *out, struct vb_err *err)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned long number;

	if (dir == NULL)
		return vb_err_errno(err, _("cannot read the index: '%s'"), folder);
	while ((entry = readdir(dir)) != NULL) {
		number = number_of(entry->d_name, kind);
		if (number > 0)
			vb_buf_add(out, &number, sizeof number);
	}
	closedir(dir);
	if (out->len > 0)
		qsort(out->data, out->len / sizeof number, sizeof number, compare);
	return true;
}

static bool
in_use(const char *folder, unsigned long *number, struct vb_err *err)
{
	char *link = join(folder, VB_CURRENT_LINK), name[32];
	ssize_t size = readlink(link, name, sizeof name - 1);
	bool ok = true;

	*number = 0;
	if (size >= 0) {
		name[size] = '\0';
		*number = number_of(name, VB_GENERATION);
	}
	if (size < 0 ? errno != ENOENT : *number == 0)
		ok = vb_err_set(err, VB_FORMAT, _("not an index: '%s': it is not a link to a "
				"generation"), link);
	free(link);
	return ok;
}

static bool
belongs(const char *name)
{
	static const char *const known[] = {".", "..", VB_LOCK_FILE, VB_CURRENT_LINK, NEXT_LINK,
					    WRITING_MARK};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(name, known[i]) == 0)
			return true;
	return number_of(name, VB_GENERATION) > 0 || number_of(name, VB_SHARD) > 0 ||
		number_of(name, VB_PART) > 0;
}

/* What an interrupted run left and nobody needs. */
static bool
clean_up(const char *folder, int at, const char *name, unsigned long current, struct vb_err *err)
{
	unsigned long other = number_of(name, VB_GENERATION);
	char *path;
	bool ok;

	if (strcmp(name, NEXT_LINK) == 0)
		unlinkat(at, NEXT_LINK, 0);
	if ((other == 0 || other == current) && number_of(name, VB_SHARD) == 0)
		return true;
	path = join(folder, name);
	ok = vb_generation_discard(path, err);
	free(path);
	return ok;
}

/* Two rounds: nothing is removed from a folder that turns out to be somebody else's. */
bool
vb_generation_find(const char *folder, unsigned long *number, struct vb_err *err)
{
	DIR *dir = NULL;
	struct dirent *entry;
	bool ok = false;

	if (!in_use(folder, number, err))
		return false;
	dir = opendir(folder);
	if (dir == NULL)
		return vb_err_errno(err, _("cannot read the index: '%s'"), folder);
	while ((entry = readdir(dir)) != NULL) {
		if (!belongs(entry->d_name)) {
			vb_err_set(err, VB_FORMAT, _("not an index: '%s': it holds '%s'"), folder,
				   entry->d_name);
			goto out;
		}
	}
	rewinddir(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (!clean_up(folder, dirfd(dir), entry->d_name, *number, err))
			goto out;
	}
	ok = true;
out:
	closedir(dir);
	return ok;
}

bool
vb_generation_use(const char *folder, unsigned long number, struct vb_err *err)
{
	char *next = join(folder, NEXT_LINK), *current = join(folder, VB_CURRENT_LINK);
	unsigned long before;
	char name[32];
	bool ok = false;

	snprintf(name, sizeof name, "g%lu", number);
	if (!in_use(folder, &before, err))
		goto out;
	if ((unlink(next) != 0 && errno != ENOENT) || symlink(name, next) != 0 ||
	    rename(next, current) != 0) {
		vb_err_errno(err, _("cannot switch the index: '%s'"), current);
		goto out;
	}
	ok = sync_folder(folder, err);
	if (ok && before > 0 && before != number)
		ok = vb_generation_remove(folder, before, err);
out:
	free(next);
	free(current);
	return ok;
}

bool
vb_generation_hint(const char *folder, struct vb_err *err)
{
	char text[VB_ERR_TEXT_MAX];

	if (err->code == VB_DAMAGED || err->code == VB_FORMAT) {
		snprintf(text, sizeof text, "%s", err->text);
		vb_err_set(err, err->code, _("%s: rebuild it: verbale-index sync --full -d '%s' "
			   "PATH..."), text, folder);
	}
	return false;
}

static bool
has_format(struct xc_database *database, const char *name, struct vb_err *err)
{
	char wanted[16], *value = NULL;
	size_t size = 0;
	bool ok = true;

	if (!xc_database_metadata(database, VB_META_FORMAT, strlen(VB_META_FORMAT), &value, &size,
				  err))
		return false;
	snprintf(wanted, sizeof wanted, "%d", VB_SCHEMA_VERSION);
	if (size != strlen(wanted) || memcmp(value, wanted, size) != 0)
		ok = vb_err_set(err, VB_FORMAT, _("the index is of another format: '%s'"), name);
	free(value);
	return ok;
}

/* The error's line names the index by its folder. */
static struct xc_database *
open_database(const char *path, const char *name, struct vb_err *err)
{
	struct xc_database *database = xc_database_open(path, err);

	if (database != NULL && has_format(database, name, err))
		return database;
	xc_database_close(database);
	return NULL;
}

struct xc_database *
vb_generation_open(const char *path, struct vb_err *err)
{
	return open_database(path, path, err);
}

struct xc_database *
vb_generation_read(const char *folder, struct vb_err *err)
{
	struct xc_database *database;
	char *path;

	if (!vb_generation_current(folder, &path, err))
		return NULL;
	database = open_database(path, folder, err);
	free(path);
	if (database == NULL)
		vb_generation_hint(folder, err);
	return database;
}

bool
vb_generation_mark(const char *folder, struct vb_err *err)
{
	char *path = join(folder, WRITING_MARK);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool ok = fd >= 0 || vb_err_errno(err, _("cannot write to the index: '%s'"), path);

	if (fd >= 0)
		close(fd);
	free(path);
	return ok;
}

void
vb_generation_unmark(const char *folder)
{
	char *path = join(folder, WRITING_MARK);

	unlink(path);
	free(path);
}

bool
vb_generation_marked(const char *folder)
{
	char *path = join(folder, WRITING_MARK);
	bool marked = access(path, F_OK) == 0;

	free(path);
	return marked;
}
