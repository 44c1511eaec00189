/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a set's members, most of which stand a few to a word: how many cannot be foretold. */
#include <stdbool.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "set.h"

/* A set while it is read: the next word, and its bits that are still to be read. */
struct reading {
	const struct vb_set *set;
	size_t word;
	uint64_t bits;
};

static inline void
move_on(struct reading *reading)
{
	if (++reading->word % VB_SET_ROW == 0)
		reading->word = vb_set_next_row(reading->set, reading->word, reading->set->words);
	if (reading->word < reading->set->words)
		reading->bits = reading->set->bits[reading->word];
}

static size_t
read_bits(struct reading *reading, uint32_t *docid, size_t max)
{
	size_t count = 0;

	for (; reading->word < reading->set->words && count + 64 <= max; move_on(reading)) {
		uint32_t base = (uint32_t)(reading->word * 64);

		for (uint64_t bits = reading->bits; bits != 0; bits &= bits - 1)
			docid[count++] = base + (uint32_t)__builtin_ctzll(bits);
	}
	return count;
}

#ifdef __x86_64__
#define WIDE __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt")))

static bool
can_be_wide(void)
{
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
	       __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("popcnt");
}

/* The same: the numbers of a word's bits are moved together, and nothing is branched on but many. */
WIDE static size_t
read_wide(struct reading *reading, uint32_t *docid, size_t max)
{
	static const uint8_t numbers[64] = {
		0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
		16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
		32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
		48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
	};
	const __m512i all = _mm512_loadu_si512(numbers);
	size_t count = 0;

	for (; reading->word < reading->set->words && count + 64 <= max; move_on(reading)) {
		const __m512i base = _mm512_set1_epi32((int)(reading->word * 64));
		size_t members = (size_t)_mm_popcnt_u64(reading->bits);
		uint8_t member[64];

		_mm512_storeu_si512(member, _mm512_maskz_compress_epi8(reading->bits, all));
		for (size_t i = 0; i == 0 || i < members; i += 16) {
			__m128i some = _mm_loadu_si128((const __m128i *)(const void *)(member + i));

			_mm512_storeu_si512(docid + count + i,
					    _mm512_add_epi32(base, _mm512_cvtepu8_epi32(some)));
		}
		count += members;
	}
	return count;
}
#else
static bool
can_be_wide(void)
{
	return false;
}

static size_t
read_wide(struct reading *reading, uint32_t *docid, size_t max)
{
	return read_bits(reading, docid, max);
}
#endif

size_t
vb_set_read(const struct vb_set *set, uint32_t *from, uint32_t *docid, size_t max)
{
	struct reading reading = {set, *from / 64, 0};
	size_t count;

	if (reading.word < set->words)
		reading.bits = set->bits[reading.word] >> *from % 64 << *from % 64;
	count = can_be_wide() ? read_wide(&reading, docid, max) : read_bits(&reading, docid, max);
	*from = (uint32_t)(reading.word * 64);
	return count;
}
