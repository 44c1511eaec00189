/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unicode/uchar.h>

#include "snippet.h"
#include "utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"

/*
 * Half of the window is for what was found, the rest for the words around it: a find
 * without its sentence tells nothing.
 */
#define FOUND_COLUMNS (VB_SNIPPET_COLUMNS / 2)

/* A part of the passage, in bytes. */
struct part {
	size_t start, end;
};

/* Columns of text[start, end), or more than most as soon as it is known to be more. */
static size_t
columns_up_to(const char *text, size_t start, size_t end, size_t most)
{
	size_t columns = 0;

	for (size_t at = start; at < end && columns <= most;)
		columns += (size_t)vb_utf8_columns(vb_utf8_next(text, end, &at));
	return columns;
}

/* What a window is worth: first its distinct finds, then how many there are at all. */
struct worth {
	uint64_t distinct;
	size_t finds;
};

static bool
is_better(const struct worth *a, const struct worth *b)
{
	return a->distinct > b->distinct || (a->distinct == b->distinct && a->finds > b->finds);
}

/*
 * The best run of marks that fits into FOUND_COLUMNS.  Both ends of the window move only
 * forward, so the time is linear in the text and in the marks.
 */
static struct part
best_run(const char *text, const struct vb_lit *lit, struct vb_arena *arena)
{
	uint32_t *held = vb_arena_array(arena, lit->wanted_count, sizeof *held);
	struct worth worth = {0, 0}, best = {0, 0};
	struct part part = {0, 0};
	size_t first = 0, columns = 0, end = lit->mark[0].start;

	for (size_t last = 0; last < lit->mark_count; last++) {
		const struct vb_mark *mark = &lit->mark[last];

		while (end < mark->end)
			columns += (size_t)vb_utf8_columns(vb_utf8_next(text, mark->end, &end));
		if (held[mark->wanted]++ == 0)
			worth.distinct += mark->weight;
		worth.finds++;
		while (first < last && columns > FOUND_COLUMNS) {
			const struct vb_mark *gone = &lit->mark[first++];

			for (size_t at = gone->start; at < lit->mark[first].start;)
				columns -= (size_t)vb_utf8_columns(
					vb_utf8_next(text, lit->mark[first].start, &at));
			if (--held[gone->wanted] == 0)
				worth.distinct -= gone->weight;
			worth.finds--;
		}
		if (is_better(&worth, &best)) {
			best = worth;
			part.start = lit->mark[first].start;
			part.end = end;
		}
	}
	return part;
}

/* Ends a sentence whatever follows. */
static bool
is_stop(uint32_t point)
{
	return point == 0x3002 || point == 0xff01 || point == 0xff1f || point == 0xff1b;
}

/* Closing marks, commas and the like: nothing begins with them. */
static bool
is_closing(uint32_t point)
{
	int kind = u_charType((UChar32)point);

	return kind == U_END_PUNCTUATION || kind == U_FINAL_PUNCTUATION ||
	       kind == U_OTHER_PUNCTUATION;
}

/* True when a sentence may begin at text[at]. */
static bool
begins_sentence(const char *text, size_t size, size_t at)
{
	size_t before = at, after = at;
	uint32_t point;

	if (at == 0)
		return true;
	if (at >= size)
		return false;
	/* What costs least comes first: this is asked at every character. */
	point = vb_utf8_prev(text, &before);
	if (point == ' ' && before > 0) {
		point = vb_utf8_prev(text, &before);
		if (point != '.' && point != '!' && point != '?' && point != ';' && !is_stop(point))
			return false;
	} else if (!is_stop(point)) {
		return false;
	}
	return !is_closing(vb_utf8_next(text, size, &after));
}

/* True when cutting at text[at] leaves words whole and no closing mark in front. */
static bool
may_begin(const char *text, size_t size, size_t at)
{
	size_t before = at, after = at;
	uint32_t left, right;

	if (at == 0 || at >= size)
		return true;
	left = vb_utf8_prev(text, &before);
	right = vb_utf8_next(text, size, &after);
	if (right == ' ' || (left != ' ' && !vb_utf8_unspaced(right)) || is_closing(right))
		return false;
	return left == ' ' || vb_utf8_columns(right) > 0;
}

