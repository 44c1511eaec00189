/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first passages of quotations, with and without a count of all. */
#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"
#include "dice.h"
#include "foremost.h"
#include "rank.h"

#define PASSAGES 9000

static const char *const words[] = {"law", "on", "peace", "to", "be", "capacity", "a", "安全", "和平", "一", "，",
				    "。", "aa", "aaa"};
static const char *const states[] = {"JPN", "CUB", "ALB"};

static struct vb_err err;
TestSuite(foremost, .init = asking_begin, .fini = asking_end, .timeout = 120);

/* Some are long, some say a thing again and again, some are footnotes. */
static void
add_invented(size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = "Sample";
		uint32_t some = dice(14) + 2, kinds = dice(3) == 0 ? 3 : sizeof(words) / sizeof(words[0]);

		for (uint32_t j = 0; j < some; j++)
			text = vb_arena_printf(&sample.arena, "%s%s%s", text, dice(5) == 0 ? "" : " ",
					       words[dice(kinds)]);
		sample_add(&sample, &(struct vb_record){
			.text = text, .path = vb_arena_printf(&sample.arena, "/sample-%u.txt", dice(50)),
			.state = ONE_OF(states), .kind = dice(4) == 0 ? VB_FOOTNOTE : VB_PARAGRAPH});
	}
	asking_open();
}

/* The same request, counted and not. */
static void
compare(const char *query)
{
	struct vb_result all, first;

	request.uncounted = false;
	ask(query);
	all = result;
	request.uncounted = true;
	ask(query);
	first = result;
	cr_assert_eq(first.hit_count, all.hit_count, "%s", query);
	for (size_t i = 0; i < all.hit_count; i++) {
		cr_expect_str_eq(first.hits[i].record.id, all.hits[i].record.id, "%s", query);
		cr_expect_eq(first.hits[i].score, all.hits[i].score, "%s", query);
	}
	cr_expect_leq(first.total, all.total);
	cr_expect(!all.uncounted && first.uncounted);
}

Test(foremost, the_best_of_a_quotation_are_the_same_when_nobody_counts_them_all)
{
	static const char *const queries[] = {"\"on law\"", "\"law to\"", "\"a peace\"", "\"to b\"", "\"，一\"",
		"\"和平安全\"", "\"peace 安\"", "\"a aa\"", "\"aa a\"", "\"law law l\"", "\"on peace to\"",
		"\"to be\"", "\"o be, \"", "\"law on law\""};

	add_invented(PASSAGES);
	for (int i = 0; i < 300; i++) {
		const char *query = ONE_OF(queries);

		vb_arena_reset(&arena);
		vb_request_init(&request);
		request.limit = dice(3) == 0 ? 1 + dice(60) : 10;
		request.offset = dice(3) == 0 ? dice(200) : 0;
		if (dice(3) == 0)
			cr_assert(vb_request_filter(&request, &arena, "state", ONE_OF(states), dice(2) == 0,
						    &err));
		compare(query);
	}
}

Test(foremost, what_nobody_counts_is_not_all_read)
{
	uint64_t all;

	add_invented(PASSAGES);
	all = ask("\"aw o\"");
	request.uncounted = true;
	ask("\"aw o\"");
	cr_expect_geq(result.total, 10);
	cr_expect_lt(result.total, all);
}

Test(foremost, what_stands_there_more_often_may_score_higher_but_never_all)
{
	struct vb_index index = {.database = NULL};

	add_invented(50);
	cr_assert(vb_index_refresh(&index, sample.folder, &err), "%s", err.text);
	for (uint32_t docid = 1; docid <= index.last; docid++)
		for (float times = 1; times < 300; times++) {
			cr_assert_lt(vb_rank_saturate(&index, docid, times),
				     vb_rank_saturate(&index, docid, times + 1));
			cr_assert_lt(vb_rank_saturate(&index, docid, times), 1);
		}
	vb_index_close(&index);
}
