/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buf.h"

#include <criterion/criterion.h>
#include <string.h>

Test(buf, what_is_added_stands_in_order_before_a_nul)
{
	struct vb_buf buf = VB_BUF_INIT;

	vb_buf_str(&buf, "State");
	vb_buf_char(&buf, ':');
	vb_buf_printf(&buf, "%s=%d", "JPN", 392);
	vb_buf_add(&buf, "\0x", 2);
	vb_buf_add(&buf, NULL, 0);
	cr_assert_eq(buf.len, 15);
	cr_assert_arr_eq(buf.data, "State:JPN=392\0x\0", 16);
	vb_buf_clear(&buf);
	cr_assert_eq(buf.len, 0);
	cr_assert_str_eq(buf.data, "");
	vb_buf_fini(&buf);
	cr_assert_null(buf.data);
}

Test(buf, a_million_small_pieces_are_no_burden)
{
	struct vb_buf buf = VB_BUF_INIT;

	for (int i = 0; i < 1000000; i++)
		vb_buf_add(&buf, "abc", 3);
	cr_assert_eq(buf.len, 3000000);
	cr_assert_eq(strlen(buf.data), 3000000);
	vb_buf_fini(&buf);
}

Test(buf, a_size_that_cannot_be_ends_the_process_with_5, .exit_code = 5)
{
	struct vb_buf buf = VB_BUF_INIT;

	vb_buf_reserve(&buf, SIZE_MAX - 1);
}