/* True when the part may end at text[at]. */
static bool
may_end(const char *text, size_t size, size_t at)
{
	size_t before = at, after = at;
	uint32_t left, right;

	if (at == 0 || at >= size)
		return true;
	left = vb_utf8_prev(text, &before);
	right = vb_utf8_next(text, size, &after);
	if (right == ' ' || is_stop(left))
		return true;
	return vb_utf8_unspaced(left) && vb_utf8_columns(right) > 0;
}

static bool
is_plain(char byte)
{
	return byte > ' ' && byte < 0x7f;
}

/* Whether text[at] stands in ASCII without blanks, where nothing may begin or end: most places do. */
static bool
is_inner(const char *text, size_t size, size_t at)
{
	return at > 0 && at < size && is_plain(text[at - 1]) && is_plain(text[at]);
}

/*
 * Goes left from start, at most columns: to the nearest start of a sentence, else as far
 * as a third of them to a word's start; further only to complete the word at start.
 */
static size_t
extend_left(const char *text, size_t size, size_t start, size_t columns)
{
	size_t used = 0, near = start;
	bool whole = may_begin(text, size, start);

	for (size_t at = start;;) {
		bool inner = is_inner(text, size, at);

		if (!inner && begins_sentence(text, size, at))
			return at;
		if (!inner && (used * 3 <= columns || !whole) && may_begin(text, size, at)) {
			near = at;
			whole = true;
		}
		used += (size_t)vb_utf8_columns(vb_utf8_prev(text, &at));
		if (used > columns)
			return near;
	}
}

/*
 * Goes right from end, at most columns: to the last end of a sentence if it leaves no more
 * than a third of them unused, else to the last end of a word, else (one endless word) to
 * the last character.
 */
static size_t
extend_right(const char *text, size_t size, size_t end, size_t columns)
{
	size_t used = 0, word = 0, sentence = 0, fit = end;

	for (size_t at = end; at < size;) {
		bool inner = is_inner(text, size, at);

		if (!inner && may_end(text, size, at))
			word = at;
		if (!inner && used * 3 >= columns * 2 && begins_sentence(text, size, at))
			sentence = at;
		used += (size_t)vb_utf8_columns(vb_utf8_next(text, size, &at));
		if (used > columns)
			return sentence ? sentence : word ? word : fit;
		fit = at;
	}
	return size;
}

static struct part
choose(const char *text, size_t size, const struct vb_lit *lit, struct vb_arena *arena)
{
	struct part part = {0, 0};
	size_t columns;

	/* A few words more than the window are not worth an ellipsis. */
	if (columns_up_to(text, 0, size, VB_SNIPPET_COLUMNS + 20) <= VB_SNIPPET_COLUMNS + 20)
		return (struct part){0, size};
	if (lit->mark_count)
		part = best_run(text, lit, arena);
	/* A find longer than the window shows its beginning. */
	columns = columns_up_to(text, part.start, part.end, VB_SNIPPET_COLUMNS);
	if (columns > VB_SNIPPET_COLUMNS)
		part.end = extend_right(text, size, part.start, VB_SNIPPET_COLUMNS);
	else
		part.start = extend_left(text, size, part.start, (VB_SNIPPET_COLUMNS - columns) / 2);
	columns = columns_up_to(text, part.start, part.end, VB_SNIPPET_COLUMNS);
	if (columns < VB_SNIPPET_COLUMNS)
		part.end = extend_right(text, size, part.end, VB_SNIPPET_COLUMNS - columns);
	while (part.end > part.start && text[part.end - 1] == ' ')
		part.end--;
	return part;
}

void
vb_snippet_cut(const char *text, size_t size, const struct vb_lit *lit, struct vb_arena *arena,
	       struct vb_snippet *snippet)
{
	const size_t mark = sizeof ELLIPSIS - 1;
	struct part part = choose(text, size, lit, arena);
	char *copy = vb_arena_alloc(arena, part.end - part.start + 2 * mark + 1);

	snippet->text = copy;
	if (part.start > 0)
		copy = mempcpy(copy, ELLIPSIS, mark);
	copy = mempcpy(copy, text + part.start, part.end - part.start);
	if (part.end < size)
		copy = mempcpy(copy, ELLIPSIS, mark);
	*copy = '\0';
	snippet->start = vb_utf8_points(text, part.start);
	snippet->points = vb_utf8_points(text + part.start, part.end - part.start);
}
