/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glass_lists.h"

#include <cstring>

#include <endian.h>

#include "glass.h"
#include "glass_postings.h"

namespace {

struct bytes {
	const unsigned char *at, *end;

	explicit bytes(std::string_view text)
		: at(reinterpret_cast<const unsigned char *>(text.data())), end(at + text.size())
	{
	}
};

/* The number at the end of a key (xc_glass_sorted()); false when there is none. */
bool
read_sorted(std::string_view key, uint32_t *number)
{
	const bytes from(key);
	uint64_t value = 0;
	size_t size = 2;

	if (key.empty())
		return false;
	for (unsigned bit = 0x80; size < 5 && (*from.at & bit) != 0; bit >>= 1)
		size++;
	if (key.size() != size)
		return false;
	for (const unsigned char *at = from.at; at < from.end; at++)
		value = value << 8 | *at;
	value &= (UINT64_C(1) << (7 * size + 1)) - 1;
	*number = static_cast<uint32_t>(value);
	return value <= UINT32_MAX;
}

/* ---- many postings at once ---- */

const size_t window = 64;		/* bytes whose numbers are told apart together */
const unsigned easy = 4;		/* bytes of a number that is put together without a loop */

uint64_t
load(const unsigned char *at)
{
	uint64_t bytes;

	memcpy(&bytes, at, sizeof bytes);
	return le64toh(bytes);
}

/* A bit for each byte of a window that ends a number. */
uint64_t
ends_of_numbers(const unsigned char *at)
{
	uint64_t ends = 0;

	/* Each top bit comes to the bit of the highest byte that has its byte's number. */
	for (unsigned i = 0; i < window; i += 8) {
		const uint64_t tops = ~load(at + i) >> 7 & UINT64_C(0x0101010101010101);

		ends |= tops * UINT64_C(0x0102040810204080) >> 56 << i;
	}
	return ends;
}

/* The number of so many bytes, 1 to easy; eight can be read. */
uint32_t
easy_number(const unsigned char *at, unsigned size)
{
	const uint64_t bytes = load(at) & (~UINT64_C(0) >> (64 - 8 * size));

	return static_cast<uint32_t>((bytes & 0x7f) | (bytes >> 1 & 0x3f80) | (bytes >> 2 & 0x1fc000) |
				     (bytes >> 3 & 0xfe00000));
}

}

xc_glass_frequency
xc_glass_frequency_of(xc_glass_reader &reader, std::string_view term)
{
	xc_glass_cursor cursor(reader);
	xc_glass_frequency frequency;

	if (!cursor.find(xc_glass_term(term)))
		return frequency;
	bytes tag(cursor.tag());

	if (!xc_read_number(&tag.at, tag.end, &frequency.documents) ||
	    !xc_read_number(&tag.at, tag.end, &frequency.occurrences))
		cursor.fail();
	return frequency;
}

std::string
xc_glass_value(xc_glass_reader &reader, uint32_t slot, uint32_t document)
{
	const std::string chunks = xc_glass_values_of(slot);
	std::string key = chunks, value;
	xc_glass_cursor cursor(reader);
	uint32_t at, size = 0, left_out;

	xc_glass_sorted(&key, document);
	cursor.find(key);
	if (cursor.key().substr(0, chunks.size()) != chunks)
		return value;
	if (!read_sorted(cursor.key().substr(chunks.size()), &at))
		cursor.fail();
	for (bytes tag(cursor.tag()); tag.at < tag.end; tag.at += size) {
		if (size > 0) {
			if (!xc_read_number(&tag.at, tag.end, &left_out) || left_out >= UINT32_MAX - at)
				cursor.fail();
			at += left_out + 1;
		}
		if (!xc_read_number(&tag.at, tag.end, &size) || size == 0 ||
		    size > static_cast<size_t>(tag.end - tag.at))
			cursor.fail();
		if (at < document)
			continue;
		if (at == document)
			value.assign(reinterpret_cast<const char *>(tag.at), size);
		break;
	}
	return value;
}

/* ---- lists ---- */

xc_glass_list::xc_glass_list(xc_glass_reader &reader, std::string_view term)
	: cursor(reader), name(xc_glass_term(term))
{
	if (cursor.find(name))
		open_chunk();
}

