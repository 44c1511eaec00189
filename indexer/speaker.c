/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speaker.h"

#include <string.h>

#include "edge.h"
#include "utf8.h"

/* Takes a note's mark, stars and stray digits off a name's end. */
static size_t
without_mark(const char *text, size_t size)
{
	for (size_t at = size; at > 0; size = at) {
		uint32_t point = vb_utf8_prev(text, &at);

		if (!vb_edge_blank(point) && !(point >= '0' && point <= '9') && point != '*' &&
		    point != 0x2020 && point != ',' && point != ':' && point != 0xff1a)
			break;
	}
	return size;
}

static bool
find(const char *text, size_t size, const char *needle, size_t *at)
{
	const char *found = memmem(text, size, needle, strlen(needle));

	if (found)
		*at = (size_t)(found - text);
	return found != NULL;
}

/* "A, on behalf of B" and "A代表B": B when the table knows it, else A. */
static const struct vb_state *
on_behalf(const struct vb_states *states, const char *text, size_t size)
{
	static const char *const words[] = {"on behalf of", "代表"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const struct vb_state *state;
		const char *rest;
		size_t at, left;

		if (!find(text, size, words[i], &at))
			continue;
		rest = text + at + strlen(words[i]);
		left = size - at - strlen(words[i]);
		while (left > 0 && (rest[left - 1] == ')' || rest[left - 1] == ' '))
			left--;
		vb_edge_trim(&rest, &left);
		state = vb_state_by_name(states, rest, left);
		while (at > 0 &&
		       (text[at - 1] == '(' || text[at - 1] == ',' || text[at - 1] == ' '))
			at--;
		return state || at == 0 ? state : vb_state_by_name(states, text, at);
	}
	return NULL;
}

/* A name glued to a paragraph: what stands before it ends a sentence, or blanks part them. */
static bool
is_glued(const char *text, size_t start)
{
	size_t at = start;

	return vb_edge_closed(text, start) || (at >= 2 && vb_edge_blank(vb_utf8_prev(text, &at)) &&
					       at > 0 && vb_edge_blank(vb_utf8_prev(text, &at)));
}

const struct vb_state *
vb_speaker_known(const struct vb_states *states, const char *text, size_t size, size_t *start)
{
	const struct vb_state *state;

	*start = 0;
	size = without_mark(text, size);
	if (size == 0)
		return NULL;
	if (size <= 200) {
		state = vb_state_by_name(states, text, size);
		if (!state)
			state = on_behalf(states, text, size);
		if (state)
			return state;
	}
	state = vb_state_at_end(states, text, size, start);
	if (state && *start > 0 && vb_speaker_group(text, size)) {
		*start = 0;	/* "Reply received from the European Union" is a name line itself */
		return state;
	}
	if (state && *start > 0 && is_glued(text, *start))
		return state;
	*start = 0;
	return NULL;
}

/* "收到的答复", "各国提交的资料": received, and what was received at the end. */
static bool
is_han_group(const char *text, size_t size)
{
	static const char *const ends[] = {
		"答复", "来文", "回复", "意见", "资料", "材料", "看法", "观点"};

	if (size > 120 ||
	    (!vb_edge_holds(text, size, "收到的") && !vb_edge_holds(text, size, "提交的")))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t len = strlen(ends[i]);

		if (size >= len && memcmp(text + size - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* A word at text's start or behind a blank begins with one of these: what is received. */
static bool
names_replies(const char *text, size_t size)
{
	static const char *const what[] = {
		"repl", "response", "submission", "view", "comment", "information",
		"contribution", "communication", "statement", "observation"};

	for (size_t from = 0; from < size && from < 40; from++)
		for (size_t i = 0; i < sizeof what / sizeof what[0]; i++)
			if ((from == 0 || text[from - 1] == ' ') &&
			    vb_edge_starts(text + from, size - from, what[i]))
				return true;
	return false;
}

bool
vb_speaker_group(const char *text, size_t size)
{
	static const char *const how[] = {
		"received", "submitted by", "transmitted by", "provided by"};

	if (size == 0 || size > 200 || vb_edge_closed(text, size) || vb_edge_sentences(text, size))
		return false;
	if (is_han_group(text, size))
		return true;
	for (size_t i = 0; i < sizeof how / sizeof how[0]; i++)
		if (vb_edge_holds(text, size, how[i]) && names_replies(text, size))
			return true;
	return false;
}
