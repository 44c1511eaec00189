/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "source.h"

static const struct vb_source sample = {
	.state = VB_SOURCE_BAD,
	.size = 18446744073709551615u,
	.inode = 7,
	.modified = -5,
	.changed = 9223372036854775807,
	.content = "abc",
	.passages = 12,
	.submissions = 3,
	.replaced = 1,
	.path = "/srv/a b.txt",
	.why = "cannot read: '/srv/a b.txt': it is empty",
};

Test(source, a_row_comes_back_as_it_was_written)
{
	struct vb_buf row = VB_BUF_INIT;
	struct vb_arena arena;
	struct vb_source back;
	struct vb_err err;

	vb_arena_init(&arena);
	vb_source_encode(&sample, &row);
	cr_assert(vb_source_decode(row.data, row.len, &arena, &back, &err));
	cr_assert_eq(back.state, sample.state);
	cr_assert_eq(back.size, sample.size);
	cr_assert_eq(back.modified, sample.modified);
	cr_assert_eq(back.changed, sample.changed);
	cr_assert_eq(back.passages, sample.passages);
	cr_assert_eq(back.replaced, sample.replaced);
	cr_assert_str_eq(back.content, sample.content);
	cr_assert_str_eq(back.facts, "");
	cr_assert_str_eq(back.path, sample.path);
	cr_assert_str_eq(back.why, sample.why);
	vb_buf_fini(&row);
	vb_arena_fini(&arena);
}

Test(source, a_row_with_any_byte_changed_is_refused)
{
	struct vb_buf row = VB_BUF_INIT;
	struct vb_arena arena;
	struct vb_source back;
	struct vb_err err;

	vb_arena_init(&arena);
	vb_source_encode(&sample, &row);
	for (size_t i = 0; i < row.len; i++) {
		row.data[i] ^= 1;
		cr_assert_not(vb_source_decode(row.data, row.len, &arena, &back, &err));
		cr_assert_eq(err.code, VB_DAMAGED);
		row.data[i] ^= 1;
	}
	for (size_t size = 0; size < row.len; size++)
		cr_assert_not(vb_source_decode(row.data, size, &arena, &back, &err));
	vb_buf_fini(&row);
	vb_arena_fini(&arena);
}

Test(source, the_key_of_a_long_path_is_short_and_its_own)
{
	struct vb_buf one = VB_BUF_INIT, other = VB_BUF_INIT;
	char path[4001];

	memset(path, 'x', 4000);
	path[0] = '/';
	path[4000] = '\0';
	vb_source_key(path, &one);
	path[3999] = 'y';
	vb_source_key(path, &other);
	cr_assert_leq(one.len, 245);
	cr_assert_eq(one.len, other.len);
	cr_assert_neq(memcmp(one.data, other.data, one.len), 0);
	vb_buf_fini(&one);
	vb_buf_fini(&other);
}

Test(source, a_source_is_found_by_its_path)
{
	struct vb_source list[] = {{.path = "/a"}, {.path = "/b"}, {.path = "/c"}};
	struct vb_sources sources = {list, 3}, none = {NULL, 0};

	cr_assert_eq(vb_sources_find(&sources, "/b"), &list[1]);
	cr_assert_null(vb_sources_find(&sources, "/bb"));
	cr_assert_null(vb_sources_find(&none, "/a"));
}
