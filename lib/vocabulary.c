/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "needle.h"

/* ---- making ---- */

void
vb_vocabulary_begin(struct vb_buf *list)
{
	vb_buf_clear(list);
	vb_buf_char(list, '\n');
}

void
vb_vocabulary_add(struct vb_buf *list, const char *word, size_t size)
{
	vb_buf_add(list, word, size);
	vb_buf_char(list, '\n');
}

/* The word that begins at *at of a list, and *at behind it; false at the end. */
static bool
take(const struct vb_buf *list, size_t *at, struct vb_word *word)
{
	const char *end;

	if (*at >= list->len)
		return false;
	word->text = list->data + *at;
	end = memchr(word->text, '\n', list->len - *at);
	word->size = (size_t)(end - word->text);
	*at += word->size + 1;
	return true;
}

static int
compare(const struct vb_word *a, const struct vb_word *b)
{
	int order = memcmp(a->text, b->text, a->size < b->size ? a->size : b->size);

	return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

/* Both lists in one, each word once. */
static void
merge(const struct vb_buf *list, const struct vb_buf *other, struct vb_buf *out)
{
	size_t at = 1, from = 1;
	struct vb_word a, b;
	bool left = take(list, &at, &a), right = take(other, &from, &b);

	vb_vocabulary_begin(out);
	while (left || right) {
		int order = !left ? 1 : !right ? -1 : compare(&a, &b);
		const struct vb_word *word = order <= 0 ? &a : &b;

		vb_vocabulary_add(out, word->text, word->size);
		if (order <= 0)
			left = take(list, &at, &a);
		if (order >= 0)
			right = take(other, &from, &b);
	}
}

static int
by_stem(const void *left, const void *right, void *stems)
{
	const struct vb_form *a = left, *b = right;
	const char *text = ((const struct vb_buf *)stems)->data;
	int order = strcmp(text + a->stem, text + b->stem);

	return order != 0 ? order : (a->word > b->word) - (a->word < b->word);
}

/* The forms, sorted; every stem stands in stems but once. */
static void
stem_words(struct vb_vocabulary *vocabulary, struct vb_tokeniser *tokeniser, struct vb_buf *stems)
{
	struct vb_buf *forms = &vocabulary->own[1], *once = &vocabulary->own[2];
	const char *before = NULL;
	struct vb_form *list;
	struct vb_word word;
	size_t count;

	for (size_t at = 0; vb_vocabulary_next(vocabulary, &at, &word);) {
		const char *stem = vb_token_stem(tokeniser, word.text, word.size);
		struct vb_form form = {(uint32_t)stems->len, (uint32_t)(word.text - vocabulary->words)};

		if (strlen(stem) == word.size && memcmp(stem, word.text, word.size) == 0)
			continue;
		vb_buf_add(stems, stem, strlen(stem) + 1);
		vb_buf_add(forms, &form, sizeof form);
	}
	list = (struct vb_form *)(void *)forms->data;
	count = forms->len / sizeof list[0];
	if (count > 0)
		qsort_r(list, count, sizeof list[0], by_stem, stems);
	for (size_t i = 0; i < count; i++) {
		const char *stem = stems->data + list[i].stem;

		if (before != NULL && strcmp(before, stem) == 0) {
			list[i].stem = list[i - 1].stem;
			continue;
		}
		before = stem;
		list[i].stem = (uint32_t)once->len;
		vb_buf_add(once, stem, strlen(stem) + 1);
	}
	vocabulary->forms = list;
	vocabulary->form_count = count;
	vocabulary->stems = once->data;
	vocabulary->stems_size = once->len;
}

/* A word's last bytes, the very last being the highest, and where it ends. */
struct ending {
	uint64_t bytes;
	uint32_t end;
};

static int
by_ending(const void *left, const void *right, void *words)
{
	const struct ending *a = left, *b = right;
	const unsigned char *one = (const unsigned char *)words + a->end;
	const unsigned char *other = (const unsigned char *)words + b->end;

	if (a->bytes != b->bytes)
		return a->bytes < b->bytes ? -1 : 1;
	/* Before each word is the end of a line. */
	do {
		one--;
		other--;
	} while (*one == *other && *one != '\n');
	return (*one == '\n' ? 0 : *one) - (*other == '\n' ? 0 : *other);
}

static void
list_endings(struct vb_vocabulary *vocabulary)
{
	struct vb_buf *ends = &vocabulary->own[3], endings = VB_BUF_INIT;
	struct ending *list;
	struct vb_word word;

	for (size_t at = 0; vb_vocabulary_next(vocabulary, &at, &word);) {
		struct ending ending = {0, (uint32_t)at};

		for (size_t i = 0; i < sizeof ending.bytes; i++)
			ending.bytes = ending.bytes << 8 |
				       (i < word.size ? (unsigned char)word.text[word.size - 1 - i] : 0);
		vb_buf_add(&endings, &ending, sizeof ending);
	}
	list = (struct ending *)(void *)endings.data;
	vocabulary->end_count = endings.len / sizeof list[0];
	if (vocabulary->end_count > 0)
		qsort_r(list, vocabulary->end_count, sizeof list[0], by_ending,
			vocabulary->own[0].data);
	for (size_t i = 0; i < vocabulary->end_count; i++)
		vb_buf_add(ends, &list[i].end, sizeof list[i].end);
	vocabulary->ends = (const uint32_t *)(const void *)ends->data;
	vb_buf_fini(&endings);
}

void
vb_vocabulary_make(struct vb_vocabulary *vocabulary, const struct vb_buf *list,
		   const struct vb_buf *other, struct vb_tokeniser *tokeniser)
{
	struct vb_buf stems = VB_BUF_INIT;

	memset(vocabulary, 0, sizeof *vocabulary);
	merge(list, other, &vocabulary->own[0]);
	vocabulary->words = vocabulary->own[0].data;
	vocabulary->words_size = vocabulary->own[0].len;
	stem_words(vocabulary, tokeniser, &stems);
	list_endings(vocabulary);
	vb_buf_fini(&stems);
}

void
vb_vocabulary_fini(struct vb_vocabulary *vocabulary)
{
	for (size_t i = 0; i < sizeof vocabulary->own / sizeof vocabulary->own[0]; i++)
		vb_buf_fini(&vocabulary->own[i]);
	memset(vocabulary, 0, sizeof *vocabulary);
}

/* ---- words ---- */

/* The word that begins at the offset; false when none can. */
static bool
word_at(const struct vb_vocabulary *vocabulary, size_t offset, struct vb_word *word)
{
	const char *end;

	if (offset >= vocabulary->words_size)
		return false;
	word->text = vocabulary->words + offset;
	end = memchr(word->text, '\n', vocabulary->words_size - offset);
	if (end == NULL)
		return false;
	word->size = (size_t)(end - word->text);
	return true;
}

bool
vb_vocabulary_next(const struct vb_vocabulary *vocabulary, size_t *at, struct vb_word *word)
{
	if (!word_at(vocabulary, *at + 1, word))
		return false;
	*at += word->size + 1;
	return true;
}

/* The line end before the first word that is not less than run[0..size). */
static size_t
place_of(const struct vb_vocabulary *vocabulary, const char *run, size_t size)
{
	const struct vb_word sought = {run, size};
	size_t low = 0, high = vocabulary->words_size;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *end = memrchr(vocabulary->words + low, '\n', middle - low + 1);
		size_t before = end == NULL ? low : (size_t)(end - vocabulary->words);
		struct vb_word word;

		if (!word_at(vocabulary, before + 1, &word) || compare(&word, &sought) >= 0)
			high = before;
		else
			low = before + 1 + word.size;
	}
	return low;
}

