/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sift.h"

#include <stdatomic.h>

#define MANY 65536		/* candidates that are worth a thread */
#define WALK_COST 4		/* sifting one costs as much as walking along so many */
#define READ_COST 128		/* and reading one */
#define BATCH 256		/* candidates whose memory is asked for at once */
#define SHARE 1024		/* words of the set that a thread takes at a time */

/* One set, sifted. */
struct sifting {
	struct vb_index *index;
	struct vb_set *set;
	const struct vb_gaps *sought;
	atomic_size_t next;	/* the first word of the set that nobody has taken */
};

/* Some candidates, whose gaps were asked for. */
struct batch {
	uint32_t docid[BATCH];
	const struct vb_gaps *gaps[BATCH];
	size_t count;
};

/* Adds the passages of one word of the set; those that nothing is known of stay. */
static void
add_word(struct sifting *sifting, size_t word, const struct vb_texts_segment **segment,
	 struct batch *batch)
{
	for (uint64_t bits = sifting->set->bits[word]; bits != 0; bits &= bits - 1) {
		uint32_t docid = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
		const struct vb_gaps *gaps = vb_texts_gaps(&sifting->index->texts, docid, segment);

		__builtin_prefetch(gaps);
		batch->docid[batch->count] = docid;
		batch->gaps[batch->count] = gaps;
		batch->count += gaps != NULL;
	}
}

/* What is found is not branched on, so that nobody waits for one passage after another. */
static void
sift_batch(struct sifting *sifting, struct batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		uint32_t docid = batch->docid[i];
		uint64_t drop = !vb_gaps_may_hold(batch->gaps[i], sifting->sought);

		sifting->set->bits[docid / 64] &= ~(drop << docid % 64);
	}
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
		for (size_t end = word + SHARE < words ? word + SHARE : words; word < end; word++) {
			add_word(sifting, word, &segment, &batch);
			if (batch.count > BATCH - 64)
				sift_batch(sifting, &batch);
		}
		sift_batch(sifting, &batch);
	}
}

void
vb_sift_init(struct vb_sift *sift, const struct vb_index *index, const char *bytes, size_t size)
{
	*sift = (struct vb_sift){.done = false};
	vb_gaps_add(&sift->sought, bytes, size);
	sift->able = index->texts.count > 0 && vb_gaps_any(&sift->sought);
}

void
vb_sift(struct vb_index *index, const struct vb_sift *sift, struct vb_set *set)
{
	struct sifting sifting = {.index = index, .set = set, .sought = &sift->sought};

	if (!sift->able)
		return;
	if (vb_set_count(set) >= MANY)
		vb_crew_work(&index->crew, sift_shares, &sifting);
	else
		sift_shares(&sifting);
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
