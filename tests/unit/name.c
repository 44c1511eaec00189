/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "name.h"

static struct vb_arena arena;

static void
open_arena(void)
{
	vb_arena_init(&arena);
}

static void
close_arena(void)
{
	vb_arena_fini(&arena);
}

TestSuite(name, .init = open_arena, .fini = close_arena);

static void
escapes(const char *raw, const char *wanted)
{
	cr_assert_str_eq(vb_name_escape(&arena, raw), wanted);
}

Test(name, an_ordinary_path_stays_as_it_is)
{
	escapes("/srv/docs/A_79_81-zh.txt", "/srv/docs/A_79_81-zh.txt");
	escapes("/srv/文件/决议.txt", "/srv/文件/决议.txt");
	escapes("/a\\b", "/a\\b");
}

Test(name, bytes_that_are_no_text_are_spelled_out)
{
	escapes("/a\377b", "/a\\xFFb");
	escapes("/a\nb\tc", "/a\\x0Ab\\x09c");
	escapes("/\xe2\x80\xae" "exe", "/\\xE2\\x80\\xAE" "exe");
}

Test(name, no_two_paths_look_the_same)
{
	escapes("/a\\xFFb", "/a\\x5CxFFb");
	escapes("/a\\xGG", "/a\\xGG");
}

Test(name, below_means_the_folder_itself_or_what_is_in_it)
{
	cr_assert(vb_name_below("/a/b", "/a/b"));
	cr_assert(vb_name_below("/a/b/c", "/a/b"));
	cr_assert_not(vb_name_below("/a/bc", "/a/b"));
	cr_assert_not(vb_name_below("/a", "/a/b"));
	cr_assert(vb_name_below("/a", "/"));
}

Test(name, a_path_that_is_not_there_is_made_absolute_all_the_same)
{
	struct vb_err err;

	cr_assert_str_eq(vb_name_absolute(&arena, "/no-such-folder/./x/../y//z", &err),
			 "/no-such-folder/y/z");
	cr_assert_str_eq(vb_name_absolute(&arena, "/", &err), "/");
	cr_assert_str_eq(vb_name_absolute(&arena, "/no-such-folder/..", &err), "/");
}
