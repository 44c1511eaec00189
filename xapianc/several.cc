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
			database->folders.insert(database->folders.end(), list[i]->folders.begin(),
						 list[i]->folders.end());
		}
		return database;
	});
}
