/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "internal.h"

#include <cstring>

/*
 * Xapian writes each NUL of a term as two bytes and looks at the true length only when it
 * writes the transaction, all of which is then lost: so it is looked at here.
 */
void
xc_require_short(const char *data, size_t size)
{
	size_t length = size;

	for (size_t at = 0; at < size && length <= XC_TERM_MAX; at++)
		length += data[at] == '\0';
	if (length > XC_TERM_MAX)
		throw xc_failure{VB_LIMIT, "longer than " + std::to_string(XC_TERM_MAX) + " bytes"};
}

void
xc_require_term(const char *data, size_t size)
{
	xc_require_short(data, size);
	if (size == 0)
		throw xc_failure{VB_USAGE, "the term is empty"};
	if (data[0] == xc_buried::mark)
		throw xc_failure{VB_USAGE, "a term that begins with byte 1"};
}

void
xc_require_key(const char *data, size_t size)
{
	if (size == 0)
		throw xc_failure{VB_USAGE, "the key is empty"};
	xc_require_short(data, size);
}

struct xc_document *
xc_document_new(struct vb_err *err)
{
	return guard_new(err, "making a document", {nullptr, 0},
			 [] { return std::unique_ptr<xc_document>(new xc_document); });
}

void
xc_document_free(struct xc_document *document)
{
	delete document;
}

bool
xc_document_clear(struct xc_document *document, struct vb_err *err)
{
	return guard(err, "clearing a document", {nullptr, 0},
		     [&] { document->xapian = Xapian::Document(); });
}

bool
xc_document_term(struct xc_document *document, const char *term, size_t size, uint32_t wdf,
		 struct vb_err *err)
{
	return guard(err, "adding a term", {term, size}, [&] {
		xc_require_term(term, size);
		document->xapian.add_term(std::string(term, size), wdf);
	});
}

bool
xc_document_position(struct xc_document *document, const char *term, size_t size, uint32_t position,
		     struct vb_err *err)
{
	return guard(err, "adding a term's position", {term, size}, [&] {
		xc_require_term(term, size);
		document->xapian.add_posting(std::string(term, size), position);
	});
}

bool
xc_document_value(struct xc_document *document, unsigned slot, const char *value, size_t size,
		  struct vb_err *err)
{
	return guard(err, "setting a document's value", {nullptr, 0},
		     [&] { document->xapian.add_value(slot, std::string(value, size)); });
}

bool
xc_document_data(struct xc_document *document, const char *data, size_t size, struct vb_err *err)
{
	return guard(err, "setting a document's data", {nullptr, 0},
		     [&] { document->xapian.set_data(std::string(data, size)); });
}
