/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting members: a query does it a dozen times, of a few hundred thousand bytes each. */
#include <stdbool.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "set.h"

/* Of one set, or of what is in both. */
static inline size_t
count_bits(const struct vb_set *set, const struct vb_set *other)
{
	size_t count = 0;

	for (size_t i = 0; (i = vb_set_next_row(set, i, set->words)) < set->words;)
		for (size_t row = i + VB_SET_ROW; i < row; i++)
			count += (size_t)__builtin_popcountll(set->bits[i] & other->bits[i]);
	return count;
}

#ifdef __x86_64__
/* Processors since 2008 count the bits of a word in one step; the compiler may not assume one. */
__attribute__((target("popcnt"))) static size_t
count_words(const struct vb_set *set, const struct vb_set *other)
{
	return count_bits(set, other);
}

/* And some those of a row. */
__attribute__((target("avx512f,avx512vpopcntdq"))) static size_t
count_rows(const struct vb_set *set, const struct vb_set *other)
{
	__m512i count = _mm512_setzero_si512();

	for (size_t i = 0; i * 64 * VB_SET_ROW < set->words; i++)
		for (uint64_t rows = set->rows[i] & other->rows[i]; rows != 0; rows &= rows - 1) {
			size_t word = (i * 64 + (size_t)__builtin_ctzll(rows)) * VB_SET_ROW;
			__m512i both = _mm512_and_si512(_mm512_loadu_si512(set->bits + word),
							_mm512_loadu_si512(other->bits + word));

			count = _mm512_add_epi64(count, _mm512_popcnt_epi64(both));
		}
	return (size_t)_mm512_reduce_add_epi64(count);
}

size_t
vb_set_count_both(const struct vb_set *set, const struct vb_set *other)
{
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq"))
		return count_rows(set, other);
	return __builtin_cpu_supports("popcnt") ? count_words(set, other) : count_bits(set, other);
}
#else
size_t
vb_set_count_both(const struct vb_set *set, const struct vb_set *other)
{
	return count_bits(set, other);
}
#endif

size_t
vb_set_count(const struct vb_set *set)
{
	return vb_set_count_both(set, set);
}
