/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the library's own files know of each other.
 */
#ifndef XC_INTERNAL_H
#define XC_INTERNAL_H

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "buried.h"
#include "glass_reader.h"
#include "guard.h"
#include "place.h"
#include "xapianc.h"

struct xc_database {
	std::string path;			/* what messages call it */
	std::vector<std::string> folders;	/* its local databases */
	std::vector<xc_version> versions;	/* of each of them, once they were looked at */
	Xapian::Database xapian;
	size_t members = 1;			/* how many were joined */
	bool remote = false;			/* one of them is */
	bool mapped = false;			/* see xc_database_map() */
	xc_buried buried;
	std::unique_ptr<xc_glass_reader> reader;	/* of the one that this is alone, if it can be read so */
};

struct xc_document {
	Xapian::Document xapian;
};

inline struct xc_bytes
subject_of(const std::string &text)
{
	return {text.data(), text.size()};
}

inline struct xc_bytes
subject_of(const struct xc_database *database)
{
	return subject_of(database->path);
}

/* A C string as a subject, and in place of NULL the empty one. */
struct xc_bytes xc_subject(const char *text);

/* A malloc'd copy with a NUL behind it; throws std::bad_alloc. */
void xc_copy_out(const std::string &from, char **data, size_t *size);

/* Throws xc_failure, VB_LIMIT, when the bytes are no good as a term or key. */
void xc_require_short(const char *data, size_t size);

/* The same, VB_USAGE too, for a document's term, and for a metadata key. */
void xc_require_term(const char *data, size_t size);
void xc_require_key(const char *data, size_t size);

/* Throws xc_failure, VB_ABSENT, when the document is there but not to be seen. */
void xc_require_shown(const struct xc_database *database, uint32_t docid);

#endif
