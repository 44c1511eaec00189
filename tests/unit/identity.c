/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "identity.h"

#define PASSAGES 4

static struct vb_record passages[PASSAGES];
static struct vb_arena arena;
static struct vb_folder *folder;

static void
set_up(void)
{
	struct vb_err err;

	vb_arena_init(&arena);
	folder = vb_folder_new(&err);
	cr_assert(folder != NULL, "%s", err.text);
}

static void
tear_down(void)
{
	vb_folder_free(folder);
	vb_arena_fini(&arena);
}

TestSuite(identity, .init = set_up, .fini = tear_down);

static void
name(const char *path, const char *const text[PASSAGES])
{
	struct vb_document document = {.arena = &arena, .path = path, .passages = passages,
				       .count = PASSAGES};

	for (int i = 0; i < PASSAGES; i++) {
		passages[i].text = text[i];
		passages[i].text_size = strlen(text[i]);
	}
	vb_identity_set(&document, folder);
}

Test(identity, a_passage_keeps_its_id_when_others_come_and_go)
{
	const char *const before[] = {"Peace.", "Trade.", "Water.", "Space."};
	const char *const after[] = {"New.", "Trade.", "Peace.", "Other."};
	const char *peace, *trade;

	name("/a", before);
	peace = passages[0].id;
	trade = passages[1].id;
	name("/a", after);
	cr_assert_str_eq(passages[2].id, peace);
	cr_assert_str_eq(passages[1].id, trade);
	cr_assert_eq(strlen(peace), 16);
}

Test(identity, the_same_text_twice_has_two_ids)
{
	const char *const text[] = {"Peace.", "Peace.", "PEACE.", "Water."};

	name("/a", text);
	cr_assert_str_neq(passages[0].id, passages[1].id);
	cr_assert_str_neq(passages[1].id, passages[2].id);
	cr_assert_str_neq(passages[0].id, passages[2].id);
}

Test(identity, the_same_text_in_another_file_has_another_id)
{
	const char *const text[] = {"Peace.", "Trade.", "Water.", "Space."};
	const char *peace;

	name("/a", text);
	peace = passages[0].id;
	name("/b", text);
	cr_assert_str_neq(passages[0].id, peace);
}
