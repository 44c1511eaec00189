/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heading.h"

#include <string.h>

#include "date.h"
#include "edge.h"
#include "utf8.h"

#define COLUMNS_PLAIN 100	/* of a heading without label: one full line and a word */
#define COLUMNS_WORDS 140	/* of one in a spaced script */
#define COLUMNS_LABELLED 190	/* with one: two lines */
#define WORDS_MAX 20

bool
vb_heading_address(const char *text, size_t size)
{
	static const char *const starts[] = {
		"mr.", "mr ", "mrs", "ms.", "ms ", "madam", "your ", "excellenc",
		"distinguished", "ladies", "colleagues", "dear ", "dear,", "friends",
		"president", "secretary-general", "secretary general", "honourable", "honorable",
		"fellow ", "my fellow", "dr.", "thank you", "i thank", "majest",
		"heads of state", "delegates", "esteemed", "delegations", "brothers", "主席先生",
		"主席女士", "各位", "尊敬的", "女士们", "先生们", "谢谢"};

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (vb_edge_starts(text, size, starts[i]))
			return true;
	return false;
}

static size_t
count_words(const char *text, size_t size)
{
	size_t words = 0;

	for (size_t i = 0; i < size; i++)
		words += text[i] == ' ';
	return words + 1;
}

/*
 * Takes the marks of emphasis off: "**Conclusion**", "### 4. Global challenges".  True when
 * there were any.
 */
static bool
strip_markup(const char **text, size_t *size)
{
	size_t before = *size;

	while (*size > 0 && strchr("*#", **text)) {
		++*text;
		--*size;
	}
	while (*size > 0 && before > *size && (*text)[*size - 1] == '*')
		--*size;
	vb_edge_trim(text, size);
	return *size < before;
}

static bool
ends_open(const char *text, size_t size)
{
	size_t at = size;
	uint32_t point = vb_utf8_prev(text, &at);

	return point == ',' || point == 0xff0c || point == 0x3001 || point == '-' ||
	       point == 0x2014 || point == 0x2013;
}

/*
 * A label in a row of its like, without sentences: an item of a list, unless text stands
 * between.
 */
static bool
is_in_row(const struct vb_label *label, const struct vb_block *below)
{
	struct vb_label next;

	if (!vb_label_read(below->text, below->size, &next))
		return false;
	vb_label_follow(&next, label);
	return next.style == label->style && next.value == label->value + 1 &&
	       next.depth == label->depth;
}

/* A label that begins items and sentences as often as headings: what is below decides. */
static bool
is_labelled_heading(const struct vb_block *block, const struct vb_label *label,
		    const struct vb_block *below, uint32_t columns)
{
	switch (label->style) {
	case VB_LABEL_BULLET:
	case VB_LABEL_DASH:
		return false;
	case VB_LABEL_HAN:
	case VB_LABEL_ROMAN:
	case VB_LABEL_UPPER:
	case VB_LABEL_DECIMAL:
		return columns <= COLUMNS_LABELLED;
	case VB_LABEL_DIGIT:
		return columns <= COLUMNS_PLAIN + 20 && !is_in_row(label, below);
	default:
		return columns <= COLUMNS_PLAIN && !is_in_row(label, below) &&
		       block->size > label->size;
	}
}

static uint32_t
columns_of(const char *text, size_t size)
{
	uint32_t columns = 0;

	for (size_t at = 0; at < size;)
		columns += (uint32_t)vb_utf8_columns(vb_utf8_next(text, size, &at));
	return columns;
}

bool
vb_heading_is(const struct vb_block *block, const struct vb_block *below, bool plain)
{
	const char *text = block->text;
	size_t size = block->size;
	struct vb_label label;
	struct vb_edge_count count;
	char date[VB_DATE_MAX];
	uint32_t columns;
	bool marked;

	if (size == 0 || size > 600 || !below || block->notes.count > 1 ||
	    vb_edge_lower(below->text, below->size))
		return false;
	marked = strip_markup(&text, &size);
	if (size == 0 || vb_edge_closed(text, size) || ends_open(text, size) ||
	    vb_edge_hangs(text, size))
		return false;
	vb_label_read(text, size, &label);
	columns = columns_of(text, size);
	text += label.size;
	size -= label.size;
	if (size == 0 || vb_edge_sentences(text, size) || vb_edge_lower(text, size) ||
	    count_words(text, size) > WORDS_MAX || vb_date_parse(text, size, date))
		return false;
	/* speeches number their paragraphs far more often than their sections */
	if (plain && label.style == VB_LABEL_DIGIT && (label.value > 12 || columns > 60))
		return false;
	if (label.style != VB_LABEL_NONE)
		return is_labelled_heading(block, &label, below, columns);
	vb_edge_count(text, size, &count);
	if (columns > (plain || count.han > 0 ? COLUMNS_PLAIN : COLUMNS_WORDS) ||
	    count.digits > count.latin + count.han || vb_heading_address(text, size))
		return false;
	return !plain || marked ||
	       (vb_edge_capitals(text, size) && !vb_edge_capitals(below->text, below->size)) ||
	       (block->parted && below->parted && columns <= 80);
}

void
vb_heading_reset(struct vb_headings *headings)
{
	memset(headings, 0, sizeof *headings);
}

/*
 * The level a label belongs on: that of the open heading of its style; else one below all that
 * are open, save that a section's number ends a title that already has text below it.
 */
static size_t
level_of(const struct vb_headings *headings, const struct vb_label *label)
{
	size_t depth = headings->depth;
	bool section = label->style == VB_LABEL_HAN || label->style == VB_LABEL_ROMAN ||
		       label->style == VB_LABEL_UPPER;

	for (size_t i = depth; i-- > headings->fixed;) {
		const struct vb_heading_level *level = &headings->level[i];

		if (level->label.style != label->style || level->label.depth != label->depth)
			continue;
		/* an unnumbered heading right below another is part of it */
		if (label->style == VB_LABEL_NONE && i + 1 == depth && !level->used)
			return depth;
		return i;
	}
	if (section)
		while (depth > headings->fixed && headings->level[depth - 1].label.style == VB_LABEL_NONE &&
		       headings->level[depth - 1].used)
			depth--;
	/* 3.1 stands below 3., and above 3.1.1, whatever came between */
	if (label->style == VB_LABEL_DECIMAL)
		for (size_t i = headings->fixed; i < headings->depth; i++)
			if (headings->level[i].label.style == VB_LABEL_DECIMAL &&
			    headings->level[i].label.depth > label->depth)
				return i;
	return depth;
}

void
vb_heading_push(struct vb_headings *headings, const char *text, struct vb_arena *arena)
{
	struct vb_label label;
	size_t level;

	vb_label_read(text, strlen(text), &label);
	for (size_t i = headings->depth; i-- > 0;)
		vb_label_follow(&label, &headings->level[i].label);
	level = level_of(headings, &label);
	if (level >= VB_HEADING_DEPTH)
		level = VB_HEADING_DEPTH - 1;
	headings->level[level] = (struct vb_heading_level){label, text, false};
	headings->depth = level + 1;
	headings->list.item = vb_arena_array(arena, headings->depth, sizeof *headings->list.item);
	headings->list.count = headings->depth;
	for (size_t i = 0; i < headings->depth; i++)
		headings->list.item[i] = headings->level[i].text;
}

void
vb_heading_fix(struct vb_headings *headings)
{
	headings->fixed = headings->depth;
}

void
vb_heading_use(struct vb_headings *headings)
{
	for (size_t i = 0; i < headings->depth; i++)
		headings->level[i].used = true;
}
