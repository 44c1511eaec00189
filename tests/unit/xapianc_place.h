/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of one test's own and a sample database in it, for the tests of xapianc.
 *
 * Sample document number i (1 ...) bears "all", "odd" or "even", "n" + i and, at the places
 * 1, 2 and 2 + i, "quick", "brown" and "fox"; slot 0 holds "odd" or "even", slot 1 is set
 * in the even ones only; its data is "sample " + i.
 */
#ifndef TESTS_XAPIANC_PLACE_H
#define TESTS_XAPIANC_PLACE_H

#include "xapianc.h"

extern struct vb_err err;

/* For TestSuite(.init, .fini). */
void place_make(void);
void place_remove(void);

/* A path in the folder; valid until the fourth call after it. */
const char *in_place(const char *name);

/* Writes a file in the folder. */
void write_file(const char *name, const char *bytes, size_t size);

/* Overwrites bytes of a file in the folder. */
void damage(const char *name, long offset, const char *bytes, size_t size);

/* Makes the database "db" with that many sample documents, in one transaction. */
void make_database(unsigned documents);

/* Adds sample document number i in the transaction that is open. */
bool add_sample(struct xc_writer *writer, unsigned number);

/* Deletes the document docid, which is sample document number i. */
bool bury_sample(struct xc_writer *writer, uint32_t docid, unsigned number);

/* Opens "db", which must succeed. */
struct xc_database *open_database(void);
struct xc_writer *open_writer(void);

/* How many documents a new reader of "db" sees. */
uint32_t documents_seen(void);

/* Asserts that the error has this code and one line of clean text with the words in it. */
void expect_error(enum vb_code code, const char *words);

/* True where limits on memory say nothing, because a sanitizer maps all of it. */
bool sanitized(void);

#endif
