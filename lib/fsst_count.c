/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fsst_count.h"

#include <assert.h>
#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "memory.h"

/* Bytes that may be the pivot, one of the first being rare enough, and how many of them are tried. */
#define PIVOTS 32
#define TRIED 2
/* Codes it may be in that are looked for sixteen places at a time: of more, too many others seem to be one. */
#define FEW_CODES 16

/* ---- codes ---- */

static size_t
codes_in(size_t size)
{
	return vb_fsst_may_be(size) ? size / 3 * 2 + size % 3 / 2 : 0;
}

static unsigned
code_at(const uint8_t *packed, size_t number)
{
	const uint8_t *at = packed + number / 2 * 3;

	return number % 2 == 0 ? (at[0] | (unsigned)at[1] << 8) % VB_FSST_ENTRIES
			       : at[1] >> 4 | (unsigned)at[2] << 4;
}

/* ---- usage ---- */

/* The bytes that a code's string holds, each once; returns how many. */
static size_t
list_bytes(const struct vb_fsst_table *table, unsigned code, uint8_t byte[VB_FSST_LONGEST])
{
	size_t count = 0;

	for (size_t at = 0; at < table->length[code]; at++)
		if (memchr(byte, table->bytes[code][at], count) == NULL)
			byte[count++] = (uint8_t)table->bytes[code][at];
	return count;
}

void
vb_fsst_usage_init(struct vb_fsst_usage *usage, const struct vb_fsst_table *table)
{
	uint16_t next[257] = {0};
	uint8_t byte[VB_FSST_LONGEST];

	memset(usage, 0, sizeof(*usage));
	usage->table = table;
	for (unsigned code = 0; code < VB_FSST_ENTRIES; code++)
		for (size_t i = list_bytes(table, code, byte); i-- > 0;)
			next[byte[i] + 1]++;
	for (size_t i = 0; i < 256; i++)
		next[i + 1] = (uint16_t)(next[i + 1] + next[i]);
	memcpy(usage->first, next, sizeof(next));
	for (unsigned code = 0; code < VB_FSST_ENTRIES; code++)
		for (size_t i = list_bytes(table, code, byte); i-- > 0;)
			usage->holder[next[byte[i]]++] = (uint16_t)code;
}

void
vb_fsst_usage_add(struct vb_fsst_usage *usage, const char *packed, size_t size)
{
	for (size_t i = 0; i < codes_in(size); i++) {
		unsigned code = code_at((const uint8_t *)packed, i);

		usage->times[code]++;
		for (size_t at = 0; at < usage->table->length[code]; at++)
			usage->met[(uint8_t)usage->table->bytes[code][at]]++;
	}
}

/* ---- what is sought ---- */

/* Whether the first length bytes are the same; VB_FSST_LONGEST of both can be read. */
static inline bool
same(const char *one, const char *other, size_t length)
{
	static const uint8_t masks[VB_FSST_LONGEST * 2] = {255, 255, 255, 255, 255, 255, 255, 255};
	uint64_t a, b, mask;

	memcpy(&a, one, sizeof(a));
	memcpy(&b, other, sizeof(b));
	memcpy(&mask, masks + VB_FSST_LONGEST - length, sizeof(mask));
	return ((a ^ b) & mask) == 0;
}

/* The bits of the string's bytes that can be the pivot: what stands around them agrees. */
static inline unsigned
places_in(const struct vb_fsst_sought *sought, unsigned code, size_t pivot)
{
	const char *string = sought->table->bytes[code];
	size_t length = sought->table->length[code];
	unsigned places = 0;

	for (size_t i = 0; i < length; i++) {
		size_t before = i < pivot ? i : pivot;
		size_t behind = length - i < sought->size - pivot ? length - i : sought->size - pivot;

		if (string[i] == sought->bytes[pivot] &&
		    same(string + i - before, sought->bytes + pivot - before, before + behind))
			places |= 1u << i;
	}
	return places;
}

/* How often codes are met that the pivot may be in. */
static uint64_t
count_met(const struct vb_fsst_sought *sought, const struct vb_fsst_usage *usage, size_t pivot)
{
	const uint8_t byte = (uint8_t)sought->bytes[pivot];
	uint64_t met = 0;

	for (size_t i = usage->first[byte]; i < usage->first[byte + 1]; i++)
		if (usage->times[usage->holder[i]] > 0 && places_in(sought, usage->holder[i], pivot) != 0)
			met += usage->times[usage->holder[i]];
	return met;
}

