/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a set's members, most of which stand a few to a word: how many cannot be foretold. */
#include <stdbool.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "set.h"

static size_t
read_bits(const struct vb_set *set, uint32_t *from, uint32_t *docid, size_t max)
{
	size_t word = *from / 64, count = 0;
	uint64_t cut = UINT64_MAX << *from % 64;

	for (; word < set->words && count + 64 <= max; word++, cut = UINT64_MAX) {
		if (word % VB_SET_ROW == 0 &&
		    (word = vb_set_next_row(set, word, set->words)) == set->words)
			break;
		for (uint64_t bits = set->bits[word] & cut; bits != 0; bits &= bits - 1)
			docid[count++] = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
	}
	*from = (uint32_t)(word * 64);
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

/* The members of a word: the numbers of its bits are moved together, and nothing is branched on but many. */
WIDE static inline size_t
read_word(uint64_t bits, size_t word, uint32_t *docid)
{
	static const uint8_t numbers[64] = {
		0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
		16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
		32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
		48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
	};
	const __m512i base = _mm512_set1_epi32((int)(word * 64));
	size_t members = (size_t)_mm_popcnt_u64(bits);
	uint8_t member[64];

	_mm512_storeu_si512(member, _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(numbers)));
	for (size_t i = 0; i == 0 || i < members; i += 16) {
		__m128i some = _mm_loadu_si128((const __m128i *)(const void *)(member + i));

		_mm512_storeu_si512(docid + i, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(some)));
	}
	return members;
}

/* The same; of a row, which of its words have members is seen at once. */
WIDE static size_t
read_wide(const struct vb_set *set, uint32_t *from, uint32_t *docid, size_t max)
{
	const size_t first = *from / 64;
	const uint64_t cut = UINT64_MAX << *from % 64;
	size_t row = first / VB_SET_ROW * VB_SET_ROW, count = 0;

	for (; (row = vb_set_next_row(set, row, set->words)) < set->words; row += VB_SET_ROW) {
		__m512i all = _mm512_loadu_si512(set->bits + row);
		unsigned left = _mm512_test_epi64_mask(all, all);

		if (row < first)
			left &= 0xffU << (first - row);
		for (; left != 0; left &= left - 1) {
			size_t word = row + (size_t)__builtin_ctz(left);

			if (count + 64 > max) {
				*from = (uint32_t)(word * 64);
				return count;
			}
			count += read_word(set->bits[word] & (word == first ? cut : UINT64_MAX), word,
					   docid + count);
		}
	}
	*from = (uint32_t)(set->words * 64);
	return count;
}
#else
static bool
can_be_wide(void)
{
	return false;
}

static size_t
read_wide(const struct vb_set *set, uint32_t *from, uint32_t *docid, size_t max)
{
	return read_bits(set, from, docid, max);
}
#endif

size_t
vb_set_read(const struct vb_set *set, uint32_t *from, uint32_t *docid, size_t max)
{
	return can_be_wide() ? read_wide(set, from, docid, max) : read_bits(set, from, docid, max);
}
