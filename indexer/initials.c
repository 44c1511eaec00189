/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "initials.h"

#include <string.h>
#include <strings.h>

#include "plain.h"

#define LETTERS_MAX 12
#define WORDS_MAX 16
#define RUN_MAX 4	/* letters that one word may give */
#define BYTES_MAX 256	/* of the text: what stands further ahead is none of the name */

struct word {
	const char *text;
	size_t size;
	bool small;		/* a function word */
};

static char
lower(char letter)
{
	return vb_plain_upper((unsigned char)letter) ? (char)(letter + 32) : letter;
}

/* The letters, small; 0 when it is no abbreviation. */
static size_t
read_letters(const char *brief, size_t size, char letters[LETTERS_MAX])
{
	size_t count = 0, capitals = 0;

	if (size > 2 && brief[size - 1] == 's' && vb_plain_upper((unsigned char)brief[size - 2]))
		size--;
	for (size_t i = 0; i < size; i++) {
		capitals += vb_plain_upper((unsigned char)brief[i]);
		if (brief[i] == '-' || brief[i] == '&' || brief[i] == '.')
			continue;
		if (!vb_plain_alnum((unsigned char)brief[i]) || count == LETTERS_MAX)
			return 0;
		letters[count++] = lower(brief[i]);
	}
	return capitals >= 2 && 2 * capitals >= count ? count : 0;
}

static bool
in_word(char byte)
{
	return vb_plain_alnum((unsigned char)byte) || (unsigned char)byte >= 0x80 || byte == '\'';
}

static bool
is_small(const struct word *word)
{
	static const char *const words[] = {
		"a", "against", "among", "an", "and", "at", "between", "by", "de", "for", "from", "in",
		"of", "on", "or", "s", "the", "to", "under", "with",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == word->size &&
		    strncasecmp(words[i], word->text, word->size) == 0)
			return true;
	return false;
}

/* The last words of the text, back to the end of a sentence: the first of them at word[WORDS_MAX - count]. */
static size_t
read_words(const char *text, size_t size, struct word word[WORDS_MAX])
{
	size_t count = 0, at = size;

	while (at > 0 && count < WORDS_MAX) {
		struct word *one;
		size_t end;

		for (; at > 0 && !in_word(text[at - 1]); at--)
			if (strchr(".;:!?()", text[at - 1]) != NULL)
				return count;
		end = at;
		while (at > 0 && in_word(text[at - 1]))
			at--;
		if (at == end)
			break;
		one = &word[WORDS_MAX - ++count];
		*one = (struct word){text + at, end - at, false};
		one->small = is_small(one);
	}
	return count;
}

/* A copy of the text's end in which dashes and quotation marks are blanks. */
static size_t
copy_end(const char *text, size_t size, char out[BYTES_MAX])
{
	size_t copied = size < BYTES_MAX ? size : BYTES_MAX;

	memcpy(out, text + size - copied, copied);
	for (size_t i = 0; i + 2 < copied; i++)
		if (memcmp(out + i, "\xE2\x80", 2) == 0)
			memset(out + i, ' ', 3);
	return copied;
}

bool
vb_initials_fit(const char *text, size_t size, const char *brief, size_t brief_size,
		size_t *start)
{
	/* fit[i][j][k]: the words from j on give the letters from i on, leaving out k words at most. */
	bool fit[LETTERS_MAX + 1][WORDS_MAX + 1][2] = {{{false}}};
	struct word word[WORDS_MAX];
	char letters[LETTERS_MAX], end[BYTES_MAX];
	size_t count = read_letters(brief, brief_size, letters), copied, words;

	if (count == 0)
		return false;
	copied = copy_end(text, size, end);
	words = read_words(end, copied, word);
	fit[count][WORDS_MAX][0] = fit[count][WORDS_MAX][1] = true;
	for (size_t j = WORDS_MAX; j-- > WORDS_MAX - words;) {
		bool begins = false;

		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < 2; k++) {
				bool given = false;

				for (size_t run = 1; run <= RUN_MAX && run <= word[j].size &&
				     i + run <= count &&
				     lower(word[j].text[run - 1]) == letters[i + run - 1]; run++)
					given |= fit[i + run][j + 1][k];
				begins |= given && i == 0;
				fit[i][j][k] = given || (j + 1 < WORDS_MAX &&
					(word[j].small ? fit[i][j + 1][k] : k > 0 && fit[i][j + 1][0]));
			}
		if (begins && !word[j].small && WORDS_MAX - j > 1) {
			*start = size - copied + (size_t)(word[j].text - end);
			return true;
		}
	}
	return false;
}
