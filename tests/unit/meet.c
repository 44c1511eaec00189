/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meet.h"

#include <criterion/criterion.h>
#include <string.h>

#include "dice.h"
#include "sample.h"
#include "schema.h"

#define PASSAGES 400
#define WORDS 6
#define NONE WORDS		/* no passage has it */

/* Ever rarer. */
static const char *const word[WORDS + 1] = {"peace", "law", "sea", "outer", "space", "comet", "dragon"};
static struct sample sample;
static struct vb_index place;
static struct vb_set *set, *among;
static bool has[PASSAGES][WORDS + 1];

static void
setup(void)
{
	struct vb_err err;

	sample_init(&sample);
	for (size_t i = 0; i < PASSAGES; i++) {
		const char *text = "x";

		for (uint32_t j = 0; j < WORDS; j++) {
			has[i][j] = dice(1u << j) == 0;
			if (has[i][j])
				text = vb_arena_printf(&sample.arena, "%s %s", text, word[j]);
		}
		sample_add(&sample, &(struct vb_record){.text = text});
	}
	sample_write(&sample);
	cr_assert(vb_index_refresh(&place, sample.folder, &err), "%s", err.text);
	vb_index_begin(&place, 60);
	set = vb_set_take(&place.sets);
	among = vb_set_take(&place.sets);
	for (uint32_t i = 0; i < PASSAGES / 8; i++)
		vb_set_add(among, 1 + dice(PASSAGES));
}

static void
teardown(void)
{
	vb_index_close(&place);
	sample_fini(&sample);
}

TestSuite(meet, .init = setup, .fini = teardown, .timeout = 120);

/* The words of these numbers, in some passages or, NULL, in all. */
static void
meet(const unsigned *number, size_t count, const struct vb_set *some)
{
	struct xc_bytes term[8];
	char text[8][VB_TERM_MAX];
	struct vb_err err;

	for (size_t i = 0; i < count; i++)
		term[i] = (struct xc_bytes){text[i], vb_schema_term(VB_TERM_WORD[0], word[number[i]],
								    strlen(word[number[i]]), text[i])};
	vb_set_clear(set);
	cr_assert(vb_meet(&place, term, count, some, NULL, set, &err), "%s", err.text);
}

Test(meet, those_that_bear_all_terms_in_whatever_order_they_are_named)
{
	for (int i = 0; i < 400; i++) {
		const struct vb_set *some = i % 2 == 0 ? NULL : among;
		unsigned number[4];
		size_t count = 1 + dice(4);

		for (size_t j = 0; j < count; j++)
			number[j] = dice(WORDS);
		meet(number, count, some);
		for (size_t passage = 0; passage < PASSAGES; passage++) {
			uint32_t docid = (uint32_t)passage + 1;
			bool all = some == NULL || vb_set_has(some, docid);

			for (size_t j = 0; j < count; j++)
				all &= has[passage][number[j]];
			cr_assert_eq(vb_set_has(set, docid), all);
		}
	}
}

Test(meet, none_where_nobody_bears_a_term_and_all_where_there_are_no_terms)
{
	meet((const unsigned[]){0, NONE}, 2, NULL);
	cr_expect_eq(vb_set_count(set), 0);
	meet((const unsigned[]){NONE}, 1, among);
	cr_expect_eq(vb_set_count(set), 0);
	meet(NULL, 0, NULL);
	cr_expect_eq(vb_set_count(set), PASSAGES);
	meet(NULL, 0, among);
	cr_expect_eq(vb_set_count(set), vb_set_count(among));
}
