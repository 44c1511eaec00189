/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrase.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define NONE UINT32_MAX

/*
 * A tree of bytes, node 0 the root.  While phrases are added, a node's children are a list;
 * vb_phrases_build() lays the nodes out breadth first: then a node's children stand
 * together, and those near the root, which nearly every word of a text asks for, fill a few
 * thousand bytes.
 */
struct node {
	uint32_t child, sibling;	/* NONE ends a list */
	uint32_t ending;		/* first of the phrases that end here; NONE for none */
	unsigned char byte;
};

/* A node laid out: its children end where the next node's begin. */
struct place {
	uint32_t child, ending;
};

struct ending {
	uint32_t number, next;
	bool beginning;
};

struct vb_phrases {
	struct vb_buf nodes;		/* struct node, until built */
	struct vb_buf endings;		/* struct ending */
	unsigned char *byte;		/* by node: what leads to it */
	struct place *place;		/* by node */
	uint32_t root[256];		/* the root's children; 0 for none */
	unsigned char begins[8192];	/* a bit set for the first three bytes of each phrase ... */
	bool brief[256];		/* ... or for its first, when it has no three */
};

/* The bit of three bytes; some share one. */
static inline unsigned
bit_of(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;

	return (byte[0] | byte[1] << 8 | (unsigned)byte[2] << 16) * 0x9e3779b1u >> 16;
}

static struct node *
node_at(const struct vb_phrases *phrases, uint32_t index)
{
	return (struct node *)(void *)phrases->nodes.data + index;
}

static uint32_t
node_add(struct vb_phrases *phrases, unsigned char byte, uint32_t sibling)
{
	struct node node = {NONE, sibling, NONE, byte};

	vb_buf_add(&phrases->nodes, &node, sizeof node);
	return (uint32_t)(phrases->nodes.len / sizeof node) - 1;
}

struct vb_phrases *
vb_phrases_new(void)
{
	struct vb_phrases *phrases = vb_memory_zeros(1, sizeof *phrases);

	node_add(phrases, 0, NONE);
	return phrases;
}

void
vb_phrases_free(struct vb_phrases *phrases)
{
	if (phrases == NULL)
		return;
	vb_buf_fini(&phrases->nodes);
	vb_buf_fini(&phrases->endings);
	free(phrases->byte);
	free(phrases->place);
	free(phrases);
}

void
vb_phrases_add(struct vb_phrases *phrases, const char *text, size_t size, uint32_t number,
	       bool beginning)
{
	struct ending ending = {number, NONE, beginning};
	uint32_t at = 0;

	if (size < 3)
		phrases->brief[(unsigned char)text[0]] = true;
	else
		phrases->begins[bit_of(text) / 8] |= (unsigned char)(1u << bit_of(text) % 8);
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)text[i];
		uint32_t next = node_at(phrases, at)->child;

		while (next != NONE && node_at(phrases, next)->byte != byte)
			next = node_at(phrases, next)->sibling;
		if (next == NONE) {
			next = node_add(phrases, byte, node_at(phrases, at)->child);
			node_at(phrases, at)->child = next;
		}
		at = next;
	}
	ending.next = node_at(phrases, at)->ending;
	node_at(phrases, at)->ending = (uint32_t)(phrases->endings.len / sizeof ending);
	vb_buf_add(&phrases->endings, &ending, sizeof ending);
}

void
vb_phrases_build(struct vb_phrases *phrases)
{
	uint32_t count = (uint32_t)(phrases->nodes.len / sizeof(struct node)), laid = 1;
	uint32_t *order = vb_memory_resize(NULL, count, sizeof *order);

	phrases->byte = vb_memory_resize(NULL, count, sizeof *phrases->byte);
	phrases->place = vb_memory_resize(NULL, count + 1, sizeof *phrases->place);
	order[0] = 0;
	for (uint32_t i = 0; i < count; i++) {
		const struct node *node = node_at(phrases, order[i]);

		phrases->byte[i] = node->byte;
		phrases->place[i] = (struct place){laid, node->ending};
		for (uint32_t c = node->child; c != NONE; c = node_at(phrases, c)->sibling) {
			if (i == 0)
				phrases->root[node_at(phrases, c)->byte] = laid;
			order[laid++] = c;
		}
	}
	phrases->place[count] = (struct place){laid, NONE};
	free(order);
	vb_buf_fini(&phrases->nodes);
}

/* The child that the byte leads to; 0 for none. */
static inline uint32_t
child_of(const struct vb_phrases *phrases, uint32_t node, unsigned char byte)
{
	uint32_t end = phrases->place[node + 1].child;

	for (uint32_t at = phrases->place[node].child; at < end; at++)
		if (phrases->byte[at] == byte)
			return at;
	return 0;
}

static inline bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static inline bool
edge_at(const char *text, size_t size, size_t at)
{
	return at == 0 || at == size || !is_word_byte(text[at - 1]) || !is_word_byte(text[at]);
}

/* Most words begin no phrase, which their first three bytes tell. */
static inline bool
may_begin(const struct vb_phrases *phrases, const char *text, size_t size, size_t at)
{
	unsigned char byte = (unsigned char)text[at];
	unsigned bit;

	if (phrases->root[byte] == 0 || !edge_at(text, size, at))
		return false;
	if (phrases->brief[byte] || size - at < 3)
		return true;
	bit = bit_of(text + at);
	return phrases->begins[bit / 8] >> bit % 8 & 1;
}

/* Puts a match in its place by its end; one that began earlier goes first. */
static void
put_match(struct vb_buf *matches, size_t from, struct vb_phrase_match match)
{
	struct vb_phrase_match *list;
	size_t at;

	vb_buf_add(matches, &match, sizeof match);
	list = (struct vb_phrase_match *)(void *)(matches->data + from);
	for (at = (matches->len - from) / sizeof match - 1; at > 0 && list[at - 1].end > match.end; at--)
		list[at] = list[at - 1];
	list[at] = match;
}

/* The phrases that begin at start. */
static void
find_at(const struct vb_phrases *phrases, const char *text, size_t size, size_t start,
	struct vb_buf *matches, size_t from)
{
	const struct ending *endings = (const void *)phrases->endings.data;
	uint32_t at = phrases->root[(unsigned char)text[start]];

	for (size_t end = start + 1; at != 0; end++) {
		uint32_t e = phrases->place[at].ending;
		bool closed = e != NONE && edge_at(text, size, end);

		for (; e != NONE; e = endings[e].next) {
			struct vb_phrase_match match = {endings[e].number, (uint32_t)start,
							(uint32_t)end};

			if (closed || endings[e].beginning)
				put_match(matches, from, match);
		}
		at = end < size ? child_of(phrases, at, (unsigned char)text[end]) : 0;
	}
}

void
vb_phrases_find(const struct vb_phrases *phrases, const char *text, size_t size,
		struct vb_buf *matches)
{
	size_t from = matches->len;

	for (size_t start = 0; start < size; start++)
		if (may_begin(phrases, text, size, start))
			find_at(phrases, text, size, start, matches, from);
}
