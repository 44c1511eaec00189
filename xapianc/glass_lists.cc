/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glass_lists.h"

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

}

xc_glass_frequency
xc_glass_frequency_of(xc_glass_reader &reader, std::string_view term)
{
	xc_glass_cursor cursor(reader);
	xc_glass_frequency frequency;

	if (!cursor.find(xc_glass_term(term)))
		return frequency;
	bytes tag(cursor.tag());

	if (!xc_glass_read(&tag.at, tag.end, &frequency.documents) ||
	    !xc_glass_read(&tag.at, tag.end, &frequency.occurrences))
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
			if (!xc_glass_read(&tag.at, tag.end, &left_out) || left_out >= UINT32_MAX - at)
				cursor.fail();
			at += left_out + 1;
		}
		if (!xc_glass_read(&tag.at, tag.end, &size) || size == 0 ||
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

	if (is_first && xc_glass_read(&tag.at, tag.end, &number) &&
	    xc_glass_read(&tag.at, tag.end, &number) && xc_glass_read(&tag.at, tag.end, &before))
		document = before + 1;
	if (document == 0 || tag.at == tag.end)
		cursor.fail();
	last_chunk = *tag.at++ == '1';
	if (!xc_glass_read(&tag.at, tag.end, &length) || length > UINT32_MAX - document ||
	    !xc_glass_read(&tag.at, tag.end, &wdf))
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
	if (!xc_glass_read(&at, end, &left_out) || left_out >= UINT32_MAX - document ||
	    !xc_glass_read(&at, end, &wdf))
		cursor.fail();
	document += left_out + 1;
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
