/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the version file of a glass database says of its tables, looked at before Xapian
 * believes it: libxapian 1.4 takes the height of a tree from there as it stands and
 * runs off the end of an array when the number is wild.
 */
#ifndef XC_ROOTS_H
#define XC_ROOTS_H

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

/* Throws VB_DAMAGED when no table can be as the version file at path says.  A file of another
 * version or with another fault passes: Xapian says that better. */
void xc_require_roots(const std::string &path);

/* Reads a number of at most 32 or 64 bits in groups of seven, the lowest first, and moves behind it;
 * false, when none ends before end or it is too large. */
template <typename T>
inline bool
xc_read_number(const unsigned char **at, const unsigned char *end, T *number)
{
	const unsigned bits = std::numeric_limits<T>::digits;

	*number = 0;
	for (unsigned shift = 0; *at < end && shift < bits; shift += 7) {
		const unsigned char byte = *(*at)++;

		*number |= static_cast<T>(byte & 0x7f) << shift;
		if (byte < 0x80)
			return shift + 7 <= bits || byte >> (bits - shift) == 0;
	}
	return false;
}

/* Levels of a tree, of which Xapian's cursors have room for no more. */
const unsigned xc_levels = 10;

/* Where a table's tree begins, as of a commit. */
struct xc_root {
	uint64_t revision;
	uint64_t block;
	unsigned level;		/* 0: it is a leaf */
	bool none;		/* nothing has been written, and there is no block */
	size_t block_size;
};

/* What these bytes of a version file, which passed, say of the table of postings; false when it is of
 * another version. */
bool xc_postings_root(const std::string &bytes, xc_root *root);

/* The bytes of the version file at path. */
std::string xc_version_file(const std::string &path);

/* What it begins with, magic and version, and behind that a UUID. */
extern const std::string xc_version_magic;
const size_t xc_version_uuid = 16;

#endif
