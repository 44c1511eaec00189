/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fsst.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define BYTES 20000

static struct vb_fsst_table table;
static struct vb_fsst_finder *finder;
static struct vb_buf packed, back;
static char bytes[BYTES];

static void
learn(const char *sample, size_t size)
{
	vb_fsst_learn(&table, sample, size);
	cr_assert(vb_fsst_fits(&table));
	vb_fsst_finder_free(finder);
	finder = vb_fsst_finder_new(&table);
}

static void
fill(const char *text)
{
	for (size_t i = 0; i < BYTES; i++)
		bytes[i] = text[i % strlen(text)];
}

static void
teardown(void)
{
	vb_fsst_finder_free(finder);
	vb_buf_fini(&packed);
	vb_buf_fini(&back);
}

TestSuite(fsst, .fini = teardown);

/* Packs a copy that ends where its memory ends, and unpacks one likewise. */
static size_t
comes_back(const char *text, size_t size)
{
	char *copy = malloc(size + 1), *tight;

	memcpy(copy, text, size);
	copy = realloc(copy, size > 0 ? size : 1);
	vb_buf_clear(&packed);
	vb_fsst_pack(finder, copy, size, &packed);
	tight = malloc(packed.len + 1);
	if (packed.len > 0)
		memcpy(tight, packed.data, packed.len);
	tight = realloc(tight, packed.len > 0 ? packed.len : 1);
	cr_assert(vb_fsst_unpack(&table, tight, packed.len, &back));
	cr_assert_eq(back.len, size);
	cr_assert_eq(memcmp(back.data, copy, size), 0);
	free(copy);
	free(tight);
	return packed.len;
}

Test(fsst, a_text_like_the_sample_becomes_less_than_half)
{
	static const char text[] = "the general assembly of the united nations recalls its resolutions. ";

	fill(text);
	learn(bytes, BYTES);
	cr_expect_lt(comes_back(text, sizeof text - 1), sizeof text / 4);
	cr_expect_lt(comes_back("the nations recall the assembly", 31), 24);
}

Test(fsst, chinese_of_three_bytes_a_character_becomes_less_than_half)
{
	static const char text[] = "各国在使用信息和通信技术方面的负责任国家行为准则，规则和原则";

	fill(text);
	learn(bytes, BYTES);
	cr_expect_lt(comes_back(text, sizeof text - 1), sizeof text / 2);
}

Test(fsst, any_bytes_come_back_and_are_at_most_half_as_many_again)
{
	uint32_t seed = 7;

	fill("sample of peace and security ");
	learn(bytes, BYTES);
	for (size_t size = 0; size < 600; size++) {
		char odd[600];

		for (size_t i = 0; i < size; i++) {
			seed = seed * 1664525u + 1013904223u;
			odd[i] = seed >> 31 ? (char)(seed >> 8) : bytes[i];
		}
		cr_expect_leq(comes_back(odd, size), size + (size + 1) / 2);
	}
}

Test(fsst, without_a_sample_too)
{
	learn(NULL, 0);
	cr_expect_eq(comes_back("peace", 5), 8);
	cr_expect_eq(comes_back("\xff\xff", 2), 3);
	cr_expect_eq(comes_back("", 0), 0);
	cr_expect_eq(comes_back("\0", 1), 2);
}

Test(fsst, a_sample_gives_the_same_table_each_time)
{
	struct vb_fsst_table first;

	for (size_t i = 0; i < BYTES; i++)
		bytes[i] = "peace and trade"[i * i / 7 % 15];
	learn(bytes, BYTES);
	first = table;
	memset(&table, 1, sizeof table);
	learn(bytes, BYTES);
	cr_expect_eq(memcmp(&first, &table, sizeof table), 0);
}

Test(fsst, a_table_whose_entries_have_no_length_or_too_much_is_refused)
{
	learn("peace", 5);
	table.length[17] = 9;
	cr_expect_not(vb_fsst_fits(&table));
	table.length[17] = 0;
	cr_expect_not(vb_fsst_fits(&table));
	table.length[17] = 8;
	cr_expect(vb_fsst_fits(&table));
}

Test(fsst, codes_take_three_bytes_two_and_a_last_one_takes_two)
{
	learn("peace", 5);
	cr_expect(vb_fsst_unpack(&table, "\x61\x20\x06\x63\x00", 5, &back));
	cr_expect_str_eq(back.data, "abc");
	cr_expect_not(vb_fsst_unpack(&table, "\x61", 1, &back));
	cr_expect_not(vb_fsst_unpack(&table, "\x61\x20\x06\x63", 4, &back));
	cr_expect(vb_fsst_unpack(&table, "", 0, &back));
	cr_expect_eq(back.len, 0);
}
