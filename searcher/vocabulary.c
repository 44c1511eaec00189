/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "schema.h"
#include "vocabulary.h"

bool
vb_vocabulary_load(struct vb_vocabulary *vocabulary, struct xc_database *database,
		   struct vb_err *err)
{
	struct xc_terms *terms;
	struct xc_bytes term;
	uint32_t documents;
	bool ok;

	if (vocabulary->loaded)
		return true;
	terms = xc_terms_open(database, VB_TERM_WORD, 1, err);
	if (terms == NULL)
		return false;
	vb_buf_clear(&vocabulary->block);
	vb_buf_char(&vocabulary->block, '\n');
	vocabulary->whole = true;
	while ((ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL) {
		if (term.size < 2)
			continue;
		if (vocabulary->block.len + term.size > VB_VOCABULARY_MAX) {
			vocabulary->whole = false;
			break;
		}
		vb_buf_add(&vocabulary->block, term.data + 1, term.size - 1);
		vb_buf_char(&vocabulary->block, '\n');
	}
	xc_terms_close(terms);
	vocabulary->loaded = ok;
	return ok;
}

void
vb_vocabulary_fini(struct vb_vocabulary *vocabulary)
{
	vb_buf_fini(&vocabulary->block);
	vocabulary->loaded = vocabulary->whole = false;
}

bool
vb_vocabulary_next(const struct vb_vocabulary *vocabulary, size_t *at, struct xc_bytes *word)
{
	const char *block = vocabulary->block.data;
	const char *end;

	if (block == NULL || *at + 1 >= vocabulary->block.len)
		return false;
	word->data = block + *at + 1;
	end = memchr(word->data, '\n', vocabulary->block.len - *at - 1);
	word->size = (size_t)(end - word->data);
	*at = (size_t)(end - block);
	return true;
}

bool
vb_vocabulary_find(const struct vb_vocabulary *vocabulary, const char *run, size_t size,
		   unsigned edges, size_t *at, struct xc_bytes *word)
{
	const char *block = vocabulary->block.data;
	const char *end = block + vocabulary->block.len;
	const char *from = block + *at, *found, *start;

	while (block != NULL && from < end &&
	       (found = memmem(from, (size_t)(end - from), run, size)) != NULL) {
		from = found + 1;
		if ((edges & VB_EDGE_START && found[-1] != '\n') ||
		    (edges & VB_EDGE_END && found[size] != '\n'))
			continue;
		start = memrchr(block, '\n', (size_t)(found - block));
		word->data = start + 1;
		found = memchr(found, '\n', (size_t)(end - found));
		word->size = (size_t)(found - word->data);
		*at = (size_t)(found - block);
		return true;
	}
	return false;
}
