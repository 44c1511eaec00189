/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of postings and values of documents, read in the table of postings (glass_reader.h); how they
 * lie there says glass_postings.h.  What is thrown says glass_reader.h.
 */
#ifndef XC_GLASS_LISTS_H
#define XC_GLASS_LISTS_H

#include "glass_reader.h"

/* How many documents bear the term, which is not empty, and how often it occurs in all. */
struct xc_glass_frequency {
	uint32_t documents = 0, occurrences = 0;
};

xc_glass_frequency xc_glass_frequency_of(xc_glass_reader &reader, std::string_view term);

/* The value of a document in that slot; empty when there is none. */
std::string xc_glass_value(xc_glass_reader &reader, uint32_t slot, uint32_t document);

/* A walk along the documents of a term, which is not empty; the reader must outlive it. */
class xc_glass_list {
public:
	xc_glass_list(xc_glass_reader &reader, std::string_view term);

	/* Reads up to max postings, into wdfs unless that is null; returns how many, 0 at the end. */
	size_t read(uint32_t *documents, uint32_t *wdfs, size_t max);
	/* Skips to the first document that is not less; never goes back. */
	void skip(uint32_t document);

private:
	void open_chunk();
	void next_chunk();
	uint32_t first_of_chunk() const;
	void advance();
	size_t read_window(uint32_t *documents, uint32_t *wdfs, size_t max);

	xc_glass_cursor cursor;
	std::string name;		/* the term as keys have it */
	const unsigned char *at = nullptr, *end = nullptr;	/* what is left of the chunk */
	uint32_t document = 0, wdf = 0;	/* the posting at hand; document 0 is none any more */
	uint32_t last = 0;		/* document of the chunk */
	bool last_chunk = false;
};

#endif
