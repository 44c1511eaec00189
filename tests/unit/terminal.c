/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "terminal.h"

static const char *
made(struct vb_buf *buf, const char *text)
{
	vb_buf_clear(buf);
	vb_terminal_text(buf, text, strlen(text));
	return buf->data;
}

Test(terminal, no_control_character_gets_through)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(made(&buf, "a\033[31mb"), "a␛[31mb");
	cr_expect_str_eq(made(&buf, "a\x07\x7f"), "a␇␡");
	cr_expect_str_eq(made(&buf, "a\xc2\x9b"), "a\xef\xbf\xbd");
	cr_expect_str_eq(made(&buf, "a\xe2\x80\xae" "b"), "a\xef\xbf\xbd" "b");
	cr_expect_str_eq(made(&buf, "a\nb\tc"), "a b c");
	cr_expect_str_eq(made(&buf, "a\xff" "b"), "a\xef\xbf\xbd" "b");
	cr_expect_str_eq(made(&buf, "广播 é"), "广播 é");
	vb_buf_fini(&buf);
}

Test(terminal, a_han_character_takes_two_columns)
{
	cr_expect_eq(vb_terminal_columns("ab", 2), 2);
	cr_expect_eq(vb_terminal_columns("广播", 6), 4);
	cr_expect_eq(vb_terminal_columns("。", 3), 2);
	cr_expect_eq(vb_terminal_columns("e\xcc\x81", 3), 1);
}

Test(terminal, what_does_not_fit_ends_in_an_ellipsis)
{
	struct vb_buf buf = VB_BUF_INIT;

	vb_terminal_fit(&buf, "广播电台", 8);
	cr_expect_str_eq(buf.data, "广播电台");
	vb_buf_clear(&buf);
	vb_terminal_fit(&buf, "广播电台", 7);
	cr_expect_str_eq(buf.data, "广播电…");
	vb_buf_clear(&buf);
	vb_terminal_fit(&buf, "广播电台", 6);
	cr_expect_str_eq(buf.data, "广播…");
	vb_buf_clear(&buf);
	vb_terminal_fit(&buf, "some words", 6);
	cr_expect_str_eq(buf.data, "some…");
	vb_buf_clear(&buf);
	vb_terminal_fit(&buf, "some words", 0);
	cr_expect_str_eq(buf.data, "some words");
	vb_buf_fini(&buf);
}

/* The lines with / between. */
static const char *
lines(struct vb_buf *buf, const char *text, size_t columns)
{
	struct vb_wrap *wrap = vb_wrap_new(text, strlen(text), columns);
	size_t start, end;

	vb_buf_clear(buf);
	while (vb_wrap_next(wrap, &start, &end)) {
		vb_buf_str(buf, buf->len ? "/" : "");
		vb_buf_add(buf, text + start, end - start);
	}
	vb_wrap_free(wrap);
	return buf->len ? buf->data : "";
}

Test(terminal, lines_end_at_blanks_and_between_han_characters)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(lines(&buf, "the use of force", 8), "the use/of force");
	cr_expect_str_eq(lines(&buf, "the use of force", 0), "the use of force");
	cr_expect_str_eq(lines(&buf, "古巴的广播电台", 6), "古巴的/广播电/台");
	cr_expect_str_eq(lines(&buf, "使用 ICT 的国家", 8), "使用 ICT/的国家");
	cr_expect_str_eq(lines(&buf, "", 8), "");
	vb_buf_fini(&buf);
}

Test(terminal, no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(lines(&buf, "古巴的。广播", 6), "古巴/的。广/播");
	cr_expect_str_eq(lines(&buf, "古巴（广播）", 6), "古巴/（广/播）");
	cr_expect_str_eq(lines(&buf, "古巴《广播》", 6), "古巴/《广/播》");
	vb_buf_fini(&buf);
}

Test(terminal, a_word_longer_than_a_line_is_cut)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(lines(&buf, "abcdefghij", 4), "abcd/efgh/ij");
	cr_expect_str_eq(lines(&buf, "广", 1), "广");
	vb_buf_fini(&buf);
}
