/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fnv.h"

#include <criterion/criterion.h>

/* Values of Fowler, Noll and Vo's own table. */
Test(fnv, words_have_the_hashes_that_its_authors_give)
{
	cr_expect_eq(vb_fnv("", 0), 0x811c9dc5u);
	cr_expect_eq(vb_fnv("a", 1), 0xe40c292cu);
	cr_expect_eq(vb_fnv("foobar", 6), 0xbf9cf968u);
	cr_expect_eq(vb_fnv_byte(vb_fnv("fooba", 5), 'r'), 0xbf9cf968u);
}

Test(fnv, bytes_beyond_ascii_count_as_what_they_are)
{
	static const char bytes[] = "\xff";

	cr_expect_eq(vb_fnv(bytes, 1), (0x811c9dc5u ^ 0xff) * 0x01000193u);
}
