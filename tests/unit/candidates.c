/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates of quotations under a filter that few passages pass: there alone they are looked for first. */
#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"
#include "dice.h"

#define PASSAGES 3000
#define RARE "LVA"

static const char *const words[] = {"law", "on", "peace", "lawful", "be", "capacity", "a", "安全", "和平", "一", "，"};
static const char *const states[] = {"JPN", "CUB", "ALB"};

TestSuite(candidates, .init = asking_begin, .fini = asking_end, .timeout = 120);

/* One passage in thirty is of the rare State, which never speaks of the sea. */
static void
add_invented(void)
{
	for (size_t i = 0; i < PASSAGES; i++) {
		bool rare = dice(30) == 0;
		const char *text = rare ? "Sample" : "The deep sea";

		for (uint32_t j = dice(14) + 2; j > 0; j--)
			text = vb_arena_printf(&sample.arena, "%s%s%s", text, dice(5) == 0 ? "" : " ",
					       ONE_OF(words));
		sample_add(&sample, &(struct vb_record){
			.text = text, .path = vb_arena_printf(&sample.arena, "/sample-%u.txt", dice(50)),
			.state = rare ? RARE : ONE_OF(states)});
	}
	asking_open();
}

static void
only_rare(void)
{
	struct vb_err err;

	cr_assert(vb_request_filter(&request, &arena, "state", RARE, false, &err));
}

/* Under the filter the hits are those of all that pass it, in their order and with their scores. */
static void
compare(const char *query)
{
	struct vb_result all;
	size_t next = 0;

	vb_request_init(&request);
	request.limit = PASSAGES;
	ask(query);
	all = result;
	only_rare();
	ask(query);
	cr_expect_eq(result.suggestions.count, 0, "%s: others say it", query);
	for (size_t i = 0; i < all.hit_count; i++) {
		if (strcmp(all.hits[i].record.state, RARE) != 0)
			continue;
		cr_assert_lt(next, result.hit_count, "%s: more are found without the filter", query);
		cr_expect_str_eq(result.hits[next].record.id, all.hits[i].record.id, "%s", query);
		cr_expect_eq(result.hits[next++].score, all.hits[i].score, "%s", query);
	}
	cr_expect_eq(next, result.total, "%s", query);
}

Test(candidates, under_a_rare_state_a_quotation_finds_what_it_finds_among_all)
{
	static const char *const queries[] = {"\"on law\"", "\"a peace\"", "\"law o\"", "\"aw on\"", "\"peace 安\"",
		"\"和平安全\"", "\"，一\"", "\"on be capacity\"", "\"lawful\"", "\"ful on\"", "\"deep sea\""};

	add_invented();
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++)
		compare(queries[i]);
}
