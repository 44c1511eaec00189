/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term_set.h"

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "memory.h"

#define RUN 8	/* terms sorted by insertion before runs are merged */

struct entry {
	uint32_t at, size;	/* its bytes, in bytes */
	uint32_t wdf;
	uint32_t hash;
};

/* What is moved about in sorting: the first 8 bytes as a number tell most pairs apart. */
struct key {
	uint64_t rank;
	uint32_t entry;
};

struct vb_term_set {
	struct vb_buf bytes;	/* the terms end to end */
	struct entry *list;
	struct key *keys, *other;
	struct vb_term *sorted;
	size_t count, cap;
	uint32_t *table;	/* hash table of entry numbers + 1; 0 is free */
	size_t mask;
};

static void
resize(struct vb_term_set *set, size_t cap)
{
	set->cap = cap;
	set->list = vb_memory_resize(set->list, cap, sizeof *set->list);
	set->keys = vb_memory_resize(set->keys, cap, sizeof *set->keys);
	set->other = vb_memory_resize(set->other, cap, sizeof *set->other);
	set->sorted = vb_memory_resize(set->sorted, cap, sizeof *set->sorted);
	set->mask = 4 * cap - 1;
	set->table = vb_memory_resize(set->table, set->mask + 1, sizeof *set->table);
	memset(set->table, 0, (set->mask + 1) * sizeof *set->table);
}

struct vb_term_set *
vb_term_set_new(void)
{
	struct vb_term_set *set = vb_memory_resize(NULL, 1, sizeof *set);

	memset(set, 0, sizeof *set);
	resize(set, 1024);
	return set;
}

void
vb_term_set_free(struct vb_term_set *set)
{
	if (set == NULL)
		return;
	vb_buf_fini(&set->bytes);
	free(set->list);
	free(set->keys);
	free(set->other);
	free(set->sorted);
	free(set->table);
	free(set);
}

void
vb_term_set_clear(struct vb_term_set *set)
{
	/* Emptying by entries is cheaper than wiping the table for a short passage. */
	for (size_t i = 0; i < set->count; i++) {
		size_t slot = set->list[i].hash & set->mask;

		while (set->table[slot] != 0) {
			set->table[slot] = 0;
			slot = (slot + 1) & set->mask;
		}
	}
	set->count = 0;
	vb_buf_clear(&set->bytes);
}

static void
grow(struct vb_term_set *set)
{
	resize(set, 2 * set->cap);
	for (size_t i = 0; i < set->count; i++) {
		size_t slot = set->list[i].hash & set->mask;

		while (set->table[slot] != 0)
			slot = (slot + 1) & set->mask;
		set->table[slot] = (uint32_t)i + 1;
	}
}

static uint32_t
hash_of(const char *bytes, size_t size)
{
	const uint64_t factor = 0x9e3779b97f4a7c15u;
	uint64_t hash = size * factor, word;

	for (; size >= sizeof word; bytes += sizeof word, size -= sizeof word) {
		memcpy(&word, bytes, sizeof word);
		hash = (hash ^ word) * factor;
		hash ^= hash >> 32;
	}
	word = 0;
	for (size_t i = 0; i < size; i++)
		word = word << 8 | (unsigned char)bytes[i];
	hash = (hash ^ word) * factor;
	return (uint32_t)(hash >> 32);
}

void
vb_term_set_add(struct vb_term_set *set, const char *prefix, const char *bytes, size_t size,
		uint32_t wdf)
{
	size_t before = strlen(prefix), at = set->bytes.len, slot;
	struct entry *entry;
	uint32_t hash;
	char *term;

	vb_buf_reserve(&set->bytes, before + size);
	term = set->bytes.data + at;
	memcpy(term, prefix, before);
	memcpy(term + before, bytes, size);
	size += before;
	hash = hash_of(term, size);
	for (slot = hash & set->mask; set->table[slot] != 0; slot = (slot + 1) & set->mask) {
		entry = &set->list[set->table[slot] - 1];
		if (entry->hash == hash && entry->size == size &&
		    memcmp(set->bytes.data + entry->at, term, size) == 0) {
			entry->wdf += wdf;
			return;
		}
	}
	set->bytes.len = at + size;
	set->list[set->count++] = (struct entry){(uint32_t)at, (uint32_t)size, wdf, hash};
	set->table[slot] = (uint32_t)set->count;
	if (set->count == set->cap)
		grow(set);
}

size_t
vb_term_set_bytes(const struct vb_term_set *set)
{
	return set->bytes.len;
}

static uint64_t
rank_of(const char *bytes, size_t size)
{
	uint64_t rank = 0;

	for (size_t i = 0; i < 8; i++)
		rank = rank << 8 | (i < size ? (unsigned char)bytes[i] : 0);
	return rank;
}

static void
insert(struct key *keys, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct key key = keys[i];
		size_t at = i;

		for (; at > 0 && keys[at - 1].rank > key.rank; at--)
			keys[at] = keys[at - 1];
		keys[at] = key;
	}
}

/* Two runs, [0, middle) and [middle, count), become one; which key is next is no branch. */
static void
merge(const struct key *from, size_t middle, size_t count, struct key *to)
{
	const struct key *left = from, *right = from + middle, *end = from + count;

	while (left < from + middle && right < end) {
		bool later = right->rank < left->rank;

		*to++ = *(later ? right : left);
		right += later;
		left += !later;
	}
	memcpy(to, left, (size_t)(from + middle - left) * sizeof *to);
	memcpy(to + (from + middle - left), right, (size_t)(end - right) * sizeof *to);
}

static void
sort_by_rank(struct vb_term_set *set)
{
	for (size_t at = 0; at < set->count; at += RUN)
		insert(set->keys + at, set->count - at < RUN ? set->count - at : RUN);
	for (size_t run = RUN; run < set->count; run *= 2) {
		struct key *keys = set->keys;

		for (size_t at = 0; at < set->count; at += 2 * run) {
			size_t left = set->count - at;

			merge(keys + at, left < run ? left : run, left < 2 * run ? left : 2 * run,
			      set->other + at);
		}
		set->keys = set->other;
		set->other = keys;
	}
}

static bool
precedes(const struct vb_term *one, const struct vb_term *other)
{
	int order = memcmp(one->bytes, other->bytes, one->size < other->size ? one->size : other->size);

	return order < 0 || (order == 0 && one->size < other->size);
}

const struct vb_term *
vb_term_set_sort(struct vb_term_set *set, size_t *count)
{
	for (size_t i = 0; i < set->count; i++)
		set->keys[i] = (struct key){rank_of(set->bytes.data + set->list[i].at,
						    set->list[i].size), (uint32_t)i};
	sort_by_rank(set);
	for (size_t i = 0; i < set->count; i++) {
		const struct entry *entry = &set->list[set->keys[i].entry];
		struct vb_term term = {set->bytes.data + entry->at, entry->size, entry->wdf};
		size_t at = i;

		/* Those of one rank stand together: few, and told apart by the rest of their bytes. */
		for (; at > 0 && set->keys[at - 1].rank == set->keys[i].rank &&
		     precedes(&term, &set->sorted[at - 1]); at--)
			set->sorted[at] = set->sorted[at - 1];
		set->sorted[at] = term;
	}
	*count = set->count;
	return set->sorted;
}
