/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clean.h"

#include <stdlib.h>
#include <string.h>

#include "break.h"
#include "edge.h"
#include "join.h"
#include "label.h"
#include "link.h"
#include "note.h"
#include "original.h"
#include "speaker.h"
#include "utf8.h"

#define NAME_COLUMNS_MAX 110	/* a longer line above a mark is text */

struct cleaner {
	const struct vb_lines *lines;
	const struct vb_states *states;
	struct vb_arena *arena;
	struct vb_join_words *words;
	struct vb_cleaned *out;
	struct vb_buf text;		/* of the open block */
	struct vb_block block;		/* the open block */
	const struct vb_line *last;	/* its last line; NULL when no block is open */
	const struct vb_line *turned;	/* the last line of text, in whatever block */
	uint32_t indent;		/* its indent, as vb_break_indent() tells */
};

static void
close_block(struct cleaner *c)
{
	if (!c->last)
		return;
	c->block.size = c->text.len;
	c->block.text = vb_arena_strndup(c->arena, c->text.data ? c->text.data : "", c->text.len);
	c->block.last_page = c->last->page;
	c->out->list[c->out->count++] = c->block;
	vb_buf_clear(&c->text);
	c->last = NULL;
}

static void
open_block(struct cleaner *c, enum vb_block_kind kind, const struct vb_line *line, bool top)
{
	close_block(c);
	memset(&c->block, 0, sizeof c->block);
	c->block.kind = kind;
	c->block.page = line->page;
	c->block.indent = vb_break_indent(c->lines, line, top);
	c->block.parted = line->blanks > 0;
	c->block.cover = line->cover;
}

static void
add_line(struct cleaner *c, const struct vb_line *line, const char *text, size_t size)
{
	/* the blank behind a note's mark tells it from a number that goes on */
	if (c->last && c->lines->signal && c->last->trailing && c->text.len > 0 &&
	    c->text.data[c->text.len - 1] >= '0' && c->text.data[c->text.len - 1] <= '9')
		vb_buf_char(&c->text, ' ');
	vb_join_add(c->words, &c->text, 0, text, size);
	c->block.lines++;
	if (line->width > c->block.width)
		c->block.width = line->width;
	c->last = line;
}

static bool
breaks(const struct cleaner *c, const struct vb_line *line, bool top)
{
	struct vb_break open = {c->lines, c->last,	   c->indent,
				c->text.data, c->text.len, c->block.lines};

	return vb_break_before(&open, line, top);
}

/* The next line of text after index; NULL at the end. */
static const struct vb_line *
next_text(const struct vb_lines *lines, size_t index)
{
	for (size_t i = index + 1; i < lines->count && i < index + 40; i++)
		if (lines->list[i].role == VB_LINE_TEXT)
			return &lines->list[i];
	return NULL;
}

/*
 * Is this line of marks due here: bracketed; bare below a known name; a date below a mark of
 * the original, or in brackets below a known name?
 */
static bool
is_mark(const struct cleaner *c, const struct vb_line *line, const struct vb_line *above,
	bool below_mark)
{
	struct vb_original mark;
	size_t start;

	if (!vb_original_read(line->text, line->size, &mark))
		return false;
	if (mark.original ? !mark.bare : below_mark)
		return true;
	if (!above || (!mark.original && mark.bare))
		return false;
	return vb_speaker_known(c->states, above->text, above->size, &start) &&
	       (mark.original || start == 0);
}

/* A mark of the original has just been taken. */
static bool
below_mark(const struct cleaner *c)
{
	return !c->last && c->out->count > 0 &&
	       c->out->list[c->out->count - 1].kind == VB_BLOCK_ORIGINAL;
}

/* May the line be a name that no table knows? */
static bool
looks_like_name(const struct vb_line *line)
{
	struct vb_label label;

	return line->width <= NAME_COLUMNS_MAX && !vb_edge_closed(line->text, line->size) &&
	       !vb_edge_lower(line->text, line->size) &&
	       !vb_label_read(line->text, line->size, &label);
}

/* "Bolivia (Plurinational" + "State of)": the end of the open block belongs to the name on line. */
static bool
completes_name(struct cleaner *c, const struct vb_line *line)
{
	struct vb_buf name = VB_BUF_INIT;
	size_t start = 1;
	bool known;

	if (!c->last || c->block.lines != 1 || c->last->width > NAME_COLUMNS_MAX)
		return false;
	vb_buf_add(&name, c->text.data, c->text.len);
	vb_join_add(c->words, &name, 0, line->text, line->size);
	known = vb_speaker_known(c->states, name.data, name.len, &start) && start == 0;
	vb_buf_fini(&name);
	return known;
}

/*
 * Takes in a line that stands right above a mark.  When a name is glued to the end of the
 * paragraph before it, the line is cut in two.  False when it is no name at all.
 */
