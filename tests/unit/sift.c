/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates told by the gaps of their texts. */
#include "sift.h"

#include <criterion/criterion.h>
#include <string.h>

#include "dice.h"
#include "sample.h"

#define PASSAGES 2000

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
	for (size_t i = 0; i < PASSAGES; i++) {
		const char *text = "x";

		for (uint32_t j = 1 + dice(6); j > 0; j--)
			text = vb_arena_printf(&sample.arena, "%s %s", text, words[dice(8)]);
		sample_add(&sample, &(struct vb_record){.text = text});
	}
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
