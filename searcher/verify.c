/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verify.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "i18n.h"
#include "record.h"

#define THREADS 4		/* at most */
#define MANY 4096		/* candidates that are worth a thread */
#define SHARE 256		/* words of the set that a thread takes at a time */
#define LOOK 64			/* texts between two looks at the clock */
#define UNREAD (-1.0f)		/* in the tally: no text was there to read */

/* One set, verified. */
struct verify {
	struct vb_index *index;
	struct vb_set *set;
	vb_verify_fn *fn;
	void *data;
	atomic_size_t next;	/* the first word of the set that nobody has taken */
	atomic_bool unread;	/* some are still to be read from their records */
};

static void
settle(const struct verify *verify, uint32_t docid, float count)
{
	verify->index->tally[docid] = count;
	if (count == 0)
		vb_set_remove(verify->set, docid);
}

/* One passage, if the file has its text. */
static void
read_text(struct verify *verify, uint32_t docid, struct vb_buf *text)
{
	if (vb_texts_read(&verify->index->texts, docid, text)) {
		struct vb_folded folded = {.text = text->data, .len = text->len};

		settle(verify, docid, (float)verify->fn(verify->data, &folded));
	} else {
		settle(verify, docid, UNREAD);
		atomic_store(&verify->unread, true);
	}
}

/* The passages in some words of the set, which nobody else touches. */
static void
read_share(struct verify *verify, size_t word, size_t end, struct vb_buf *text)
{
	unsigned count = 0;
	bool late = false;

	for (; word < end; word++)
		for (uint64_t bits = verify->set->bits[word]; bits != 0; bits &= bits - 1) {
			uint32_t docid = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);

			if (count++ % LOOK == 0 && !late)
				late = vb_index_over(verify->index);
			if (late)
				settle(verify, docid, 0);
			else
				read_text(verify, docid, text);
		}
}

static void *
read_shares(void *data)
{
	struct verify *verify = data;
	const size_t words = verify->set->words;
	struct vb_buf text = VB_BUF_INIT;
	size_t word;

	while ((word = atomic_fetch_add(&verify->next, SHARE)) < words)
		read_share(verify, word, word + SHARE < words ? word + SHARE : words, &text);
	vb_buf_fini(&text);
	return NULL;
}

static void
read_together(struct verify *verify, bool threads)
{
	pthread_t helper[THREADS - 1];
	size_t count = 0;
	long processors = 1;

	if (threads && vb_set_count(verify->set) >= MANY)
		processors = sysconf(_SC_NPROCESSORS_ONLN);
	while (count < THREADS - 1 && (long)count + 1 < processors &&
	       pthread_create(&helper[count], NULL, read_shares, verify) == 0)
		count++;
	read_shares(verify);
	while (count > 0)
		pthread_join(helper[--count], NULL);
}

/* What fn is given lies in text: it may fold again. */
static bool
read_record(struct vb_match *match, const struct verify *verify, uint32_t docid,
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
		settle(verify, docid, (float)verify->fn(verify->data, &folded));
	} else {
		vb_err_set(err, VB_DAMAGED, _("the record of a passage is damaged: build the index again "
			   "with 'verbale-index sync --full'"));
	}
	free(data);
	return ok;
}

bool
vb_verify(struct vb_match *match, struct vb_set *set, vb_verify_fn *fn, void *data, bool threads,
	  struct vb_err *err)
{
	struct verify verify = {.index = match->index, .set = set, .fn = fn, .data = data};
	struct vb_buf unpacked = VB_BUF_INIT, text = VB_BUF_INIT;
	bool ok = true;

	read_together(&verify, threads);
	for (uint32_t docid = 0;
	     ok && verify.unread && (docid = vb_set_next(set, docid + 1)) != 0;) {
		if (match->index->tally[docid] != UNREAD)
			continue;
		if (vb_index_late(match->index))
			settle(&verify, docid, 0);
		else
			ok = read_record(match, &verify, docid, &unpacked, &text, err);
	}
	vb_index_late(match->index);
	vb_buf_fini(&unpacked);
	vb_buf_fini(&text);
	return ok;
}
