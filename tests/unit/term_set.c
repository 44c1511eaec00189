/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term_set.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct vb_term_set *set;
static const struct vb_term *list;
static size_t count;

static void
set_up(void)
{
	set = vb_term_set_new();
}

static void
tear_down(void)
{
	vb_term_set_free(set);
}

TestSuite(term_set, .init = set_up, .fini = tear_down);

static void
add(const char *text)
{
	vb_term_set_add(set, "w", text, strlen(text), 1);
}

static bool
is(size_t index, const char *term, uint32_t wdf)
{
	return list[index].size == strlen(term) && memcmp(list[index].bytes, term, strlen(term)) == 0 &&
		list[index].wdf == wdf;
}

Test(term_set, a_term_stands_once_with_its_count)
{
	add("cuba");
	add("peru");
	add("cuba");
	vb_term_set_add(set, "", "wcuba", 5, 0);
	list = vb_term_set_sort(set, &count);
	cr_assert_eq(count, 2);
	cr_assert(is(0, "wcuba", 2));
	cr_assert(is(1, "wperu", 1));
	cr_assert_eq(vb_term_set_bytes(set), strlen("wcubawperu"));
}

Test(term_set, terms_go_by_their_bytes_long_ones_with_one_beginning_too)
{
	static const char *const words[] = {
		"internationally", "international", "internationalise", "interna", "internet", "网络", "a",
		"网", "internationals", ""};
	static const size_t order[] = {9, 6, 3, 1, 2, 0, 8, 4, 7, 5};
	char term[32];

	for (size_t i = 0; i < 10; i++)
		add(words[i]);
	list = vb_term_set_sort(set, &count);
	cr_assert_eq(count, 10);
	for (size_t i = 0; i < 10; i++) {
		snprintf(term, sizeof term, "w%s", words[order[i]]);
		cr_assert(is(i, term, 1), "%zu: %s", i, term);
	}
}

Test(term_set, of_thousands_none_is_lost_and_the_next_passage_begins_with_none)
{
	char term[32];

	for (int round = 0; round < 3; round++) {
		vb_term_set_clear(set);
		for (unsigned i = 0; i < 5000; i++) {
			snprintf(term, sizeof term, "%u", i * 7919 % 5000 * 7 % 4999);
			add(term);
		}
		list = vb_term_set_sort(set, &count);
		cr_assert_eq(count, 4999);
		for (size_t i = 1; i < count; i++) {
			size_t shorter = list[i - 1].size < list[i].size ? list[i - 1].size : list[i].size;
			int by_bytes = memcmp(list[i - 1].bytes, list[i].bytes, shorter);

			cr_assert(by_bytes < 0 || (by_bytes == 0 && list[i - 1].size < list[i].size));
		}
	}
	vb_term_set_clear(set);
	vb_term_set_sort(set, &count);
	cr_assert_eq(count, 0);
}
