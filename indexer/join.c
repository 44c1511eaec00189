/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "join.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

#include "edge.h"
#include "utf8.h"

#define WORD_MAX 40

/* A set of word hashes; open addressing, never fuller than half. */
struct vb_join_words {
	uint64_t *slot;
	size_t size;	/* a power of two */
	size_t used;
};

static uint64_t
hash_word(const char *a, size_t a_size, const char *b, size_t b_size)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < a_size; i++)
		hash = (hash ^ ((unsigned char)a[i] | 32)) * 0x100000001b3u;
	for (size_t i = 0; i < b_size; i++)
		hash = (hash ^ ((unsigned char)b[i] | 32)) * 0x100000001b3u;
	return hash | 1;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
put(struct vb_join_words *words, uint64_t hash)
{
	for (size_t i = hash & (words->size - 1);; i = (i + 1) & (words->size - 1)) {
		if (words->slot[i] == hash)
			return false;
		if (words->slot[i] == 0) {
			words->slot[i] = hash;
			words->used++;
			return true;
		}
	}
}

static bool
grow(struct vb_join_words *words)
{
	struct vb_join_words larger = {calloc(words->size * 2, sizeof(uint64_t)), words->size * 2,
				       0};

	if (!larger.slot)
		return false;
	for (size_t i = 0; i < words->size; i++)
		if (words->slot[i])
			put(&larger, words->slot[i]);
	free(words->slot);
	*words = larger;
	return true;
}

static bool
holds(const struct vb_join_words *words, uint64_t hash)
{
	for (size_t i = hash & (words->size - 1); words->slot[i]; i = (i + 1) & (words->size - 1))
		if (words->slot[i] == hash)
			return true;
	return false;
}

static void
put_word(struct vb_join_words *words, uint64_t hash)
{
	if (words->used * 2 < words->size || grow(words))
		put(words, hash);
}

/*
 * The halves of a word that ends at a line's hyphen are no words of their own, all others are;
 * two that a hyphen joins inside a line are a word with it too.  broken: the line before ends
 * in a hyphen.
 */
static void
collect(struct vb_join_words *words, const struct vb_line *line, bool broken)
{
	size_t last = 0, last_size = 0;	/* the word before, when only a hyphen is between */

	for (size_t at = 0; at < line->size;) {
		const char *text = line->text;
		size_t start = at;

		while (at < line->size && is_letter(text[at]))
			at++;
		if (at == start) {
			last_size = at == last + last_size && text[at] == '-' ? last_size : 0;
			at++;
			continue;
		}
		if (at - start > WORD_MAX)
			continue;
		if (last_size > 0 && !(at + 1 == line->size && text[at] == '-'))
			put_word(words, hash_word(text + last, start - last, text + start,
						  at - start));
		if (at - start > 1 && !(at + 1 == line->size && text[at] == '-') &&
		    !(broken && start == 0))
			put_word(words, hash_word(text + start, at - start, "", 0));
		last = start;
		last_size = at - start;
	}
}

static bool
ends_in_hyphen(const char *text, size_t size)
{
	return size > 1 && text[size - 1] == '-' && is_letter(text[size - 2]);
}

struct vb_join_words *
vb_join_words_new(const struct vb_lines *lines)
{
	struct vb_join_words *words;
	size_t i = 0;

	while (i < lines->count && !ends_in_hyphen(lines->list[i].text, lines->list[i].size))
		i++;
	if (i == lines->count)
		return NULL;
	words = calloc(1, sizeof *words);
	if (!words)
		return NULL;
	words->size = 4096;
	words->slot = calloc(words->size, sizeof *words->slot);
	if (!words->slot) {
		free(words);
		return NULL;
	}
	for (i = 0; i < lines->count; i++)
		collect(words, &lines->list[i],
			i > 0 && ends_in_hyphen(lines->list[i - 1].text, lines->list[i - 1].size));
	return words;
}

void
vb_join_words_free(struct vb_join_words *words)
{
	if (words)
		free(words->slot);
	free(words);
}

static bool
is_listed(const char *const *list, size_t count, const char *text, size_t size)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == size && strncasecmp(list[i], text, size) == 0)
			return true;
	return false;
}

/* Such a word, before a hyphen and another, makes one with the hyphen. */
static bool
is_prefix(const char *text, size_t size)
{
	static const char *const prefixes[] = {
		"non", "self", "well", "long", "short", "high", "low", "cross", "socio", "vice",
		"two", "three", "four", "five", "large", "small", "twenty", "thirty", "forty",
		"fifty", "sixty", "seventy", "eighty", "ninety"};

	return is_listed(prefixes, sizeof prefixes / sizeof prefixes[0], text, size);
}

