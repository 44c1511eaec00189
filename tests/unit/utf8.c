/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "utf8.h"

#include <criterion/criterion.h>
#include <string.h>

/* The characters of text read forwards, then the same backwards. */
static void
reads_as(const char *text, const uint32_t *points, size_t count)
{
	size_t size = strlen(text), at = 0;

	for (size_t i = 0; i < count; i++)
		cr_assert_eq(vb_utf8_next(text, size, &at), points[i], "'%s', character %zu", text, i);
	cr_assert_eq(at, size);
	for (size_t i = count; i > 0; i--)
		cr_assert_eq(vb_utf8_prev(text, &at), points[i - 1], "'%s', character %zu", text, i);
	cr_assert_eq(at, 0);
	cr_assert_eq(vb_utf8_points(text, size), count);
}

Test(utf8, text_reads_the_same_both_ways)
{
	reads_as("aé国𠀀", (uint32_t[]){'a', 0xE9, 0x56FD, 0x20000}, 4);
	reads_as("\xF4\x8F\xBF\xBF\xEF\xBF\xBF", (uint32_t[]){0x10FFFF, 0xFFFF}, 2);
}

Test(utf8, each_ill_formed_part_is_one_replacement)
{
	reads_as("\x80" "a", (uint32_t[]){0xFFFD, 'a'}, 2);
	reads_as("\xC0\xAF", (uint32_t[]){0xFFFD, 0xFFFD}, 2);
	reads_as("\xE4\xB8" "x", (uint32_t[]){0xFFFD, 'x'}, 2);
	reads_as("\xED\xA0\x80", (uint32_t[]){0xFFFD, 0xFFFD, 0xFFFD}, 3);
	reads_as("\xF0\x9F\x98", (uint32_t[]){0xFFFD}, 1);
	reads_as("\xF4\x90\x80\x80", (uint32_t[]){0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}, 4);
	reads_as("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF" "A", (uint32_t[]){0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 'A'}, 5);
}

Test(utf8, every_character_is_written_as_it_is_read)
{
	for (uint32_t point = 0; point <= 0x10FFFF; point++) {
		char bytes[4];
		size_t size = vb_utf8_put(point, bytes), at = 0;
		bool surrogate = point >= 0xD800 && point <= 0xDFFF;

		cr_assert_eq(vb_utf8_next(bytes, size, &at), surrogate ? 0xFFFD : point);
		cr_assert_eq(at, size);
	}
}

Test(utf8, repair_replaces_what_is_broken_and_counts_it)
{
	struct vb_buf out = VB_BUF_INIT;

	cr_assert_eq(vb_utf8_repair("ok 国 \xEF\xBF\xBD", 10, &out), 0);
	cr_assert_eq(vb_utf8_repair("\xFF" "a\0b\xE4\xB8", 6, &out), 3);
	cr_assert_str_eq(out.data, "ok 国 \xEF\xBF\xBD\xEF\xBF\xBD" "a\xEF\xBF\xBD" "b\xEF\xBF\xBD");
	cr_assert(vb_utf8_valid(out.data, out.len));
	cr_assert_not(vb_utf8_valid("\xFF", 1));
	vb_buf_fini(&out);
}

Test(utf8, an_offset_is_moved_back_to_a_character)
{
	const char text[] = "a国𠀀";
	const size_t floor[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 8};

	for (size_t at = 0; at < 10; at++)
		cr_assert_eq(vb_utf8_floor(text, 8, at), floor[at], "%zu", at);
	cr_assert_eq(vb_utf8_floor("\x80\x80\x80\x80\x80", 5, 4), 4);
}

Test(utf8, controls_and_bidi_overrides_are_told)
{
	const uint32_t controls[] = {0, 7, 0x1B, 0x7F, 0x85, 0x9B, 0x2028, 0x2029, 0x200E, 0x202E, 0x2066, 0x061C};

	for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
		cr_assert(vb_utf8_control(controls[i]), "%x", controls[i]);
	cr_assert_not(vb_utf8_control(' '));
	cr_assert_not(vb_utf8_control(0x56FD));
}

Test(utf8, columns_are_those_of_a_terminal)
{
	cr_assert_eq(vb_utf8_columns('a'), 1);
	cr_assert_eq(vb_utf8_columns(0xE9), 1);
	cr_assert_eq(vb_utf8_columns(0x56FD), 2);
	cr_assert_eq(vb_utf8_columns(0x20000), 2);
	cr_assert_eq(vb_utf8_columns(0xFF0C), 2);
	cr_assert_eq(vb_utf8_columns(0xAC00), 2);
	cr_assert_eq(vb_utf8_columns(0x1F600), 2);
	cr_assert_eq(vb_utf8_columns(0x0301), 0);
	cr_assert_eq(vb_utf8_columns(0x200B), 0);
	cr_assert_eq(vb_utf8_columns(0x1161), 0);
	cr_assert_eq(vb_utf8_columns(7), 0);
}

Test(utf8, scripts_without_spaces_are_told)
{
	const uint32_t unspaced[] = {0x4E00, 0x56FD, 0x3007, 0x3005, 0x20000, 0x304B, 0x30AB, 0x30FC, 0x0E01,
				     0x0E48, 0x0EA5, 0x1780, 0x1000, 0x3105};
	const uint32_t spaced[] = {'a', '7', 0xE9, 0xAC00, 0x0410, 0x0928, 0x3001, 0x30FB, 0xFF0C, 0x0E50, 0x1F600};

	for (size_t i = 0; i < sizeof unspaced / sizeof *unspaced; i++)
		cr_assert(vb_utf8_unspaced(unspaced[i]), "%x", unspaced[i]);
	for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++)
		cr_assert_not(vb_utf8_unspaced(spaced[i]), "%x", spaced[i]);
}
