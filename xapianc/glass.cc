/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glass.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "guard.h"
#include "roots.h"

namespace {

const unsigned revision = 1;		/* of the table and all its blocks */
const size_t items_a_block = 4;
const size_t part_limit = 0xffff;	/* of one tag */

/* Writes a number of so many bytes. */
void
put(unsigned char *at, uint64_t number, size_t size)
{
	for (; size > 0; number >>= 8)
		at[--size] = static_cast<unsigned char>(number);
}

void
append(std::string *to, uint64_t number, size_t size)
{
	to->append(size, '\0');
	put(reinterpret_cast<unsigned char *>(&(*to)[to->size() - size]), number, size);
}

size_t
common_prefix(const std::string &one, const std::string &other)
{
	const auto most = static_cast<std::string::difference_type>(std::min(one.size(), other.size()));

	return static_cast<size_t>(std::mismatch(one.begin(), one.begin() + most, other.begin()).first -
				   one.begin());
}

/* In an empty database's version file stand revision 0 and a table of postings in which nothing
 * is, then the other five tables, then eight numbers that are 0. */
const std::string empty_start("\0\0\3\0\4\0\0", 7), empty_end(8, '\0');
const size_t other_tables = 30;

/* What an empty database's version file says of the other tables. */
std::string
take_other_tables(const std::string &version)
{
	const size_t fixed = xc_version_magic.size() + xc_version_uuid, start = fixed + empty_start.size();

	if (version.size() != start + other_tables + empty_end.size() ||
	    version.compare(0, xc_version_magic.size(), xc_version_magic) != 0 ||
	    version.compare(fixed, empty_start.size(), empty_start) != 0 ||
	    version.compare(start + other_tables, empty_end.size(), empty_end) != 0)
		throw xc_failure{VB_FORMAT, "this libxapian makes databases of another format than 1.4 does"};
	return version.substr(start, other_tables);
}

}

xc_glass_table::xc_glass_table(const std::string &name)
	: file(name), path(1)
{
	std::string item;

	begin_block(0);
	append(&item, xc_glass_first | xc_glass_last, 2);
	append(&item, 0, 1);
	add_item(0, item);
}

bool
xc_glass_table::has_room(size_t level, size_t size) const
{
	return path[level].items - path[level].directory >= xc_glass_offset + size;
}

void
xc_glass_table::begin_block(size_t level)
{
	block &fresh = path[level];

	fresh.number = blocks++;
	fresh.directory = xc_glass_head;
	fresh.items = block_size;
	std::memset(fresh.bytes, 0, block_size);
}

void
xc_glass_table::end_block(size_t level)
{
	block &full = path[level];
	const size_t room = full.items - full.directory;

	put(full.bytes, revision, 4);
	put(full.bytes + 4, level, 1);
	put(full.bytes + 5, room, 2);
	put(full.bytes + 7, room, 2);
	put(full.bytes + 9, full.directory, 2);
	file.write(full.bytes, block_size, static_cast<uint64_t>(block_size) * full.number);
}

void
xc_glass_table::add_item(size_t level, const std::string &item)
{
	block &to = path[level];

	to.items -= item.size();
	std::memcpy(to.bytes + to.items, item.data(), item.size());
	put(to.bytes + to.directory, to.items, xc_glass_offset);
	to.directory += xc_glass_offset;
}

/* The block of this level is full: its successor, which begins with the key and part. */
void
xc_glass_table::next_block(size_t level, const std::string &key, size_t part)
{
	const uint32_t before = path[level].number;

	end_block(level);
	begin_block(level);
	if (level + 1 == path.size()) {
		path.emplace_back();
		begin_block(level + 1);
		add_branch(level + 1, "", 0, before);
	}
	add_branch(level + 1, key, part, path[level].number);
}

void
xc_glass_table::add_branch(size_t level, const std::string &key, size_t part, uint32_t child)
{
	std::string item;

	append(&item, child, 4);
	if (has_room(level, item.size() + 1 + key.size() + xc_glass_part)) {
		append(&item, key.size(), 1);
		item += key;
		append(&item, part, xc_glass_part);
	} else {
		next_block(level, key, part);
		append(&item, 0, 1 + xc_glass_part);
	}
	add_item(level, item);
}

void
xc_glass_table::add_leaf(const std::string &key, size_t part, const std::string &item)
{
	if (!has_room(0, item.size()))
		next_block(0, key.substr(0, common_prefix(last, key) + 1), part);
	add_item(0, item);
	last = key;
}

void
xc_glass_table::add(const std::string &key, const std::string &tag)
{
	const size_t most = (block_size - xc_glass_head) / items_a_block - xc_glass_offset;
	size_t at = 0, part = 0;
	std::string item;

	if (tag.size() / (most - xc_glass_leaf_head - xc_glass_part - key.size()) >= part_limit)
		throw xc_failure{VB_LIMIT, "too long for a database"};
	do {
		const size_t head = xc_glass_leaf_head + key.size() + (++part > 1 ? xc_glass_part : 0);
		const size_t size = std::min(most - head, tag.size() - at);
		const size_t flags = (part == 1 ? xc_glass_first : 0) |
			(at + size == tag.size() ? xc_glass_last : 0);

		item.clear();
		append(&item, flags | (head + size - xc_glass_leaf_head), 2);
		append(&item, key.size(), 1);
		item += key;
		if (part > 1)
			append(&item, part, xc_glass_part);
		item.append(tag, at, size);
		add_leaf(key, part, item);
		at += size;
	} while (at < tag.size());
	entries++;
}

std::string
xc_glass_table::finish()
{
	std::string root, free_list;

	for (size_t level = 0; level < path.size(); level++)
		end_block(level);
	file.finish();
	xc_glass_number(&root, path.back().number);
	xc_glass_number(&root, (path.size() - 1) << 2 | 2);	/* its level; leaves are in order */
	xc_glass_number(&root, entries);
	xc_glass_number(&root, block_size >> 11);
	xc_glass_number(&root, 0);		/* nothing is compressed */
	xc_glass_number(&free_list, revision);
	xc_glass_number(&free_list, blocks);
	free_list.append(4, '\0');		/* none is free */
	xc_glass_bytes(&root, free_list);
	return root;
}

void
xc_glass_put(const std::string &path, const std::string &root, const xc_glass_totals &totals)
{
	const std::string name = path + "/iamglass", draft = path + "/v.tmp";
	std::string version = xc_version_file(name);
	const std::string others = take_other_tables(version);

	version.resize(xc_version_magic.size() + xc_version_uuid);
	xc_glass_number(&version, revision);
	version += root;
	version += others;
	xc_glass_number(&version, totals.documents);
	xc_glass_number(&version, 0);		/* by how much the last number exceeds that */
	xc_glass_number(&version, totals.shortest);
	xc_glass_number(&version, totals.wdf);
	xc_glass_number(&version, totals.longest - totals.wdf);
	xc_glass_number(&version, 0);		/* the oldest set of changes that is kept */
	xc_glass_number(&version, totals.length);
	xc_glass_number(&version, 0);		/* of spellings */

	xc_new_file file(draft);

	file.write(version.data(), version.size(), 0);
	file.finish();
	if (std::rename(draft.c_str(), name.c_str()) != 0)
		xc_throw_errno();
}
