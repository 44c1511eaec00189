/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Posting lists as a part of the image of columns: see packed.h.
 *
 * The commonest terms are asked for most, and their lists take longest to read.  One passage
 * in LIST_PART must hold a term for its list to be there: half of all postings, and some
 * ten bytes for a hundred of text.
 */
#include <stdlib.h>
#include <string.h>

#include "columns_image.h"
#include "memory.h"
#include "schema.h"

#define LIST_PART 80

struct adding {
	const struct vb_columns_source *source;
	struct vb_packing packing;
	uint8_t *alive;		/* by docid; NULL: nothing is taken over */
};

static void
add_postings(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	vb_packing_add(data, docid, wdf, count);
}

/* What the list held before, but for passages that are gone. */
static void
take_over(struct adding *adding, struct vb_packed_walk *walk)
{
	uint32_t docid[VB_PACKED_BLOCK], times[VB_PACKED_BLOCK], last = adding->source->last;
	size_t count;

	while ((count = vb_packed_read(walk, last, docid, times)) > 0) {
		size_t kept = 0;

		for (size_t i = 0; i < count; i++) {
			docid[kept] = docid[i];
			times[kept] = times[i];
			kept += adding->alive[docid[i]];
		}
		vb_packing_add(&adding->packing, docid, times, kept);
	}
}

static bool
add_list(void *data, const char *term, size_t size, uint32_t documents, struct vb_err *err)
{
	struct adding *adding = data;
	const struct vb_columns_source *source = adding->source;
	struct vb_packed_walk walk;
	bool ok;

	if (documents < VB_PACKED_BLOCK || documents < source->documents / LIST_PART)
		return true;
	if (adding->alive != NULL && vb_packed_find(&source->before->packed, term, size, &walk)) {
		take_over(adding, &walk);
		ok = source->further(source->database, term, size, source->before->last + 1,
				     add_postings, &adding->packing, err);
	} else {
		ok = source->postings(source->database, term, size, add_postings, &adding->packing,
				      err);
	}
	if (ok)
		vb_packing_end(&adding->packing, term, size);
	return ok;
}

static void
note_alive(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct adding *adding = data;

	(void)wdf;
	for (size_t i = 0; i < count; i++)
		if (docid[i] <= adding->source->last)
			adding->alive[docid[i]] = 1;
}

/* Which passages there are still. */
static bool
find_alive(struct adding *adding, struct vb_err *err)
{
	const struct vb_columns_source *source = adding->source;

	if (source->before == NULL || source->before->last > source->last)
		return true;
	adding->alive = vb_memory_resize(NULL, (size_t)source->last + 1, 1);
	memset(adding->alive, 0, (size_t)source->last + 1);
	return source->postings(source->database, VB_TERM_LENGTH, strlen(VB_TERM_LENGTH), note_alive,
				adding, err);
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
	bool ok = find_alive(&adding, err);

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
	free(adding.alive);
	return ok;
}
