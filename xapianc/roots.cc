/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roots.h"

#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <unistd.h>

#include "guard.h"

/*
 * The file, as Xapian's backends/glass/glass_version.cc writes it: magic and version (16
 * bytes), UUID (16), the revision, then for each of six tables root block, height and two
 * flags, entries, block size, compression limit, free list (length and bytes).  Numbers
 * are in groups of seven bits, the lowest first.
 */
namespace {

const unsigned tables = 6;
const size_t file_max = 4096;		/* it never comes near */

/* Its numbers. */
struct version_file {
	const unsigned char *at, *const end;
	bool over = false;		/* has been read past its end */

	uint64_t
	number()
	{
		uint64_t value = 0;

		over = over || !xc_read_number(&at, end, &value);
		return over ? 0 : value;
	}

	void
	skip(uint64_t count)
	{
		if (count > static_cast<uint64_t>(end - at))
			over = true;
		else
			at += count;
	}
};

bool
is_version(const std::string &bytes)
{
	return bytes.size() >= xc_version_magic.size() + xc_version_uuid &&
	       bytes.compare(0, xc_version_magic.size(), xc_version_magic) == 0;
}

/* Where the numbers begin; bytes outlive it. */
version_file
numbers(const std::string &bytes)
{
	const unsigned char *begin = reinterpret_cast<const unsigned char *>(bytes.data());

	return {begin + xc_version_magic.size() + xc_version_uuid, begin + bytes.size()};
}

bool
is_block_size(uint64_t units)
{
	return units != 0 && units <= 32 && (units & (units - 1)) == 0;	/* of 2 KiB */
}

/* The next table's root, whose revision stays as it is; false when it cannot be so. */
bool
read_root(version_file *file, xc_root *root)
{
	uint64_t height, units;

	root->block = file->number();
	height = file->number();
	root->none = (height & 1) != 0;
	height >>= 2;
	file->number();
	units = file->number();
	file->number();
	file->skip(file->number());
	root->level = static_cast<unsigned>(height);
	root->block_size = static_cast<size_t>(units) << 11;
	return file->over || (height < xc_levels && is_block_size(units));
}

}

const std::string xc_version_magic("\x0f\x0dXapian Glass\x04\x6e");

std::string
xc_version_file(const std::string &path)
{
	const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char bytes[file_max];
	ssize_t count;

	if (descriptor < 0)
		xc_throw_errno();
	count = read(descriptor, bytes, sizeof bytes);
	const int code = errno;
	close(descriptor);
	errno = code;
	if (count < 0)
		xc_throw_errno();
	return std::string(bytes, static_cast<size_t>(count));
}

void
xc_require_roots(const std::string &path)
{
	const std::string bytes = xc_version_file(path);
	xc_root root;

	if (!is_version(bytes))
		return;
	version_file file = numbers(bytes);
	file.number();
	for (unsigned table = 0; table < tables && !file.over; table++)
		if (!read_root(&file, &root))
			throw xc_failure{VB_DAMAGED, "its version file speaks of tables that cannot be"};
}

bool
xc_postings_root(const std::string &bytes, xc_root *root)
{
	if (!is_version(bytes))
		return false;
	version_file file = numbers(bytes);

	root->revision = file.number();
	return read_root(&file, root) && !file.over;
}
