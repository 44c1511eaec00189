/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verify.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "fsst_count.h"
#include "i18n.h"
#include "memory.h"
#include "record.h"

#define MANY 4096		/* candidates that are worth a thread */
#define PACKED 64		/* and to be read as they are packed */
#define SHARE 64		/* words of the set that a thread takes at a time */
#define SOME 256		/* candidates of which it is found out at once where their texts lie */
#define LOOK 64			/* texts between two looks at the clock */
#define AHEAD 4			/* texts from one whose memory is asked for to one that is read */
#define UNREAD (-1.0f)		/* in the tally: no text was there to read */

/* One set, verified. */
struct verifying {
	struct vb_index *index;
	struct vb_set *set;
	const struct vb_verify *how;
	const struct vb_fsst_sought *sought;	/* in packed texts; NULL: they are unpacked */
	atomic_size_t next;	/* the first word of the set that nobody has taken */
	atomic_bool unread;	/* some are still to be read from their records */
	atomic_bool waited;	/* for texts that were not in the memory */
};

/* The tally, which is zero before, and the set. */
static void
settle(const struct verifying *verifying, uint32_t docid, float count)
{
	if (count != 0)
		verifying->index->tally[docid] = count;
	else
		vb_set_remove(verifying->set, docid);
}

/* Whether a packed text tells all there is to know. */
static bool
read_packed(const struct verifying *verifying, uint32_t docid,
	    const struct vb_texts_packed *packed)
{
	const struct vb_fsst_sought *sought = verifying->sought;
	size_t count;

	if (sought == NULL || sought->table != packed->segment->table)
		return false;
	count = vb_fsst_count(sought, packed->bytes, packed->size, packed->readable);
	if (count > 0 && !verifying->how->places)
		return false;
	settle(verifying, docid, (float)count);
	return true;
}

/* One passage, if the file has its text. */
static void
read_text(struct verifying *verifying, uint32_t docid, const struct vb_texts_packed *packed,
	  struct vb_buf *text)
{
	struct vb_folded folded;

	if (packed->size == 0) {
		settle(verifying, docid, UNREAD);
		atomic_store(&verifying->unread, true);
	} else if (!read_packed(verifying, docid, packed)) {
		vb_fsst_unpack(packed->segment->table, packed->bytes, packed->size, text);
		folded = (struct vb_folded){.text = text->data, .len = text->len};
		settle(verifying, docid, (float)verifying->how->fn(verifying->how->data, &folded));
	}
}

/*
 * Finds texts, size 0 for none.  Where a page of memory lies costs more to find out than what stands there
 * to read: the places of all texts are asked for, then the first bytes of each.
 */
static void
find_all(const struct vb_texts *texts, const uint32_t *docid, size_t count,
	 struct vb_texts_packed *packed)
{
	const struct vb_texts_segment *segment = NULL;

	for (size_t i = 0; i < count; i++) {
		segment = vb_texts_segment_near(texts, docid[i], segment);
		vb_texts_expect(segment, docid[i]);
	}
	for (size_t i = 0; i < count; i++) {
		packed[i].segment = i == 0 ? NULL : packed[i - 1].segment;
		packed[i].size = 0;
		if (vb_texts_find(texts, docid[i], &packed[i]))
			__builtin_prefetch(packed[i].bytes);
	}
}

/* Asks for the rest of a text. */
static void
fetch(const struct vb_texts_packed *packed)
{
	for (size_t i = 64; i < packed->size; i += 64)
		__builtin_prefetch(packed->bytes + i);
}

static void
read_batch(struct verifying *verifying, const uint32_t *docid, size_t count, struct vb_buf *text)
{
	struct vb_texts_packed packed[SOME];
	bool late = false;

	find_all(&verifying->index->texts, docid, count, packed);
	if (verifying->index->texts.cold)
		vb_texts_announce(packed, count);
	for (size_t i = 0; i < AHEAD && i < count; i++)
		fetch(&packed[i]);
	for (size_t i = 0; i < count; i++) {
		if (i + AHEAD < count)
			fetch(&packed[i + AHEAD]);
		if (i % LOOK == 0 && !late)
			late = vb_index_over(verifying->index);
		if (late)
			settle(verifying, docid[i], 0);
		else
			read_text(verifying, docid[i], &packed[i], text);
	}
}

