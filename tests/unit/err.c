/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "err.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

#include "utf8.h"

Test(err, an_error_is_a_code_and_one_line)
{
	struct vb_err err;

	cr_assert_not(vb_err_set(&err, VB_ABSENT, "no index: '%s'", "/tmp/x"));
	cr_assert_eq(err.code, VB_ABSENT);
	cr_assert_str_eq(err.text, "no index: '/tmp/x'");
}

Test(err, nobody_need_listen)
{
	cr_assert_not(vb_err_set(NULL, VB_IO, "x"));
	cr_assert_not(vb_err_errno(NULL, "x"));
	vb_err_prefix(NULL, "x");
}

Test(err, the_system_says_why)
{
	struct vb_err err;

	errno = ENOENT;
	cr_assert_not(vb_err_errno(&err, "cannot open: '%s'", "a"));
	cr_assert_eq(err.code, VB_IO);
	cr_assert_str_eq(err.text, "cannot open: 'a': No such file or directory");
	cr_assert_eq(errno, ENOENT);
	errno = ENOMEM;
	vb_err_errno(&err, "x");
	cr_assert_eq(err.code, VB_MEMORY);
}

Test(err, where_it_happened_goes_before)
{
	struct vb_err err;

	vb_err_set(&err, VB_DAMAGED, "wrong checksum");
	vb_err_prefix(&err, "passage %d: ", 7);
	cr_assert_str_eq(err.text, "passage 7: wrong checksum");
	cr_assert_eq(err.code, VB_DAMAGED);
}

Test(err, a_file_name_cannot_write_on_the_terminal)
{
	struct vb_err err;

	vb_err_set(&err, VB_INPUT, "bad: '%s'", "a\x1b[2J\n\xC2\x9B\xE2\x80\xAE\xFF");
	cr_assert_str_eq(err.text, "bad: 'a?[2J???\xEF\xBF\xBD'");
}

Test(err, a_long_line_is_cut_between_characters)
{
	struct vb_err err;
	char name[8 * VB_ERR_TEXT_MAX] = "";

	for (size_t lead = 0; lead < 4; lead++) {
		memset(name, 'a', lead);
		for (size_t at = lead; at + 4 < sizeof name; at += 3)
			strcpy(name + at, "国");
		vb_err_set(&err, VB_INPUT, "%s", name);
		cr_assert_gt(strlen(err.text), VB_ERR_TEXT_MAX - 5);
		cr_assert(vb_utf8_valid(err.text, strlen(err.text)));
		cr_assert_null(strstr(err.text, "\xEF\xBF\xBD"));
		vb_err_prefix(&err, "%s", name);
		cr_assert(vb_utf8_valid(err.text, strlen(err.text)));
	}
}
