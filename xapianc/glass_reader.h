/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of postings of a glass database (glass.h) as one commit left it, read without Xapian,
 * which reads and copies two blocks or three for each key that it is asked for.  Here the blocks
 * above the leaves, one in some 250, are kept once they were read, and so are the last leaves, for a
 * query asks first how frequent its terms are: a key costs one read at most.
 *
 * What the file holds is not believed: numbers are checked before they are followed.  A table that
 * contradicts itself is a Xapian::DatabaseCorruptError.  A writer may write over what a reader
 * still needs when it has committed twice since; each block says by which revision it
 * was written: Xapian::DatabaseModifiedError.
 */
#ifndef XC_GLASS_READER_H
#define XC_GLASS_READER_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "roots.h"

class xc_glass_reader {
public:
	/*
	 * The table of the database in folder, of this revision and of this UUID, as Xapian writes
	 * it; null when another stands there by now, or none that can be read so.
	 */
	static std::unique_ptr<xc_glass_reader> open(const std::string &folder, uint64_t revision,
						     const std::string &uuid);
	/* Copies blocks from where the system keeps them, if in large pages (mapping.h), and reads no more. */
	void map();
	~xc_glass_reader();
	xc_glass_reader(const xc_glass_reader &) = delete;
	xc_glass_reader &operator=(const xc_glass_reader &) = delete;

private:
	friend class xc_glass_cursor;

	typedef std::shared_ptr<unsigned char[]> block;
	struct kept {
		uint64_t number;
		block bytes;		/* null: none was kept in this place yet */
	};

	explicit xc_glass_reader(int opened);
	void unmap();
	void read(uint64_t number, unsigned char *bytes) const;
	const unsigned char *branch(uint64_t number);
	block leaf(uint64_t number);

	const int descriptor;
	const unsigned char *mapped = nullptr;		/* as much as there was of the file */
	size_t mapped_size = 0;
	xc_root root{};
	std::unordered_map<uint64_t, std::unique_ptr<unsigned char[]>> branches;	/* by number */
	std::array<kept, 32> leaves{};
	size_t oldest = 0;				/* of the leaves */
};

/* A place in the table: an item of a leaf, and the way to it from the root. */
class xc_glass_cursor {
public:
	/* The reader must outlive it. */
	explicit xc_glass_cursor(xc_glass_reader &reader);

	/* Moves to the last key that does not come after this one; true when it is the same. */
	bool find(std::string_view key);
	/* Moves to the next key; false when there is none. */
	bool next();

	/* The key; valid until the next move. */
	std::string_view key() const;
	/* What stands under it, once after each move; valid until the next. */
	std::string_view tag();

	/* Throws: what was read contradicts itself. */
	[[noreturn]] static void fail();

private:
	struct stop {
		const unsigned char *block;
		size_t items, item;	/* how many there are, and which is taken */
	};
	struct item {
		std::string_view key, bytes;
		unsigned part;
		bool last;		/* of its key */
	};

	void descend(unsigned level, uint64_t number);
	void open_block(unsigned level, uint64_t number);
	const unsigned char *item_at(unsigned level, size_t number, size_t *room) const;
	item branch_at(unsigned level, size_t number, uint32_t *child) const;
	item leaf_at(size_t number) const;
	void choose(unsigned level, std::string_view key);
	bool next_item();
	item next_part(const item &part);
	item item_before();

	xc_glass_reader &reader;
	stop way[xc_levels];		/* by level: the leaf is the first */
	xc_glass_reader::block leaf;	/* that of the way */
	std::string whole;		/* a tag of several parts */
};

#endif
