/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "json_print.h"

static const char *
printed(json_t *value, struct vb_buf *buf)
{
	vb_buf_clear(buf);
	vb_json_print(value, buf);
	json_decref(value);
	return buf->data;
}

Test(json_print, text_stays_readable)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(printed(vb_json_string("广播 é </b> /"), &buf), "\"广播 é </b> /\"");
	cr_expect_str_eq(printed(vb_json_string("a\"b\\c\n"), &buf), "\"a\\\"b\\\\c\\n\"");
	cr_expect_str_eq(printed(vb_json_string(NULL), &buf), "\"\"");
	vb_buf_fini(&buf);
}

Test(json_print, no_control_character_is_printed_as_it_is)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(printed(vb_json_string("\033[0m\x7f"), &buf), "\"\\u001B[0m\\u007f\"");
	cr_expect_str_eq(printed(vb_json_string("\xc2\x9b" "a\xe2\x80\xae"), &buf), "\"\\u009ba\\u202e\"");
	cr_expect_str_eq(printed(vb_json_string("\xe2\x80\xa8"), &buf), "\"\\u2028\"");
	vb_buf_fini(&buf);
}

Test(json_print, what_was_escaped_reads_back_as_it_was)
{
	const char *text = "\xc2\x9b\xe2\x80\xae\x7f\001 广\n";
	struct vb_buf buf = VB_BUF_INIT;
	json_t *back;

	printed(vb_json_string(text), &buf);
	back = json_loads(buf.data, JSON_DECODE_ANY, NULL);
	cr_assert_not_null(back);
	cr_expect_str_eq(json_string_value(back), text);
	json_decref(back);
	vb_buf_fini(&buf);
}

Test(json_print, ill_formed_bytes_become_a_replacement_character)
{
	struct vb_buf buf = VB_BUF_INIT;

	cr_expect_str_eq(printed(vb_json_string("a\xff" "b\xe5\xb9"), &buf), "\"a\xef\xbf\xbd" "b\xef\xbf\xbd\"");
	vb_buf_fini(&buf);
}

Test(json_print, members_keep_their_order_and_numbers_are_short)
{
	struct vb_buf buf = VB_BUF_INIT;
	json_t *object = json_object();

	json_object_set_new(object, "z", json_real(0.1));
	json_object_set_new(object, "a", json_integer(3));
	cr_expect_str_eq(printed(object, &buf), "{\"z\":0.1,\"a\":3}");
	vb_buf_fini(&buf);
}

Test(json_print, a_string_is_the_same_whether_it_was_a_value_or_not)
{
	static const char *const texts[] = {
		"", "plain", "\"\\/\b\f\n\r\t", "\x01\x1f\x7f", "\xc2\x80\xc2\x9b\xc2\xa0", "\xe2\x80\xa8\xe2\x80\xae",
		"a\xff\x62\xe5\xb9", "\xef\xbf\xbd", "\xed\xa0\x80", "\xf0\x9f\x98\x80",
		"\xe5\xb9\xbf\xe6\x92\xad \"x\"",
	};
	struct vb_buf value = VB_BUF_INIT, text = VB_BUF_INIT;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		vb_buf_clear(&text);
		vb_json_add(&text, texts[i]);
		cr_expect_str_eq(text.data, printed(vb_json_string(texts[i]), &value));
	}
	vb_buf_clear(&text);
	vb_json_add(&text, NULL);
	cr_expect_str_eq(text.data, "\"\"");
	vb_buf_fini(&value);
	vb_buf_fini(&text);
}
