/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "passage.h"

#include <stdlib.h>
#include <string.h>

#include "cite.h"
#include "edge.h"
#include "front.h"
#include "heading.h"
#include "note.h"
#include "utf8.h"

#define LIST_DEPTH 6
#define GROWTH 256
#define VERSE_LINES 4
#define BARE_ITEM_MAX 160

struct list_level {
	struct vb_label label;
	const char *text;	/* of the latest item on this level */
};

struct cutter {
	const struct vb_cleaned *cleaned;
	const struct vb_submissions *submissions;
	const struct vb_passage_frame *frame;
	struct vb_document *document;
	size_t room;			/* records there is memory for */
	uint32_t part;			/* the submission that headings and list belong to */
	struct vb_headings headings;
	const char *number;		/* of the paragraph that a list hangs on; "" for none */
	const char *lead_in;		/* of the open list; "" for none */
	struct list_level level[LIST_DEPTH];
	size_t depth;
	size_t verse; /* blocks before this one are lines of a verse or list, no headings */
};

static void
end_list(struct cutter *c)
{
	c->depth = 0;
	c->lead_in = "";
}

static void
enter_part(struct cutter *c, uint32_t part)
{
	const struct vb_submission *speaker = &c->submissions->list[part];

	c->part = part;
	vb_heading_reset(&c->headings);
	end_list(c);
	c->verse = 0;
	c->number = "";
	if (speaker->name[0]) {
		vb_heading_push(&c->headings, speaker->name, c->document->arena);
		vb_heading_fix(&c->headings);
	}
}

static struct vb_record *
add(struct cutter *c, const struct vb_block *block, uint32_t part)
{
	const struct vb_submission *speaker = &c->submissions->list[part];
	const struct vb_document_facts *facts = c->frame->facts;
	struct vb_document *document = c->document;
	struct vb_record *record;

	if (document->count == c->room) {
		struct vb_record *larger;

		c->room = c->room * 2 + GROWTH;
		larger = vb_arena_array(document->arena, c->room, sizeof *larger);
		if (document->count > 0)
			memcpy(larger, document->passages, document->count * sizeof *larger);
		document->passages = larger;
	}
	record = &document->passages[document->count];
	*record = (struct vb_record){
		.text = block->text,
		.text_size = block->size,
		.id = "",
		.path = "",
		.symbol = facts->symbol,
		.title = facts->title,
		.state = speaker->state,
		.heading_group = speaker->group,
		.lead_in = "",
		.paragraph = "",
		.page = c->frame->paged ? block->page : 0,
		.language = vb_language_of(&block->count, facts->language),
		.original_language =
		speaker->language[0] ? speaker->language : facts->original_language,
		.date = speaker->date[0] || speaker->marked ? speaker->date : facts->date,
		.notes = block->notes,
		.ordinal = (uint32_t)document->count};
	document->count++;
	return record;
}

/* The label as it belongs to the open list: (i) after (h), and on which level. */
static size_t
list_level(struct cutter *c, struct vb_label *label)
{
	for (size_t i = c->depth; i-- > 0;)
		vb_label_follow(label, &c->level[i].label);
	for (size_t i = 0; i < c->depth; i++)
		if (c->level[i].label.style == label->style)
			return i;
	return c->depth < LIST_DEPTH ? c->depth : LIST_DEPTH - 1;
}

/*
 * Is the labelled block an item?  "12." is a numbered paragraph, save in a list that a colon
 * opened.
 */
static bool
is_item(const struct cutter *c, const struct vb_label *label)
{
	switch (label->style) {
	case VB_LABEL_NONE:
	case VB_LABEL_UPPER:
	case VB_LABEL_ROMAN:
	case VB_LABEL_DECIMAL:
		return false;
	case VB_LABEL_DIGIT:
	case VB_LABEL_HAN:
		if (c->depth > 0)
			return c->level[0].label.style == label->style &&
			       label->value == c->level[0].label.value + 1;
		return c->lead_in[0] && label->value == 1 && !c->number[0];
	default:
		return true;
	}
}

/* "5 (a) (ii)": the paragraph's number and the labels down to the item. */
static const char *
item_number(const struct cutter *c, size_t level)
{
	const char *number = c->number;

	for (size_t i = 0; i <= level; i++) {
		const char *label = c->level[i].label.text;

		if (label[0])
			number = number[0]
				     ? vb_arena_printf(c->document->arena, "%s %s", number, label)
				     : vb_arena_strdup(c->document->arena, label);
	}
	return number;
}

static void
describe_item(struct cutter *c, struct vb_record *record, struct vb_label *label)
{
	size_t level = list_level(c, label);

	c->level[level] = (struct list_level){*label, record->text};
	c->depth = level + 1;
	record->kind = VB_LIST_ITEM;
	record->paragraph = vb_label_is_mark(label) && level == 0 ? "" : item_number(c, level);
	record->lead_in = level > 0 ? c->level[level - 1].text : c->lead_in;
}

/* A short line without label and end, in a list that a colon opened: an item too. */
static bool
is_bare_item(const struct cutter *c, const struct vb_block *block)
{
	struct vb_label label;

	return c->lead_in[0] && c->depth == 0 && block->size <= BARE_ITEM_MAX &&
	       !vb_edge_closed(block->text, block->size) &&
	       !vb_label_read(block->text, block->size, &label);
}

static void
describe_paragraph(struct cutter *c, struct vb_record *record, const struct vb_label *label)
{
	struct vb_arena *arena = c->document->arena;

	end_list(c);
	record->kind = VB_PARAGRAPH;
	if (label->style != VB_LABEL_NONE) {
		record->paragraph = vb_arena_strdup(arena, label->text);
		c->number = record->paragraph;
	} else {
		c->number = "";
	}
	if (vb_edge_colon(record->text, record->text_size))
		c->lead_in = record->text;
}

