/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "set.h"

static struct vb_sets sets;

static void
setup(void)
{
	vb_sets_init(&sets, 200);
}

static void
teardown(void)
{
	vb_sets_fini(&sets);
}

TestSuite(set, .init = setup, .fini = teardown);

Test(set, members_come_in_order)
{
	struct vb_set *set = vb_set_take(&sets);

	vb_set_add(set, 200);
	vb_set_add(set, 1);
	vb_set_add(set, 64);
	cr_expect_eq(vb_set_count(set), 3);
	cr_expect_eq(vb_set_next(set, 1), 1);
	cr_expect_eq(vb_set_next(set, 2), 64);
	cr_expect_eq(vb_set_next(set, 65), 200);
	cr_expect_eq(vb_set_next(set, 201), 0);
	vb_set_remove(set, 64);
	cr_expect_not(vb_set_has(set, 64));
}

Test(set, a_set_taken_again_is_empty)
{
	struct vb_set *set = vb_set_take(&sets);

	vb_set_add(set, 7);
	vb_set_give(&sets, set);
	cr_expect_eq(vb_set_count(vb_set_take(&sets)), 0);
}

Test(set, and_or_minus_are_those_of_sets)
{
	struct vb_set *a = vb_set_take(&sets), *b = vb_set_take(&sets), *c = vb_set_take(&sets);

	vb_set_add(a, 1);
	vb_set_add(a, 100);
	vb_set_add(b, 100);
	vb_set_add(b, 150);
	vb_set_copy(c, a);
	vb_set_or(c, b);
	cr_expect_eq(vb_set_count(c), 3);
	vb_set_and(c, a);
	cr_expect_eq(vb_set_count(c), 2);
	vb_set_minus(c, b);
	cr_expect_eq(vb_set_next(c, 1), 1);
	cr_expect_eq(vb_set_count(c), 1);
}
