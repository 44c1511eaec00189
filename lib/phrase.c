/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrase.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define NONE UINT32_MAX

/*
 * A state of the automaton.  Its edges are a list while phrases are added; searching
 * walks that list (a handful of entries), but leaves the root by a table.
 */
struct state {
	uint32_t child, sibling;	/* NONE ends a list */
	uint32_t fail;			/* the longest proper suffix that is a state */
	uint32_t output;		/* nearest state along fail that ends a phrase, itself included */
	uint32_t ending;		/* first of the phrases that end here */
	uint32_t depth;			/* bytes from the root */
	unsigned char byte;
};

struct ending {
	uint32_t number, next;
	bool beginning;
};

struct vb_phrases {
	struct vb_buf states, endings;	/* arrays of the structs above */
	uint32_t root[256];
};

static struct state *
state_at(const struct vb_phrases *phrases, uint32_t index)
{
	return (struct state *)(void *)phrases->states.data + index;
}

static struct ending *
ending_at(const struct vb_phrases *phrases, uint32_t index)
{
	return (struct ending *)(void *)phrases->endings.data + index;
}

static uint32_t
state_add(struct vb_phrases *phrases, unsigned char byte, uint32_t depth)
{
	struct state state = {NONE, NONE, 0, NONE, NONE, depth, byte};
	uint32_t index = (uint32_t)(phrases->states.len / sizeof(state));

	vb_buf_add(&phrases->states, &state, sizeof(state));
	return index;
}

struct vb_phrases *
vb_phrases_new(void)
{
	struct vb_phrases *phrases = vb_memory_resize(NULL, 1, sizeof(*phrases));

	memset(phrases, 0, sizeof(*phrases));
	state_add(phrases, 0, 0);
	return phrases;
}

void
vb_phrases_free(struct vb_phrases *phrases)
{
	if (phrases == NULL)
		return;
	vb_buf_fini(&phrases->states);
	vb_buf_fini(&phrases->endings);
	free(phrases);
}

static uint32_t
child_of(const struct vb_phrases *phrases, uint32_t from, unsigned char byte)
{
	uint32_t child = state_at(phrases, from)->child;

	while (child != NONE && state_at(phrases, child)->byte != byte)
		child = state_at(phrases, child)->sibling;
	return child;
}

void
vb_phrases_add(struct vb_phrases *phrases, const char *text, size_t size, uint32_t number,
	       bool beginning)
{
	struct ending ending = {number, NONE, beginning};
	uint32_t at = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)text[i];
		uint32_t next = child_of(phrases, at, byte);

		if (next == NONE) {
			next = state_add(phrases, byte, (uint32_t)i + 1);
			state_at(phrases, next)->sibling = state_at(phrases, at)->child;
			state_at(phrases, at)->child = next;
		}
		at = next;
	}
	ending.next = state_at(phrases, at)->ending;
	state_at(phrases, at)->ending = (uint32_t)(phrases->endings.len / sizeof(ending));
	vb_buf_add(&phrases->endings, &ending, sizeof(ending));
}

/* Where the automaton goes from a state with a byte: along fail until there is an edge. */
static uint32_t
step(const struct vb_phrases *phrases, uint32_t at, unsigned char byte)
{
	while (at != 0) {
		uint32_t child = child_of(phrases, at, byte);

		if (child != NONE)
			return child;
		at = state_at(phrases, at)->fail;
	}
	return phrases->root[byte];
}

void
vb_phrases_build(struct vb_phrases *phrases)
{
	size_t count = phrases->states.len / sizeof(struct state);
	struct vb_buf queue = VB_BUF_INIT;
	size_t head = 0;

	memset(phrases->root, 0, sizeof(phrases->root));
	for (uint32_t c = state_at(phrases, 0)->child; c != NONE; c = state_at(phrases, c)->sibling) {
		phrases->root[state_at(phrases, c)->byte] = c;
		vb_buf_add(&queue, &c, sizeof(c));
	}
	/* Breadth first: a state's fail is shorter than the state, so it is ready before it. */
	vb_buf_reserve(&queue, count * sizeof(uint32_t));
	while (head < queue.len) {
		uint32_t index;
		struct state *state;

		memcpy(&index, queue.data + head, sizeof(index));
		head += sizeof(index);
		state = state_at(phrases, index);
		state->output = state->ending != NONE ? index : state_at(phrases, state->fail)->output;
		for (uint32_t c = state->child; c != NONE; c = state_at(phrases, c)->sibling) {
			struct state *child = state_at(phrases, c);

			child->fail = step(phrases, state->fail, child->byte);
			vb_buf_add(&queue, &c, sizeof(c));
		}
	}
	vb_buf_fini(&queue);
}

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static bool
edge_at(const char *text, size_t size, size_t at)
{
	return at == 0 || at == size || !is_word_byte(text[at - 1]) || !is_word_byte(text[at]);
}

void
vb_phrases_find(const struct vb_phrases *phrases, const char *text, size_t size,
		struct vb_buf *matches)
{
	uint32_t at = 0;

	for (size_t i = 0; i < size; i++) {
		uint32_t out;

		at = step(phrases, at, (unsigned char)text[i]);
		out = state_at(phrases, at)->output;
		for (; out != NONE; out = state_at(phrases, state_at(phrases, out)->fail)->output) {
			const struct state *state = state_at(phrases, out);
			size_t end = i + 1, start = end - state->depth;
			bool closed = edge_at(text, size, end);

			if (!edge_at(text, size, start))
				continue;
			for (uint32_t e = state->ending; e != NONE; e = ending_at(phrases, e)->next) {
				const struct ending *ending = ending_at(phrases, e);

				struct vb_phrase_match match = {ending->number, (uint32_t)start,
								(uint32_t)end};

				if (closed || ending->beginning)
					vb_buf_add(matches, &match, sizeof(match));
			}
		}
	}
}
