/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "asking.h"
#include "contest.h"
#include "dice.h"

TestSuite(contest, .init = asking_begin, .fini = asking_end, .timeout = 120);

#define PASSAGES 3000	/* several blocks of postings */
#define FEW 60

/*
 * Short and long passages that say "coral", "harbour" or "lighthouse" a few times, and a few of them
 * "harbours" more often than that; who says "coral" or "lighthouse" most is a footnote.
 * Some stand below a heading that says "coral", and say it once at most themselves.
 */
static void
add_passages(void)
{
	static const char *coral[] = {"Coral reefs"}, *other[] = {"Other matters"};

	for (unsigned i = 0; i < PASSAGES; i++) {
		const char *text = vb_arena_printf(&sample.arena, "Passage %u", i);
		bool headed = i / 50 == 50 && dice(3) == 0;
		uint32_t corals = dice(headed ? 2 : 5), houses = 1 + dice(9);
		struct vb_record record = {
			.heading = {headed ? coral : other, 1},
			.kind = corals == 4 || houses > 7 ? VB_FOOTNOTE : VB_PARAGRAPH,
		};

		for (uint32_t words = corals; words > 0; words--)
			text = vb_arena_printf(&sample.arena, "%s %s", text, dice(3) == 0 ? "corals" : "coral");
		for (uint32_t words = houses; words > 0; words--)
			text = vb_arena_printf(&sample.arena, "%s lighthouse", text);
		for (uint32_t words = dice(6); words > 0; words--)
			text = vb_arena_printf(&sample.arena, "%s harbour", text);
		for (uint32_t words = dice(12) == 0 ? dice(9) : 0; words > 0; words--)
			text = vb_arena_printf(&sample.arena, "%s harbours", text);
		for (uint32_t words = dice(2) * dice(40); words > 0; words--)
			text = vb_arena_printf(&sample.arena, "%s stone", text);
		record.text = text;
		sample_add(&sample, &record);
	}
	asking_open();
	request.expand = false;
}

/* The first hits of a word are those under a filter that all pass, where every one has its score. */
static void
begins_as_filtered(const char *word)
{
	static const char *nobody[] = {"FRA"};
	struct vb_hit hits[FEW];
	uint64_t total;

	request.limit = FEW;
	request.filter[VB_FACET_STATE].unwanted_count = 0;
	total = ask(word);
	cr_assert_eq(result.hit_count, FEW);
	memcpy(hits, result.hits, sizeof hits);
	request.filter[VB_FACET_STATE].unwanted = nobody;
	request.filter[VB_FACET_STATE].unwanted_count = 1;
	cr_assert_eq(ask(word), total);
	cr_assert_gt(total, PASSAGES / 2);
	for (size_t i = 0; i < FEW; i++) {
		cr_expect_str_eq(hits[i].record.id, result.hits[i].record.id, "%s, hit %zu", word, i + 1);
		cr_expect_float_eq(hits[i].score, result.hits[i].score, 0, "%s, hit %zu", word, i + 1);
	}
}

Test(contest, the_first_hits_are_those_that_come_first_when_all_are_scored)
{
	add_passages();
	begins_as_filtered("coral");		/* in two forms */
	begins_as_filtered("harbour");		/* nearly always in one of two */
	begins_as_filtered("harbours");
	begins_as_filtered("lighthouse");	/* in one */
	begins_as_filtered("\"coral\"");	/* a quotation, in words that it may be a part of */
	begins_as_filtered("\"lighthouse lighthouse\"");	/* read to be found */
}

Test(contest, the_second_page_goes_on_where_the_first_ends)
{
	const char *last;

	add_passages();
	request.limit = FEW + 1;
	ask("lighthouse");
	last = result.hits[FEW].record.id;
	request.offset = FEW;
	request.limit = 1;
	ask("lighthouse");
	cr_expect_str_eq(result.hits[0].record.id, last);
}

/* ---- the functions themselves ---- */

Test(contest, who_has_less_than_the_best_so_many_so_far_is_left_out)
{
	uint32_t docid[] = {1, 2, 3, 4, 5, 6};
	float score[] = {2, 1, 3, 1.5F, 2, 9};
	struct vb_index index = {.last = 10};
	struct vb_contest *contest;

	vb_sets_init(&index.sets, index.last);
	contest = vb_contest_open(&index, 2, 0, &arena);
	cr_assert_eq(vb_contest_keep(contest, &index, docid, score, 6), 5);
	cr_expect_eq(docid[3], 5, "equal to the lowest of the best: it may come first by its place");
	cr_expect_eq(vb_set_count(contest->set), 5);
	cr_expect(!vb_set_has(contest->set, 4));
	cr_expect_float_eq(vb_contest_bar(contest), 3, 0);
	vb_sets_fini(&index.sets);
}
