/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of short strings learned from a sample, and texts packed by it: see fsst.h. */
#include <stdlib.h>
#include <string.h>

#include "fsst.h"
#include "memory.h"

#define SINGLES 256		/* entries of one byte, the first */

/* ---- finding entries in a text ---- */

#define HASHES 16384		/* of three bytes; a power of two */

/* Up to eight bytes as a number, and which of its bits count. */
struct entry {
	uint64_t bytes, mask;
	uint16_t code, hash;
	uint8_t length;
};

/* Entries of three and more bytes stand by the hash of three, the longest first. */
struct vb_fsst_finder {
	struct entry entry[VB_FSST_ENTRIES];
	uint16_t start[HASHES + 1];	/* by hash */
	uint16_t two[65536];		/* by two bytes: their code; 0 for none */
};

static uint64_t
number_of(const char *bytes)
{
	uint64_t number;

	memcpy(&number, bytes, sizeof number);
	return number;
}

/* The bits of the first length bytes. */
static uint64_t
mask_of(size_t length)
{
	char bytes[VB_FSST_LONGEST] = {0};

	memset(bytes, 0xFF, length);
	return number_of(bytes);
}

static inline unsigned
two_of(const char *bytes)
{
	return (unsigned)(uint8_t)bytes[0] << 8 | (uint8_t)bytes[1];
}

static inline unsigned
hash_of(const char *bytes)
{
	return ((two_of(bytes) << 8 | (uint8_t)bytes[2]) * 0x9E3779B1u) >> 18;
}

_Static_assert(1u << (32 - 18) == HASHES, "a hash has its place");

static int
by_hash(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	return a->code < b->code ? -1 : a->code > b->code;
}

static void
fill_finder(struct vb_fsst_finder *finder, const struct vb_fsst_table *table, size_t entries)
{
	size_t count = 0, at = 0;

	memset(finder->two, 0, sizeof finder->two);
	for (size_t i = SINGLES; i < entries; i++) {
		const char *bytes = table->bytes[i];

		if (table->length[i] == 2)
			finder->two[two_of(bytes)] = (uint16_t)i;
		else if (table->length[i] > 2)
			finder->entry[count++] = (struct entry){
				number_of(bytes), mask_of(table->length[i]), (uint16_t)i,
				(uint16_t)hash_of(bytes), table->length[i]};
	}
	qsort(finder->entry, count, sizeof finder->entry[0], by_hash);
	for (unsigned hash = 0; hash <= HASHES; hash++) {
		while (at < count && finder->entry[at].hash < hash)
			at++;
		finder->start[hash] = (uint16_t)at;
	}
}

struct vb_fsst_finder *
vb_fsst_finder_new(const struct vb_fsst_table *table)
{
	struct vb_fsst_finder *finder = vb_memory_resize(NULL, 1, sizeof *finder);

	fill_finder(finder, table, VB_FSST_ENTRIES);
	return finder;
}

void
vb_fsst_finder_free(struct vb_fsst_finder *finder)
{
	free(finder);
}

/* The longest entry at at[0..left), of which eight bytes can be read. */
static inline unsigned
find(const struct vb_fsst_finder *finder, const char *at, size_t left, size_t *length)
{
	uint64_t next = number_of(at);
	unsigned hash = hash_of(at), two = finder->two[two_of(at)];

	for (unsigned i = finder->start[hash]; i < finder->start[hash + 1]; i++) {
		const struct entry *entry = &finder->entry[i];

		if ((next & entry->mask) == entry->bytes && entry->length <= left) {
			*length = entry->length;
			return entry->code;
		}
	}
	*length = two != 0 && left >= 2 ? 2 : 1;
	return *length == 2 ? two : (uint8_t)at[0];
}

/* The same anywhere in a text of left bytes, one or more. */
static unsigned
find_in(const struct vb_fsst_finder *finder, const char *at, size_t left, size_t *length)
{
	char bytes[VB_FSST_LONGEST] = {0};

	if (left >= VB_FSST_LONGEST)
		return find(finder, at, left, length);
	memcpy(bytes, at, left);
	return find(finder, bytes, left, length);
}

void
vb_fsst_pack(const struct vb_fsst_finder *finder, const char *text, size_t size, struct vb_buf *out)
{
	size_t length;
	char *to;

	vb_buf_reserve(out, size + size / 2 + 2);
	to = out->data + out->len;
	while (size > 0) {
		unsigned first = find_in(finder, text, size, &length), second = 0;

		text += length;
		size -= length;
		*to++ = (char)first;
		if (size == 0) {
			*to++ = (char)(first >> 8);
			break;
		}
		second = find_in(finder, text, size, &length);
		text += length;
		size -= length;
		*to++ = (char)(first >> 8 | second << 4);
		*to++ = (char)(second >> 4);
	}
	out->len = (size_t)(to - out->data);
	*to = '\0';
}

/* ---- learning ---- */

#define ROUNDS 8
#define RARE 3			/* what occurs less often than this is no candidate */

/* How often two codes came one after the other. */
struct pair {
	uint32_t codes;		/* the first above the second; both 0: the slot is free */
	uint32_t count;
};

struct candidate {
	char bytes[VB_FSST_LONGEST];
	uint64_t gain;		/* bytes of the sample that it covers */
	uint8_t length;		/* 0: the slot is free */
};

