/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fsst_count.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"

static struct vb_fsst_table table;
static struct vb_fsst_finder *finder;
static struct vb_buf packed;
/* A text of words that have much in common, so that many codes agree with a part of them. */
static size_t
invent(char *text, size_t words)
{
	static const char *const word[] = {
		"on", "one", "to", "too", "tooth", " ", ",", ", ", "security", "sec", "aa", "aaa", "安全", "安",
		"和平与安全", "网络"
	};
	size_t size = 0;

	while (words-- > 0) {
		const char *next = word[dice(sizeof(word) / sizeof(word[0]))];

		memcpy(text + size, next, strlen(next));
		size += strlen(next);
	}
	return size;
}

static void
setup(void)
{
	static char sample[200000];

	vb_fsst_learn(&table, sample, invent(sample, 15000));
	finder = vb_fsst_finder_new(&table);
}

static void
teardown(void)
{
	vb_fsst_finder_free(finder);
	vb_buf_fini(&packed);
}

TestSuite(fsst_count, .init = setup, .fini = teardown);

static size_t
places(const char *text, size_t size, const char *bytes, size_t wanted)
{
	size_t count = 0;

	for (size_t i = 0; i + wanted <= size; i++)
		count += memcmp(text + i, bytes, wanted) == 0;
	return count;
}

/* In a copy that ends where its memory ends, and with the same again behind the text. */
static void
count(const char *text, size_t size, const char *bytes, size_t wanted)
{
	static struct vb_fsst_usage usage;
	struct vb_fsst_sought sought;
	size_t right = places(text, size, bytes, wanted), packed_size;
	char *tight;

	vb_buf_clear(&packed);
	vb_fsst_pack(finder, text, size, &packed);
	packed_size = packed.len;
	vb_fsst_pack(finder, text, size, &packed);
	if (usage.table == NULL)
		vb_fsst_usage_init(&usage, &table);
	vb_fsst_usage_add(&usage, packed.data, packed_size);
	vb_fsst_sought_init(&sought, &usage, bytes, wanted);
	cr_expect_eq(vb_fsst_count(&sought, packed.data, packed_size, packed.len), right,
		     "\"%.*s\" in \"%.*s\"", (int)wanted, bytes, (int)size, text);
	tight = malloc(packed_size > 0 ? packed_size : 1);
	if (packed_size > 0)
		memcpy(tight, packed.data, packed_size);
	cr_expect_eq(vb_fsst_count(&sought, tight, packed_size, packed_size), right);
	free(tight);
	vb_fsst_sought_fini(&sought);
}

Test(fsst_count, a_packed_text_holds_what_it_holds_unpacked)
{
	static const char text[] = "security, too, 和平与安全 on one tooth: aaaa";

	for (size_t from = 0; from < sizeof(text) - 1; from++)
		for (size_t size = 1; from + size < sizeof(text); size++)
			count(text, sizeof(text) - 1, text + from, size);
	count(text, sizeof(text) - 1, "peace", 5);
	count(text, sizeof(text) - 1, "one tooth: aaaaa", 16);
	count(text, sizeof(text) - 1, "\0", 1);
	count("", 0, "on", 2);
}

Test(fsst_count, so_do_thousands_of_texts_that_are_much_alike)
{
	char text[2000], bytes[400];

	for (int i = 0; i < 20000; i++) {
		size_t size = invent(text, dice(100)), wanted = invent(bytes, 1 + dice(4)), from = dice(3);

		from = from < wanted ? from : 0;
		wanted -= from;
		if (size > 0 && dice(3) == 0) {
			from = dice((uint32_t)size);
			wanted = 1 + dice((uint32_t)(size - from < 80 ? size - from : 80));
			memcpy(bytes, text + from, wanted);
			from = 0;
		}
		count(text, size, bytes + from, wanted);
	}
}

Test(fsst_count, codes_and_bytes_are_counted)
{
	static struct vb_fsst_usage usage;
	uint32_t sum = 0;

	vb_fsst_usage_init(&usage, &table);
	vb_fsst_pack(finder, "\x01\x02\x01", 3, &packed);
	vb_fsst_usage_add(&usage, packed.data, packed.len);
	for (size_t i = 0; i < VB_FSST_ENTRIES; i++)
		sum += usage.times[i];
	cr_expect_eq(sum, 3);
	cr_expect_eq(usage.times[1], 2);
	cr_expect_eq(usage.times[2], 1);
	cr_expect_eq(usage.met[1], 2);
}

Test(fsst_count, each_byte_knows_the_codes_that_hold_it)
{
	static struct vb_fsst_usage usage;

	vb_fsst_usage_init(&usage, &table);
	for (size_t byte = 0; byte < 256; byte++) {
		size_t right = 0;

		for (size_t code = 0; code < VB_FSST_ENTRIES; code++)
			right += memchr(table.bytes[code], (int)byte, table.length[code]) != NULL;
		cr_expect_eq(usage.first[byte + 1] - usage.first[byte], right);
		for (size_t i = usage.first[byte]; i < usage.first[byte + 1]; i++)
			cr_expect(memchr(table.bytes[usage.holder[i]], (int)byte,
					 table.length[usage.holder[i]]) != NULL);
	}
}

Test(fsst_count, bytes_that_no_text_packs_into_hold_nothing)
{
	static struct vb_fsst_usage usage;
	struct vb_fsst_sought sought;

	vb_fsst_usage_init(&usage, &table);
	vb_fsst_sought_init(&sought, &usage, "\0", 1);
	cr_expect_eq(vb_fsst_count(&sought, "\0\0\0\0", 4, 4), 0);
	cr_expect_eq(vb_fsst_count(&sought, "\0\0\0", 3, 3), 2);
	vb_fsst_sought_fini(&sought);
}
