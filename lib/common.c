/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

/*
 * The words that stand most often in what States say. No single letter but "a", and none of "an",
 * "or" and "us", which are mostly parts of other words. A word's place is in the terms of an index:
 * raise VB_ANALYSIS_VERSION when it changes.
 */
static const char list[][16] = {
	"the", "and", "of", "to", "in", "we", "that", "is", "for", "our", "on", "are", "as",
	"with", "it", "have", "by", "this", "be", "all", "international", "has", "its", "nations",
	"will", "world", "united", "at", "development", "which", "from", "peace", "countries",
	"must", "security", "their", "general", "states", "human", "been", "rights", "not",
	"other", "these", "assembly", "state", "between", "community", "sustainable", "council",
	"member", "people", "a"
};

#define COUNT (sizeof(list) / sizeof(list[0]))
#define NESTED 3	/* words that end, or begin, one text: at and that; a, as and assembly */
#define FIRST_CODE '!'

_Static_assert(COUNT <= '~' - FIRST_CODE + 1, "a word has one printable character");

/* Numbers of words by a letter of theirs; letter l has [start[l], start[l + 1]). */
struct letters {
	uint8_t number[COUNT], start[27];
};

static struct letters by_first, by_last;
static uint8_t length[COUNT];
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

static void
load(void)
{
	uint8_t first = 0, last = 0;

	for (size_t letter = 0; letter < 26; letter++) {
		for (size_t i = 0; i < COUNT; i++) {
			length[i] = (uint8_t)strlen(list[i]);
			if ((size_t)(list[i][0] - 'a') == letter)
				by_first.number[first++] = (uint8_t)i;
			if ((size_t)(list[i][length[i] - 1] - 'a') == letter)
				by_last.number[last++] = (uint8_t)i;
		}
		by_first.start[letter + 1] = first;
		by_last.start[letter + 1] = last;
	}
}

/* Numbers of the common words on one side of a blank. */
struct side {
	uint8_t number[NESTED];
	size_t count;
};

/* The words that text begins with; or ends with. */
static void
find_words(const char *text, size_t size, bool ends, struct side *side)
{
	const struct letters *letters = ends ? &by_last : &by_first;
	unsigned letter = 26;

	side->count = 0;
	if (size > 0)
		letter = (unsigned)(unsigned char)text[ends ? size - 1 : 0] - 'a';
	if (letter >= 26)
		return;
	for (size_t i = letters->start[letter]; i < letters->start[letter + 1]; i++) {
		uint8_t number = letters->number[i];
		size_t bytes = length[number];

		if (bytes > size || memcmp(ends ? text + size - bytes : text, list[number], bytes) != 0)
			continue;
		assert(side->count < NESTED);
		side->number[side->count++] = number;
	}
}

/* What stands around one blank, or around a whole common word between two. */
struct place {
	const struct side *left, *right;
	size_t blank, next;		/* the first blank and the last; equal without a word */
	unsigned middle;		/* its number, with a word */
};

static void
tell(const struct place *place, vb_common_fn *fn, void *data)
{
	struct vb_common common;

	for (size_t i = 0; i < place->left->count; i++)
		for (size_t j = 0; j < place->right->count; j++) {
			uint8_t left = place->left->number[i], right = place->right->number[j];

			common.size = 0;
			common.code[common.size++] = (char)(FIRST_CODE + left);
			if (place->next > place->blank)
				common.code[common.size++] = (char)(FIRST_CODE + place->middle);
			common.code[common.size++] = (char)(FIRST_CODE + right);
			common.from = place->blank - length[left];
			common.to = place->next + 1 + length[right];
			fn(data, &common);
		}
}

void
vb_common_find(const char *text, size_t size, vb_common_fn *fn, void *data)
{
	struct side side[3], *before = &side[0], *left = &side[1], *right = &side[2], *spare;
	const char *blank = memchr(text, ' ', size), *end = text + size;
	size_t last = 0;

	pthread_once(&table_once, load);
	before->count = 0;
	for (; blank != NULL; blank = memchr(blank + 1, ' ', (size_t)(end - blank - 1))) {
		size_t at = (size_t)(blank - text);

		find_words(text, at, true, left);
		find_words(blank + 1, size - at - 1, false, right);
		tell(&(struct place){left, right, at, at, 0}, fn, data);
		/* Is one of those that end here all that stands between the blanks? */
		for (size_t i = 0; i < left->count; i++)
			if (before->count > 0 && last + 1 + length[left->number[i]] == at)
				tell(&(struct place){before, right, last, at, left->number[i]}, fn, data);
		last = at;
		spare = before;
		before = left;
		left = spare;
	}
}