/* Words that begin alike stand together. */
static bool
find_beginning(const struct vb_vocabulary *vocabulary, const char *run, size_t size, bool whole,
	       size_t *at, struct vb_word *word)
{
	if (*at == 0)
		*at = place_of(vocabulary, run, size);
	if (!vb_vocabulary_next(vocabulary, at, word))
		return false;
	return word->size >= size && memcmp(word->text, run, size) == 0 && !(whole && word->size > size);
}

/* How the word of an end stands to those that end with the run: 0 for one of them. */
static int
compare_end(const struct vb_vocabulary *vocabulary, size_t number, const char *run, size_t size)
{
	const char *words = vocabulary->words;
	size_t end = vocabulary->ends[number];

	if (end >= vocabulary->words_size)
		return -1;
	for (; size > 0; size--) {
		unsigned char byte = end > 0 && words[end - 1] != '\n' ? (unsigned char)words[--end] : 0;

		if (byte != (unsigned char)run[size - 1])
			return byte < (unsigned char)run[size - 1] ? -1 : 1;
	}
	return 0;
}

/* The first in the list of ends whose word is not before those that end with the run. */
static size_t
place_of_end(const struct vb_vocabulary *vocabulary, const char *run, size_t size)
{
	size_t low = 0, high = vocabulary->end_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_end(vocabulary, middle, run, size) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The word that has a byte before the offset, which is not behind the words. */
static bool
word_before(const struct vb_vocabulary *vocabulary, size_t offset, struct vb_word *word)
{
	const char *start = memrchr(vocabulary->words, '\n', offset);

	return start != NULL && word_at(vocabulary, (size_t)(start + 1 - vocabulary->words), word);
}

/* So do, in the list of their ends, words that end alike. */
static bool
find_ending(const struct vb_vocabulary *vocabulary, const char *run, size_t size, size_t *at,
	    struct vb_word *word)
{
	if (*at == 0)
		*at = place_of_end(vocabulary, run, size);
	if (*at >= vocabulary->end_count || compare_end(vocabulary, *at, run, size) != 0)
		return false;
	return word_before(vocabulary, vocabulary->ends[(*at)++], word);
}

static bool
find_within(const struct vb_vocabulary *vocabulary, const char *run, size_t size, size_t *at,
	    struct vb_word *word)
{
	const char *block = vocabulary->words, *end = block + vocabulary->words_size, *found;
	struct vb_needle needle;

	if (*at >= vocabulary->words_size)
		return false;
	vb_needle_init(&needle, run, size);
	found = vb_needle_find(&needle, block + *at, end);
	if (found == NULL || !word_before(vocabulary, (size_t)(found - block), word))
		return false;
	*at = (size_t)(word->text + word->size - block);
	return true;
}

bool
vb_vocabulary_find(const struct vb_vocabulary *vocabulary, const char *run, size_t size,
		   unsigned edges, size_t *at, struct vb_word *word)
{
	if (size == 0 || size > VB_TOKEN_MAX)
		return false;
	if (edges & VB_EDGE_START)
		return find_beginning(vocabulary, run, size, edges & VB_EDGE_END, at, word);
	if (edges & VB_EDGE_END)
		return find_ending(vocabulary, run, size, at, word);
	return find_within(vocabulary, run, size, at, word);
}

/* ---- forms ---- */

/* The stem of a form; "" when its number is no place in stems. */
static const char *
stem_of(const struct vb_vocabulary *vocabulary, size_t number)
{
	uint32_t stem = vocabulary->forms[number].stem;

	if (stem >= vocabulary->stems_size || vocabulary->stems[vocabulary->stems_size - 1] != '\0')
		return "";
	return vocabulary->stems + stem;
}

size_t
vb_vocabulary_forms(const struct vb_vocabulary *vocabulary, const char *stem, size_t *first)
{
	size_t low = 0, high = vocabulary->form_count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(stem_of(vocabulary, middle), stem) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	for (end = low; end < vocabulary->form_count && strcmp(stem_of(vocabulary, end), stem) == 0;)
		end++;
	return end - low;
}

bool
vb_vocabulary_form(const struct vb_vocabulary *vocabulary, size_t number, struct vb_word *word)
{
	return number < vocabulary->form_count &&
	       word_at(vocabulary, vocabulary->forms[number].word, word);
}
