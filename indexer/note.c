/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "note.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "edge.h"
#include "utf8.h"

/* A mark found in a block: bytes [from, to) of its text. */
struct found {
	size_t block, from, to;
	const char *mark;
};

static size_t
digits_at(const char *text, size_t size, size_t at)
{
	size_t count = 0;

	while (at + count < size && text[at + count] >= '0' && text[at + count] <= '9')
		count++;
	return count;
}

static size_t
skip_blanks(const char *text, size_t size, size_t at)
{
	while (at < size) {
		size_t next = at;

		if (!vb_edge_blank(vb_utf8_next(text, size, &next)))
			break;
		at = next;
	}
	return at;
}

static uint32_t
point_at(const char *text, size_t size, size_t at)
{
	return at < size ? vb_utf8_next(text, size, &at) : 0;
}

/* Words that a number before them counts: 年, 个, 段 ... */
static bool
is_unit(uint32_t point)
{
	static const uint32_t units[] = {
		0x5e74, 0x6708, 0x65e5, 0x53f7, 0x6bb5, 0x6761, 0x5c4a, 0x6b21, 0x4e2a, 0x9879,
		0x7ae0, 0x8282, 0x6b3e, 0x9875, 0x540d, 0x56fd, 0x79cd, 0x4efd, 0x4f4d, 0x4e07,
		0x4ebf, 0x5343, 0x767e, 0x5c81, 0x4e16, 0x5468, 0x5929, 0x5c0f, '%', 0xff05};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (units[i] == point)
			return true;
	return false;
}

/* 国家 behind a number is no unit: "2国" is, "。2国家" begins a sentence behind a mark. */
static bool
counts(const char *text, size_t size, size_t at)
{
	return is_unit(point_at(text, size, at)) &&
	       !(size - at >= 6 && memcmp(text + at, "国家", 6) == 0);
}

static bool
is_mark_punctuation(uint32_t point)
{
	static const uint32_t marks[] = {
		'.', ',', ';', ':', '?', '!', ')', ']', '"', '\'', 0x201d, 0x2019, 0x300b,
		0x300d, 0x3002, 0xff0c, 0x3001, 0xff1b, 0xff1a, 0xff1f, 0xff01, 0xff09, 0x2026,
		0xff3d, 0x300f, 0x3011, 0xbb};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (marks[i] == point)
			return true;
	return false;
}

/* A word of three small letters or more (the first may be a capital) ends at text[at]. */
static bool
ends_word(const char *text, size_t at)
{
	size_t letters = 0;

	while (at > 0 && text[at - 1] >= 'a' && text[at - 1] <= 'z') {
		at--;
		letters++;
	}
	return letters >= 3;
}

/* 附件, 附录, 附表, 表, 图, 第: their number is part of the name. */
static bool
is_numbered_thing(const char *text, size_t at, uint32_t before)
{
	if (before == 0x7b2c || before == 0x56fe || before == 0x8868)
		return true;
	return at >= 6 &&
	       (memcmp(text + at - 6, "附件", 6) == 0 || memcmp(text + at - 6, "附录", 6) == 0);
}

/* What follows the digits leaves them a mark: no unit, no more digits, no part of a number. */
static bool
may_follow(const char *text, size_t size, size_t to, bool after_word)
{
	uint32_t next = point_at(text, size, to);
	size_t past = skip_blanks(text, size, to);

	if (next == 0)
		return true;
	if (counts(text, size, past) || next == '/' || next == '-' || next == 0x2013 || next == '_' ||
	    next == 0x2014)
		return false;
	if (past > to && digits_at(text, size, past) == 3)
		return false;	/* 2 100: a number in groups */
	if ((next == '.' || next == ',') && digits_at(text, size, to + 1) > 0)
		return false;
	if (vb_edge_blank(next) || is_mark_punctuation(next) || next == '(' || next == 0xff08 ||
	    next == 0x201c)
		return true;
	return !after_word && vb_edge_dense(next);
}

static bool
is_mark(const char *text, size_t size, size_t from, size_t to)
{
	size_t at = from;
	uint32_t before;

	if (from == 0)
		return false;
	before = vb_utf8_prev(text, &at);
	if (is_mark_punctuation(before)) {
		size_t blank = skip_blanks(text, size, to);

		/* "1.5" is a number; "240.1 The" ends a sentence with a number and bears a mark */
		if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9' && before < 0x80 &&
		    before != ')' && before != '"' &&
		    !(to == size || (before == '.' && blank > to &&
				     u_isupper((UChar32)point_at(text, size, blank)))))
			return false;
		return may_follow(text, size, to, false);
	}
	if (vb_utf8_unspaced(before))
		return !is_numbered_thing(text, from, before) && may_follow(text, size, to, true);
	return before >= 'a' && before <= 'z' && ends_word(text, from) &&
	       may_follow(text, size, to, true);
}

