/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glass_reader.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xapian.h>

#include "glass.h"
#include "guard.h"
#include "mapping.h"

namespace {

const size_t branch_head = 5;		/* before the key of an item */
const unsigned compressed = 0x8000, size_bits = 0x1fff;	/* of a leaf's item */

unsigned
two_at(const unsigned char *at)
{
	return static_cast<unsigned>(at[0]) << 8 | at[1];
}

uint32_t
four_at(const unsigned char *at)
{
	return static_cast<uint32_t>(two_at(at)) << 16 | two_at(at + 2);
}

std::string_view
text(const unsigned char *at, size_t size)
{
	return {reinterpret_cast<const char *>(at), size};
}

/* Whether 16 bytes are what a UUID says in hexadecimal digits. */
bool
is_uuid(const std::string &bytes, const std::string &uuid)
{
	static const char digits[] = "0123456789abcdef";
	std::string said;

	for (unsigned char byte : bytes) {
		said += digits[byte >> 4];
		said += digits[byte & 15];
		if (said.size() == 8 || said.size() == 13 || said.size() == 18 || said.size() == 23)
			said += '-';
	}
	return said == uuid;
}

}

/* ---- the file ---- */

std::unique_ptr<xc_glass_reader>
xc_glass_reader::open(const std::string &folder, uint64_t revision, const std::string &uuid)
{
	const std::string table = folder + "/postlist.glass";
	std::unique_ptr<xc_glass_reader> reader(
		new xc_glass_reader(::open(table.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)));

	/* The version file is asked after the table has been opened: it may be put in another's place. */
	if (reader->descriptor < 0)
		return nullptr;
	const std::string version = xc_version_file(folder + "/iamglass");

	if (!xc_postings_root(version, &reader->root) || reader->root.revision != revision ||
	    reader->root.none ||
	    !is_uuid(version.substr(xc_version_magic.size(), xc_version_uuid), uuid))
		return nullptr;
	return reader;
}

xc_glass_reader::xc_glass_reader(int opened)
	: descriptor(opened)
{
}

xc_glass_reader::~xc_glass_reader()
{
	unmap();
	if (descriptor >= 0)
		close(descriptor);
}

void
xc_glass_reader::unmap()
{
	if (mapped != nullptr)
		munmap(const_cast<unsigned char *>(mapped), mapped_size);
	mapped = nullptr;
	mapped_size = 0;
}

/*
 * The table is read here and there.  In large pages a block costs half as much to copy as to read; in small ones more,
 * the first time.
 */
void
xc_glass_reader::map()
{
	if (mapped != nullptr)
		return;
	posix_fadvise(descriptor, 0, 0, POSIX_FADV_RANDOM);
	mapped = static_cast<const unsigned char *>(vb_mapping_of(descriptor, &mapped_size));
	if (mapped != nullptr && mapped_size >= VB_MAPPING_LARGE && !vb_mapping_is_large(mapped, mapped_size))
		unmap();
}

void
xc_glass_reader::read(uint64_t number, unsigned char *bytes) const
{
	const uint64_t at = root.block_size * number;
	ssize_t count = static_cast<ssize_t>(root.block_size);

	if (mapped_size >= root.block_size && at <= mapped_size - root.block_size)
		std::memcpy(bytes, mapped + at, root.block_size);
	else
		do
			count = pread(descriptor, bytes, root.block_size, static_cast<off_t>(at));
		while (count < 0 && errno == EINTR);
	if (count < 0)
		xc_throw_errno();
	if (static_cast<size_t>(count) != root.block_size)
		xc_glass_cursor::fail();
	if (four_at(bytes) > root.revision)
		throw Xapian::DatabaseModifiedError("a block is of a later revision");
}

/* A block above the leaves, of which there are few. */
const unsigned char *
xc_glass_reader::branch(uint64_t number)
{
	const auto known = branches.find(number);

	if (known != branches.end())
		return known->second.get();
	std::unique_ptr<unsigned char[]> fresh(new unsigned char[root.block_size]);

	read(number, fresh.get());
	return (branches[number] = std::move(fresh)).get();
}

/* Its memory is used again when it is the oldest and no cursor stands there. */
xc_glass_reader::block
xc_glass_reader::leaf(uint64_t number)
{
	for (const kept &one : leaves)
		if (one.bytes != nullptr && one.number == number)
			return one.bytes;
	kept &place = leaves[oldest];
	block bytes = std::move(place.bytes);

	if (bytes == nullptr || bytes.use_count() > 1)
		bytes.reset(new unsigned char[root.block_size]);
	read(number, bytes.get());
	place = {number, bytes};
	oldest = (oldest + 1) % leaves.size();
	return bytes;
}

/* ---- blocks ---- */

xc_glass_cursor::xc_glass_cursor(xc_glass_reader &table)
	: reader(table), way()
{
}

void
xc_glass_cursor::fail()
{
	throw Xapian::DatabaseCorruptError("the table of postings contradicts itself");
}

void
xc_glass_cursor::open_block(unsigned level, uint64_t number)
{
	const size_t size = reader.root.block_size;
	stop &to = way[level];

	if (level == 0) {
		leaf.reset();
		leaf = reader.leaf(number);
		to.block = leaf.get();
	} else {
		to.block = reader.branch(number);
	}
	const size_t end = two_at(to.block + 9);

	if (to.block[4] != level || end < xc_glass_head + xc_glass_offset || end > size ||
	    (end - xc_glass_head) % xc_glass_offset != 0)
		fail();
	to.items = (end - xc_glass_head) / xc_glass_offset;
	to.item = 0;
}

