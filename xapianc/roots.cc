/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roots.h"

#include <cerrno>
#include <cstdint>
#include <cstring>

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

const unsigned char magic[] = "\x0f\x0dXapian Glass\x04\x6e";
const size_t magic_size = sizeof magic - 1, uuid_size = 16;
const unsigned tables = 6;
const unsigned height_end = 10;		/* Xapian's cursors have room for as many levels */
const size_t file_max = 4096;		/* it never comes near */

struct version_file {
	unsigned char bytes[file_max];
	size_t size = 0, at = 0;
	bool over = false;		/* has been read past its end */

	uint64_t
	number()
	{
		uint64_t value = 0;

		for (unsigned shift = 0; at < size && shift < 64; shift += 7) {
			const unsigned char byte = bytes[at++];

			value |= static_cast<uint64_t>(byte & 0x7f) << shift;
			if (byte < 0x80)
				return value;
		}
		over = true;
		return 0;
	}

	void
	skip(uint64_t count)
	{
		if (count > size - at)
			over = true;
		else
			at += static_cast<size_t>(count);
	}
};

void
load(version_file *file, const std::string &path)
{
	const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t count;

	if (descriptor < 0)
		xc_throw_errno();
	count = read(descriptor, file->bytes, sizeof file->bytes);
	const int code = errno;
	close(descriptor);
	errno = code;
	if (count < 0)
		xc_throw_errno();
	file->size = static_cast<size_t>(count);
}

bool
is_block_size(uint64_t units)
{
	return units != 0 && units <= 32 && (units & (units - 1)) == 0;	/* of 2 KiB */
}

}

void
xc_require_roots(const std::string &path)
{
	version_file file;

	load(&file, path);
	if (file.size < magic_size + uuid_size || std::memcmp(file.bytes, magic, magic_size) != 0)
		return;
	file.at = magic_size + uuid_size;
	file.number();
	for (unsigned table = 0; table < tables && !file.over; table++) {
		uint64_t height, units;

		file.number();
		height = file.number() >> 2;
		file.number();
		units = file.number();
		file.number();
		file.skip(file.number());
		if (!file.over && (height >= height_end || !is_block_size(units)))
			throw xc_failure{VB_DAMAGED, "its version file speaks of tables that cannot be"};
	}
}
