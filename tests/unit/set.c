/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "dice.h"
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

	for (int i = 0; i < 3; i++) {
		vb_set_add(set, 7);
		vb_set_give(&sets, set);
		if (i == 1)
			vb_sets_empty(&sets);
		set = vb_set_take(&sets);
		cr_expect_eq(vb_set_count(set), 0);
	}
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

Test(set, members_are_read_in_blocks_as_one_by_one)
{
	struct vb_set *set = vb_set_take(&sets);
	uint32_t docid[64], from = 1, next = 0;
	size_t count, read = 0;

	for (uint32_t i = 1; i <= 200; i += i % 3 + 1)
		vb_set_add(set, i);
	while ((count = vb_set_read(set, &from, docid, 64)) > 0) {
		for (size_t i = 0; i < count; i++) {
			next = vb_set_next(set, next + 1);
			cr_expect_eq(docid[i], next);
		}
		read += count;
	}
	cr_expect_eq(read, vb_set_count(set));
	cr_expect_eq(vb_set_next(set, next + 1), 0);
}

/* Every so manyth document of a stretch, and none between the stretches. */
static void
add_stretches(struct vb_set *set, uint32_t last, uint32_t step, uint32_t stretch)
{
	for (uint32_t i = 1; i <= last; i += step)
		if (i / stretch % 2 == 0)
			vb_set_add(set, i);
}

Test(set, thick_and_thin_sets_are_read_whole_from_anywhere_on)
{
	static const uint32_t steps[] = {1, 2, 3, 17, 60, 200, 3000}, last = 20000;
	struct vb_sets large;

	vb_sets_init(&large, last);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		for (uint32_t begin = 1; begin < last; begin += 1777) {
			struct vb_set *set = vb_set_take(&large);
			uint32_t docid[300], from = begin, next = begin - 1;
			size_t count;

			add_stretches(set, last, steps[i], 2048);
			while ((count = vb_set_read(set, &from, docid, 300)) > 0)
				for (size_t j = 0; j < count; j++) {
					for (next++; next <= last && !vb_set_has(set, next);)
						next++;
					cr_assert_eq(docid[j], next);
				}
			cr_expect_eq(vb_set_next(set, next + 1), 0);
			vb_set_give(&large, set);
		}
	vb_sets_fini(&large);
}

/* ---- the same as with a flag for each document, however the members are spread ---- */

#define LAST 70000

static void
expect_members(const struct vb_set *set, const bool *has)
{
	size_t count = 0;

	for (uint32_t i = 1; i <= LAST; i++) {
		cr_assert_eq(vb_set_has(set, i), has[i], "document %u", i);
		count += has[i];
	}
	cr_assert_eq(vb_set_count(set), count);
	for (uint32_t i = 0, next = 0; i < count; i++) {
		next = vb_set_next(set, next + 1);
		cr_assert_neq(next, 0);
		cr_assert(has[next]);
	}
}

/* Members a step apart on the average, from somewhere to somewhere; all at once or one by one. */
static void
add_some(struct vb_set *set, bool *has)
{
	static const uint32_t steps[] = {1, 3, 40, 700, 9000};
	uint32_t step = steps[dice(5)], end = dice(LAST), docid[256];
	size_t count = 0;

	for (uint32_t i = dice(LAST); i <= end; i += 1 + dice(2 * step - 1)) {
		has[i] = i > 0;
		if (i > 0 && step % 2 == 0)
			vb_set_add(set, i);
		else if (i > 0)
			docid[count++] = i;
		if (count == 256 || i + 2 * step > end) {
			vb_set_add_all(set, docid, count);
			count = 0;
		}
	}
}

static void
remove_some(struct vb_set *set, bool *has)
{
	uint32_t from = 1 + dice(LAST - 1), end = from + dice(3000);

	for (uint32_t i = from; i < end && i <= LAST; i++) {
		vb_set_remove(set, i);
		has[i] = false;
	}
}

Test(set, whatever_is_done_to_sets_they_have_the_members_that_flags_say)
{
	static bool has[2][LAST + 1];
	struct vb_sets large;
	struct vb_set *set[2];

	vb_sets_init(&large, LAST);
	set[0] = vb_set_take(&large);
	set[1] = vb_set_take(&large);
	for (int step = 0; step < 400; step++) {
		bool *a = has[step % 2], *b = has[1 - step % 2];
		struct vb_set *x = set[step % 2], *y = set[1 - step % 2];
		size_t both = 0;
		int what = (int)dice(7);

		for (uint32_t i = 1; i <= LAST; i++)
			both += a[i] && b[i];
		cr_assert_eq(vb_set_count_both(x, y), both);
		for (uint32_t i = 1; i <= LAST && what < 5; i++)
			a[i] = what == 0 ? a[i] && b[i] : what == 1 ? a[i] || b[i] :
			       what == 2 ? a[i] && !b[i] : what == 3 && b[i];
		switch (what) {
		case 0: vb_set_and(x, y); break;
		case 1: vb_set_or(x, y); break;
		case 2: vb_set_minus(x, y); break;
		case 3: vb_set_copy(x, y); break;
		case 4: vb_set_clear(x); break;
		case 5: remove_some(x, a); break;
		default: break;
		}
		add_some(x, a);
		expect_members(x, a);
	}
	vb_sets_fini(&large);
}

Test(set, a_set_can_outlive_the_pool)
{
	struct vb_set *set = vb_set_new(&sets);

	vb_set_add(set, 200);
	vb_sets_reset(&sets);
	cr_expect(vb_set_has(set, 200));
	free(set);
}
