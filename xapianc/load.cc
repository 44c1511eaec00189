/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Occurrences are appended to one array, document after document, with a number for the term.  When
 * all is written, the terms are sorted, and each occurrence is put where its term's list
 * lies, which leaves it in the order of documents.  Values become chunks as they come.
 */
#include "load.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "glass_postings.h"
#include "internal.h"
#include "place.h"

namespace {

struct term {
	uint32_t at, size;		/* its bytes, among those of all terms */
	uint32_t documents, last;	/* how many bear it, and the last one */
	uint32_t occurrences;
};

/* One of the document at hand. */
struct waiting {
	size_t at, size;		/* its bytes, among those of all that wait */
	uint32_t hash, wdf;
};

struct document {
	size_t end;			/* of its occurrences, among all */
	uint32_t length;
};

struct occurrence {
	uint32_t term, wdf;
};

/* Of values; it ends where the next begins. */
struct chunk {
	uint32_t document;		/* its first */
	size_t at;			/* its bytes, among those of all */
};

}

struct xc_load {
	explicit xc_load(uint32_t value_slot, size_t room = 1024)
		: table(room), slot(value_slot)
	{
	}

	uint32_t
	at_hand() const
	{
		return static_cast<uint32_t>(documents.size()) + 1;
	}

	size_t bytes() const;
	bool is_whole() const;		/* no document is at hand */
	void expect_term(std::string_view name, uint32_t wdf);
	void add_value(const std::string &value);
	void add_document();
	void note(const std::string &key, std::string_view value);
	void write(xc_glass_postings *out) const;
	void clear();

	xc_glass_totals totals;

private:
	std::string_view
	name_of(const term &one) const
	{
		return {names.data() + one.at, one.size};
	}

	const uint64_t &
	slot_of(const waiting &one) const
	{
		return table[one.hash & (table.size() - 1)];
	}

	void fetch() const;
	void grow();
	term *find(const waiting &one);
	void add_term(const waiting &one);
	std::vector<uint32_t> sorted_terms() const;
	void write_values(xc_glass_postings *out) const;
	void write_lengths(xc_glass_postings *out) const;
	void write_terms(xc_glass_postings *out) const;

	std::vector<document> documents;
	std::vector<occurrence> occurrences;	/* document by document */
	std::vector<waiting> expected;		/* terms of the one at hand */
	std::string expected_names;
	uint32_t length = 0;			/* of that one */
	std::vector<term> terms;
	std::string names;			/* of them all */
	/* Of terms: a hash in the upper half, the number + 1 in the lower one; 0 is free. */
	std::vector<uint64_t> table;

	uint32_t slot, valued = 0, last_valued = 0;	/* documents with a value, and the last */
	std::string values, least, greatest;
	std::vector<chunk> chunks;

	std::map<std::string, std::string> metadata;
	size_t noted = 0;			/* bytes of that, at most */
};

size_t
xc_load::bytes() const
{
	return occurrences.size() * (sizeof(occurrence) + sizeof(xc_posting)) +
		terms.size() * 2 * (sizeof(term) + sizeof table[0]) + names.size() + values.size() + noted;
}

bool
xc_load::is_whole() const
{
	return expected.empty() && last_valued < at_hand();
}

/*
 * Looking up a term is waiting for memory, three times.  For all terms of a document that is
 * asked for at once, and it is there when they are looked up.
 */
void
xc_load::expect_term(std::string_view name, uint32_t wdf)
{
	const size_t hash = std::hash<std::string_view>()(name);

	expected.push_back({expected_names.size(), name.size(), static_cast<uint32_t>(hash), wdf});
	expected_names += name;
	__builtin_prefetch(&slot_of(expected.back()));
}

void
xc_load::fetch() const
{
	for (const waiting &one : expected)
		if (slot_of(one) != 0)
			__builtin_prefetch(&terms[static_cast<uint32_t>(slot_of(one)) - 1]);
	for (const waiting &one : expected)
		if (slot_of(one) != 0)
			__builtin_prefetch(&names[terms[static_cast<uint32_t>(slot_of(one)) - 1].at]);
}

