/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

#include "place.h"

namespace {

/* A directory of our making, removed again unless kept. */
class fresh_directory {
public:
	explicit fresh_directory(const std::string &name)
		: path(name)
	{
		if (mkdir(path.c_str(), 0777) != 0)
			throw xc_failure{VB_IO, "making '" + path + "': " + std::strerror(errno)};
	}
	~fresh_directory()
	{
		if (!kept)
			xc_discard(path);
	}
	fresh_directory(const fresh_directory &) = delete;
	fresh_directory &operator=(const fresh_directory &) = delete;

	void
	keep()
	{
		kept = true;
	}

private:
	std::string path;
	bool kept = false;
};

/* The compacted files first, then their names, then the directory's own. */
void
sync_all(const std::string &path)
{
	xc_directory directory;

	directory.open(path);
	directory.sync_files();
	directory.sync();
	directory.sync_parent();
}

}

bool
xc_compact(const char *source, const char *target, struct vb_err *err)
{
	return guard(err, "compacting the database", xc_subject(source), [&] {
		const int flags = Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL;
		const std::string from(source), to(target);

		xc_require_database(from);
		Xapian::Database database(from, Xapian::DB_BACKEND_GLASS);
		fresh_directory fresh(to);

		database.compact(to, flags);
		sync_all(to);
		fresh.keep();
	});
}
