/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guard.h"
#include "roots.h"

namespace {

/* The two files that a glass database cannot be without. */
const char version_name[] = "/iamglass";
const char postings_name[] = "/postlist.glass";

bool
is_missing(int code)
{
	return code == ENOENT || code == ENOTDIR;
}

/* False when nothing is there; other errors are thrown. */
bool
look(const std::string &path, struct stat *status)
{
	if (stat(path.c_str(), status) == 0)
		return true;
	if (!is_missing(errno))
		xc_throw_errno();
	return false;
}

/* A database, or nothing at all (false) in a directory that exists. */
bool
has_database(const std::string &path)
{
	struct stat status;

	if (!look(path + version_name, &status)) {
		if (look(path + postings_name, &status))
			throw xc_failure{VB_DAMAGED, "its version file is gone"};
		return false;
	}
	if (!S_ISREG(status.st_mode))
		throw xc_failure{VB_FORMAT, "its version file is not a file"};
	xc_require_roots(path + version_name);
	return true;
}

void
require_directory(const struct stat &status)
{
	if (!S_ISDIR(status.st_mode))
		throw xc_failure{VB_FORMAT, "not a directory, so not a database"};
}

struct descriptor {
	int number;

	explicit descriptor(int opened)
		: number(opened)
	{
		if (number < 0)
			xc_throw_errno();
	}
	~descriptor() { close(number); }
	descriptor(const descriptor &) = delete;
	descriptor &operator=(const descriptor &) = delete;
};

void
sync_at(int directory, const char *name, int flags)
{
	descriptor file(openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags));

	if (fsync(file.number) != 0)
		xc_throw_errno();
}

struct close_stream {
	void
	operator()(DIR *stream) const
	{
		closedir(stream);
	}
};
using stream = std::unique_ptr<DIR, close_stream>;

bool
is_dots(const char *name)
{
	return std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0;
}

}

void
xc_require_database(const std::string &path)
{
	struct stat status;

	if (!look(path, &status))
		throw xc_failure{VB_ABSENT, std::strerror(errno)};
	require_directory(status);
	if (!has_database(path))
		throw xc_failure{VB_FORMAT, "no database in this directory"};
}

bool
xc_place_taken(const std::string &path)
{
	struct stat status;

	if (!look(path, &status))
		return false;
	require_directory(status);
	return has_database(path);
}

bool
xc_version::stays(const std::string &folder, time_t now)
{
	struct stat before = seen;
	bool same;

	if (stat((folder + version_name).c_str(), &seen) != 0) {
		certain = false;
		return false;
	}
	same = certain && seen.st_dev == before.st_dev && seen.st_ino == before.st_ino &&
	       seen.st_ctim.tv_sec == before.st_ctim.tv_sec && seen.st_ctim.tv_nsec == before.st_ctim.tv_nsec;
	certain = same || now - seen.st_ctim.tv_sec > 2;
	return same;
}

xc_directory::~xc_directory()
{
	if (descriptor >= 0)
		close(descriptor);
}

void
xc_directory::open(const std::string &path)
{
	descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		xc_throw_errno();
}

void
xc_directory::sync() const
{
	if (fsync(descriptor) != 0)
		xc_throw_errno();
}

void
xc_directory::sync_parent() const
{
	sync_at(descriptor, "..", O_DIRECTORY);
}

void
xc_directory::sync_files() const
{
	stream entries(fdopendir(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
	const struct dirent *entry;

	if (entries == nullptr)
		xc_throw_errno();
	while ((entry = readdir(entries.get())) != nullptr) {
		if (!is_dots(entry->d_name))
			sync_at(descriptor, entry->d_name, 0);
	}
}

/* Removes a directory of plain files, as far as that goes. */
static void
discard(const std::string &path) noexcept
{
	stream entries(opendir(path.c_str()));
	const struct dirent *entry;

	if (entries == nullptr)
		return;
	while ((entry = readdir(entries.get())) != nullptr) {
		if (!is_dots(entry->d_name))
			unlinkat(dirfd(entries.get()), entry->d_name, 0);
	}
	rmdir(path.c_str());
}

xc_fresh_directory::xc_fresh_directory(const std::string &name)
	: path(name)
{
	if (mkdir(path.c_str(), 0777) != 0)
		throw xc_failure{VB_IO, "making '" + path + "': " + std::strerror(errno)};
}

xc_fresh_directory::~xc_fresh_directory()
{
	if (!kept)
		discard(path);
}

void
xc_fresh_directory::keep()
{
	kept = true;
}

xc_new_file::xc_new_file(const std::string &path)
	: pieces()
{
	pieces.fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (pieces.fd < 0)
		xc_throw_errno();
}

xc_new_file::~xc_new_file()
{
	vb_mapping_end(&pieces, false);
	if (pieces.fd >= 0)
		close(pieces.fd);
}

void
xc_new_file::write(const void *data, size_t size, uint64_t at)
{
	if (!vb_mapping_write(&pieces, data, size, at))
		xc_throw_errno();
}

void
xc_new_file::finish()
{
	const int whole = pieces.fd;

	if (!vb_mapping_end(&pieces, true) || fsync(whole) != 0)
		xc_throw_errno();
	pieces.fd = -1;
	if (close(whole) != 0)
		xc_throw_errno();
}
