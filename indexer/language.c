/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include <string.h>
#include <strings.h>

#include "edge.h"

#define SAMPLE 65536	/* bytes that are enough to tell */

static int
is_common(const char *word, size_t size)
{
	static const char *const words[] = {
		"the", "of", "and", "to", "in", "a", "is", "for", "that", "on", "with", "we",
		"our", "as", "by", "be", "are", "this", "it", "an"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == size && strncasecmp(words[i], word, size) == 0)
			return 1;
	return 0;
}

static void
count_words(const char *text, size_t size, size_t *words, size_t *common)
{
	*words = *common = 0;
	for (size_t at = 0; at < size; at++) {
		size_t start = at;

		while (at < size && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z'))
			at++;
		if (at > start) {
			++*words;
			*common += (size_t)is_common(text + start, at - start);
		}
	}
}

const char *
vb_language_of(const char *text, size_t size, const char *fallback)
{
	struct vb_edge_count count;
	size_t words, common;

	if (size > SAMPLE)
		size = SAMPLE;
	vb_edge_count(text, size, &count);
	if (count.han >= 2 && count.han * 5 >= count.latin)
		return "zh";
	if (count.han > 0 && fallback[0])
		return fallback;
	count_words(text, size, &words, &common);
	return words >= 6 && common * 100 >= words * 12 ? "en" : fallback;
}
