/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "join.h"

#include <criterion/criterion.h>
#include <string.h>

#include "cases.h"

static void
join(const char *text, struct vb_buf *out)
{
	struct vb_arena arena;
	struct vb_lines lines;
	struct vb_join_words *words;

	vb_arena_init(&arena);
	cr_assert(vb_line_cut(text, strlen(text), &arena, &lines, NULL));
	words = vb_join_words_new(&lines);
	for (size_t i = 0; i < lines.count; i++)
		vb_join_add(words, out, 0, lines.list[i].text, lines.list[i].size);
	vb_join_words_free(words);
	vb_arena_fini(&arena);
}

Test(join, every_pair_of_lines_of_the_table_is_joined)
{
	struct cases cases;

	cases_open(&cases, "join.txt");
	while (cases_next(&cases)) {
		struct vb_buf out = VB_BUF_INIT;

		join(cases.left, &out);
		cr_expect_str_eq(out.data, cases.right, "line %d: '%s' gives '%s'", cases.line,
				 cases.left, out.data);
		vb_buf_fini(&out);
	}
}

Test(join, a_word_that_the_document_has_without_hyphen_loses_it)
{
	struct vb_buf out = VB_BUF_INIT;

	join("multilateralism and multi-\nlateralism", &out);
	cr_expect_str_eq(out.data, "multilateralism and multilateralism");
	vb_buf_fini(&out);
}
