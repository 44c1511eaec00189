/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *themes[] = {"norms", "threats"};
static const char *heading[] = {"A", ""};
static const struct vb_record sample = {
	.text = "一段示例。A sample.", .text_size = sizeof "一段示例。A sample." - 1, .id = "00112233aabbccdd",
	.path = "/tmp/sample.txt", .symbol = "A/99/1", .title = "Sample", .state = "JPN",
	.heading_group = "Replies", .themes = {themes, 2}, .heading = {heading, 2}, .lead_in = "as follows:",
	.paragraph = "12", .page = 300, .language = "zh", .original_language = "en", .date = "2024-05-01",
	.cites = {NULL, 0}, .notes = {heading, 1}, .kind = VB_LIST_ITEM, .ordinal = UINT32_MAX,
	.names = {themes, 1}
};

Test(record, what_is_kept_comes_back)
{
	struct vb_buf bytes = VB_BUF_INIT, again = VB_BUF_INIT;
	struct vb_arena arena;
	struct vb_record back;
	struct vb_err err;

	vb_arena_init(&arena);
	vb_buf_str(&bytes, "before");
	vb_record_encode(&sample, &bytes);
	cr_assert(vb_record_decode(bytes.data + 6, bytes.len - 6, &arena, &back, &err));
	cr_assert_str_eq(back.text, sample.text);
	cr_assert_eq(back.text_size, sample.text_size);
	cr_assert_str_eq(back.themes.item[1], "threats");
	cr_assert_str_eq(back.heading.item[1], "");
	cr_assert_eq(back.cites.count, 0);
	cr_assert_eq(back.page, 300);
	cr_assert_eq(back.kind, VB_LIST_ITEM);
	cr_assert_eq(back.ordinal, UINT32_MAX);
	cr_assert_str_eq(back.names.item[0], "norms");
	vb_record_encode(&back, &again);
	cr_assert_eq(again.len, bytes.len - 6);
	cr_assert_arr_eq(again.data, bytes.data + 6, again.len);
	vb_buf_fini(&bytes);
	vb_buf_fini(&again);
	vb_arena_fini(&arena);
}

Test(record, the_text_is_read_without_the_rest)
{
	struct vb_buf bytes = VB_BUF_INIT, buf = VB_BUF_INIT;
	const char *text;
	size_t size;

	vb_record_encode(&sample, &bytes);
	cr_assert(vb_record_text(bytes.data, bytes.len, &buf, &text, &size));
	cr_assert_eq(size, sample.text_size);
	cr_assert_arr_eq(text, sample.text, size);
	for (size_t cut = 0; cut < bytes.len; cut++)
		cr_assert_not(vb_record_text(bytes.data, cut, &buf, &text, &size));
	vb_buf_fini(&bytes);
	vb_buf_fini(&buf);
}

Test(record, a_changed_bit_is_damage_or_changes_nothing)
{
	struct vb_buf bytes = VB_BUF_INIT, changed = VB_BUF_INIT, again = VB_BUF_INIT;
	struct vb_arena arena;
	struct vb_record back;
	struct vb_err err;

	vb_arena_init(&arena);
	vb_record_encode(&sample, &bytes);
	for (size_t bit = 0; bit < bytes.len * 8; bit++) {
		vb_buf_clear(&changed);
		vb_buf_add(&changed, bytes.data, bytes.len);
		changed.data[bit / 8] ^= (char)(1 << bit % 8);
		if (!vb_record_decode(changed.data, changed.len, &arena, &back, &err)) {
			cr_assert_eq(err.code, VB_DAMAGED);
			continue;
		}
		vb_buf_clear(&again);
		vb_record_encode(&back, &again);
		cr_assert_eq(again.len, bytes.len);
		cr_assert_arr_eq(again.data, bytes.data, bytes.len);
	}
	for (size_t size = 0; size < bytes.len; size++)
		cr_assert_not(vb_record_decode(bytes.data, size, &arena, &back, &err));
	vb_buf_fini(&bytes);
	vb_buf_fini(&changed);
	vb_buf_fini(&again);
	vb_arena_fini(&arena);
}
