/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glass_postings.h"

namespace {

const std::string metadata("\0\xc0", 2), statistics("\0\xd0", 2), values("\0\xd8", 2),
	all_documents("\0\xe0", 2);

}

std::string
xc_glass_term(std::string_view term)
{
	std::string key;

	for (char byte : term) {
		key += byte;
		if (byte == '\0')
			key += '\xff';
	}
	return key;
}

void
xc_glass_sorted(std::string *to, uint32_t number)
{
	unsigned size = 2;

	while (size < 5 && number >> (7 * size + 1) != 0)
		size++;
	for (unsigned i = size; i-- > 0;) {
		const unsigned ones = i == size - 1 ? 0xff00u >> (size - 2) : 0;

		*to += static_cast<char>(ones | static_cast<uint64_t>(number) >> 8 * i);
	}
}

std::string
xc_glass_values_of(uint32_t slot)
{
	std::string key = values;

	xc_glass_number(&key, slot);
	return key;
}

xc_glass_postings::xc_glass_postings(const std::string &path)
	: table(path)
{
}

void
xc_glass_postings::add_metadata(const std::string &key, const std::string &value)
{
	table.add(metadata + key, value);
}

void
xc_glass_postings::add_statistics(uint32_t slot, uint32_t count, const std::string &least,
				  const std::string &greatest)
{
	std::string key = statistics, tag;

	for (; slot > 0; slot >>= 8)
		key += static_cast<char>(slot);
	xc_glass_number(&tag, count);
	xc_glass_bytes(&tag, least);
	table.add(key, greatest == least ? tag : tag + greatest);
}

void
xc_glass_postings::add_values(uint32_t slot, uint32_t document, const std::string &bytes)
{
	std::string key = xc_glass_values_of(slot);

	xc_glass_sorted(&key, document);
	table.add(key, bytes);
}

void
xc_glass_postings::add_lengths(const xc_posting *from, const xc_posting *end)
{
	add_list(all_documents, "", 0, 0, from, end);
}

void
xc_glass_postings::add_term(std::string_view term, uint32_t occurrences, const xc_posting *from,
			    const xc_posting *end)
{
	add_list(xc_glass_term(term), std::string(1, '\0'), static_cast<uint32_t>(end - from), occurrences, from, end);
}

std::string
xc_glass_postings::finish()
{
	return table.finish();
}

/* The list under the key; its further chunks have the link and a document behind that. */
void
xc_glass_postings::add_list(const std::string &key, const std::string &link, uint32_t documents,
			    uint32_t occurrences, const xc_posting *from, const xc_posting *end)
{
	std::string chunk_key = key, head;

	if (from == end)
		return;
	xc_glass_number(&head, documents);
	xc_glass_number(&head, occurrences);
	xc_glass_number(&head, from->document - 1);
	while (from < end) {
		const xc_posting *next = fill_chunk(from, end);

		head += next == end ? '1' : '0';
		xc_glass_number(&head, next[-1].document - from->document);
		table.add(chunk_key, head += chunk);
		from = next;
		if (from == end)
			break;
		head.clear();
		chunk_key = key + link;
		xc_glass_sorted(&chunk_key, from->document);
	}
}

/* The postings of one chunk; returns the first of the next. */
const xc_posting *
xc_glass_postings::fill_chunk(const xc_posting *from, const xc_posting *end)
{
	chunk.clear();
	xc_glass_number(&chunk, from->wdf);
	for (from++; from < end && chunk.size() < xc_glass_chunk; from++) {
		xc_glass_number(&chunk, from->document - from[-1].document - 1);
		xc_glass_number(&chunk, from->wdf);
	}
	return from;
}
