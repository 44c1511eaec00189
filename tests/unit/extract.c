/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract.h"

#include <criterion/criterion.h>
#include <string.h>

static struct vb_arena arena;
static struct vb_extract extract;
static struct vb_err err;

static bool
read_bytes(const char *bytes, size_t size)
{
	return vb_extract_text("/x/file", bytes, size, &arena, &extract, &err);
}

static void
refuses(const char *bytes, size_t size, const char *line)
{
	cr_expect_not(read_bytes(bytes, size), "%s", line);
	cr_expect_eq(err.code, VB_INPUT);
	cr_expect_str_eq(err.text, line);
}

static void
end(void)
{
	vb_arena_fini(&arena);
}

TestSuite(extract, .fini = end);

Test(extract, text_is_taken_as_it_stands_without_its_byte_order_mark)
{
	cr_assert(read_bytes("\xef\xbb\xbf" "words", 8));
	cr_expect(extract.size == 5 && memcmp(extract.text, "words", 5) == 0);
	cr_expect_eq(extract.replaced, 0);
}

Test(extract, ill_formed_bytes_are_replaced_and_counted)
{
	cr_assert(read_bytes("good \xff words \xe4\xbd here", 18));
	cr_expect_eq(extract.replaced, 2);
	cr_expect(strstr(extract.text, "\xef\xbf\xbd words") != NULL);
}

Test(extract, other_formats_are_refused_by_name)
{
	refuses("%PDF-1.7 ...", 12,
		"cannot read: '/x/file': a PDF document: this format is not supported");
	refuses("PK\x03\x04....", 8,
		"cannot read: '/x/file': a ZIP archive or an office document: this format is not "
		"supported");
	refuses("\n <!DOCTYPE html>", 17,
		"cannot read: '/x/file': an HTML document: this format is not supported");
	refuses("\xff\xfe"
		"a\0b\0",
		6, "cannot read: '/x/file': text in UTF-16: this format is not supported");
	refuses("w\0o\0r\0d\0s\0", 10,
		"cannot read: '/x/file': text in UTF-16: this format is not supported");
	refuses("\xd6\xd0\xb9\xfa\xd6\xd0\xb9\xfa\xd6\xd0\xb9\xfa\xd6\xd0\xb9\xfa\xd6\xd0\xb9\xfa",
		20,
		"cannot read: '/x/file': text in another charset than UTF-8: this format is not "
		"supported");
}

Test(extract, what_holds_no_words_is_refused)
{
	refuses("", 0, "cannot read: '/x/file': it is empty");
	refuses(" \n\n", 3, "cannot read: '/x/file': it is empty but for blanks");
	refuses("ab\0\0\0\x01\x02\x03"
		"abc",
		11, "cannot read: '/x/file': binary data, not a text");
}
