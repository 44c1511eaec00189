/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of postings of a glass database (glass.h), written front to back: what Xapian calls
 * postlist, from its glass_postlist.cc and glass_values.h.  In the order of its keys:
 *
 *	NUL C0 key            metadata
 *	NUL D0 slot           a slot's statistics: how many values, the least, the greatest
 *	NUL D8 slot document  values, from this document on: each one behind its size, and before
 *	                      it, but for the first, how many documents were left out
 *	NUL E0 [document]     the list of all documents, with their lengths for wdfs
 *	term [NUL document]   the list of a term, in which FF follows each NUL
 *
 * A list is cut into chunks.  The first has no document in its key, and begins with the term's
 * documents, its occurrences (0 and 0 in the list of all) and its first document less 1.  Then
 * follow, in every chunk, whether it is the last ('1' or '0'), how far its last document is
 * from its first, the first one's wdf, and for each other one how many documents were left out
 * before it, and its wdf.
 */
#ifndef XC_GLASS_POSTINGS_H
#define XC_GLASS_POSTINGS_H

#include <string_view>

#include "glass.h"

/* A chunk of values or postings that has so many bytes is full; the figure is Xapian's. */
const size_t xc_glass_chunk = 2000;

/* A term as keys have it. */
std::string xc_glass_term(std::string_view term);

/*
 * Appends a number so that keys sort as their numbers: seven bits a byte and one more, the
 * highest first, behind as many 1 bits as there are bytes beyond two.
 */
void xc_glass_sorted(std::string *to, uint32_t number);

/* How the keys of a slot's values begin; a document follows. */
std::string xc_glass_values_of(uint32_t slot);

struct xc_posting {
	uint32_t document, wdf;
};

/* What it is given must come in the order of the functions, and of keys. */
class xc_glass_postings {
public:
	explicit xc_glass_postings(const std::string &path);

	void add_metadata(const std::string &key, const std::string &value);
	void add_statistics(uint32_t slot, uint32_t count, const std::string &least,
			    const std::string &greatest);
	void add_values(uint32_t slot, uint32_t document, const std::string &chunk);
	void add_lengths(const xc_posting *from, const xc_posting *end);
	void add_term(std::string_view term, uint32_t occurrences, const xc_posting *from,
		      const xc_posting *end);

	/* As xc_glass_table. */
	std::string finish();

private:
	void add_list(const std::string &key, const std::string &link, uint32_t documents,
		      uint32_t occurrences, const xc_posting *from, const xc_posting *end);
	const xc_posting *fill_chunk(const xc_posting *from, const xc_posting *end);

	xc_glass_table table;
	std::string chunk;		/* the one at hand */
};

#endif
