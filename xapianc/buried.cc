/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buried.h"

void
xc_buried::hide(uint32_t docid)
{
	if (docid >= hidden.size())
		hidden.resize(static_cast<size_t>(docid) + 1);
	hidden[docid] = true;
}

void
xc_buried::add(uint32_t grave, uint32_t docid)
{
	hide(grave);
	hide(docid);
	graves++;
}

/* A grave names the id that the document has in the member where both are. */
void
xc_buried::read(const Xapian::Database &database, size_t members)
{
	const std::string name(1, mark);
	const uint64_t last = database.get_lastdocid();

	hidden.clear();
	graves = 0;
	for (auto at = database.postlist_begin(name); at != database.postlist_end(name); ++at) {
		const uint32_t grave = *at;
		const uint64_t docid = (at.get_wdf() - UINT64_C(1)) * members + (grave - 1) % members + 1;

		if (docid == 0 || docid > last)
			throw Xapian::DatabaseCorruptError("a grave names no document");
		add(grave, static_cast<uint32_t>(docid));
	}
}
