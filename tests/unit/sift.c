/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates told by the sieves of their texts. */
#include "sift.h"

#include <criterion/criterion.h>
#include <string.h>

#include "dice.h"
#include "sample.h"

#define PASSAGES 2000

/* The last passages; all have the pairs of the row. */
static const char row[] = "国家安全";
static const char *const rows[] = {"各国国家安全，", "国家，家安，安全", "国家安全和国家"};
#define ROWS (sizeof(rows) / sizeof(rows[0]))
#define ROWS_FIRST (PASSAGES - ROWS + 1)

static const char *const words[] = {"law", "on", "a", "the", "peace", "安全，和平", "four", "applied"};
static struct sample sample;
static struct vb_index place;
static struct vb_sift sift;
static struct vb_set *set;

static void
setup(void)
{
	struct vb_err err;

	sample_init(&sample);
	for (size_t i = 0; i < PASSAGES - ROWS; i++) {
		const char *text = "x";

		for (uint32_t j = 1 + dice(6); j > 0; j--)
			text = vb_arena_printf(&sample.arena, "%s %s", text, words[dice(8)]);
		sample_add(&sample, &(struct vb_record){.text = text});
	}
	for (size_t i = 0; i < ROWS; i++)
		sample_add(&sample, &(struct vb_record){.text = rows[i]});
	sample_write(&sample);
	cr_assert(vb_index_refresh(&place, sample.folder, &err), "%s", err.text);
	vb_index_begin(&place, 60);
	set = vb_set_take(&place.sets);
	vb_set_copy(set, place.all);
}

static void
teardown(void)
{
	vb_index_close(&place);
	sample_fini(&sample);
}

TestSuite(sift, .init = setup, .fini = teardown, .timeout = 120);

static bool
holds(size_t passage, const char *sought)
{
	return strstr(sample.record[passage].text, sought) != NULL;
}

static void
begin(const char *sought)
{
	vb_sift_init(&sift, &place, sought, strlen(sought));
}

Test(sift, what_holds_a_quotation_stays_and_most_else_goes)
{
	static const char *const quotations[] = {"applied four", "on law the", "pplied fo", "a law", "law a on",
						 "four peace on applied"};

	for (size_t i = 0; i < sizeof(quotations) / sizeof(quotations[0]); i++) {
		size_t held = 0;

		vb_set_copy(set, place.all);
		begin(quotations[i]);
		vb_sift(&place, &sift, set);
		for (size_t j = 0; j < PASSAGES; j++) {
			held += holds(j, quotations[i]);
			cr_expect(vb_set_has(set, (uint32_t)j + 1) || !holds(j, quotations[i]), "\"%s\": %s",
				  quotations[i], sample.record[j].text);
		}
		if (sift.able)
			cr_expect_lt(vb_set_count(set), held + PASSAGES / 2, "%s", quotations[i]);
	}
}

Test(sift, without_texts_or_without_gaps_all_stay)
{
	begin("peace");
	vb_sift(&place, &sift, set);
	cr_expect_not(sift.able);
	cr_expect_eq(vb_set_count(set), PASSAGES);
	vb_texts_close(&place.texts);
	begin("applied four");
	vb_sift(&place, &sift, set);
	cr_expect_not(sift.able);
	cr_expect_eq(vb_set_count(set), PASSAGES);
}

static struct vb_set *
find_sure(void)
{
	struct vb_set *sure = vb_set_take(&place.sets);

	for (uint32_t docid = 1; docid < ROWS_FIRST; docid++)
		vb_set_remove(set, docid);
	if (vb_sift_tells(&sift))
		vb_sift_sure(&place, &sift, set, sure);
	return sure;
}

Test(sift, characters_in_a_row_that_stand_once_are_there_for_certain)
{
	struct vb_set *sure;

	begin(row);
	sure = find_sure();
	cr_expect_eq(vb_set_count(sure), 1);
	cr_expect(vb_set_has(sure, ROWS_FIRST));
	cr_expect_eq(vb_set_count(set), ROWS - 1);
	for (uint32_t docid = 1; docid <= PASSAGES; docid++)
		cr_expect_eq(place.tally[docid], docid == ROWS_FIRST);
}

Test(sift, nothing_is_certain_where_pairs_were_not_asked_for_or_texts_are_not_there)
{
	begin(row);
	sift.rough = true;
	cr_expect_eq(vb_set_count(find_sure()), 0);
	place.texts.next = 1;
	begin(row);
	cr_expect_eq(vb_set_count(find_sure()), 0);
	begin("家安");
	cr_expect_eq(sift.inners, 0);
	begin("国家 安全");
	cr_expect_eq(sift.inners, 0);
	begin("国家安全国家安全国家安全国家安全国家");
	cr_expect_eq(sift.inners, 0, "a row may have %d characters", VB_SIFT_INNER + 2);
}

Test(sift, passages_whose_texts_are_not_there_yet_stay)
{
	place.texts.next = 1;
	begin("applied four");
	vb_sift(&place, &sift, set);
	cr_expect_eq(vb_set_count(set), PASSAGES);
}

Test(sift, a_short_list_is_walked_along_before_many_candidates_are_sifted)
{
	begin("applied four");
	cr_expect_not(vb_sift_before(&place, &sift, PASSAGES, set));
	cr_expect_not(sift.done);
	cr_expect_eq(vb_set_count(set), PASSAGES);
	cr_expect(vb_sift_before(&place, &sift, 1000 * PASSAGES, set));
	cr_expect(sift.done);
	cr_expect_lt(vb_set_count(set), PASSAGES);
}
