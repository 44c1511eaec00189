/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crew.h"

#include <criterion/criterion.h>
#include <stdatomic.h>

#define SHARES 1000

struct counting {
	atomic_uint next;
	atomic_uint done[SHARES];
};

static void
count(void *data)
{
	struct counting *counting = data;
	unsigned share;

	while ((share = atomic_fetch_add(&counting->next, 1)) < SHARES)
		atomic_fetch_add(&counting->done[share], 1);
}

Test(crew, every_share_of_the_work_is_done_once_and_before_it_returns)
{
	struct vb_crew crew = {.made = false};

	for (int i = 0; i < 500; i++) {
		struct counting counting = {.next = 0};

		vb_crew_work(&crew, count, &counting);
		for (int j = 0; j < SHARES; j++)
			cr_assert_eq(counting.done[j], 1);
	}
	vb_crew_fini(&crew);
	vb_crew_fini(&crew);
}

Test(crew, one_that_was_never_needed_is_dismissed_too)
{
	struct vb_crew crew = {.made = false};

	vb_crew_fini(&crew);
	cr_expect_not(crew.made);
}