/* The first mark of that number at or behind text[at]. */
static bool
find_mark(const char *text, size_t size, size_t at, const char *mark, size_t *from, size_t *to)
{
	size_t len = strlen(mark);

	while (at + len <= size) {
		const char *hit = memmem(text + at, size - at, mark, len);

		if (!hit)
			return false;
		at = (size_t)(hit - text);
		if (digits_at(text, size, at) == len &&
		    (at == 0 || text[at - 1] < '0' || text[at - 1] > '9') &&
		    is_mark(text, size, at, at + len)) {
			*from = at;
			*to = at + len;
			return true;
		}
		at += len;
	}
	return false;
}

const char *
vb_note_mark(const struct vb_block *footnote, struct vb_arena *arena, size_t *text_start)
{
	size_t len = digits_at(footnote->text, footnote->size, 0);

	while (len == 0 && *text_start < footnote->size && footnote->text[*text_start] == '*')
		++*text_start;
	if (len == 0)
		len = *text_start;
	*text_start = skip_blanks(footnote->text, footnote->size, len);
	return len > 0 && len <= 3 ? vb_arena_strndup(arena, footnote->text, len) : "";
}

/*
 * Looks for a footnote's mark in the blocks of its page, from the place of the mark found
 * before it.  budget bounds the bytes read over all notes: a page of a million false notes
 * must not make this quadratic.
 */
static bool
find_in_page(const struct vb_cleaned *cleaned, const struct vb_block *note, const char *mark,
	     struct found *cursor, size_t *budget)
{
	for (size_t i = cursor->block; i < cleaned->count; i++) {
		const struct vb_block *block = &cleaned->list[i];
		size_t at = i == cursor->block ? cursor->to : 0, cost = block->size - at + 16;

		if (block->kind == VB_BLOCK_FOOTNOTE || block->last_page < note->page)
			continue;
		if (block->page > note->page || *budget < cost)
			return false;
		*budget -= cost;
		if (find_mark(block->text, block->size, at, mark, &cursor->from, &cursor->to)) {
			cursor->block = i;
			return true;
		}
	}
	return false;
}

/* Builds the block's text anew without the marks in found[0..count), which are in order. */
static void
take_off(struct vb_block *block, const struct found *found, size_t count, struct vb_arena *arena)
{
	char *text = vb_arena_alloc(arena, block->size + 1);
	size_t len = 0, at = 0;

	block->notes.item = vb_arena_array(arena, count, sizeof *block->notes.item);
	for (size_t i = 0; i < count; i++) {
		size_t next = skip_blanks(block->text, block->size, found[i].to),
		       before = found[i].from;
		uint32_t last = vb_utf8_prev(block->text, &before),
			 beyond = point_at(block->text, block->size, next);
		bool keep = next > found[i].to && beyond != 0 && !vb_edge_dense(beyond) &&
			    !is_mark_punctuation(beyond) && !(vb_edge_dense(last) && beyond == '(');

		memcpy(text + len, block->text + at, found[i].from - at);
		len += found[i].from - at;
		if (keep)
			text[len++] = ' ';
		at = next;
		block->notes.item[block->notes.count++] = found[i].mark;
	}
	memcpy(text + len, block->text + at, block->size - at);
	len += block->size - at;
	while (len > 0 && text[len - 1] == ' ')
		len--;
	text[len] = 0;
	block->text = text;
	block->size = len;
}

void
vb_note_take(struct vb_cleaned *cleaned, struct vb_arena *arena)
{
	struct found *found, cursor = {0};
	size_t notes = 0, count = 0, budget = 1 << 20;

	for (size_t i = 0; i < cleaned->count; i++) {
		notes += cleaned->list[i].kind == VB_BLOCK_FOOTNOTE;
		budget += 8 * cleaned->list[i].size;
	}
	if (notes == 0)
		return;
	found = vb_arena_array(arena, notes, sizeof *found);
	for (size_t i = 0; i < cleaned->count; i++) {
		struct vb_block *note = &cleaned->list[i];
		struct found here = cursor;
		size_t start = 0;

		if (note->kind != VB_BLOCK_FOOTNOTE)
			continue;
		here.mark = vb_note_mark(note, arena, &start);
		if (here.mark[0] < '0' || here.mark[0] > '9' ||
		    !find_in_page(cleaned, note, here.mark, &here, &budget))
			continue;
		note->owner = here.block + 1;
		cursor = found[count++] = here;
	}
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && found[end].block == found[i].block;)
			end++;
		take_off(&cleaned->list[found[i].block], found + i, end - i, arena);
	}
}
