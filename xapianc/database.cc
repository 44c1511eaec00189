/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include "glass_lists.h"

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

/* What is read without Xapian is what it has opened, or nothing. */
static void
open_reader(struct xc_database *database)
{
	database->reader = xc_glass_reader::open(database->path, database->xapian.get_revision(),
					   database->xapian.get_uuid());
	if (database->mapped && database->reader != nullptr)
		database->reader->map();
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
		open_reader(database.get());
		return database;
	});
}

void
xc_database_close(struct xc_database *database)
{
	delete database;
}

void
xc_database_map(struct xc_database *database)
{
	database->mapped = true;
	if (database->reader != nullptr)
		database->reader->map();
}

bool
xc_database_stays(struct xc_database *database, const char *through, time_t now)
{
	bool all = !database->remote;

	return guard(nullptr, "looking at the database", subject_of(database), [&] {
		database->versions.resize(database->folders.size());
		for (size_t i = 0; i < database->folders.size(); i++) {
			const std::string &folder = database->folders[i];

			all = database->versions[i].stays(through != nullptr ? through : folder, now) && all;
		}
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
		if (moved && database->members == 1 && !database->remote)
			open_reader(database);
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
		if (database->reader != nullptr && !database->buried.hides(docid)) {
			const std::string bytes = xc_glass_value(*database->reader, slot, docid);

			if (!bytes.empty()) {
				xc_copy_out(bytes, value, size);
				return;
			}
		}
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

namespace {

struct frequency {
	uint32_t documents;
	uint64_t occurrences;

	void
	operator-=(const frequency &other)
	{
		documents -= other.documents;
		occurrences -= other.occurrences;
	}
};

/* The empty term's. */
frequency
count_all(const struct xc_database *database)
{
	const uint32_t documents = database->xapian.get_doccount() - 2 * database->buried.count();

	return {documents, documents};
}

/* Graves count along; a server is asked for each number. */
frequency
look_up(const struct xc_database *database, const std::string &term, bool occurrences)
{
	if (database->reader == nullptr)
		return {database->xapian.get_termfreq(term),
			occurrences ? database->xapian.get_collection_freq(term) : 0};
	const xc_glass_frequency found = xc_glass_frequency_of(*database->reader, term);

	return {found.documents, found.occurrences};
}

}

bool
xc_term_frequency(struct xc_database *database, const char *term, size_t size, uint32_t *documents,
		  uint64_t *occurrences, struct vb_err *err)
{
	return guard(err, "looking up a term", subject_of(database), [&] {
		const std::string name(term, size);
		const bool every = name.empty();
		frequency found = every ? count_all(database) : look_up(database, name, occurrences != nullptr);

		if (!every && database->buried.any())
			found -= look_up(database, xc_buried::term(name), occurrences != nullptr);
		if (occurrences != nullptr)
			*occurrences = found.occurrences;
		*documents = found.documents;
	});
}