/* The end of a sentence at or before text[limit], else of a word, else of a character. */
static size_t
piece_end(const char *text, size_t size, size_t limit)
{
	size_t floor = limit / 2;

	for (size_t at = limit; at > floor;) {
		size_t end = at;
		uint32_t point = vb_utf8_prev(text, &at);

		if (point == 0x3002 || point == 0xff01 || point == 0xff1f ||
		    ((point == '.' || point == '?' || point == '!') && end < size &&
		     text[end] == ' '))
			return end;
	}
	for (size_t at = limit; at > floor; at--)
		if (text[at] == ' ')
			return at;
	return vb_utf8_floor(text, size, limit);
}

/* Cuts an over-long paragraph; record describes the whole and becomes the first piece. */
static void
cut_long(struct cutter *c, const struct vb_block *block)
{
	const char *text = block->text;
	size_t size = block->size;
	bool first = true;

	while (size > 0) {
		struct vb_block piece = *block;
		struct vb_label label;
		struct vb_record *record;
		size_t end = size > VB_PASSAGE_PIECE * 3 / 2
				 ? piece_end(text, size, VB_PASSAGE_PIECE)
				 : size;

		piece.text = vb_arena_strndup(c->document->arena, text, end);
		piece.size = end;
		vb_language_count(piece.text, piece.size, &piece.count);
		if (!first)
			piece.notes = (struct vb_list){NULL, 0};
		record = add(c, &piece, c->part);
		record->heading = c->headings.list;
		memset(&label, 0, sizeof label);
		if (first)
			vb_label_read(piece.text, piece.size, &label);
		describe_paragraph(c, record, &label);
		while (end < size && text[end] == ' ')
			end++;
		text += end;
		size -= end;
		first = false;
	}
}

static void
take_text(struct cutter *c, const struct vb_block *block)
{
	struct vb_record *record;
	struct vb_label label;

	vb_heading_use(&c->headings);
	if (block->size > VB_PASSAGE_MAX) {
		cut_long(c, block);
		return;
	}
	record = add(c, block, c->part);
	vb_label_read(block->text, block->size, &label);
	record->heading = c->headings.list;
	if (is_bare_item(c, block)) {
		record->kind = VB_LIST_ITEM;
		record->lead_in = c->lead_in;
	} else if (is_item(c, &label)) {
		describe_item(c, record, &label);
	} else {
		describe_paragraph(c, record, &label);
	}
}

static void
take_footnote(struct cutter *c, const struct vb_block *block, uint32_t part)
{
	struct vb_record *record = add(c, block, part);
	size_t start = 0;

	record->kind = VB_FOOTNOTE;
	record->paragraph = vb_note_mark(block, c->document->arena, &start);
}

/* The next block of text of the same speaker; NULL when there is none. */
static const struct vb_block *
block_below(const struct cutter *c, size_t index)
{
	uint32_t part = c->submissions->of_block[index];

	for (size_t i = index + 1; i < c->cleaned->count; i++) {
		if (c->cleaned->list[i].kind == VB_BLOCK_FOOTNOTE)
			continue;
		return c->submissions->of_block[i] == part && !c->submissions->consumed[i]
			   ? &c->cleaned->list[i]
			   : NULL;
	}
	return NULL;
}

/*
 * A heading may stand below a heading, and that one below a third; four short lines in a row,
 * without labels, are a verse or a list of names.  On the first page they are its masthead.
 */
static bool
is_heading(struct cutter *c, size_t index)
{
	const struct vb_block *block = &c->cleaned->list[index], *below = block_below(c, index);
	struct vb_label label;
	size_t row = 0, at = index;

	if (index < c->verse || !vb_heading_is(block, below, c->frame->plain) ||
	    is_bare_item(c, block))
		return false;
	while (row < VERSE_LINES && at < c->cleaned->count && c->document->count > 0 &&
	       vb_heading_is(&c->cleaned->list[at], block_below(c, at), c->frame->plain) &&
	       !vb_label_read(c->cleaned->list[at].text, c->cleaned->list[at].size, &label)) {
		row++;
		at++;
	}
	if (row < VERSE_LINES)
		return true;
	c->verse = at;
	return false;
}

/* The cover, the title and the masthead above the first passage belong to the document, not to a passage. */
static bool
is_front(const struct cutter *c, const struct vb_block *block)
{
	if (block->cover)
		return true;
	return c->document->count == 0 && (strcmp(block->text, c->frame->facts->title) == 0 ||
					   vb_front_masthead(block->text, block->size));
}

void
vb_passage_cut(const struct vb_cleaned *cleaned, const struct vb_submissions *submissions,
	       const struct vb_passage_frame *frame, struct vb_document *document)
{
	struct cutter c = {
		.cleaned = cleaned, .submissions = submissions, .frame = frame, .document = document};

	document->count = 0;
	enter_part(&c, 0);
	for (size_t i = 0; i < cleaned->count; i++) {
		const struct vb_block *block = &cleaned->list[i];
		uint32_t part = submissions->of_block[i];

		if (block->kind == VB_BLOCK_FOOTNOTE) {
			take_footnote(&c, block, part);
			continue;
		}
		if (part != c.part)
			enter_part(&c, part);
		if (submissions->consumed[i] || block->size == 0 || is_front(&c, block))
			continue;
		if (is_heading(&c, i)) {
			vb_heading_push(&c.headings, block->text, document->arena);
			end_list(&c);
			c.number = "";
		} else {
			take_text(&c, block);
		}
	}
	for (size_t i = 0; i < document->count; i++)
		vb_cite_fill(&document->passages[i], cleaned, document->arena);
}
