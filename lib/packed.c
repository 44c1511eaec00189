/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packed.h"

#include <string.h>

#define LANES 4
#define ROWS (VB_PACKED_BLOCK / LANES)

/* Four numbers that are handled together; in a file they stand at multiples of four bytes. */
typedef uint32_t lanes __attribute__((vector_size(16), aligned(4), may_alias));

/* ---- reading ---- */

static size_t
begin_of(const struct vb_packed *packed, size_t number, size_t *term)
{
	if (number == 0)
		return *term = 0;
	*term = packed->list[number - 1].term_end;
	return packed->list[number - 1].block_end;
}

static int
compare(const struct vb_packed *packed, size_t number, const char *term, size_t size)
{
	size_t from, to = packed->list[number].term_end, length;
	int order;

	begin_of(packed, number, &from);
	if (from > to || to > packed->terms_size)
		return 1;
	length = to - from;
	order = memcmp(packed->terms + from, term, length < size ? length : size);
	return order != 0 ? order : (length > size) - (length < size);
}

bool
vb_packed_find(const struct vb_packed *packed, const char *term, size_t size,
	       struct vb_packed_walk *walk)
{
	size_t low = 0, high = packed->lists, from;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(packed, middle, term, size);

		if (order == 0) {
			*walk = (struct vb_packed_walk){
				packed, begin_of(packed, middle, &from),
				packed->list[middle].block_end, 0
			};
			if (walk->end > packed->blocks)
				walk->end = packed->blocks;
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* Takes apart VB_PACKED_BLOCK numbers of so many bits. */
static void
unpack(const unsigned char *data, unsigned bits, uint32_t *out)
{
	const lanes *in = (const void *)data;
	lanes *to = (void *)out;
	uint32_t mask = bits == 32 ? UINT32_MAX : (1u << bits) - 1;

	if (bits == 0) {
		memset(out, 0, VB_PACKED_BLOCK * sizeof out[0]);
		return;
	}
	for (unsigned row = 0, at = 0; row < ROWS; row++, at += bits) {
		lanes value = in[at / 32] >> at % 32;

		if (at % 32 + bits > 32)
			value |= in[at / 32 + 1] << (32 - at % 32);
		to[row] = value & mask;
	}
}

size_t
vb_packed_read(struct vb_packed_walk *walk, uint32_t last, uint32_t *docid, uint32_t *times)
{
	const struct vb_packed *packed = walk->packed;
	const struct vb_packed_block *block;
	uint64_t at, sum = walk->before;

	if (walk->next >= walk->end)
		return 0;
	block = &packed->block[walk->next++];
	at = (uint64_t)block->at * VB_PACKED_UNIT;
	if (block->count > VB_PACKED_BLOCK || block->gap_bits > 32 || block->times_bits > 32 ||
	    at + (uint64_t)(block->gap_bits + block->times_bits) * VB_PACKED_UNIT > packed->data_size) {
		walk->next = walk->end;
		return 0;
	}
	unpack(packed->data + at, block->gap_bits, docid);
	unpack(packed->data + at + (size_t)block->gap_bits * VB_PACKED_UNIT, block->times_bits, times);
	for (size_t i = 0; i < VB_PACKED_BLOCK; i++) {
		sum += (uint64_t)docid[i] + 1;
		docid[i] = (uint32_t)sum;
		times[i]++;
	}
	/* Behind a block's last posting stand zeros. */
	if (sum - (VB_PACKED_BLOCK - block->count) > last) {
		walk->next = walk->end;
		return 0;
	}
	walk->before = block->last;
	return block->count;
}

void
vb_packed_skip(struct vb_packed_walk *walk, uint32_t docid)
{
	const struct vb_packed_block *block = walk->packed->block;

	while (walk->next < walk->end && block[walk->next].last < docid)
		walk->before = block[walk->next++].last;
}

/* ---- making ---- */

static unsigned
bits_of(const uint32_t *list)
{
	uint32_t all = 0;

	for (size_t i = 0; i < VB_PACKED_BLOCK; i++)
		all |= list[i];
	return all == 0 ? 0 : 32 - (unsigned)__builtin_clz(all);
}

static void
pack(struct vb_buf *out, const uint32_t *list, unsigned bits)
{
	uint32_t packed[32 * LANES] = {0};

	for (unsigned row = 0, at = 0; row < ROWS; row++, at += bits)
		for (unsigned lane = 0; bits > 0 && lane < LANES; lane++) {
			uint32_t value = list[row * LANES + lane];

			packed[at / 32 * LANES + lane] |= value << at % 32;
			if (at % 32 + bits > 32)
				packed[(at / 32 + 1) * LANES + lane] |= value >> (32 - at % 32);
		}
	vb_buf_add(out, packed, (size_t)bits * VB_PACKED_UNIT);
}

/* The postings that wait become a block. */
static void
add_block(struct vb_packing *packing)
{
	uint32_t gap[VB_PACKED_BLOCK] = {0}, times[VB_PACKED_BLOCK] = {0};
	struct vb_packed_block block = {
		.at = (uint32_t)(packing->data.len / VB_PACKED_UNIT), .count = (uint16_t)packing->count,
	};

	for (size_t i = 0; i < packing->count; i++) {
		gap[i] = packing->docid[i] - packing->before - 1;
		times[i] = packing->times[i] - 1;
		packing->before = packing->docid[i];
	}
	block.last = packing->before;
	block.gap_bits = (uint8_t)bits_of(gap);
	block.times_bits = (uint8_t)bits_of(times);
	pack(&packing->data, gap, block.gap_bits);
	pack(&packing->data, times, block.times_bits);
	vb_buf_add(&packing->block, &block, sizeof block);
	packing->count = 0;
}

void
vb_packing_add(struct vb_packing *packing, const uint32_t *docid, const uint32_t *times, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		packing->docid[packing->count] = docid[i];
		packing->times[packing->count++] = times[i];
		if (packing->count == VB_PACKED_BLOCK)
			add_block(packing);
	}
}

void
vb_packing_end(struct vb_packing *packing, const char *term, size_t size)
{
	struct vb_packed_list list;

	if (packing->count > 0)
		add_block(packing);
	packing->before = 0;
	vb_buf_add(&packing->terms, term, size);
	list.term_end = (uint32_t)packing->terms.len;
	list.block_end = (uint32_t)(packing->block.len / sizeof(struct vb_packed_block));
	vb_buf_add(&packing->list, &list, sizeof list);
}

void
vb_packing_fini(struct vb_packing *packing)
{
	vb_buf_fini(&packing->list);
	vb_buf_fini(&packing->terms);
	vb_buf_fini(&packing->block);
	vb_buf_fini(&packing->data);
}
