/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "mapping.h"
#include "place.h"

namespace {

/*
 * Xapian gives the values in no order that could be relied on, so the sources are asked again.
 * The key it gives is as it stands in the table, with two bytes in front.
 */
class last_one_wins : public Xapian::Compactor {
public:
	std::vector<Xapian::Database> sources;

	std::string
	resolve_duplicate_metadata(const std::string &key, size_t, const std::string values[]) override
	{
		const std::string mark("\0\xc0", 2);
		const bool marked = key.compare(0, mark.size(), mark) == 0;
		const std::string name = key.substr(marked ? mark.size() : 0);

		for (auto source = sources.rbegin(); source != sources.rend(); ++source) {
			const std::string value = source->get_metadata(name);

			if (!value.empty())
				return value;
		}
		return values[0];
	}
};

bool
are_databases(const char *const *sources, size_t count, struct vb_err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!guard(err, "compacting the database", xc_subject(sources[i]),
			   [&] { xc_require_database(sources[i]); }))
			return false;
	return true;
}

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

/* Xapian has written block by block. */
void
reread(const std::string &path)
{
	const int table = open(path.c_str(), O_RDONLY | O_CLOEXEC);

	if (table < 0)
		return;
	vb_mapping_reread(table);
	close(table);
}

}

bool
xc_compact(const char *const *sources, size_t count, const char *target, struct vb_err *err)
{
	return are_databases(sources, count, err) && guard(err, "compacting into", xc_subject(target), [&] {
		const int flags = Xapian::Compactor::FULL |
			(count == 1 ? Xapian::DBCOMPACT_NO_RENUMBER : 0);
		const std::string to(target);
		Xapian::Database database;
		last_one_wins resolver;

		if (count == 0)
			throw xc_failure{VB_USAGE, "no source is named"};
		for (size_t i = 0; i < count; i++) {
			resolver.sources.emplace_back(sources[i], Xapian::DB_BACKEND_GLASS);
			if (i > 0 && resolver.sources.back().term_exists(std::string(1, xc_buried::mark)))
				throw xc_failure{VB_USAGE, "documents are deleted in another source than "
						 "the first"};
			database.add_database(resolver.sources.back());
		}
		xc_fresh_directory fresh(to);

		database.compact(to, flags, 0, resolver);
		sync_all(to);
		reread(to + "/postlist.glass");
		fresh.keep();
	});
}
