/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "needle.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"

/* Every place in a copy that ends where its memory ends, as memmem() finds them. */
static void
look(const char *bytes, size_t size, const char *wanted, size_t wanted_size)
{
	char *text = malloc(size > 0 ? size : 1);
	const char *end = text + size, *at = text;
	struct vb_needle needle;

	memcpy(text, bytes, size);
	vb_needle_init(&needle, wanted, wanted_size);
	for (;;) {
		const char *true_place = memmem(at, (size_t)(end - at), wanted, wanted_size);

		cr_assert_eq(vb_needle_find(&needle, at, end), true_place, "\"%.*s\" in \"%.*s\"",
			     (int)wanted_size, wanted, (int)size, bytes);
		if (true_place == NULL)
			break;
		at = true_place + 1;
	}
	free(text);
}

Test(needle, it_is_found_wherever_it_stands)
{
	char text[100];

	for (size_t size = 1; size < 40; size++)
		for (size_t at = 0; at + size <= sizeof text; at++) {
			memset(text, '.', sizeof text);
			memset(text + at, 'x', size);
			text[at + size - 1] = 'y';
			look(text, sizeof text, text + at, size);
		}
}

Test(needle, what_is_longer_than_the_text_is_not_found)
{
	look("", 0, "a", 1);
	look("peac", 4, "peace", 5);
	look("peace", 5, "peace", 5);
}

Test(needle, in_texts_of_few_letters_every_place_is_found)
{
	char text[200], wanted[24];

	for (size_t i = 0; i < 20000; i++) {
		size_t size = dice(sizeof text), wanted_size = 1 + dice(i % 2 == 0 ? 3 : sizeof wanted - 1);
		uint32_t letters = 1 + dice(4);

		for (size_t j = 0; j < size; j++)
			text[j] = "ao \xe5"[dice(letters)];
		for (size_t j = 0; j < wanted_size; j++)
			wanted[j] = "ao \xe5"[dice(letters)];
		if (size > wanted_size && dice(2) == 0)
			memcpy(wanted, text + dice((uint32_t)(size - wanted_size)), wanted_size);
		look(text, size, wanted, wanted_size);
	}
}

Test(needle, the_rarest_of_its_bytes_are_looked_for_and_not_two_neighbours)
{
	struct vb_needle needle;

	vb_needle_init(&needle, "on a", 4);
	cr_expect_eq(needle.first, 1);
	cr_expect_eq(needle.second, 3);
	vb_needle_init(&needle, "the zoo", 7);
	cr_expect_eq(needle.second, 4, "z");
	vb_needle_init(&needle, "ab", 2);
	cr_expect_eq(needle.first + needle.second, 1);
	vb_needle_init(&needle, "a", 1);
	cr_expect_eq(needle.first + needle.second, 0);
}