/* Of the bytes that are met least the one that codes are least often looked at for. */
static size_t
choose_pivot(const struct vb_fsst_sought *sought, const struct vb_fsst_usage *usage)
{
	size_t count = sought->size < PIVOTS ? sought->size : PIVOTS, best = 0;
	uint64_t least = UINT64_MAX;
	bool tried[PIVOTS] = {false};

	for (size_t i = 0; i < TRIED && i < count; i++) {
		size_t pivot = count;
		uint64_t met;

		for (size_t j = 0; j < count; j++)
			if (!tried[j] && (pivot == count || usage->met[(uint8_t)sought->bytes[j]] <
							    usage->met[(uint8_t)sought->bytes[pivot]]))
				pivot = j;
		tried[pivot] = true;
		met = count_met(sought, usage, pivot);
		if (met < least) {
			least = met;
			best = pivot;
		}
	}
	return best;
}

void
vb_fsst_sought_init(struct vb_fsst_sought *sought, const struct vb_fsst_usage *usage,
		    const char *bytes, size_t size)
{
	uint8_t byte;

	assert(size > 0);
	memset(sought, 0, sizeof(*sought));
	sought->table = usage->table;
	sought->size = size;
	sought->bytes = vb_memory_resize(NULL, size + VB_FSST_LONGEST, 1);
	memcpy(sought->bytes, bytes, size);
	memset(sought->bytes + size, 0, VB_FSST_LONGEST);
	sought->pivot = choose_pivot(sought, usage);
	byte = (uint8_t)bytes[sought->pivot];
	for (size_t i = usage->first[byte]; i < usage->first[byte + 1]; i++) {
		unsigned code = usage->holder[i];

		sought->places[code] = (uint8_t)places_in(sought, code, sought->pivot);
		if (sought->places[code] == 0)
			continue;
		for (unsigned part = 0; part < 3; part++)
			sought->parts[part][code >> 4 * part & 15] |= (uint8_t)(1 << sought->codes % 8);
		sought->codes++;
	}
}

void
vb_fsst_sought_fini(struct vb_fsst_sought *sought)
{
	free(sought->bytes);
	sought->bytes = NULL;
}

/* ---- counting ---- */

/* Whether the codes from number on go on with the bytes from place on. */
static bool
goes_on(const struct vb_fsst_sought *sought, const uint8_t *packed, size_t codes, size_t number,
	size_t place)
{
	for (; place < sought->size; number++) {
		unsigned code;
		size_t length;

		if (number >= codes)
			return false;
		code = code_at(packed, number);
		length = sought->table->length[code];
		if (length > sought->size - place)
			length = sought->size - place;
		if (!same(sought->table->bytes[code], sought->bytes + place, length))
			return false;
		place += length;
	}
	return true;
}

/* Whether the codes before number end in the bytes before place. */
static bool
comes_from(const struct vb_fsst_sought *sought, const uint8_t *packed, size_t number, size_t place)
{
	while (place > 0) {
		unsigned code;
		size_t length, part;

		if (number == 0)
			return false;
		code = code_at(packed, --number);
		length = sought->table->length[code];
		part = length < place ? length : place;
		/* Behind the last entry's bytes lie the lengths. */
		if (!same(sought->table->bytes[code] + length - part, sought->bytes + place - part,
			  part))
			return false;
		place -= part;
	}
	return true;
}

/* In how many places the bytes stand so that their pivot is one of those of this code. */
static inline size_t
count_at(const struct vb_fsst_sought *sought, const uint8_t *packed, size_t codes, size_t number,
	 unsigned places)
{
	const size_t length = sought->table->length[code_at(packed, number)];
	const size_t pivot = sought->pivot;
	size_t count = 0;

	for (; places != 0; places &= places - 1) {
		size_t place = (size_t)__builtin_ctz(places);

		count += goes_on(sought, packed, codes, number + 1, pivot + length - place) &&
			 (pivot <= place || comes_from(sought, packed, number, pivot - place));
	}
	return count;
}

/* The places of two codes, which begin at `at`: in the first byte and in the second. */
static inline uint64_t
places_of_two(const uint8_t *places, const uint8_t *at)
{
	uint16_t first, second;

	memcpy(&first, at, sizeof(first));
	memcpy(&second, at + 1, sizeof(second));
	return places[le16toh(first) % VB_FSST_ENTRIES] |
	       (uint64_t)places[le16toh(second) >> 4] << 8;
}

/* Eight codes. */
#define STEP 12

static inline bool
any_place(const uint8_t *places, const uint8_t *at)
{
	uint64_t both = places_of_two(places, at) | places_of_two(places, at + 3) |
			places_of_two(places, at + 6) | places_of_two(places, at + 9);

	return both != 0;
}

