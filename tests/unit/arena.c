/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(arena, memory_is_zeroed_aligned_and_apart)
{
	struct vb_arena arena;
	unsigned char *before = NULL;

	vb_arena_init(&arena);
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *piece = vb_arena_alloc(&arena, size);

		cr_assert_eq((uintptr_t)piece % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(piece[i], 0);
		memset(piece, 0xFF, size);
		memset(vb_arena_room(&arena, size, 1), 0, size);
		if (before != NULL)
			cr_assert_eq(*before, 0xFF);
		if (size > 0)
			before = piece;
	}
	vb_arena_fini(&arena);
}

Test(arena, a_second_document_finds_clean_memory)
{
	struct vb_arena arena;

	vb_arena_init(&arena);
	memset(vb_arena_alloc(&arena, 1000), 0xFF, 1000);
	memset(vb_arena_alloc(&arena, 10000000), 0xFF, 10000000);
	cr_assert_geq(arena.used, 10001000);
	vb_arena_reset(&arena);
	cr_assert_eq(arena.used, 0);
	for (int i = 0; i < 100; i++) {
		char *piece = vb_arena_alloc(&arena, 1000);

		cr_assert_eq(piece[0] | piece[500] | piece[999], 0);
	}
	vb_arena_fini(&arena);
	vb_arena_fini(&arena);
}

Test(arena, strings_are_copies_with_an_end)
{
	struct vb_arena arena;
	char text[] = "cyber";

	vb_arena_init(&arena);
	cr_assert_str_eq(vb_arena_strndup(&arena, text, 3), "cyb");
	cr_assert_str_eq(vb_arena_strndup(&arena, NULL, 0), "");
	cr_assert_neq(vb_arena_strdup(&arena, text), text);
	cr_assert_str_eq(vb_arena_printf(&arena, "%s %d", text, 7), "cyber 7");
	vb_arena_fini(&arena);
}

Test(arena, a_size_that_cannot_be_ends_the_process_with_5, .exit_code = 5)
{
	struct vb_arena arena;

	vb_arena_init(&arena);
	vb_arena_array(&arena, SIZE_MAX / 2, 16);
}
