/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks.  Postings and positions are read in blocks, so that a long list crosses the
 * border between the languages once a block and not once an item.
 */
#include <optional>

#include "glass_lists.h"
#include "internal.h"

/* Read without Xapian where that can be, or by it. */
struct xc_postings {
	const struct xc_database *database;
	std::optional<xc_glass_list> list;
	Xapian::PostingIterator at, end;
};

struct xc_positions {
	const struct xc_database *database;
	Xapian::PositionIterator at, end;
};

/* Terms, and beside them those of graves with the same prefix behind the mark. */
struct xc_terms {
	const struct xc_database *database;
	Xapian::TermIterator at, end;
	Xapian::TermIterator buried, buried_end;
	std::string current;
};

struct xc_keys {
	const struct xc_database *database;
	Xapian::TermIterator at, end;
	std::string current;
};

struct xc_values {
	const struct xc_database *database;
	Xapian::ValueIterator at, end;
	std::string current;
};

struct xc_postings *
xc_postings_open(struct xc_database *database, const char *term, size_t size, struct vb_err *err)
{
	return guard_new(err, "opening a term's postings", subject_of(database), [&] {
		std::unique_ptr<xc_postings> postings(new xc_postings);
		const std::string name(term, size);

		postings->database = database;
		if (database->reader != nullptr && !name.empty()) {
			postings->list.emplace(*database->reader, name);
		} else {
			postings->at = database->xapian.postlist_begin(name);
			postings->end = database->xapian.postlist_end(name);
		}
		return postings;
	});
}

/* As xc_postings_read(), but documents that are not to be seen come too. */
static size_t
read_all(struct xc_postings *postings, uint32_t *docids, uint32_t *wdfs, size_t max)
{
	Xapian::PostingIterator &at = postings->at;
	size_t read = 0;

	if (postings->list)
		return postings->list->read(docids, wdfs, max);
	for (; read < max && at != postings->end; ++at, read++) {
		docids[read] = *at;
		if (wdfs != nullptr)
			wdfs[read] = at.get_wdf();
	}
	return read;
}

static size_t
leave_seen(const xc_buried &buried, uint32_t *docids, uint32_t *wdfs, size_t count)
{
	size_t seen = 0;

	for (size_t i = 0; i < count; i++) {
		if (buried.hides(docids[i]))
			continue;
		docids[seen] = docids[i];
		if (wdfs != nullptr)
			wdfs[seen] = wdfs[i];
		seen++;
	}
	return seen;
}

bool
xc_postings_read(struct xc_postings *postings, uint32_t *docids, uint32_t *wdfs, size_t max,
		 size_t *count, struct vb_err *err)
{
	const struct xc_database *database = postings->database;

	return guard(err, "reading a term's postings", subject_of(database), [&] {
		size_t read = 1;

		for (*count = 0; *count == 0 && read > 0;) {
			read = read_all(postings, docids, wdfs, max);
			*count = database->buried.any() ? leave_seen(database->buried, docids, wdfs, read)
							: read;
		}
	});
}

bool
xc_postings_skip(struct xc_postings *postings, uint32_t docid, struct vb_err *err)
{
	return guard(err, "skipping in a term's postings", subject_of(postings->database), [&] {
		if (postings->list)
			postings->list->skip(docid);
		else if (postings->at != postings->end)
			postings->at.skip_to(docid);
	});
}

void
xc_postings_close(struct xc_postings *postings)
{
	delete postings;
}

struct xc_positions *
xc_positions_open(struct xc_database *database, uint32_t docid, const char *term, size_t size,
		  struct vb_err *err)
{
	return guard_new(err, "opening a term's positions", subject_of(database), [&] {
		std::unique_ptr<xc_positions> positions(new xc_positions);
		const std::string name(term, size);

		positions->database = database;
		if (database->buried.hides(docid))
			return positions;
		positions->at = database->xapian.positionlist_begin(docid, name);
		positions->end = database->xapian.positionlist_end(docid, name);
		return positions;
	});
}

bool
xc_positions_read(struct xc_positions *positions, uint32_t *places, size_t max, size_t *count,
		  struct vb_err *err)
{
	return guard(err, "reading a term's positions", subject_of(positions->database), [&] {
		Xapian::PositionIterator &at = positions->at;
		size_t read = 0;

		for (; read < max && at != positions->end; ++at, read++)
			places[read] = *at;
		*count = read;
	});
}

void
xc_positions_close(struct xc_positions *positions)
{
	delete positions;
}