/* In how many places the pivot is in one of the eight codes from number on. */
static size_t
count_step(const struct vb_fsst_sought *sought, const uint8_t *packed, size_t codes, size_t number)
{
	const uint8_t *at = packed + number / 2 * 3;
	uint64_t eight = 0;
	size_t count = 0;

	for (unsigned i = 0; i < 4; i++)
		eight |= places_of_two(sought->places, at + 3 * i) << 16 * i;
	while (eight != 0) {
		unsigned byte = (unsigned)__builtin_ctzll(eight) / 8;

		if (number + byte < codes)
			count += count_at(sought, packed, codes, number + byte, eight >> 8 * byte & 0xff);
		eight &= ~(UINT64_C(0xff) << 8 * byte);
	}
	return count;
}

/* ---- many codes at a time ---- */

#ifdef __x86_64__
#define WIDE __attribute__((target("avx2")))

static bool
can_be_wide(void)
{
	return __builtin_cpu_supports("avx2");
}

WIDE static inline __m256i
twice(const uint8_t bytes[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)bytes));
}

/*
 * Bit 2i: the pivot may be in the i'th code from `at` on, and is if there are no more than eight
 * such codes.  A code is looked at in three parts of four bits.
 */
WIDE static inline uint32_t
look(const struct vb_fsst_sought *sought, const uint8_t *at)
{
	const __m256i spread = _mm256_setr_epi8(0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10, 10, 11,
						0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10, 10, 11);
	const __m256i part = _mm256_set1_epi8(15);
	__m256i codes, ends, middle, fits;

	codes = _mm256_loadu2_m128i((const __m128i *)(const void *)(at + STEP),
				    (const __m128i *)(const void *)at);
	codes = _mm256_shuffle_epi8(codes, spread);
	codes = _mm256_blend_epi16(codes, _mm256_srli_epi16(codes, 4), 0xAA);
	ends = _mm256_and_si256(codes, part);
	middle = _mm256_and_si256(_mm256_srli_epi16(codes, 4), part);
	fits = _mm256_srli_epi16(_mm256_shuffle_epi8(twice(sought->parts[2]), ends), 8);
	fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(twice(sought->parts[0]), ends));
	fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(twice(sought->parts[1]), middle));
	fits = _mm256_cmpeq_epi16(fits, _mm256_setzero_si256());
	return ~(uint32_t)_mm256_movemask_epi8(fits) & 0x55555555;
}

/*
 * The same of 64 codes, in an order of their own: nothing is branched on until it is known of
 * all of them, since where the few are cannot be foretold.
 */
WIDE static inline uint64_t
look_far(const struct vb_fsst_sought *sought, const uint8_t *at)
{
	uint32_t low = look(sought, at) | look(sought, at + 2 * STEP) << 1;
	uint32_t high = look(sought, at + 4 * STEP) | look(sought, at + 6 * STEP) << 1;

	return low | (uint64_t)high << 32;
}

/* Adds to *count for the first codes, of which it returns how many. */
WIDE static size_t
count_wide(const struct vb_fsst_sought *sought, const uint8_t *packed, size_t codes, size_t readable,
	   size_t *count)
{
	size_t number = 0;

	for (; number < codes && number / 2 * 3 + 8 * STEP + 4 <= readable; number += 64) {
		uint64_t some = look_far(sought, packed + number / 2 * 3);

		for (; some != 0; some &= some - 1) {
			size_t bit = (size_t)__builtin_ctzll(some);
			size_t one = number + bit / 32 * 32 + bit % 2 * 16 + bit % 32 / 2;

			if (one < codes)
				*count += count_at(sought, packed, codes, one,
						   sought->places[code_at(packed, one)]);
		}
	}
	return number;
}
#else
static bool
can_be_wide(void)
{
	return false;
}

static size_t
count_wide(const struct vb_fsst_sought *sought, const uint8_t *packed, size_t codes, size_t readable,
	   size_t *count)
{
	(void)sought, (void)packed, (void)codes, (void)readable, (void)count;
	return 0;
}
#endif

size_t
vb_fsst_count(const struct vb_fsst_sought *sought, const char *packed, size_t size,
	      size_t readable)
{
	const uint8_t *bytes = (const uint8_t *)packed, *at = bytes, *end = bytes + size;
	const size_t codes = codes_in(size);
	size_t count = 0;

	if (readable < size + STEP)
		end = size < STEP ? bytes : end - STEP + 1;
	if (sought->codes <= FEW_CODES && can_be_wide())
		at += count_wide(sought, bytes, codes, readable, &count) / 2 * 3;
	for (; at < end; at += STEP)
		if (any_place(sought->places, at))
			count += count_step(sought, bytes, codes, (size_t)(at - bytes) / 3 * 2);
	for (size_t i = (size_t)(at - bytes) / 3 * 2; i < codes; i++)
		count += count_at(sought, bytes, codes, i, sought->places[code_at(bytes, i)]);
	return count;
}