/* Passages that nobody else touches. */
static void
read_some(struct verifying *verifying, const uint32_t *docid, size_t count, struct vb_buf *text)
{
	for (size_t some; count > 0; docid += some, count -= some) {
		some = count < SOME ? count : SOME;
		read_batch(verifying, docid, some, text);
	}
}

/* Share after share, until there are enough that the next one's memory can be asked for. */
static void
read_shares(void *data)
{
	struct verifying *verifying = data;
	const size_t words = verifying->set->words;
	long waits = verifying->index->texts.cold ? vb_mapping_waits() : 0;
	struct vb_buf text = VB_BUF_INIT;
	uint32_t docid[SOME + SHARE * 64];
	size_t word, count = 0;

	while ((word = atomic_fetch_add(&verifying->next, SHARE)) < words) {
		size_t end = word + SHARE < words ? word + SHARE : words;

		while ((word = vb_set_next_row(verifying->set, word, end)) < end)
			for (size_t row = word + VB_SET_ROW; word < row; word++)
				for (uint64_t bits = verifying->set->bits[word]; bits != 0; bits &= bits - 1)
					docid[count++] = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
		if (count >= SOME) {
			read_some(verifying, docid, count, &text);
			count = 0;
		}
	}
	read_some(verifying, docid, count, &text);
	if (verifying->index->texts.cold && vb_mapping_waits() > waits)
		atomic_store(&verifying->waited, true);
	vb_buf_fini(&text);
}

static void
read_together(struct verifying *verifying)
{
	size_t many = vb_set_count(verifying->set);
	struct vb_texts *texts = &verifying->index->texts;
	struct vb_fsst_sought sought = {.bytes = NULL};

	if (many >= PACKED && verifying->how->size > 0 && texts->count > 0) {
		vb_fsst_sought_init(&sought, vb_texts_usage(texts), verifying->how->bytes, verifying->how->size);
		verifying->sought = &sought;
	}
	if (many >= MANY && verifying->how->threads)
		vb_crew_work(&verifying->index->crew, read_shares, verifying);
	else
		read_shares(verifying);
	texts->cold = texts->cold && (verifying->waited || many < PACKED);
	vb_fsst_sought_fini(&sought);
	verifying->sought = NULL;
}

/* What fn is given lies in text: it may fold again. */
static bool
read_record(struct vb_match *match, const struct verifying *verifying, uint32_t docid,
	    struct vb_buf *unpacked, struct vb_buf *text, struct vb_err *err)
{
	struct vb_folded folded;
	const char *source;
	size_t size, source_size;
	char *data;
	bool ok;

	if (!vb_index_data(match->index, docid, &data, &size, err))
		return false;
	ok = vb_record_text(data, size, unpacked, &source, &source_size);
	if (ok) {
		vb_fold(vb_tokeniser_folder(match->tokeniser), source, source_size, &folded);
		vb_buf_clear(text);
		vb_buf_add(text, folded.text, folded.len + 1);
		folded = (struct vb_folded){.text = text->data, .len = folded.len};
		settle(verifying, docid, (float)verifying->how->fn(verifying->how->data, &folded));
	} else {
		vb_err_set(err, VB_DAMAGED, _("the record of a passage is damaged: build the index again "
			   "with 'verbale-index sync --full'"));
	}
	free(data);
	return ok;
}

bool
vb_verify(struct vb_match *match, const struct vb_verify *verify, struct vb_set *set,
	  struct vb_err *err)
{
	struct verifying verifying = {.index = match->index, .set = set, .how = verify};
	struct vb_buf unpacked = VB_BUF_INIT, text = VB_BUF_INIT;
	bool ok = true;

	read_together(&verifying);
	for (uint32_t docid = 0;
	     ok && verifying.unread && (docid = vb_set_next(set, docid + 1)) != 0;) {
		if (match->index->tally[docid] != UNREAD)
			continue;
		match->index->tally[docid] = 0;
		if (vb_index_late(match->index))
			settle(&verifying, docid, 0);
		else
			ok = read_record(match, &verifying, docid, &unpacked, &text, err);
	}
	vb_index_late(match->index);
	vb_buf_fini(&unpacked);
	vb_buf_fini(&text);
	return ok;
}