/* Such a one makes a word with the hyphen or without. */
static bool
is_loose_prefix(const char *text, size_t size)
{
	static const char *const prefixes[] = {
		"mid", "multi", "co", "anti", "ex", "pre", "post", "sub", "all", "half", "full",
		"so", "first", "second", "third", "inter", "intra", "counter", "over", "under",
		"e", "wide", "people", "human"};

	return is_listed(prefixes, sizeof prefixes / sizeof prefixes[0], text, size);
}

/*
 * Does the hyphen between a, at a line's end, and b belong to the word?  It does not when the
 * document has the word without it, and does when it has the word with it; else it does when
 * both halves are words of the document, when the first is one that likes hyphens, or when the
 * second begins with a capital.
 */
static bool
keeps_hyphen(const struct vb_join_words *words, const char *a, size_t a_size, const char *b,
	     size_t b_size)
{
	size_t from = a_size, to = 0;

	while (from > 0 && is_letter(a[from - 1]))
		from--;
	while (to < b_size && is_letter(b[to]))
		to++;
	if (to == 0 || !words || a_size - from > WORD_MAX || to > WORD_MAX ||
	    (b[0] >= 'A' && b[0] <= 'Z'))
		return true;
	if (holds(words, hash_word(a + from, a_size - from, b, to)))
		return false;
	if ((from > 0 && (a[from - 1] == '-' || (a[from - 1] >= '0' && a[from - 1] <= '9'))) ||
	    (to < b_size && b[to] == '-'))
		return true;
	/* with the hyphen, which stands behind a */
	if (holds(words, hash_word(a + from, a_size + 1 - from, b, to)) ||
	    (is_prefix(a + from, a_size - from) && to >= 4))
		return true;
	return holds(words, hash_word(b, to, "", 0)) &&
	       (is_loose_prefix(a + from, a_size - from) ||
		holds(words, hash_word(a + from, a_size - from, "", 0)));
}

/* The last blank-free piece is a link: it goes on without a blank. */
static bool
ends_in_link(const char *text, size_t size)
{
	size_t from = size;

	while (from > 0 && (unsigned char)text[from - 1] > ' ' &&
	       (unsigned char)text[from - 1] < 0x80 && size - from < 2048)
		from--;
	return vb_edge_holds(text + from, size - from, "://") ||
	       vb_edge_starts(text + from, size - from, "www.");
}

static void
add_squeezed(struct vb_buf *out, const char *text, size_t size)
{
	size_t run = 0;

	for (size_t at = 0; at < size;) {
		size_t start = at;

		if ((unsigned char)text[at] > ' ' && (unsigned char)text[at] < 0x80) {
			at++;
			continue;
		}
		if (!vb_edge_blank(vb_utf8_next(text, size, &at)))
			continue;
		while (at < size) {
			size_t next = at;

			if (!vb_edge_blank(vb_utf8_next(text, size, &next)))
				break;
			at = next;
		}
		vb_buf_add(out, text + run, start - run);
		vb_buf_char(out, ' ');
		run = at;
	}
	vb_buf_add(out, text + run, size - run);
}

void
vb_join_add(const struct vb_join_words *words, struct vb_buf *out, size_t start, const char *text,
	    size_t size)
{
	size_t len = out->len - start, before = len, after = 0;
	const char *have = out->data ? out->data + start : "";
	uint32_t last, first;

	if (len == 0 || size == 0) {
		add_squeezed(out, text, size);
		return;
	}
	last = vb_utf8_prev(have, &before);
	first = vb_utf8_next(text, size, &after);
	if (last == 0xad) {
		out->len = start + before;	/* a soft hyphen says itself that it goes */
	} else if (ends_in_hyphen(have, len) && !ends_in_link(have, len)) {
		if (!keeps_hyphen(words, have, len - 1, text, size))
			out->len--;
	} else if (last == '-' || last == '/' || vb_edge_blank(last) || vb_edge_dense(last) ||
		   vb_edge_dense(first) ||
		   (ends_in_link(have, len) && u_isalnum((UChar32)first) && last != '.' &&
		    last != ',' && last != ';')) {
		/* nothing stands between */
	} else {
		vb_buf_char(out, ' ');
	}
	add_squeezed(out, text, size);
}
