/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries that run out of time.  The clock is ours: it moves on each time it is looked at. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"

#define PASSAGES 1500
#define SECOND UINT64_C(1000000000)

static struct vb_err err;
static uint64_t time_now, time_step;
static bool in_whole[PASSAGES];		/* by passage: in the whole answer */

static uint64_t
tick(void)
{
	return time_now += time_step;
}

static void
setup(void)
{
	asking_begin();
	request.expand = false;
	request.limit = PASSAGES;
	for (int i = 0; i < PASSAGES; i++)
		sample_add(&sample, &(struct vb_record){
			.text = vb_arena_printf(&arena, "Sample water %s the law of %s, 和平与安全.",
						i % 3 == 0 ? "and" : "under", i % 7 == 0 ? "peace" : "trade"),
			.state = i % 5 == 0 ? "CUB" : "JPN", .language = "en"});
	asking_open();
	vb_search_set_clock(search, tick);
}

TestSuite(partial, .init = setup, .fini = asking_end, .timeout = 120);

/* The answer when the time is over after so many looks at the clock; 0: never. */
static void
run(const char *query, unsigned looks)
{
	vb_arena_reset(&arena);
	request.query = query;
	time_now = 0;
	time_step = looks == 0 ? 0 : 5 * SECOND / looks;
	cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s: %s", query, err.text);
}

/* However early it is stopped: what is shown belongs to the answer, and only a whole one says so. */
static void
stop_everywhere(const char *query)
{
	uint64_t total;
	unsigned partial = 0;

	run(query, 0);
	cr_assert_not(result.partial);
	total = result.total;
	memset(in_whole, 0, sizeof(in_whole));
	for (size_t i = 0; i < result.hit_count; i++)
		in_whole[strtoul(result.hits[i].record.id, NULL, 16)] = true;
	for (unsigned looks = 1; looks < 4 * PASSAGES; looks += 1 + looks / 3) {
		run(query, looks);
		partial += result.partial;
		cr_expect(result.total == total || (result.partial && result.total < total),
			  "%s: %zu after %u", query, (size_t)result.total, looks);
		cr_expect_eq(result.partial, result.notes.count > 0, "%s after %u", query, looks);
		for (size_t i = 0; i < result.hit_count; i++)
			cr_expect(in_whole[strtoul(result.hits[i].record.id, NULL, 16)],
				  "%s: a wrong hit after %u", query, looks);
	}
	cr_expect_gt(partial, 0, "%s", query);
}

Test(partial, a_quotation_shows_what_was_read_in_time)
{
	stop_everywhere("\"water and the law\"");
	stop_everywhere("\"ade, 和平\"");
}

Test(partial, nearness_shows_what_was_read_in_time)
{
	stop_everywhere("water NEAR/3 peace");
}

Test(partial, operators_never_turn_half_an_answer_into_a_wrong_one)
{
	stop_everywhere("water AND \"law of peace\"");
	stop_everywhere("\"law of peace\" OR \"water and\"");
	stop_everywhere("water -\"law of peace\"");
	stop_everywhere("NOT (water NEAR/3 peace)");
}

Test(partial, one_word_and_its_family_too)
{
	stop_everywhere("trade");
	stop_everywhere("wat*");
	stop_everywhere("wader~");
}

Test(partial, filters_and_facets_hold_of_what_was_found)
{
	cr_assert(vb_request_filter(&request, &sample.arena, "state", "CUB", false, &err));
	request.facets = 1u << VB_FACET_STATE;
	time_step = 0;
	for (unsigned looks = 1; looks < 2 * PASSAGES; looks *= 3) {
		run("\"law of peace\"", looks);
		for (size_t i = 0; i < result.hit_count; i++)
			cr_expect_str_eq(result.hits[i].record.state, "CUB");
		for (size_t i = 0; i < result.facets[0].count; i++)
			if (strcmp(result.facets[0].values[i].value, "CUB") == 0)
				cr_expect_eq(result.facets[0].values[i].count, result.total);
	}
}

Test(partial, nothing_is_suggested_for_what_was_not_looked_for)
{
	request.expand = true;
	run("water", 1);
	cr_expect(result.partial);
	cr_expect_eq(result.suggestions.count, 0);
}
