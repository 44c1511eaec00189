/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deletion in databases that have no term lists.
 *
 * A term list says which postings a document has, and Xapian needs it to take them out again:
 * two fifths of a database, for the few documents that are ever deleted.  Here a deleted
 * document stays where it is, and beside it is added its grave: a document with the same terms
 * behind MARK, and the term MARK itself, which occurs in it as often as the id of the deleted
 * one says.  So it is known which documents are not to be seen (the deleted and the graves),
 * and by how much each term's frequency is too high, and a commit writes both or none.
 */
#ifndef XC_BURIED_H
#define XC_BURIED_H

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

class xc_buried {
public:
	/* No term of a caller begins with it. */
	static const char mark = '\1';

	/* What a database that is made of so many others (1: of none) says. */
	void read(const Xapian::Database &database, size_t members);
	void add(uint32_t grave, uint32_t docid);

	bool any() const { return graves > 0; }
	uint32_t count() const { return graves; }
	/* Whether docid is not to be seen. */
	bool
	hides(uint32_t docid) const
	{
		return docid < hidden.size() && hidden[docid];
	}

	/* A term as graves have it. */
	static std::string
	term(const std::string &name)
	{
		return mark + name;
	}
	static bool
	is_marked(const std::string &name)
	{
		return !name.empty() && name[0] == mark;
	}

private:
	std::vector<bool> hidden;	/* by docid */
	uint32_t graves = 0;

	void hide(uint32_t docid);
};

#endif
