/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include <cstdlib>
#include <cstring>
#include <new>

struct xc_bytes
xc_subject(const char *text)
{
	return {text, std::strlen(text)};
}

void
xc_copy_out(const std::string &from, char **data, size_t *size)
{
	char *copy = static_cast<char *>(std::malloc(from.size() + 1));

	if (copy == nullptr)
		throw std::bad_alloc();
	std::memcpy(copy, from.data(), from.size());
	copy[from.size()] = '\0';
	*data = copy;
	*size = from.size();
}

struct xc_database *
xc_database_open(const char *path, struct vb_err *err)
{
	return guard_new(err, "opening the database", xc_subject(path), [&] {
		std::unique_ptr<xc_database> database(new xc_database);

		database->path = path;
		xc_require_database(database->path);
		database->folders.push_back(database->path);
		database->xapian = Xapian::Database(database->path, Xapian::DB_BACKEND_GLASS);
		database->buried.read(database->xapian, 1);
		return database;
	});
}

void
xc_database_close(struct xc_database *database)
{
	delete database;
}

bool
xc_database_stays(struct xc_database *database, time_t now)
{
	bool all = !database->remote;

	return guard(nullptr, "looking at the database", subject_of(database), [&] {
		database->versions.resize(database->folders.size());
		for (size_t i = 0; i < database->folders.size(); i++)
			all = database->versions[i].stays(database->folders[i], now) && all;
	}) && all;
}

bool
xc_database_reopen(struct xc_database *database, bool *changed, struct vb_err *err)
{
	return guard(err, "reopening the database", subject_of(database), [&] {
		bool moved;

		for (const std::string &folder : database->folders)
			xc_require_database(folder);
		moved = database->xapian.reopen();
		if (moved)
			database->buried.read(database->xapian, database->members);
		if (changed != nullptr)
			*changed = moved;
	});
}

bool
xc_database_count(struct xc_database *database, uint32_t *documents, struct vb_err *err)
{
	return guard(err, "counting the documents", subject_of(database), [&] {
		*documents = database->xapian.get_doccount() - 2 * database->buried.count();
	});
}

uint32_t
xc_database_buried(const struct xc_database *database)
{
	return database->buried.count();
}

bool
xc_database_last(struct xc_database *database, uint32_t *docid, struct vb_err *err)
{
	return guard(err, "reading the last document id", subject_of(database),
		     [&] { *docid = database->xapian.get_lastdocid(); });
}

bool
xc_database_revision(struct xc_database *database, uint64_t *revision, struct vb_err *err)
{
	return guard(err, "reading the revision", subject_of(database),
		     [&] { *revision = database->xapian.get_revision(); });
}

bool
xc_database_uuid(struct xc_database *database, char uuid[XC_UUID_SIZE], struct vb_err *err)
{
	return guard(err, "reading the database's name", subject_of(database), [&] {
		const std::string name = database->xapian.get_uuid();

		if (name.size() + 1 != XC_UUID_SIZE)
			throw xc_failure{VB_USAGE, "it has none of its own"};
		std::memcpy(uuid, name.c_str(), XC_UUID_SIZE);
	});
}

void
xc_require_shown(const struct xc_database *database, uint32_t docid)
{
	if (database->buried.hides(docid))
		throw xc_failure{VB_ABSENT, "document " + std::to_string(docid) + " is deleted"};
}

/* Whether a document is there is looked up only where that is in doubt. */
template <typename Read>
static std::string
found(const struct xc_database *database, uint32_t docid, Read read)
{
	const Xapian::Database &xapian = database->xapian;

	xc_require_shown(database, docid);

	std::string bytes = docid == 0 ? std::string()
		: read(xapian.get_document(docid, Xapian::DOC_ASSUME_VALID));

	return bytes.empty() ? read(xapian.get_document(docid)) : bytes;
}

bool
xc_database_data(struct xc_database *database, uint32_t docid, char **data, size_t *size,
		 struct vb_err *err)
{
	return guard(err, "reading a document", subject_of(database), [&] {
		xc_copy_out(found(database, docid,
				  [](const Xapian::Document &one) { return one.get_data(); }),
			    data, size);
	});
}

bool
xc_database_value(struct xc_database *database, uint32_t docid, unsigned slot, char **value,
		  size_t *size, struct vb_err *err)
{
	return guard(err, "reading a value", subject_of(database), [&] {
		xc_copy_out(found(database, docid,
				  [slot](const Xapian::Document &one) { return one.get_value(slot); }),
			    value, size);
	});
}

bool
xc_database_metadata(struct xc_database *database, const char *key, size_t key_size, char **value,
		     size_t *size, struct vb_err *err)
{
	return guard(err, "reading the metadata", subject_of(database), [&] {
		xc_copy_out(database->xapian.get_metadata(std::string(key, key_size)), value, size);
	});
}

bool
xc_term_frequency(struct xc_database *database, const char *term, size_t size, uint32_t *documents,
		  uint64_t *occurrences, struct vb_err *err)
{
	return guard(err, "looking up a term", subject_of(database), [&] {
		const std::string name(term, size);
		uint32_t bearing = database->xapian.get_termfreq(name);
		uint64_t all = occurrences == nullptr ? 0 : database->xapian.get_collection_freq(name);

		if (name.empty()) {
			all = bearing -= 2 * database->buried.count();
		} else if (database->buried.any()) {
			const std::string marked = xc_buried::term(name);

			bearing -= database->xapian.get_termfreq(marked);
			if (occurrences != nullptr)
				all -= database->xapian.get_collection_freq(marked);
		}
		if (occurrences != nullptr)
			*occurrences = all;
		*documents = bearing;
	});
}