void
xc_load::grow()
{
	const std::vector<uint64_t> old = std::move(table);
	const size_t mask = 2 * old.size() - 1;

	table.assign(2 * old.size(), 0);
	for (uint64_t entry : old) {
		size_t at = entry >> 32 & mask;

		while (entry != 0 && table[at] != 0)
			at = (at + 1) & mask;
		if (entry != 0)
			table[at] = entry;
	}
}

term *
xc_load::find(const waiting &sought)
{
	const std::string_view name(expected_names.data() + sought.at, sought.size);
	const size_t mask = table.size() - 1;
	size_t at;

	for (at = sought.hash & mask; table[at] != 0; at = (at + 1) & mask) {
		term &one = terms[static_cast<uint32_t>(table[at]) - 1];

		if (table[at] >> 32 == sought.hash && name_of(one) == name)
			return &one;
	}
	if (names.size() + name.size() > UINT32_MAX)
		throw xc_failure{VB_LIMIT, "too many terms for one database"};
	terms.push_back({static_cast<uint32_t>(names.size()), static_cast<uint32_t>(name.size()), 0, 0, 0});
	names += name;
	table[at] = static_cast<uint64_t>(sought.hash) << 32 | terms.size();
	return &terms.back();
}

void
xc_load::add_term(const waiting &given)
{
	term *one = find(given);

	if (one->last == at_hand())
		throw xc_failure{VB_USAGE, "a term for the second time"};
	occurrences.push_back({static_cast<uint32_t>(one - terms.data()), given.wdf});
	one->last = at_hand();
	one->documents++;
	one->occurrences += given.wdf;
	length += given.wdf;
	totals.wdf = std::max(totals.wdf, given.wdf);
}

void
xc_load::add_value(const std::string &value)
{
	if (last_valued == at_hand())
		throw xc_failure{VB_USAGE, "a value for the second time"};
	if (chunks.empty() || values.size() - chunks.back().at >= xc_glass_chunk)
		chunks.push_back({at_hand(), values.size()});
	else
		xc_glass_number(&values, at_hand() - last_valued - 1);
	xc_glass_bytes(&values, value);
	least = valued == 0 ? value : std::min(least, value);
	greatest = std::max(greatest, value);
	last_valued = at_hand();
	valued++;
}

void
xc_load::add_document()
{
	while (2 * (terms.size() + expected.size()) >= table.size())
		grow();
	fetch();
	for (const waiting &one : expected)
		add_term(one);
	expected.clear();
	expected_names.clear();
	documents.push_back({occurrences.size(), length});
	totals.documents++;
	totals.length += length;
	totals.longest = std::max(totals.longest, length);
	if (length > 0 && (totals.shortest == 0 || length < totals.shortest))
		totals.shortest = length;
	length = 0;
}

void
xc_load::note(const std::string &key, std::string_view value)
{
	if (value.empty())
		metadata.erase(key);
	else
		metadata[key] = value;
	noted += key.size() + value.size();
}

/* The numbers of the terms, in the order of their bytes. */
std::vector<uint32_t>
xc_load::sorted_terms() const
{
	struct key {
		uint64_t rank;		/* the first eight bytes, which tell most apart */
		uint32_t number;
	};
	std::vector<key> keys;
	std::vector<uint32_t> numbers;

	for (const term &one : terms) {
		uint64_t rank = 0;

		for (size_t i = 0; i < sizeof rank; i++)
			rank = rank << 8 | (i < one.size ? static_cast<unsigned char>(names[one.at + i]) : 0);
		keys.push_back({rank, static_cast<uint32_t>(keys.size())});
	}
	std::sort(keys.begin(), keys.end(), [this](const key &a, const key &b) {
		return a.rank != b.rank ? a.rank < b.rank :
			name_of(terms[a.number]) < name_of(terms[b.number]);
	});
	for (const key &one : keys)
		numbers.push_back(one.number);
	return numbers;
}