static bool
take_name(struct cleaner *c, const struct vb_line *line, bool top)
{
	size_t start = 0, size = line->size;
	bool known = vb_speaker_known(c->states, line->text, line->size, &start);
	const char *text = line->text;

	if (!(known && start == 0) && completes_name(c, line)) {
		c->block.kind = VB_BLOCK_NAME;
		add_line(c, line, line->text, line->size);
		close_block(c);
		return true;
	}
	if (known && start > 0) {
		if (!c->last || breaks(c, line, top))
			open_block(c, VB_BLOCK_TEXT, line, top);
		size = start;
		vb_edge_trim(&text, &size);
		add_line(c, line, text, size);
		text = line->text + start;
		size = line->size - start;
	} else if (!known &&
		   (!looks_like_name(line) || (c->last && !breaks(c, line, top)))) {
		return false;
	}
	open_block(c, VB_BLOCK_NAME, line, top);
	add_line(c, line, text, size);
	close_block(c);
	return true;
}

/* A line of marks, with a name before them on the same line or without. */
static void
take_mark(struct cleaner *c, const struct vb_line *line, bool top)
{
	struct vb_original mark;

	vb_original_read(line->text, line->size, &mark);
	if (mark.start > 0) {
		struct vb_line name = *line;

		name.size = mark.start;
		vb_edge_trim(&name.text, &name.size);
		if (!take_name(c, &name, top)) {
			open_block(c, VB_BLOCK_NAME, line, top);
			add_line(c, line, name.text, name.size);
		}
	}
	open_block(c, VB_BLOCK_ORIGINAL, line, top);
	add_line(c, line, line->text + mark.start, line->size - mark.start);
	close_block(c);
}

static void
take_text(struct cleaner *c, const struct vb_line *line, const struct vb_line *above,
	  const struct vb_line *below)
{
	bool top = c->turned && c->turned->page != line->page;

	if (is_mark(c, line, above, below_mark(c))) {
		take_mark(c, line, top);
	} else if (!(below && is_mark(c, below, line, false) && take_name(c, line, top))) {
		if (!c->last || breaks(c, line, top))
			open_block(c, VB_BLOCK_TEXT, line, top);
		add_line(c, line, line->text, line->size);
	}
	c->turned = line;
	c->indent = vb_break_indent(c->lines, line, top);
}

static void
clean_text(struct cleaner *c)
{
	const struct vb_line *above = NULL;

	for (size_t i = 0; i < c->lines->count; i++) {
		const struct vb_line *line = &c->lines->list[i];

		if (line->role != VB_LINE_TEXT)
			continue;
		take_text(c, line, above, next_text(c->lines, i));
		above = line;
	}
	close_block(c);
}

/* A note begins with its number or star; other lines go on with the note above. */
static void
clean_footnotes(struct cleaner *c)
{
	for (size_t i = 0; i < c->lines->count; i++) {
		const struct vb_line *line = &c->lines->list[i];
		bool starts =
		    line->text[0] == '*' || (line->text[0] >= '0' && line->text[0] <= '9');

		if (line->role != VB_LINE_FOOTNOTE)
			continue;
		if (!c->last || line->page != c->last->page ||
		    (starts && (c->lines->signal ? c->last->trailing
						 : vb_edge_closed(c->last->text, c->last->size) ||
						       !vb_line_wide(c->lines, c->last, 85))))
			open_block(c, VB_BLOCK_FOOTNOTE, line, false);
		add_line(c, line, line->text, line->size);
	}
	close_block(c);
}

/* Puts each footnote behind the block in which its page ends. */
static void
merge_footnotes(struct cleaner *c, size_t texts)
{
	struct vb_block *merged = vb_arena_array(c->arena, c->out->count + 1, sizeof *merged);
	size_t note = texts, count = 0;

	for (size_t i = 0; i < texts; i++) {
		while (note < c->out->count && c->out->list[note].page < c->out->list[i].page)
			merged[count++] = c->out->list[note++];
		merged[count++] = c->out->list[i];
	}
	while (note < c->out->count)
		merged[count++] = c->out->list[note++];
	c->out->list = merged;
}

void
vb_clean(const struct vb_lines *lines, const struct vb_states *states, struct vb_arena *arena,
	 struct vb_cleaned *out)
{
	struct cleaner c = {
		.lines = lines, .states = states, .arena = arena, .out = out, .text = VB_BUF_INIT};
	size_t texts;

	memset(out, 0, sizeof *out);
	/*
	 * a line gives two blocks at most: a paragraph's end with a name glued to it, or a name
	 * and its mark
	 */
	out->list = vb_arena_array(arena, 3 * lines->count + 1, sizeof *out->list);
	c.words = vb_join_words_new(lines);
	clean_text(&c);
	texts = out->count;
	clean_footnotes(&c);
	merge_footnotes(&c, texts);
	vb_note_take(out, arena);
	for (size_t i = 0; i < out->count; i++)
		vb_language_count(out->list[i].text, out->list[i].size, &out->list[i].count);
	vb_link_collect(lines, arena, out);
	vb_join_words_free(c.words);
	vb_buf_fini(&c.text);
}
