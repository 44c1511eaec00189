/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases on other machines, and several read as one. */
#include "internal.h"

struct xc_database *
xc_database_remote(const char *host, unsigned port, unsigned milliseconds, struct vb_err *err)
{
	const std::string name = std::string(host) + ":" + std::to_string(port);

	return guard_new(err, "reaching the server", subject_of(name), [&] {
		std::unique_ptr<xc_database> database(new xc_database);

		database->path = name;
		database->xapian = Xapian::Remote::open(host, port, milliseconds, milliseconds);
		database->remote = true;
		database->buried.read(database->xapian, 1);
		return database;
	});
}

struct xc_database *
xc_database_join(struct xc_database *const *list, size_t count, struct vb_err *err)
{
	return guard_new(err, "joining databases", xc_subject(""), [&] {
		std::unique_ptr<xc_database> database(new xc_database);

		for (size_t i = 0; i < count; i++) {
			database->path += (i > 0 ? " + " : "") + list[i]->path;
			database->xapian.add_database(list[i]->xapian);
			database->remote = database->remote || list[i]->remote;
			database->folders.insert(database->folders.end(), list[i]->folders.begin(),
						 list[i]->folders.end());
		}
		database->members = count;
		database->buried.read(database->xapian, count);
		return database;
	});
}

/*
 * A server gives a document's values only from a list of terms.  But it gives, with each hit of a
 * query, the value by which hits are to be collapsed; so few are never met as are let through here.
 */
static std::string
served_value(const struct xc_database *database, uint32_t docid, unsigned slot,
	     const std::string &term)
{
	Xapian::Enquire enquire(database->xapian);
	Xapian::PostingIterator at = database->xapian.postlist_begin(term);
	Xapian::doccount place = 0;

	for (; at != database->xapian.postlist_end(term) && *at < docid; ++at)
		place++;
	enquire.set_query(Xapian::Query(term));
	enquire.set_weighting_scheme(Xapian::BoolWeight());
	enquire.set_docid_order(Xapian::Enquire::ASCENDING);
	enquire.set_collapse_key(slot, database->xapian.get_lastdocid());

	const Xapian::MSet found = enquire.get_mset(place, 1);

	if (found.empty() || *found.begin() != docid)
		throw Xapian::DocNotFoundError("document " + std::to_string(docid) +
					       " does not bear the term");
	return found.begin().get_collapse_key();
}

bool
xc_database_value_of(struct xc_database *database, uint32_t docid, unsigned slot, const char *term,
		     size_t term_size, char **value, size_t *size, struct vb_err *err)
{
	if (!database->remote)
		return xc_database_value(database, docid, slot, value, size, err);
	return guard(err, "reading a value", subject_of(database), [&] {
		xc_require_shown(database, docid);
		xc_copy_out(served_value(database, docid, slot, std::string(term, term_size)), value,
			    size);
	});
}
