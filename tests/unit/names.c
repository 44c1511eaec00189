/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "names.h"

Test(names, each_string_has_one_number)
{
	struct vb_names names = {NULL, NULL, 0, 0};
	struct vb_arena arena;
	char text[16];

	vb_arena_init(&arena);
	cr_assert_eq(vb_names_find(&names, "0", 1), 0);
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 3000; i++) {
			int size = snprintf(text, sizeof text, "%u", i * 7919);

			cr_assert_eq(vb_names_number(&names, &arena, text, (size_t)size), i);
		}
	cr_assert_eq(names.count, 3000);
	cr_assert_str_eq(names.text[2], "15838");
	cr_assert_eq(vb_names_find(&names, "15838 and more", 5), 2);
	cr_assert_eq(vb_names_find(&names, "1583", 4), 3000);
	cr_assert_eq(vb_names_number(&names, &arena, "15838 and more", 5), 2);
	cr_assert_eq(vb_names_number(&names, &arena, "1583", 4), 3000);
	vb_arena_fini(&arena);
}
