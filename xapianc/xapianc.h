/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xapianc: a C face for libxapian.
 *
 * Databases on the local disk (Xapian's glass format): reading, walking, writing,
 * compacting and checking here; query trees, ranked matches and facets in query.h.
 *
 * Every function that can fail returns bool (or NULL for a pointer) and fills a
 * caller-owned struct vb_err, which may be NULL; on failure its outputs are undefined.
 * No C++ exception leaves the library: Xapian's own, std::bad_alloc, std::length_error
 * and anything else arrive as a code and a line.  What any call can fail with:
 *   VB_DAMAGED   the database contradicts itself
 *   VB_IO        the system refused: no space, no permission, a failed read or write; or a
 *                server of a remote database did not answer
 *   VB_MEMORY    no memory
 *   VB_MODIFIED  a writer has passed by this reader twice: reopen and repeat
 *   VB_USAGE     the call makes no sense: an empty term, document 0, a write outside
 *                a transaction
 * What else a function fails with is said at its declaration.
 *
 * Terms, values, data and metadata are bytes with a length; they may hold NUL.  Paths
 * are C strings.  Document ids are 1, 2, 3 ...; 0 is none.
 *
 * A handle, and what was made from it, belongs to one thread at a time.  What was made
 * from a database handle (postings, terms ...) must be closed before it, and does not
 * survive its reopening.  Closing or freeing NULL does nothing.
 *
 * All the documents of a term:
 *
 *	struct xc_postings *postings = xc_postings_open(database, "w:peace", 7, &err);
 *	uint32_t docids[256];
 *	size_t count = 0;
 *
 *	while (postings != NULL &&
 *	       xc_postings_read(postings, docids, NULL, 256, &count, &err) && count > 0)
 *		use(docids, count);
 *	xc_postings_close(postings);
 *
 * Nothing here knows what a database is used for.
 */
#ifndef XC_XAPIANC_H
#define XC_XAPIANC_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of a term or of a metadata key, a NUL counting twice; a longer one is VB_LIMIT.  A term
 * that begins with byte 1 is VB_USAGE. */
#define XC_TERM_MAX 244

/* Bytes with a length.  Where a function returns one, it says until when it is valid. */
struct xc_bytes {
	const char *data;
	size_t size;
};

struct xc_database;	/* a database open for reading */
struct xc_writer;	/* a database open for writing; holds Xapian's lock */
struct xc_document;	/* a document being made */
struct xc_postings;	/* a walk along one term's documents */
struct xc_positions;	/* a walk along one term's places in one document */
struct xc_terms;	/* a walk along terms */
struct xc_keys;		/* a walk along metadata keys */
struct xc_values;	/* a walk along one slot's values */

/* ---- reading ---- */

/*
 * Opens the database in the directory path, as its last commit left it; it takes no
 * lock.  Owned by the caller, closed with xc_database_close().  VB_ABSENT when nothing
 * is there; VB_FORMAT when something else is (a file, a directory without a database,
 * another version of the format).  Files that list further databases are not followed.
 */
struct xc_database *xc_database_open(const char *path, struct vb_err *err);
void xc_database_close(struct xc_database *database);

/*
 * A database that xapian-tcpsrv serves at a port of another machine, or of this one.  VB_IO
 * when the server cannot be reached or is silent for so long, now or in any later call.  The
 * server must serve a single database.
 */
struct xc_database *xc_database_remote(const char *host, unsigned port, unsigned milliseconds,
				       struct vb_err *err);

/*
 * Several databases as one: counts and frequencies are sums, and of n databases document d of
 * number i (from 0) has the id (d - 1) * n + i + 1.  Metadata is that of the first.  The
 * members may be closed, not reopened, afterwards.  VB_USAGE when there are none.
 */
struct xc_database *xc_database_join(struct xc_database *const *list, size_t count,
				     struct vb_err *err);

/*
 * Whether for certain no writer has committed since this was asked last, so that there is nothing
 * to move to: by the version files, which commits replace.  Never so the first time, within two
 * seconds of a commit, or of a server.  through: the path of a link to the folder, which may come
 * to lead to another database's; NULL: where the database, or each of several, was opened.
 * now: time(NULL).
 */
bool xc_database_stays(struct xc_database *database, const char *through, time_t now);

/*
 * From now on posting lists, values and numbers of documents are looked at where the system keeps the
 * file, if it keeps it in large pages: for who looks here and there, not for who reads all
 * of it, for what is looked at counts as memory of the process.  Nothing for several joined, or servers.
 */
void xc_database_map(struct xc_database *database);

/*
 * Moves to the newest commit; *changed (may be NULL) tells whether it was another.
 * Errors as xc_database_open().  A database put in place of this one under the same
 * name is not followed: close and open.
 */
bool xc_database_reopen(struct xc_database *database, bool *changed, struct vb_err *err);

/* How many documents there are. */
bool xc_database_count(struct xc_database *database, uint32_t *documents, struct vb_err *err);
/* How many were deleted and take up their space still: see xc_bury(). */
uint32_t xc_database_buried(const struct xc_database *database);
/* The highest document id ever used; 0 before the first. */
bool xc_database_last(struct xc_database *database, uint32_t *docid, struct vb_err *err);
/* A number that rises with each commit that changed anything; VB_USAGE for a database that is
 * joined or remote, which has none. */
bool xc_database_revision(struct xc_database *database, uint64_t *revision, struct vb_err *err);
/* A name that no other database has, given to it when it was made; XC_UUID_SIZE bytes with the
 * NUL.  VB_USAGE for a database that is joined, which has none. */
#define XC_UUID_SIZE 37
bool xc_database_uuid(struct xc_database *database, char uuid[XC_UUID_SIZE], struct vb_err *err);

/* A document's data, *size bytes and a NUL behind them; malloc'd (never NULL on success),
 * owned by the caller.  VB_ABSENT when there is no such document. */
bool xc_database_data(struct xc_database *database, uint32_t docid, char **data, size_t *size,
		      struct vb_err *err);
/* The same for a slot's value; empty when unset. */
bool xc_database_value(struct xc_database *database, uint32_t docid, unsigned slot, char **value,
		       size_t *size, struct vb_err *err);
/* The same, for databases of servers too, which must be told some term that the document bears:
 * the fewer others do, the better. */
bool xc_database_value_of(struct xc_database *database, uint32_t docid, unsigned slot,
			  const char *term, size_t term_size, char **value, size_t *size,
			  struct vb_err *err);
/* The same for a metadata value; empty when unset. */
bool xc_database_metadata(struct xc_database *database, const char *key, size_t key_size,
			  char **value, size_t *size, struct vb_err *err);

/* How many documents bear the term, and how often it occurs in all (occurrences may be
 * NULL); 0 for an unknown term.  The empty term stands for every document. */
bool xc_term_frequency(struct xc_database *database, const char *term, size_t size,
		       uint32_t *documents, uint64_t *occurrences, struct vb_err *err);

/* ---- walks ---- */

/* The documents of a term, ascending; the empty term stands for every document, an unknown
 * one for none.  Owned by the caller, closed with xc_postings_close(). */
struct xc_postings *xc_postings_open(struct xc_database *database, const char *term, size_t size,
				     struct vb_err *err);
/* Reads up to max postings into docids and, unless NULL, the term's occurrences in each into
 * wdfs; *count 0 means the end. */
bool xc_postings_read(struct xc_postings *postings, uint32_t *docids, uint32_t *wdfs, size_t max,
		      size_t *count, struct vb_err *err);
/* Skips to the first document >= docid; never goes back. */
bool xc_postings_skip(struct xc_postings *postings, uint32_t docid, struct vb_err *err);
void xc_postings_close(struct xc_postings *postings);

/* The places of a term in a document, ascending; none where the document or the term is not
 * there or was added without places.  Owned by the caller. */
struct xc_positions *xc_positions_open(struct xc_database *database, uint32_t docid,
				       const char *term, size_t size, struct vb_err *err);
/* Reads up to max of them; *count 0 means the end. */
bool xc_positions_read(struct xc_positions *positions, uint32_t *places, size_t max, size_t *count,
		       struct vb_err *err);
void xc_positions_close(struct xc_positions *positions);

/* Terms that begin with prefix, in byte order.  Owned by the caller. */
struct xc_terms *xc_terms_open(struct xc_database *database, const char *prefix, size_t size,
			       struct vb_err *err);
/* The next term, valid until the next call or the close; term->data is NULL at the end.
 * *documents is how many documents bear it; NULL saves the look-up. */
bool xc_terms_next(struct xc_terms *terms, struct xc_bytes *term, uint32_t *documents,
		   struct vb_err *err);
void xc_terms_close(struct xc_terms *terms);

/* Metadata keys that begin with prefix, in byte order.  Owned by the caller. */
struct xc_keys *xc_keys_open(struct xc_database *database, const char *prefix, size_t size,
			     struct vb_err *err);
/* The next key, valid until the next call or the close; key->data is NULL at the end. */
bool xc_keys_next(struct xc_keys *keys, struct xc_bytes *key, struct vb_err *err);
void xc_keys_close(struct xc_keys *keys);

/* The documents that have a value in slot, ascending.  Owned by the caller. */
struct xc_values *xc_values_open(struct xc_database *database, unsigned slot, struct vb_err *err);
/* The next document and its value, valid until the next call or the close; *docid is 0 at
 * the end. */
bool xc_values_next(struct xc_values *values, uint32_t *docid, struct xc_bytes *value,
		    struct vb_err *err);
/* Skips to the first document >= docid; never goes back. */
bool xc_values_skip(struct xc_values *values, uint32_t docid, struct vb_err *err);
void xc_values_close(struct xc_values *values);

/* ---- writing ---- */

enum xc_open {
	XC_OPEN,		/* the database must be there */
	XC_CREATE,		/* it must not: VB_IO */
	XC_CREATE_OR_OPEN
};

/*
 * Opens the database in the directory path for writing and takes its lock; a new one is
 * on the disk, name and all, when the function returns.  The directory's parent must be
 * there.  Owned by the caller, closed with xc_writer_close().  VB_LOCKED when another
 * writer has it; VB_ABSENT and VB_FORMAT as xc_database_open().
 */
struct xc_writer *xc_writer_open(const char *path, enum xc_open how, struct vb_err *err);
/* Closes; what was not committed is dropped. */
void xc_writer_close(struct xc_writer *writer);

/* The same database for reading through the writer: sees uncommitted changes too; owned by
 * the writer, valid until it is closed. */
struct xc_database *xc_writer_database(struct xc_writer *writer);

/*
 * A transaction: all of it or nothing.  Everything is written inside one.  Readers go on
 * seeing the state before it until xc_commit(), which ends it and returns only after the
 * database's directory has been synced, so that a power cut cannot take it back.  A
 * transaction that changed nothing writes nothing.
 *
 * After a failed write other than VB_LIMIT the transaction can only be cancelled (or the
 * writer closed).  After an error in xc_commit() only xc_writer_close() is allowed: what
 * the next opening finds is the state before the transaction or, if just the last sync
 * failed, perhaps the one after it; never half.
 */
bool xc_begin(struct xc_writer *writer, struct vb_err *err);
bool xc_commit(struct xc_writer *writer, struct vb_err *err);
/* Drops what the transaction has written, and ends it. */
bool xc_cancel(struct xc_writer *writer, struct vb_err *err);

/* An empty document, no part of any database yet.  Owned by the caller. */
struct xc_document *xc_document_new(struct vb_err *err);
void xc_document_free(struct xc_document *document);
/* Empties it for another use. */
bool xc_document_clear(struct xc_document *document, struct vb_err *err);
/* Adds wdf occurrences of a term; with 0 the document just bears it.  VB_LIMIT. */
bool xc_document_term(struct xc_document *document, const char *term, size_t size, uint32_t wdf,
		      struct vb_err *err);
/* Adds one occurrence of a term at a place (0, 1, 2 ... as the caller counts).  VB_LIMIT. */
bool xc_document_position(struct xc_document *document, const char *term, size_t size,
			  uint32_t position, struct vb_err *err);
/* Sets the value of a slot (0, 1, 2 ...); an empty one unsets it. */
bool xc_document_value(struct xc_document *document, unsigned slot, const char *value, size_t size,
		       struct vb_err *err);
/* Sets the data: what a reader gets back, byte for byte. */
bool xc_document_data(struct xc_document *document, const char *data, size_t size,
		      struct vb_err *err);

/* Adds a document under the next id, *docid (may be NULL); the document stays the caller's. */
bool xc_add(struct xc_writer *writer, const struct xc_document *document, uint32_t *docid,
	    struct vb_err *err);
/*
 * Deletes a document.  The caller says once more which terms it was added with, for these
 * databases have no lists of them (they would be two fifths of the size): with others, term
 * frequencies will be wrong.  The document is not seen any more, and no count or frequency tells
 * of it, but it and a note of the same size stay until all is written anew: see
 * xc_database_buried().  Servers and other programs of Xapian do see both.  VB_ABSENT when there
 * is no such document, which changes nothing.
 */
bool xc_bury(struct xc_writer *writer, uint32_t docid, const struct xc_document *document,
	     struct vb_err *err);
/* Sets a metadata value; an empty value removes the key.  VB_LIMIT. */
bool xc_set_metadata(struct xc_writer *writer, const char *key, size_t key_size, const char *value,
		     size_t size, struct vb_err *err);

/* ---- upkeep ---- */

/*
 * Writes a compact copy of the sources, each at its last commit, into the new directory
 * target.  The document ids of the first source stay; the first document of the next has the
 * id behind the last one ever used before it, and so on.  Only in the first may documents have
 * been deleted: else VB_USAGE.  A metadata key that several have gets
 * the value of the last of them.  Each source takes up to six open files.  The copy is on the
 * disk, name and all, when the function returns; after an error nothing is left of it.  VB_IO
 * when target exists; VB_ABSENT and VB_FORMAT, for a source, as xc_database_open().  Takes
 * no lock on the sources.
 */
bool xc_compact(const char *const *sources, size_t count, const char *target, struct vb_err *err);

/*
 * Xapian's own check: reads all blocks of all tables and compares the tables.  *errors is
 * how many it found; *report (may be NULL) is its report, lines of text, malloc'd, owned
 * by the caller, at most 1 MiB.  VB_DAMAGED when the damage stops the check itself;
 * VB_ABSENT and VB_FORMAT as xc_database_open().  Bytes that changed without breaking a
 * table's form are not seen: blocks bear no checksum.  Works in a forked child, because
 * some damages end a process that checks them.
 */
bool xc_check(const char *path, size_t *errors, char **report, struct vb_err *err);

/*
 * Xapian 1.4 has one failure that no wrapper can catch: when the disk refuses a write of a
 * commit, and another while that error is on its way out, C++ ends the process.  The
 * function is called then, in place of abort(), to say so and end; it must not return.
 * The database is whole at its last commit, as after a kill.
 */
void xc_on_collapse(void (*function)(void));

#ifdef __cplusplus
}
#endif
#endif
