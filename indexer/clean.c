/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clean.h"

#include <stdlib.h>
#include <string.h>

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
	uint32_t indent;		/* its indent, as indent_of() tells */
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

/*
 * The columns that a line is set in; the blank that some tools put at the top of a page does
 * not count.
 */
static uint32_t
indent_of(const struct cleaner *c, const struct vb_line *line, bool top)
{
	uint32_t base = c->lines->indent + (top && (c->lines->signal || c->lines->doubled) ? 1 : 0);

	return line->indent > base ? line->indent - base : 0;
}

static void
open_block(struct cleaner *c, enum vb_block_kind kind, const struct vb_line *line, bool top)
{
	close_block(c);
	memset(&c->block, 0, sizeof c->block);
	c->block.kind = kind;
	c->block.page = line->page;
	c->block.indent = indent_of(c, line, top);
	c->block.parted = line->blanks > 0;
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

/* Does a label begin the line, such that it may begin a paragraph? */
static bool
is_labelled(const struct vb_line *line, struct vb_label *label)
{
	return vb_label_read(line->text, line->size, label);
}

static bool
ends_list_part(const struct vb_line *line)
{
	const char *text = line->text;
	size_t size = line->size;

	return (size > 5 && memcmp(text + size - 4, " and", 4) == 0) ||
	       (size > 4 && memcmp(text + size - 3, " or", 3) == 0) ||
	       (size > 3 && memcmp(text + size - 3, "和", 3) == 0) ||
	       (size > 3 && memcmp(text + size - 3, "或", 3) == 0);
}

/* In a layer that shows the ends of paragraphs: does b begin one? */
static bool
breaks_by_signal(const struct cleaner *c, const struct vb_line *a, const struct vb_line *b,
		 bool top)
{
	struct vb_label label;
	bool labelled = is_labelled(b, &label), closed = vb_edge_closed(a->text, a->size);
	uint32_t indent = indent_of(c, b, top);

	if (vb_label_is_mark(&label) && (a->trailing || closed || label.style == VB_LABEL_BULLET))
		return true;
	if (a->trailing) {
		/*
		 * a note's mark leaves a blank at a line's end too; such a line is full and
		 * says no end
		 */
		return closed || labelled || indent > 0 || !vb_line_wide(c->lines, a, 78);
	}
	if (indent >= 2 || (top && indent >= 1))
		return true;
	if (!closed)
		return false;
	return (labelled && (top || !vb_line_wide(c->lines, a, 90))) ||
	       (indent == 1 && !vb_line_wide(c->lines, a, 90));
}

/* A paragraph that a page's end may have cut. */
static bool
breaks_at_page(const struct cleaner *c, const struct vb_line *a, const struct vb_line *b)
{
	struct vb_label label;

	if (is_labelled(b, &label) && label.style != VB_LABEL_DASH)
		return true;
	if (vb_edge_closed(a->text, a->size))
		return c->lines->width == 0 || !vb_line_wide(c->lines, a, 85) ||
		       b->indent > a->indent || b->blanks > 0 || label.style;
	if (vb_edge_lower(b->text, b->size))
		return false;
	return !vb_line_wide(c->lines, a, 70);
}

/* In a layer whose lines are broken by the page's edge, without an empty line between a and b. */
static bool
breaks_by_width(const struct cleaner *c, const struct vb_line *a, const struct vb_line *b, bool top)
{
	struct vb_label label;
	bool labelled = is_labelled(b, &label), closed = vb_edge_closed(a->text, a->size);
	bool narrow = !vb_line_wide(c->lines, a, 70), lower = vb_edge_lower(b->text, b->size);
	uint32_t before = c->indent, indent = indent_of(c, b, top);

	if (labelled && label.style == VB_LABEL_BULLET)
		return true;
	if (labelled && (closed || narrow || ends_list_part(a)))
		return label.style != VB_LABEL_DASH || closed || indent > before;
	if (lower)
		return closed && narrow && !vb_line_wide(c->lines, a, 50);
	if (closed && c->block.lines > 1 && (indent > before || indent + 1 < before))
		return true;
	/* a paragraph's narrow last line ends a sentence; one that does not is a heading */
	if (closed && !vb_line_wide(c->lines, b, 70) && !vb_edge_closed(b->text, b->size))
		return true;
	if (closed && c->lines->indented)
		return indent > 0 ? c->block.lines == 1 || indent != before
				  : narrow && !vb_line_wide(c->lines, a, 50);
	if (closed)
		return !vb_line_wide(c->lines, a, 82) || indent > before + 1;
	return narrow && a->size > 0 && a->text[a->size - 1] != ',' && a->text[a->size - 1] != '-';
}

/* In a layer with one paragraph a line, only what is plainly broken is joined. */
static bool
breaks_by_line(const struct vb_line *a, const struct vb_line *b)
{
	struct vb_label label;

	if (is_labelled(b, &label) && label.style != VB_LABEL_DASH)
		return true;
	if (vb_edge_hangs(a->text, a->size))
		return false;
	if (vb_edge_capitals(b->text, b->size) && vb_edge_capitals(a->text, a->size) &&
	    a->width >= 40)
		return vb_edge_closed(a->text, a->size);
	return vb_edge_closed(a->text, a->size) || !vb_edge_lower(b->text, b->size);
}

static bool
breaks(const struct cleaner *c, const struct vb_line *a, const struct vb_line *b, bool top)
{
	struct vb_label label;

	/* a label alone waits for its text */
	if (c->block.lines == 1 && is_labelled(a, &label) && label.size == a->size &&
	    !vb_label_is_mark(&label))
		return false;
	if (c->lines->signal)
		return breaks_by_signal(c, a, b, top);
	if (top && !c->lines->doubled)
		return breaks_at_page(c, a, b);
	if (b->blanks > 0) {
		return vb_edge_closed(a->text, a->size) || !vb_edge_lower(b->text, b->size) ||
		       !vb_line_wide(c->lines, a, 70);
	}
	if (c->lines->width > 0 && a->width <= c->lines->width * 5 / 4)
		return breaks_by_width(c, a, b, top);
	return breaks_by_line(a, b);
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
		if (!c->last || breaks(c, c->last, line, top))
			open_block(c, VB_BLOCK_TEXT, line, top);
		size = start;
		vb_edge_trim(&text, &size);
		add_line(c, line, text, size);
		text = line->text + start;
		size = line->size - start;
	} else if (!known &&
		   (!looks_like_name(line) || (c->last && !breaks(c, c->last, line, top)))) {
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
		if (!c->last || breaks(c, c->last, line, top))
			open_block(c, VB_BLOCK_TEXT, line, top);
		add_line(c, line, line->text, line->size);
	}
	c->turned = line;
	c->indent = indent_of(c, line, top);
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
	vb_link_collect(lines, arena, out);
	vb_join_words_free(c.words);
	vb_buf_fini(&c.text);
}
