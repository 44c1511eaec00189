/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "served.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"

#define BLOCK 256
#define TERM_SIZE (1 + VB_SOURCE_DIGITS)

static bool
read_file(struct vb_served *served, struct xc_database *database, const char *term, uint32_t last,
	  struct vb_err *err)
{
	struct xc_postings *postings = xc_postings_open(database, term, TERM_SIZE, err);
	uint32_t docid[BLOCK], number = (uint32_t)(served->terms.len / TERM_SIZE);
	size_t count = 1;
	bool ok = postings != NULL;

	while (ok && count > 0) {
		ok = xc_postings_read(postings, docid, NULL, BLOCK, &count, err);
		for (size_t i = 0; ok && i < count; i++)
			if (docid[i] <= last)
				served->file[docid[i]] = number;
	}
	xc_postings_close(postings);
	return ok;
}

bool
vb_served_read(struct vb_served *served, struct xc_database *database, uint32_t last,
	       struct vb_err *err)
{
	struct xc_terms *terms = xc_terms_open(database, VB_TERM_SOURCE, 1, err);
	struct xc_bytes term;
	bool ok = terms != NULL;

	served->file = calloc((size_t)last + 1, sizeof(served->file[0]));
	if (served->file == NULL)
		ok = vb_err_set(err, VB_MEMORY, "no memory for %u passages", (unsigned)last);
	while (ok && (ok = xc_terms_next(terms, &term, NULL, err)) && term.data != NULL) {
		if (term.size != TERM_SIZE)
			continue;
		vb_buf_add(&served->terms, term.data, term.size);
		ok = read_file(served, database, term.data, last, err);
	}
	xc_terms_close(terms);
	return ok;
}

void
vb_served_fini(struct vb_served *served)
{
	free(served->file);
	vb_buf_fini(&served->terms);
	memset(served, 0, sizeof(*served));
}

bool
vb_served_data(const struct vb_served *served, struct xc_database *database, uint32_t docid,
	       char **data, size_t *size, struct vb_err *err)
{
	if (served->file == NULL || served->file[docid] == 0)
		return xc_database_value(database, docid, VB_SLOT_RECORD, data, size, err);
	return xc_database_value_of(database, docid, VB_SLOT_RECORD,
				    served->terms.data + (size_t)(served->file[docid] - 1) * TERM_SIZE,
				    TERM_SIZE, data, size, err);
}