struct learning {
	struct vb_fsst_table *table;
	size_t entries;
	struct vb_fsst_finder finder;
	uint32_t alone[VB_FSST_ENTRIES];
	struct pair *pairs;
	struct candidate *candidates;
	size_t slots;		/* of both: a power of two, more than the sample has bytes */
};

static size_t
slot_of(uint64_t number, size_t slots)
{
	return (size_t)(number * 0x9E3779B97F4A7C15u >> 32) & (slots - 1);
}

static void
count_pair(struct learning *learning, unsigned first, unsigned second)
{
	uint32_t codes = (uint32_t)first << 16 | second;
	size_t at = slot_of(codes, learning->slots);

	while (learning->pairs[at].count > 0 && learning->pairs[at].codes != codes)
		at = (at + 1) & (learning->slots - 1);
	learning->pairs[at].codes = codes;
	learning->pairs[at].count++;
}

static void
count_codes(struct learning *learning, const char *sample, size_t size)
{
	unsigned before = VB_FSST_ENTRIES;

	memset(learning->alone, 0, sizeof learning->alone);
	memset(learning->pairs, 0, learning->slots * sizeof learning->pairs[0]);
	while (size > 0) {
		size_t length;
		unsigned code = find_in(&learning->finder, sample, size, &length);

		learning->alone[code]++;
		if (before < VB_FSST_ENTRIES)
			count_pair(learning, before, code);
		before = code;
		sample += length;
		size -= length;
	}
}

static void
add_candidate(struct learning *learning, const char *bytes, size_t length, uint64_t count)
{
	size_t at = slot_of(number_of(bytes) + length, learning->slots);
	struct candidate *candidate = &learning->candidates[at];

	while (candidate->length > 0 && (candidate->length != length ||
					 memcmp(candidate->bytes, bytes, VB_FSST_LONGEST) != 0)) {
		at = (at + 1) & (learning->slots - 1);
		candidate = &learning->candidates[at];
	}
	memcpy(candidate->bytes, bytes, VB_FSST_LONGEST);
	candidate->length = (uint8_t)length;
	candidate->gain += count * length;
}

/* Entries that were met, and pairs of them, as long as an entry may be. */
static void
add_candidates(struct learning *learning)
{
	const struct vb_fsst_table *table = learning->table;

	memset(learning->candidates, 0, learning->slots * sizeof learning->candidates[0]);
	for (size_t code = SINGLES; code < learning->entries; code++)
		if (learning->alone[code] >= RARE)
			add_candidate(learning, table->bytes[code], table->length[code],
				      learning->alone[code]);
	for (size_t i = 0; i < learning->slots; i++) {
		const struct pair *pair = &learning->pairs[i];
		size_t first = pair->codes >> 16, second = pair->codes & 0xFFFF;
		char bytes[2 * VB_FSST_LONGEST] = {0};
		size_t length;

		if (pair->count < RARE)
			continue;
		length = (size_t)table->length[first] + table->length[second];
		memcpy(bytes, table->bytes[first], VB_FSST_LONGEST);
		memcpy(bytes + table->length[first], table->bytes[second], VB_FSST_LONGEST);
		add_candidate(learning, bytes, length < VB_FSST_LONGEST ? length : VB_FSST_LONGEST,
			      pair->count);
	}
}

static int
by_gain(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->gain != b->gain)
		return a->gain > b->gain ? -1 : 1;
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

/* The candidates that gain most become the table. */
static void
choose(struct learning *learning)
{
	size_t count = 0;

	for (size_t i = 0; i < learning->slots; i++)
		if (learning->candidates[i].length > 0)
			learning->candidates[count++] = learning->candidates[i];
	qsort(learning->candidates, count, sizeof learning->candidates[0], by_gain);
	learning->entries = SINGLES;
	for (size_t i = 0; i < count && learning->entries < VB_FSST_ENTRIES; i++) {
		memcpy(learning->table->bytes[learning->entries], learning->candidates[i].bytes,
		       VB_FSST_LONGEST);
		learning->table->length[learning->entries++] = learning->candidates[i].length;
	}
	fill_finder(&learning->finder, learning->table, learning->entries);
}

void
vb_fsst_learn(struct vb_fsst_table *table, const char *sample, size_t size)
{
	struct learning *learning = vb_memory_resize(NULL, 1, sizeof *learning);

	memset(table->bytes, 0, sizeof table->bytes);
	memset(table->length, 1, sizeof table->length);
	for (size_t i = 0; i < SINGLES; i++)
		table->bytes[i][0] = (char)i;
	learning->table = table;
	learning->entries = SINGLES;
	for (learning->slots = 2 * VB_FSST_ENTRIES; learning->slots < 2 * size;)
		learning->slots *= 2;
	learning->pairs = vb_memory_resize(NULL, learning->slots, sizeof learning->pairs[0]);
	learning->candidates = vb_memory_resize(NULL, learning->slots, sizeof learning->candidates[0]);
	fill_finder(&learning->finder, table, SINGLES);
	for (int round = 0; round < ROUNDS; round++) {
		count_codes(learning, sample, size);
		add_candidates(learning);
		choose(learning);
	}
	free(learning->pairs);
	free(learning->candidates);
	free(learning);
}
