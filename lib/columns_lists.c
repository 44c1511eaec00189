/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Posting lists as a part of the image of columns: see packed.h.
 *
 * The commonest terms are asked for most, and their lists take longest to read.  One passage
 * in LIST_PART must hold a term for its list to be there: half of all postings, and some
 * twelve bytes for a hundred of text.
 */
#include <string.h>

#include "columns_image.h"
#include "i18n.h"
#include "schema.h"

#define LIST_PART 256

struct adding {
	const struct vb_columns_source *source;
	struct vb_packing packing;
};

static void
add_postings(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	vb_packing_add(data, docid, wdf, count);
}

static bool
add_list(void *data, const char *term, size_t size, uint32_t documents, struct vb_err *err)
{
	struct adding *adding = data;
	const struct vb_columns_source *source = adding->source;

	if (documents < VB_PACKED_BLOCK || documents < source->documents / LIST_PART)
		return true;
	if (!source->postings(source->database, term, size, add_postings, &adding->packing, err))
		return false;
	vb_packing_end(&adding->packing, term, size);
	return true;
}

/* In the order of bytes, as the lists are looked up. */
static const char *const families[] = {
	VB_TERM_COMMON, VB_TERM_GRAM_CONTEXT, VB_TERM_WORD_CONTEXT, VB_TERM_GRAM, VB_TERM_WORD,
};

bool
vb_columns_add_lists(const struct vb_columns_source *source, struct vb_buf *out,
		     struct vb_columns_lists *lists, struct vb_err *err)
{
	struct adding adding = {.source = source};
	const struct vb_packing *packing = &adding.packing;
	bool ok = true;

	for (size_t i = 0; ok && i < sizeof families / sizeof families[0]; i++)
		ok = source->terms(source->database, families[i], strlen(families[i]), add_list,
				   &adding, err);
	if (ok && packing->data.len / VB_PACKED_UNIT > UINT32_MAX)
		ok = vb_err_set(err, VB_LIMIT, "more postings than columns can hold");
	if (ok) {
		lists->list = vb_columns_add_part(out, packing->list.data, packing->list.len);
		lists->lists = packing->list.len / sizeof(struct vb_packed_list);
		lists->terms = vb_columns_add_part(out, packing->terms.data, packing->terms.len);
		lists->terms_size = packing->terms.len;
		lists->block = vb_columns_add_part(out, packing->block.data, packing->block.len);
		lists->blocks = packing->block.len / sizeof(struct vb_packed_block);
		lists->data = vb_columns_add_part(out, packing->data.data, packing->data.len);
		lists->data_size = packing->data.len;
	}
	vb_packing_fini(&adding.packing);
	return ok;
}
