/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Xapian's glass format, as far as writing a new table front to back and reading one
 * (glass_reader.h) ask for it: version
 * 2016-03-14, that of all of Xapian 1.4.  Learned from its backends/glass (glass_table.h,
 * glass_version.cc) and common/pack.h, and from the files that it writes.
 *
 * A table is a B-tree of blocks of 8,192 bytes.  Numbers are big-endian:
 *
 *	block   4 revision, 1 level (0 for a leaf), 2 longest free run, 2 bytes free,
 *	        2 where the directory ends, the directory, free bytes, the items
 *	        the directory: 2 for each item, where it begins; in the order of their keys
 *	leaf    2 flags and size (less 3), 1 size of the key, key, [2 part,] bytes of the tag
 *	branch  4 block, 1 size of the key, key, 2 part
 *
 * A tag that is too long for an item (of which four must fit into a block) stands in parts 1,
 * 2 and so on, under one key; flags tell the first, which leaves its number out, and the
 * last.  The first item of all has an empty key and an empty tag.  A branch's key is the shortest
 * that tells its block's first item from the one before; a branch block's first key is empty.
 *
 * In tags and in the version file (roots.cc) numbers are in groups of seven bits, the lowest
 * first.  All of it throws.
 */
#ifndef XC_GLASS_H
#define XC_GLASS_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "place.h"

/* Bytes of a block's head, of an offset in its directory, of a leaf's item before its key, and of a part's number. */
const size_t xc_glass_head = 11, xc_glass_offset = 2, xc_glass_leaf_head = 3, xc_glass_part = 2;
/* Flags of a leaf's item. */
const unsigned xc_glass_first = 0x2000, xc_glass_last = 0x4000;

/* Appends a number in groups of seven bits. */
inline void
xc_glass_number(std::string *to, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		*to += static_cast<char>(number | 0x80);
	*to += static_cast<char>(number);
}

/* Appends bytes behind their number. */
inline void
xc_glass_bytes(std::string *to, const std::string &bytes)
{
	xc_glass_number(to, bytes.size());
	*to += bytes;
}

/* A table in the making. */
class xc_glass_table {
public:
	explicit xc_glass_table(const std::string &path);

	/* A key of 1 to 255 bytes, greater than any before. */
	void add(const std::string &key, const std::string &tag);

	/* Nothing more comes, and it is on the disk; the root, for the version file. */
	std::string finish();

private:
	static const size_t block_size = 8192;

	struct block {
		uint32_t number;
		size_t directory, items;	/* where the one ends and the others begin */
		unsigned char bytes[block_size];
	};

	bool has_room(size_t level, size_t size) const;
	void begin_block(size_t level);
	void end_block(size_t level);
	void add_item(size_t level, const std::string &item);
	void add_leaf(const std::string &key, size_t part, const std::string &item);
	void add_branch(size_t level, const std::string &key, size_t part, uint32_t child);
	void next_block(size_t level, const std::string &key, size_t part);

	xc_new_file file;
	std::vector<block> path;	/* the last block of each level, from the leaves up */
	uint32_t blocks = 0;		/* how many have a number */
	uint64_t entries = 0;
	std::string last;		/* the key before */
};

/* What the version file says of a database whose documents have the numbers 1, 2, 3 ... */
struct xc_glass_totals {
	uint32_t documents = 0;
	uint32_t shortest = 0, longest = 0;	/* of their lengths; 0 is not one */
	uint64_t length = 0;			/* of them all */
	uint32_t wdf = 0;			/* the highest */
};

/*
 * Puts a finished table of postings into the database at path, which Xapian has made and which
 * was empty.  VB_FORMAT when its version file is not what this page leads to expect:
 * that is another Xapian.
 */
void xc_glass_put(const std::string &path, const std::string &root, const xc_glass_totals &totals);

#endif
