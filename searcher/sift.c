/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sift.h"

#include <stdatomic.h>

#include "utf8.h"

#define MANY 65536		/* candidates that are worth a thread */
#define WALK_COST 12		/* sifting one costs as much as walking along so many */
#define READ_COST 128		/* and reading one */
#define BATCH 256		/* candidates whose memory is asked for at once */
/*
 * Words of the set that a thread takes at a time: its rows are told by words that nobody else
 * touches.
 */
#define SHARE (VB_SET_ROW * 64)

/* One set, sifted. */
struct sifting {
	struct vb_index *index;
	const struct vb_sift *how;
	struct vb_set *set;
	struct vb_set *sure;	/* NULL: what does not hold the bytes is dropped */
	atomic_size_t next;	/* the first word of the set that nobody has taken */
};

/* Some candidates, whose sieves were asked for. */
struct batch {
	uint32_t docid[BATCH];
	const struct vb_sieve *sieve[BATCH];
	size_t count;
};

/* Adds the passages of one word of the set; those that nothing is known of stay. */
static void
add_word(struct sifting *sifting, size_t word, const struct vb_texts_segment **segment,
	 struct batch *batch)
{
	const struct vb_texts *texts = &sifting->index->texts;

	for (uint64_t bits = sifting->set->bits[word]; bits != 0; bits &= bits - 1) {
		uint32_t docid = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
		const struct vb_texts_segment *before = *segment;
		const struct vb_sieve *sieve = vb_texts_sieve(texts, docid, segment);

		if (texts->cold && *segment != before)
			vb_texts_announce_sieves(*segment);
		__builtin_prefetch(sieve);
		batch->docid[batch->count] = docid;
		batch->sieve[batch->count] = sieve;
		batch->count += sieve != NULL;
	}
}

/* What is found is not branched on, so that nobody waits for one passage after another. */
static void
drop_batch(struct sifting *sifting, const struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		uint32_t docid = batch->docid[i];

		vb_set_remove_if(sifting->set, docid,
				 !vb_sieve_may_hold(batch->sieve[i], &sifting->how->sought));
	}
}

static void
move_batch(struct sifting *sifting, const struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		uint32_t docid = batch->docid[i];
		bool again = false;

		for (size_t j = 0; j < sifting->how->inners; j++)
			again |= vb_sieve_may_hold(batch->sieve[i], &sifting->how->inner[j]);
		vb_set_remove_if(sifting->set, docid, !again);
		vb_set_add_if(sifting->sure, docid, !again);
		sifting->index->tally[docid] = (float)!again;
	}
}

static void
sift_batch(struct sifting *sifting, struct batch *batch)
{
	if (sifting->sure == NULL)
		drop_batch(sifting, batch);
	else
		move_batch(sifting, batch);
	batch->count = 0;
}

static void
sift_shares(void *data)
{
	struct sifting *sifting = data;
	const struct vb_texts_segment *segment = NULL;
	const size_t words = sifting->set->words;
	struct batch batch = {.count = 0};
	size_t word;

	while ((word = atomic_fetch_add(&sifting->next, SHARE)) < words) {
		size_t end = word + SHARE < words ? word + SHARE : words;

		while ((word = vb_set_next_row(sifting->set, word, end)) < end)
			for (size_t row = word + VB_SET_ROW; word < row; word++) {
				add_word(sifting, word, &segment, &batch);
				if (batch.count > BATCH - 64)
					sift_batch(sifting, &batch);
			}
		sift_batch(sifting, &batch);
	}
}

/* The keys of a row's characters but the first; the last is not counted. */
static void
list_inner(struct vb_sift *sift, const char *bytes, size_t size)
{
	size_t at = 0, count = 0;

	for (; at < size; count++) {
		uint32_t point = vb_utf8_next(bytes, size, &at);

		if (!vb_utf8_unspaced(point) || count > VB_SIFT_INNER + 1)
			return;
		if (count > 0)
			vb_sieve_add_again(&sift->inner[count - 1], point);
	}
	sift->inners = count > 2 ? count - 2 : 0;
}

void
vb_sift_init(struct vb_sift *sift, const struct vb_index *index, const char *bytes, size_t size)
{
	*sift = (struct vb_sift){.done = false};
	vb_sieve_add(&sift->sought, bytes, size);
	sift->able = index->texts.count > 0 && vb_sieve_any(&sift->sought);
	if (index->texts.count > 0)
		list_inner(sift, bytes, size);
}

static void
sift_all(struct sifting *sifting)
{
	if (vb_set_count(sifting->set) >= MANY)
		vb_crew_work(&sifting->index->crew, sift_shares, sifting);
	else
		sift_shares(sifting);
}

void
vb_sift(struct vb_index *index, const struct vb_sift *sift, struct vb_set *set)
{
	if (sift->able)
		sift_all(&(struct sifting){index, sift, set, NULL, 0});
}

void
vb_sift_sure(struct vb_index *index, const struct vb_sift *sift, struct vb_set *set,
	     struct vb_set *sure)
{
	sift_all(&(struct sifting){index, sift, set, sure, 0});
}

bool
vb_sift_before(struct vb_index *index, struct vb_sift *sift, size_t passages, struct vb_set *set)
{
	if (!sift->able)
		return false;
	if (!sift->done && vb_set_count(set) < passages / WALK_COST) {
		vb_sift(index, sift, set);
		sift->done = true;
	}
	return sift->done && vb_set_count(set) < passages / READ_COST;
}