/* Where an item begins, and how many bytes are left there. */
const unsigned char *
xc_glass_cursor::item_at(unsigned level, size_t number, size_t *room) const
{
	const stop &from = way[level];
	const size_t offset = two_at(from.block + xc_glass_head + xc_glass_offset * number);

	if (offset < xc_glass_head + xc_glass_offset * from.items || offset >= reader.root.block_size)
		fail();
	*room = reader.root.block_size - offset;
	return from.block + offset;
}

xc_glass_cursor::item
xc_glass_cursor::branch_at(unsigned level, size_t number, uint32_t *child) const
{
	size_t room;
	const unsigned char *at = item_at(level, number, &room);

	if (room < branch_head || room < branch_head + at[4] + xc_glass_part)
		fail();
	*child = four_at(at);
	return {text(at + branch_head, at[4]), {}, two_at(at + branch_head + at[4]), false};
}

xc_glass_cursor::item
xc_glass_cursor::leaf_at(size_t number) const
{
	size_t room;
	const unsigned char *at = item_at(0, number, &room);

	if (room < xc_glass_leaf_head)
		fail();
	const unsigned flags = two_at(at);
	const size_t size = (flags & size_bits) + xc_glass_leaf_head;
	const bool first = (flags & xc_glass_first) != 0;
	const size_t begin = xc_glass_leaf_head + at[2] + (first ? 0 : xc_glass_part);

	if (size > room || begin > size || (flags & compressed) != 0)
		fail();
	return {text(at + xc_glass_leaf_head, at[2]), text(at + begin, size - begin),
		first ? 1 : two_at(at + begin - xc_glass_part), (flags & xc_glass_last) != 0};
}

/* ---- ways ---- */

/* From the first item of that block down to a leaf's first. */
void
xc_glass_cursor::descend(unsigned level, uint64_t number)
{
	uint32_t child;

	for (open_block(level, number); level > 0; open_block(--level, child))
		branch_at(level, 0, &child);
}

/* Takes the last item of this level's block that is not behind the key; of a branch the first is not. */
void
xc_glass_cursor::choose(unsigned level, std::string_view key)
{
	size_t low = 0, high = way[level].items;
	uint32_t child;

	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;
		const item one = level == 0 ? leaf_at(middle) : branch_at(level, middle, &child);
		const int order = one.key.compare(key);

		if (order < 0 || (order == 0 && one.part <= 1))
			low = middle;
		else
			high = middle;
	}
	way[level].item = low;
}

bool
xc_glass_cursor::find(std::string_view key)
{
	uint64_t number = reader.root.block;
	uint32_t child = 0;

	for (unsigned level = reader.root.level + 1; level-- > 0; number = child) {
		open_block(level, number);
		choose(level, key);
		if (level > 0)
			branch_at(level, way[level].item, &child);
	}
	/* A block may begin behind the key, or with the end of what stands under the one before. */
	item one = leaf_at(way[0].item);

	if (one.key > key)
		one = item_before();
	while (one.part > 1) {
		const unsigned part = one.part;

		one = item_before();
		if (one.part != part - 1)
			fail();
	}
	if (one.key > key)
		fail();
	return one.key == key;
}

/* Moves to the item before. */
xc_glass_cursor::item
xc_glass_cursor::item_before()
{
	uint32_t child;

	for (unsigned level = 0; level <= reader.root.level; level++) {
		if (way[level].item == 0)
			continue;
		way[level].item--;
		for (; level > 0; level--) {
			branch_at(level, way[level].item, &child);
			open_block(level - 1, child);
			way[level - 1].item = way[level - 1].items - 1;
		}
		return leaf_at(way[0].item);
	}
	fail();
}

bool
xc_glass_cursor::next_item()
{
	uint32_t child;

	for (unsigned level = 0; level <= reader.root.level; level++) {
		if (way[level].item + 1 == way[level].items)
			continue;
		way[level].item++;
		if (level > 0) {
			branch_at(level, way[level].item, &child);
			descend(level - 1, child);
		}
		return true;
	}
	return false;
}

/* Moves to what follows this part of a tag, which is not the last. */
xc_glass_cursor::item
xc_glass_cursor::next_part(const item &part)
{
	const unsigned number = part.part + 1;

	if (!next_item() || leaf_at(way[0].item).part != number)
		fail();
	return leaf_at(way[0].item);
}

bool
xc_glass_cursor::next()
{
	for (item part = leaf_at(way[0].item); !part.last;)
		part = next_part(part);
	if (!next_item())
		return false;
	if (leaf_at(way[0].item).part != 1)
		fail();
	return true;
}

std::string_view
xc_glass_cursor::key() const
{
	return leaf_at(way[0].item).key;
}

std::string_view
xc_glass_cursor::tag()
{
	item part = leaf_at(way[0].item);

	if (part.last)
		return part.bytes;
	whole = part.bytes;
	while (!part.last) {
		part = next_part(part);
		whole += part.bytes;
	}
	return whole;
}