/* The first document of the chunk under the cursor; 0 when it is no further chunk of this list. */
uint32_t
xc_glass_list::first_of_chunk() const
{
	const std::string_view key = cursor.key();
	uint32_t first;

	/* A NUL of the term's own has FF behind it, with which no number begins. */
	if (key.size() <= name.size() || key.compare(0, name.size(), name) != 0 || key[name.size()] != '\0')
		return 0;
	return read_sorted(key.substr(name.size() + 1), &first) ? first : 0;
}

/* The chunk under the cursor: its first posting is at hand. */
void
xc_glass_list::open_chunk()
{
	const bool is_first = cursor.key() == name;
	uint32_t number, before, length;

	document = is_first ? 0 : first_of_chunk();
	bytes tag(cursor.tag());

	if (is_first && xc_read_number(&tag.at, tag.end, &number) &&
	    xc_read_number(&tag.at, tag.end, &number) && xc_read_number(&tag.at, tag.end, &before))
		document = before + 1;
	if (document == 0 || tag.at == tag.end)
		cursor.fail();
	last_chunk = *tag.at++ == '1';
	if (!xc_read_number(&tag.at, tag.end, &length) || length > UINT32_MAX - document ||
	    !xc_read_number(&tag.at, tag.end, &wdf))
		cursor.fail();
	at = tag.at;
	end = tag.end;
	last = document + length;
}

void
xc_glass_list::next_chunk()
{
	const uint32_t before = document;

	document = 0;
	if (last_chunk)
		return;
	if (!cursor.next() || first_of_chunk() <= before)
		cursor.fail();
	open_chunk();
}

/* To the next posting. */
void
xc_glass_list::advance()
{
	uint32_t left_out;

	if (at == end) {
		next_chunk();
		return;
	}
	if (!xc_read_number(&at, end, &left_out) || left_out >= UINT32_MAX - document ||
	    !xc_read_number(&at, end, &wdf))
		cursor.fail();
	document += left_out + 1;
}

/*
 * Reads the postings behind the one at hand that end within a window, and the last becomes the one at hand.
 * Where numbers end is found for all of them first: going from one to the next, each would wait
 * for the length of the one before.
 */
size_t
xc_glass_list::read_window(uint32_t *documents, uint32_t *wdfs, size_t max)
{
	const unsigned char *const bytes = at;
	uint64_t sum = document, ends = ends_of_numbers(bytes);
	uint32_t times = wdf;
	unsigned from = 0;
	size_t count = 0;

	while (count < max && (ends & (ends - 1)) != 0) {
		const unsigned middle = static_cast<unsigned>(__builtin_ctzll(ends)) + 1;
		const unsigned to = static_cast<unsigned>(__builtin_ctzll(ends & (ends - 1))) + 1;

		if (middle - from > easy || to - middle > easy)
			break;
		sum += easy_number(bytes + from, middle - from) + UINT64_C(1);
		times = to - middle == 1 ? bytes[middle] : easy_number(bytes + middle, to - middle);
		documents[count] = static_cast<uint32_t>(sum);
		if (wdfs != nullptr)
			wdfs[count] = times;
		count++;
		from = to;
		ends &= ends - 1;
		ends &= ends - 1;
	}
	if (sum > UINT32_MAX)
		cursor.fail();
	document = static_cast<uint32_t>(sum);
	wdf = times;
	at += from;
	return count;
}

size_t
xc_glass_list::read(uint32_t *documents, uint32_t *wdfs, size_t max)
{
	size_t count = 0;

	for (; count < max && document != 0; advance()) {
		documents[count] = document;
		if (wdfs != nullptr)
			wdfs[count] = wdf;
		count++;
		while (count < max && static_cast<size_t>(end - at) >= window + sizeof(uint64_t)) {
			const size_t more = read_window(documents + count, wdfs == nullptr ? nullptr : wdfs + count,
							max - count);

			count += more;
			if (more == 0)
				break;
		}
	}
	return count;
}

void
xc_glass_list::skip(uint32_t wanted)
{
	if (document == 0 || document >= wanted)
		return;
	if (wanted > last && !last_chunk) {
		std::string key = name + '\0';

		xc_glass_sorted(&key, wanted);
		cursor.find(key);
		open_chunk();
	}
	while (document != 0 && document < wanted)
		advance();
}