void
xc_load::write_values(xc_glass_postings *out) const
{
	if (valued > 0)
		out->add_statistics(slot, valued, least, greatest);
	for (size_t i = 0; i < chunks.size(); i++) {
		const size_t end = i + 1 < chunks.size() ? chunks[i + 1].at : values.size();

		out->add_values(slot, chunks[i].document, values.substr(chunks[i].at, end - chunks[i].at));
	}
}

void
xc_load::write_lengths(xc_glass_postings *out) const
{
	std::vector<xc_posting> list;

	for (const document &one : documents)
		list.push_back({static_cast<uint32_t>(list.size()) + 1, one.length});
	out->add_lengths(list.data(), list.data() + list.size());
}

/* The occurrences are put in the order of terms; a term's stay in that of documents. */
void
xc_load::write_terms(xc_glass_postings *out) const
{
	const std::vector<uint32_t> numbers = sorted_terms();
	std::vector<xc_posting> postings(occurrences.size());
	std::vector<xc_posting *> ends(terms.size());
	xc_posting *end = postings.data();
	const occurrence *from = occurrences.data();

	for (uint32_t number : numbers) {
		ends[number] = end;
		end += terms[number].documents;
	}
	for (uint32_t i = 0; i < documents.size(); i++)
		for (; from < occurrences.data() + documents[i].end; from++)
			*ends[from->term]++ = {i + 1, from->wdf};
	for (uint32_t number : numbers) {
		const term &one = terms[number];

		out->add_term(name_of(one), one.occurrences, ends[number] - one.documents, ends[number]);
	}
}

void
xc_load::write(xc_glass_postings *out) const
{
	for (const auto &entry : metadata)
		out->add_metadata(entry.first, entry.second);
	write_values(out);
	write_lengths(out);
	write_terms(out);
}

/* Nothing is left; the table stays as large as it was needed. */
void
xc_load::clear()
{
	xc_load next(slot, table.size());

	std::swap(*this, next);
}

struct xc_load *
xc_load_new(unsigned slot, struct vb_err *err)
{
	return guard_new(err, "gathering documents", {nullptr, 0},
			 [&] { return std::make_unique<xc_load>(slot); });
}

void
xc_load_free(struct xc_load *load)
{
	delete load;
}

bool
xc_load_term(struct xc_load *load, const char *term, size_t size, uint32_t wdf, struct vb_err *err)
{
	return guard(err, "adding a term", {term, size}, [&] {
		xc_require_term(term, size);
		load->expect_term({term, size}, wdf);
	});
}

bool
xc_load_value(struct xc_load *load, const char *value, size_t size, struct vb_err *err)
{
	return guard(err, "setting a document's value", {nullptr, 0}, [&] {
		if (size > 0)
			load->add_value(std::string(value, size));
	});
}

bool
xc_load_end(struct xc_load *load, struct vb_err *err)
{
	return guard(err, "adding a document", {nullptr, 0}, [&] { load->add_document(); });
}

bool
xc_load_metadata(struct xc_load *load, const char *key, size_t key_size, const char *value,
		 size_t size, struct vb_err *err)
{
	return guard(err, "setting metadata", {key, key_size}, [&] {
		xc_require_key(key, key_size);
		load->note(std::string(key, key_size), {value, size});
	});
}

uint32_t
xc_load_documents(const struct xc_load *load)
{
	return load->totals.documents;
}

size_t
xc_load_bytes(const struct xc_load *load)
{
	return load->bytes();
}

bool
xc_load_write(struct xc_load *load, const char *path, struct vb_err *err)
{
	return guard(err, "writing the database", xc_subject(path), [&] {
		const int flags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
			Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC;
		const std::string to(path);
		xc_directory directory;

		if (!load->is_whole())
			throw xc_failure{VB_USAGE, "the last document is not whole"};

		xc_fresh_directory fresh(to);

		Xapian::WritableDatabase(to, flags).close();

		xc_glass_postings out(to + "/postlist.glass");

		load->write(&out);
		xc_glass_put(to, out.finish(), load->totals);
		directory.open(to);
		directory.sync();
		directory.sync_parent();
		load->clear();
		fresh.keep();
	});
}