struct xc_terms *
xc_terms_open(struct xc_database *database, const char *prefix, size_t size, struct vb_err *err)
{
	return guard_new(err, "opening the terms", subject_of(database), [&] {
		std::unique_ptr<xc_terms> terms(new xc_terms);
		const std::string start(prefix, size);

		terms->database = database;
		terms->at = database->xapian.allterms_begin(start);
		terms->end = database->xapian.allterms_end(start);
		if (database->buried.any()) {
			const std::string marked = xc_buried::term(start);

			terms->buried = database->xapian.allterms_begin(marked);
			terms->buried_end = database->xapian.allterms_end(marked);
		}
		return terms;
	});
}

/* Moves on to the next term that a document bears which is not deleted; how many do.  */
static uint32_t
find_borne(struct xc_terms *terms)
{
	for (; terms->at != terms->end; ++terms->at) {
		const std::string name = *terms->at;

		if (xc_buried::is_marked(name))
			continue;
		const std::string marked = xc_buried::term(name);
		uint32_t bearing = terms->at.get_termfreq();

		if (terms->buried != terms->buried_end && *terms->buried < marked)
			terms->buried.skip_to(marked);
		if (terms->buried != terms->buried_end && *terms->buried == marked)
			bearing -= terms->buried.get_termfreq();
		if (bearing > 0)
			return bearing;
	}
	return 0;
}

bool
xc_terms_next(struct xc_terms *terms, struct xc_bytes *term, uint32_t *documents,
	      struct vb_err *err)
{
	return guard(err, "reading the terms", subject_of(terms->database), [&] {
		uint32_t bearing = 0;

		if (terms->database->buried.any())
			bearing = find_borne(terms);
		if (terms->at == terms->end) {
			*term = {nullptr, 0};
		} else {
			terms->current = *terms->at;
			if (documents != nullptr && bearing == 0)
				bearing = terms->at.get_termfreq();
			++terms->at;
			*term = subject_of(terms->current);
		}
		if (documents != nullptr)
			*documents = bearing;
	});
}

void
xc_terms_close(struct xc_terms *terms)
{
	delete terms;
}

struct xc_keys *
xc_keys_open(struct xc_database *database, const char *prefix, size_t size, struct vb_err *err)
{
	return guard_new(err, "opening the metadata keys", subject_of(database), [&] {
		std::unique_ptr<xc_keys> keys(new xc_keys);
		const std::string start(prefix, size);

		keys->database = database;
		keys->at = database->xapian.metadata_keys_begin(start);
		keys->end = database->xapian.metadata_keys_end(start);
		return keys;
	});
}

bool
xc_keys_next(struct xc_keys *keys, struct xc_bytes *key, struct vb_err *err)
{
	return guard(err, "reading the metadata keys", subject_of(keys->database), [&] {
		if (keys->at == keys->end) {
			*key = {nullptr, 0};
			return;
		}
		keys->current = *keys->at;
		++keys->at;
		*key = subject_of(keys->current);
	});
}

void
xc_keys_close(struct xc_keys *keys)
{
	delete keys;
}

struct xc_values *
xc_values_open(struct xc_database *database, unsigned slot, struct vb_err *err)
{
	return guard_new(err, "opening a slot's values", subject_of(database), [&] {
		std::unique_ptr<xc_values> values(new xc_values);

		values->database = database;
		values->at = database->xapian.valuestream_begin(slot);
		values->end = database->xapian.valuestream_end(slot);
		return values;
	});
}

bool
xc_values_next(struct xc_values *values, uint32_t *docid, struct xc_bytes *value,
	       struct vb_err *err)
{
	return guard(err, "reading a slot's values", subject_of(values->database), [&] {
		while (values->at != values->end &&
		       values->database->buried.hides(values->at.get_docid()))
			++values->at;
		if (values->at == values->end) {
			*docid = 0;
			*value = {nullptr, 0};
			return;
		}
		const uint32_t found = values->at.get_docid();

		values->current = *values->at;
		++values->at;
		*docid = found;
		*value = subject_of(values->current);
	});
}

bool
xc_values_skip(struct xc_values *values, uint32_t docid, struct vb_err *err)
{
	return guard(err, "reading a slot's values", subject_of(values->database), [&] {
		if (values->at != values->end && values->at.get_docid() < docid)
			values->at.skip_to(docid);
	});
}

void
xc_values_close(struct xc_values *values)
{
	delete values;
}
