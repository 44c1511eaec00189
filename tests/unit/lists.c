/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lists.h"

#define POSTINGS 5000

static struct vb_lists lists;
static uint32_t docid[POSTINGS], wdf[POSTINGS];

static void
setup(void)
{
	uint32_t next = 1;

	/* Over several times 65,536 documents, with a wide gap. */
	for (size_t i = 0; i < POSTINGS; i++) {
		docid[i] = next;
		wdf[i] = 1 + (uint32_t)i % 250;
		next += 1 + (uint32_t)i * 7 % 90 + (i == 2000 ? 200000 : 0);
	}
}

static void
teardown(void)
{
	vb_lists_fini(&lists);
}

TestSuite(lists, .init = setup, .fini = teardown);

static void
keep(const char *term)
{
	struct vb_list_kept *list = vb_lists_begin(term, strlen(term), POSTINGS);

	for (size_t i = 0; i < POSTINGS; i += 1000)
		vb_lists_add(&list, docid + i, wdf + i, 1000);
	vb_lists_end(&lists, list);
}

Test(lists, what_was_kept_is_read_as_it_was)
{
	const struct vb_list_kept *list;
	uint32_t ids[300], times[300];
	size_t at = 0, count, read = 0;

	keep("wpeace");
	list = vb_lists_find(&lists, "wpeace", 6);
	cr_assert_not_null(list);
	cr_expect_null(vb_lists_find(&lists, "wpeac", 5));
	while ((count = vb_lists_read(list, &at, ids, times, 300)) > 0)
		for (size_t i = 0; i < count; i++, read++) {
			cr_expect_eq(ids[i], docid[read]);
			cr_expect_eq(times[i], wdf[read]);
		}
	cr_expect_eq(read, POSTINGS);
}

Test(lists, what_does_not_fit_or_is_not_whole_is_not_kept)
{
	struct vb_list_kept *list;

	cr_expect_null(vb_lists_begin("wfew", 4, 10));
	cr_expect_null(vb_lists_begin("wall", 4, VB_LISTS_ROOM));
	list = vb_lists_begin("whalf", 5, POSTINGS);
	vb_lists_add(&list, docid, wdf, 100);
	vb_lists_end(&lists, list);
	cr_expect_null(vb_lists_find(&lists, "whalf", 5));
	wdf[7] = 256;
	keep("wmany");
	cr_expect_null(vb_lists_find(&lists, "wmany", 5));
	wdf[7] = 1;
	docid[8] = 0;
	keep("wdamaged");
	docid[3000] = 1;
	keep("wdisorder");
	cr_expect_null(vb_lists_find(&lists, "wdisorder", 9));
}

Test(lists, what_was_used_longest_ago_goes)
{
	char term[16];
	int terms = VB_LISTS_ROOM / (POSTINGS * 3) + 10;

	for (int i = 0; i < terms; i++) {
		snprintf(term, sizeof(term), "w%d", i);
		keep(term);
		cr_assert_not_null(vb_lists_find(&lists, "w0", 2));
	}
	cr_expect_leq(lists.size, VB_LISTS_ROOM);
	cr_expect_null(vb_lists_find(&lists, "w1", 2));
	cr_expect_not_null(vb_lists_find(&lists, term, strlen(term)));
}
