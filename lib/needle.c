/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "needle.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Compared all at once, on machines that can. */
#define BLOCK 16
typedef uint8_t block_bytes __attribute__((vector_size(BLOCK)));

/* How often a byte is met, roughly: higher is more often. */
static size_t
frequency(char byte)
{
	static const char common[] = "zqxjkvbywgpfmucdlhrsinoate ";
	const char *at = byte == '\0' ? NULL : strchr(common, byte);

	if ((unsigned char)byte >= 0xE0)
		return sizeof common;	/* the first byte of a character of three or four */
	return at == NULL ? 0 : (size_t)(at + 1 - common);
}

/* The rarest but one; what stands beside that comes last, for it goes with it in other words too. */
static size_t
rarest(const char *bytes, size_t size, size_t but)
{
	size_t best = but, least = SIZE_MAX;

	for (size_t i = 0; i < size; i++) {
		bool beside = i + 1 == but || i == but + 1;
		size_t count = frequency(bytes[i]) + (beside ? 256 : 0);

		if (i != but && count < least) {
			best = i;
			least = count;
		}
	}
	return best;
}

void
vb_needle_init(struct vb_needle *needle, const char *bytes, size_t size)
{
	size_t one, other;

	assert(size > 0);
	one = size == 1 ? 0 : rarest(bytes, size, SIZE_MAX - 1);
	other = size == 1 ? 0 : rarest(bytes, size, one);
	*needle = (struct vb_needle){bytes, size, one < other ? one : other, one < other ? other : one};
}

static block_bytes
load(const char *from)
{
	block_bytes block;

	memcpy(&block, from, sizeof block);
	return block;
}

/* Where the first byte lies, in memory, that is not 0; bytes are 0 or 1. */
static unsigned
take_first(uint64_t *bytes)
{
	const bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
	unsigned bit = little ? (unsigned)__builtin_ctzll(*bytes) : 63 - (unsigned)__builtin_clzll(*bytes);

	*bytes ^= UINT64_C(1) << bit;
	return little ? bit / 8 : 7 - bit / 8;
}

static bool
is_here(const struct vb_needle *needle, const char *at, const char *end)
{
	return (size_t)(end - at) >= needle->size && memcmp(at, needle->bytes, needle->size) == 0;
}

/* Among the BLOCK places from at on, where both bytes have been compared with. */
static const char *
find_in_block(const struct vb_needle *needle, block_bytes met, const char *at, const char *end)
{
	uint64_t half[2];

	memcpy(half, &met, sizeof half);
	if ((half[0] | half[1]) == 0)
		return NULL;
	for (size_t i = 0; i < 2; i++, at += BLOCK / 2) {
		half[i] &= UINT64_C(0x0101010101010101);
		while (half[i] != 0) {
			unsigned place = take_first(&half[i]);

			if (is_here(needle, at + place, end))
				return at + place;
		}
	}
	return NULL;
}

const char *
vb_needle_find(const struct vb_needle *needle, const char *at, const char *end)
{
	const size_t first = needle->first, second = needle->second;
	const block_bytes one = (block_bytes){0} + (uint8_t)needle->bytes[first];
	const block_bytes other = (block_bytes){0} + (uint8_t)needle->bytes[second];

	for (; (size_t)(end - at) >= second + BLOCK; at += BLOCK) {
		block_bytes differ = (load(at + first) ^ one) | (load(at + second) ^ other);
		const char *found = find_in_block(needle, (block_bytes)(differ == 0), at, end);

		if (found != NULL)
			return found;
	}
	for (; (size_t)(end - at) >= needle->size; at++)
		if (at[first] == needle->bytes[first] && is_here(needle, at, end))
			return at;
	return NULL;
}
