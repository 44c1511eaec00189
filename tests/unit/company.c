/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "company.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define LAST 1000000

static struct vb_index place;
static struct vb_expansion list[3];
static struct vb_group group[2] = {{.list = list, .count = 2}, {.list = list + 2, .count = 1}};
static struct vb_groups groups = {group, 2};

static void
setup(void)
{
	vb_sets_init(&place.sets, LAST);
}

static void
teardown(void)
{
	for (size_t i = 0; i < 3; i++)
		free(list[i].text_in.docid);
	vb_crew_fini(&place.crew);
	vb_sets_fini(&place.sets);
}

TestSuite(company, .init = setup, .fini = teardown);

/* A rendering that stands in count passages from first on. */
static void
lay(struct vb_expansion *rendering, uint32_t first, uint32_t count)
{
	rendering->text_in.docid = malloc(count * sizeof(uint32_t));
	rendering->text_in.count = rendering->found = count;
	rendering->set = vb_set_take(&place.sets);
	rendering->weight = 1;
	for (uint32_t i = 0; i < count; i++) {
		rendering->text_in.docid[i] = first + i;
		vb_set_add(rendering->set, first + i);
	}
}

/* Of two renderings the first stands where the other word's only one does, the second nowhere near. */
static void
weigh(uint32_t many)
{
	lay(&list[0], 1, many);
	lay(&list[1], LAST / 2, many);
	lay(&list[2], 1, many);
	vb_company_weigh(&place, &groups);
	cr_assert_eq(group[0].count, 2);
	cr_expect_eq(list[0].weight, 1);
	cr_expect_float_eq(list[1].weight, 0.4 / 1.4, 1e-9);
	cr_expect_eq(list[2].weight, 1);
}

Test(company, what_stands_beside_the_other_words_is_meant)
{
	weigh(1000);
}

Test(company, it_is_the_same_of_many_passages_which_several_threads_look_at)
{
	weigh(400000);
}

Test(company, where_a_rendering_comes_next_is_found_from_where_the_last_was)
{
	uint32_t docid[] = {3, 5, 9, 12, 40, 41, 90};
	const struct vb_holdings holdings = {docid, NULL, 7};

	for (size_t at = 0; at < 7; at++)
		for (uint32_t wanted = 0; wanted < 100; wanted++) {
			size_t right = at;

			while (right < 7 && docid[right] < wanted)
				right++;
			cr_expect_eq(vb_rendering_seek(&holdings, at, wanted), right);
		}
}

/* What the second rendering weighs, of the language of what was typed and without company. */
static double
weigh_same(const char *typed)
{
	group[0].typed = typed;
	lay(&list[0], 1, 10);
	lay(&list[1], LAST / 2, 10);
	lay(&list[2], 1, 10);
	list[1].same = true;
	list[1].text = "lamp";
	vb_company_weigh(&place, &groups);
	return list[1].weight;
}

Test(company, of_a_word_the_other_names_that_stand_elsewhere_weigh_less)
{
	cr_expect_float_eq(weigh_same("lantern"), 0.5 * 0.4 / 1.4, 1e-9);
}

Test(company, of_a_phrase_they_do_not)
{
	cr_expect_float_eq(weigh_same("paper lantern"), 0.5, 1e-9);
}
