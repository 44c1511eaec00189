/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include "place.h"

namespace {

enum state {
	AT_REST,	/* between transactions */
	WRITING,	/* inside one */
	SPOILED,	/* inside one that a failed call may have left half done: to be cancelled */
	FAILED		/* a commit failed: to be closed */
};

}

struct xc_writer {
	struct xc_database database;	/* the same, for reading */
	Xapian::WritableDatabase xapian;
	xc_directory directory;
	enum state state = AT_REST;
};

namespace {

[[noreturn]] void
refuse(const char *why)
{
	throw xc_failure{VB_USAGE, why};
}

void
require_state(const struct xc_writer *writer, enum state wanted)
{
	if (writer->state == wanted)
		return;
	switch (writer->state) {
	case AT_REST:
		refuse("no transaction has begun");
	case WRITING:
		refuse("a transaction is open");
	case SPOILED:
		refuse("an earlier write of this transaction failed: cancel it");
	case FAILED:
		refuse("an earlier commit failed: close the writer");
	}
}

/* A write: any exception may leave a part of it done, so it spoils the transaction. */
template <typename Body>
void
write(struct xc_writer *writer, Body &&body)
{
	require_state(writer, WRITING);
	writer->state = SPOILED;
	body();
	writer->state = WRITING;
}

/* Xapian commits once more when it closes.  A transaction of the other kind, cancelled,
 * drops what a failed commit has left. */
void
drop_rest(struct xc_writer *writer)
{
	writer->xapian.begin_transaction(false);
	writer->xapian.cancel_transaction();
}

int
flags_of(enum xc_open how)
{
	const int always = Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST;

	switch (how) {
	case XC_CREATE:
		return Xapian::DB_CREATE | always;
	case XC_CREATE_OR_OPEN:
		return Xapian::DB_CREATE_OR_OPEN | always;
	case XC_OPEN:
		break;
	}
	return Xapian::DB_OPEN | always;
}

/* True when a database is to be made. */
bool
prepare(const std::string &path, enum xc_open how)
{
	if (how == XC_OPEN) {
		xc_require_database(path);
		return false;
	}
	if (!xc_place_taken(path))
		return true;
	if (how != XC_CREATE_OR_OPEN)
		throw xc_failure{VB_IO, "a database stands there already"};
	return false;
}

}

struct xc_writer *
xc_writer_open(const char *path, enum xc_open how, struct vb_err *err)
{
	return guard_new(err, "opening the database for writing", xc_subject(path), [&] {
		std::unique_ptr<xc_writer> writer(new xc_writer);
		bool make;

		writer->database.path = path;
		make = prepare(writer->database.path, how);
		writer->xapian = Xapian::WritableDatabase(writer->database.path, flags_of(how));
		writer->database.xapian = writer->xapian;
		writer->database.buried.read(writer->database.xapian, 1);
		writer->directory.open(writer->database.path);
		if (make) {
			writer->directory.sync();
			writer->directory.sync_parent();
		}
		return writer;
	});
}

void
xc_writer_close(struct xc_writer *writer)
{
	delete writer;
}

struct xc_database *
xc_writer_database(struct xc_writer *writer)
{
	return &writer->database;
}

bool
xc_begin(struct xc_writer *writer, struct vb_err *err)
{
	return guard(err, "beginning a transaction", subject_of(&writer->database), [&] {
		require_state(writer, AT_REST);
		writer->xapian.begin_transaction(true);
		writer->state = WRITING;
	});
}

bool
xc_commit(struct xc_writer *writer, struct vb_err *err)
{
	if (guard(err, "committing", subject_of(&writer->database), [&] {
		    require_state(writer, WRITING);
		    writer->state = FAILED;
		    writer->xapian.commit_transaction();
		    writer->directory.sync();
		    writer->state = AT_REST;
	    }))
		return true;
	if (writer->state == FAILED)
		guard(nullptr, "", {nullptr, 0}, [&] { drop_rest(writer); });
	return false;
}

bool
xc_cancel(struct xc_writer *writer, struct vb_err *err)
{
	return guard(err, "cancelling a transaction", subject_of(&writer->database), [&] {
		if (writer->state != SPOILED)
			require_state(writer, WRITING);
		writer->state = FAILED;
		writer->xapian.cancel_transaction();
		writer->database.buried.read(writer->database.xapian, 1);
		writer->state = AT_REST;
	});
}

bool
xc_add(struct xc_writer *writer, const struct xc_document *document, uint32_t *docid,
       struct vb_err *err)
{
	return guard(err, "adding a document", subject_of(&writer->database), [&] {
		write(writer, [&] {
			const uint32_t added = writer->xapian.add_document(document->xapian);

			if (docid != nullptr)
				*docid = added;
		});
	});
}

/* The document that says that another one is deleted: buried.h. */
static Xapian::Document
make_grave(uint32_t docid, const Xapian::Document &buried)
{
	Xapian::Document grave;

	grave.add_term(std::string(1, xc_buried::mark), docid);
	for (auto at = buried.termlist_begin(); at != buried.termlist_end(); ++at)
		grave.add_term(xc_buried::term(*at), at.get_wdf());
	return grave;
}

bool
xc_bury(struct xc_writer *writer, uint32_t docid, const struct xc_document *document,
	struct vb_err *err)
{
	return guard(err, "deleting a document", subject_of(&writer->database), [&] {
		if (docid == 0)
			throw xc_failure{VB_USAGE, "document 0"};
		require_state(writer, WRITING);
		/* Looked at first, since a failed write spoils the transaction. */
		xc_require_shown(&writer->database, docid);
		writer->xapian.get_doclength(docid);
		write(writer, [&] {
			const Xapian::Document grave = make_grave(docid, document->xapian);

			writer->database.buried.add(writer->xapian.add_document(grave), docid);
		});
	});
}

bool
xc_set_metadata(struct xc_writer *writer, const char *key, size_t key_size, const char *value,
		size_t size, struct vb_err *err)
{
	return guard(err, "setting metadata", {key, key_size}, [&] {
		const std::string name(key, key_size), text(value, size);

		xc_require_key(key, key_size);
		write(writer, [&] { writer->xapian.set_metadata(name, text); });
	});
}
