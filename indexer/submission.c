/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submission.h"

#include <string.h>

#include "edge.h"
#include "label.h"
#include "original.h"
#include "speaker.h"

#define GROUP_REACH 6	/* a group's heading has its first name at most so many blocks below */

struct finder {
	const struct vb_cleaned *cleaned;
	const struct vb_states *states;
	struct vb_arena *arena;
	struct vb_submissions *out;
	const char *group;
	struct vb_label report;		/* the last numbered heading of the report itself */
	struct vb_label own;		/* of the speaker's text */
};

static struct vb_submission *
begin(struct finder *f)
{
	struct vb_submission *submission = &f->out->list[f->out->count++];

	*submission = (struct vb_submission){"", "", f->group, "", "", false};
	memset(&f->own, 0, sizeof f->own);
	return submission;
}

static struct vb_submission *
current(struct finder *f)
{
	return &f->out->list[f->out->count - 1];
}

static void
take_mark(struct finder *f, const struct vb_block *block)
{
	struct vb_submission *submission = current(f);
	struct vb_original mark;

	if (!vb_original_read(block->text, block->size, &mark))
		return;
	submission->marked = true;
	if (mark.language[0] && !submission->language[0])
		submission->language = vb_arena_strdup(f->arena, mark.language);
	if (mark.date[0] && !submission->date[0])
		submission->date = vb_arena_strdup(f->arena, mark.date);
}

static void
take_name(struct finder *f, const struct vb_block *block)
{
	const struct vb_state *state;
	struct vb_submission *submission;
	size_t start;

	state = vb_speaker_known(f->states, block->text, block->size, &start);
	if (vb_speaker_group(block->text, block->size))
		f->group = block->text;
	submission = begin(f);
	submission->state = state ? state->code : "";
	submission->name = state ? "" : block->text;
}

/* A name follows soon, before much text. */
static bool
names_follow(const struct vb_cleaned *cleaned, size_t index)
{
	for (size_t i = index + 1; i < cleaned->count && i <= index + GROUP_REACH; i++)
		if (cleaned->list[i].kind == VB_BLOCK_NAME)
			return true;
	return false;
}

/* "Annex", "Annex II", "附件", "附件二", and nothing else. */
static bool
is_annex(const struct vb_block *block)
{
	const char *text = block->text;
	size_t size = block->size;

	if (vb_edge_starts(text, size, "附件"))
		return size <= strlen("附件") + 7;
	if (!vb_edge_starts(text, size, "annex") || size > strlen("annex") + 6)
		return false;
	for (size_t i = strlen("annex"); i < size; i++)
		if (!strchr(" IVXivx*0123456789", text[i]))
			return false;
	return true;
}

/*
 * Does this heading go on with the report's own numbering, "III." after the "II." over the
 * replies, where the speaker's own headings have not come to "II."?
 */
static bool
goes_on_with_report(struct finder *f, const struct vb_block *block)
{
	struct vb_label label;

	if (!vb_label_read(block->text, block->size, &label) ||
	    (label.style != VB_LABEL_HAN && label.style != VB_LABEL_ROMAN) ||
	    vb_edge_closed(block->text, block->size) || block->width > 140)
		return false;
	if (!current(f)->marked) {
		f->report = label;
		return false;
	}
	if (f->report.style == label.style && label.value == f->report.value + 1 &&
	    label.value > 1 && !(f->own.style == label.style && f->own.value + 1 == label.value)) {
		f->report = label;
		return true;
	}
	f->own = label;
	return false;
}

static void
take_text(struct finder *f, size_t index)
{
	const struct vb_block *block = &f->cleaned->list[index];

	if (block->cover)
		return;
	if (vb_speaker_group(block->text, block->size) && names_follow(f->cleaned, index)) {
		struct vb_label label;

		if (vb_label_read(block->text, block->size, &label))
			f->report = label;
		f->group = block->text;
		begin(f);
		f->out->consumed[index] = true;
	} else if (is_annex(block)) {
		memset(&f->report, 0, sizeof f->report);
		f->group = "";
		begin(f)->name = block->text;
		f->out->consumed[index] = true;
	} else if (goes_on_with_report(f, block)) {
		f->group = "";
		begin(f);
	}
}

/*
 * The one part that the page of the note at index holds text of; 0, nobody's, when there are
 * two.
 */
static uint32_t
part_of_page(const struct finder *f, size_t index, size_t *text)
{
	const struct vb_block *list = f->cleaned->list;
	uint32_t owner = 0;
	bool seen = false;

	while (*text < index &&
	       (list[*text].kind == VB_BLOCK_FOOTNOTE || list[*text].last_page < list[index].page))
		++*text;
	for (size_t i = *text; i < index; i++) {
		if (list[i].kind == VB_BLOCK_FOOTNOTE)
			continue;
		if (seen && owner != f->out->of_block[i])
			return 0;
		owner = f->out->of_block[i];
		seen = true;
	}
	return owner;
}

/* Gives each footnote to the part that bears its mark. */
static void
place_footnotes(struct finder *f)
{
	const struct vb_block *list = f->cleaned->list;
	size_t text = 0;
	uint32_t page = 0, part = 0;

	for (size_t i = 0; i < f->cleaned->count; i++) {
		if (list[i].kind != VB_BLOCK_FOOTNOTE)
			continue;
		if (list[i].owner > 0) {
			f->out->of_block[i] = f->out->of_block[list[i].owner - 1];
			continue;
		}
		if (list[i].page != page)
			part = part_of_page(f, i, &text);
		page = list[i].page;
		f->out->of_block[i] = part;
	}
}

static void
prepare(const struct vb_cleaned *cleaned, struct vb_arena *arena, size_t parts,
	struct vb_submissions *out)
{
	memset(out, 0, sizeof *out);
	out->list = vb_arena_array(arena, parts, sizeof *out->list);
	out->of_block = vb_arena_array(arena, cleaned->count + 1, sizeof *out->of_block);
	out->consumed = vb_arena_array(arena, cleaned->count + 1, sizeof *out->consumed);
}

void
vb_submission_find(const struct vb_cleaned *cleaned, const struct vb_states *states,
		   struct vb_arena *arena, struct vb_submissions *out)
{
	struct finder f = {
		.cleaned = cleaned, .states = states, .arena = arena, .out = out, .group = ""};
	enum vb_block_kind last = VB_BLOCK_TEXT;

	prepare(cleaned, arena, cleaned->count + 2, out);
	begin(&f);
	for (size_t i = 0; i < cleaned->count; i++) {
		const struct vb_block *block = &cleaned->list[i];

		if (block->kind == VB_BLOCK_FOOTNOTE)
			continue;
		if (block->kind == VB_BLOCK_NAME) {
			take_name(&f, block);
		} else if (block->kind == VB_BLOCK_ORIGINAL) {
			if (last == VB_BLOCK_TEXT)
				begin(&f);	/* nobody known: surely not the speaker before */
			take_mark(&f, block);
		} else {
			take_text(&f, i);
		}
		out->consumed[i] = out->consumed[i] || block->kind != VB_BLOCK_TEXT;
		out->of_block[i] = (uint32_t)(out->count - 1);
		last = block->kind;
	}
	place_footnotes(&f);
	for (size_t i = 0; i < out->count; i++)
		out->marked += out->list[i].marked;
}

void
vb_submission_whole(const struct vb_cleaned *cleaned, const struct vb_submission *speaker,
		    struct vb_arena *arena, struct vb_submissions *out)
{
	prepare(cleaned, arena, 1, out);
	out->list[out->count++] = *speaker;
}
