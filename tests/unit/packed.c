/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "dice.h"

#include "packed.h"

#define MOST 100000

static struct vb_packing packing;
static struct vb_packed packed;
static uint32_t docid[MOST], times[MOST];

static void
teardown(void)
{
	vb_packing_fini(&packing);
}

TestSuite(packed, .fini = teardown);

/* A list of so many passages, ever the same for a term; returns the last. */
static uint32_t
invent(uint32_t term, size_t count, uint32_t gap, uint32_t most)
{
	uint32_t last = 0;

	seed = term;
	for (size_t i = 0; i < count; i++) {
		docid[i] = last += 1 + dice(gap);
		times[i] = 1 + dice(most);
	}
	return last;
}

static void
use(void)
{
	packed = (struct vb_packed){
		.list = (const void *)packing.list.data,
		.lists = packing.list.len / sizeof(struct vb_packed_list),
		.terms = packing.terms.data, .terms_size = packing.terms.len,
		.block = (const void *)packing.block.data,
		.blocks = packing.block.len / sizeof(struct vb_packed_block),
		.data = (const void *)packing.data.data, .data_size = packing.data.len,
	};
}

static void
add(const char *term, size_t count)
{
	/* In pieces, as a database gives them. */
	for (size_t from = 0; from < count; from += 1000)
		vb_packing_add(&packing, docid + from, times + from,
			       count - from < 1000 ? count - from : 1000);
	vb_packing_end(&packing, term, strlen(term));
}

/* Reads what invent() left, from the posting at first on. */
static void
expect(struct vb_packed_walk *walk, size_t first, size_t count)
{
	uint32_t found[VB_PACKED_BLOCK], often[VB_PACKED_BLOCK];
	size_t at = first, read;

	while ((read = vb_packed_read(walk, UINT32_MAX, found, often)) > 0) {
		cr_assert_leq(at + read, count);
		cr_assert_arr_eq(found, docid + at, read * sizeof(found[0]));
		cr_assert_arr_eq(often, times + at, read * sizeof(often[0]));
		at += read;
	}
	cr_expect_eq(at, count);
}

static const struct {
	const char *term;
	size_t count;
	uint32_t gap, most;
} lists[] = {
	{"g\xe8\xa3\x81\xe5\x86\x9b", 50000, 3, 2}, {"wa", MOST, 1, 1}, {"wab", 1000, 40000, 300},
	{"wb", 129, 1u << 23, 1u << 23}, {"wc", 128, 7, 1}, {"wd", 1, 1, 9}, {"we", 127, 1000, 70000},
};
#define LISTS (sizeof(lists) / sizeof(lists[0]))

static void
add_all(void)
{
	for (uint32_t i = 0; i < LISTS; i++) {
		invent(i, lists[i].count, lists[i].gap, lists[i].most);
		add(lists[i].term, lists[i].count);
	}
	use();
}

Test(packed, a_list_comes_back_as_it_was)
{
	struct vb_packed_walk walk;

	add_all();
	for (uint32_t i = 0; i < LISTS; i++) {
		invent(i, lists[i].count, lists[i].gap, lists[i].most);
		cr_assert(vb_packed_find(&packed, lists[i].term, strlen(lists[i].term), &walk));
		expect(&walk, 0, lists[i].count);
	}
}

Test(packed, a_term_without_a_list_is_not_found)
{
	struct vb_packed_walk walk;

	use();
	cr_expect_not(vb_packed_find(&packed, "wa", 2, &walk));
	add_all();
	cr_expect_not(vb_packed_find(&packed, "", 0, &walk));
	cr_expect_not(vb_packed_find(&packed, "w", 1, &walk));
	cr_expect_not(vb_packed_find(&packed, "waa", 3, &walk));
	cr_expect_not(vb_packed_find(&packed, "wz", 2, &walk));
}

Test(packed, common_words_take_little_room)
{
	invent(1, MOST, 20, 2);
	add("wa", MOST);
	cr_expect_lt(packing.data.len + packing.block.len, (size_t)MOST * 7 / 8 + 100);
}

Test(packed, blocks_are_left_out_up_to_a_passage)
{
	struct vb_packed_walk walk;

	invent(1, MOST, 50, 3);
	add("wa", MOST);
	use();
	cr_assert(vb_packed_find(&packed, "wa", 2, &walk));
	vb_packed_skip(&walk, docid[0]);
	vb_packed_skip(&walk, docid[12800]);
	expect(&walk, 12800, MOST);
	cr_assert(vb_packed_find(&packed, "wa", 2, &walk));
	vb_packed_skip(&walk, docid[MOST - 1] + 1);
	expect(&walk, MOST, MOST);
}

/* Whatever the bytes are: nothing outside the arrays is touched, no passage is behind the last. */
Test(packed, a_damaged_list_does_no_harm)
{
	uint32_t last = invent(1, 5000, 50, 3);

	for (uint32_t round = 0; round < 2000; round++) {
		struct vb_buf *part[] = {&packing.list, &packing.terms, &packing.block, &packing.data};
		uint32_t found[VB_PACKED_BLOCK], often[VB_PACKED_BLOCK];
		struct vb_packed_walk walk;
		struct vb_buf *hurt;
		size_t read;

		vb_packing_fini(&packing);
		packing = (struct vb_packing){.count = 0};
		invent(1, 5000, 50, 3);
		add("wa", 5000);
		add("wb", 5000);
		seed = round;
		hurt = part[dice(4)];
		for (uint32_t i = dice(5); i < 5; i++)
			hurt->data[dice((uint32_t)hurt->len)] = (char)dice(256);
		use();
		packed.data_size -= dice(3) == 0 ? packed.data_size / 2 : 0;
		if (!vb_packed_find(&packed, "wb", 2, &walk))
			continue;
		vb_packed_skip(&walk, dice(last));
		while ((read = vb_packed_read(&walk, last, found, often)) > 0)
			for (size_t i = 0; i < read; i++)
				cr_assert(found[i] > 0 && found[i] <= last);
	}
}
