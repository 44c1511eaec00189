/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include <stdlib.h>
#include <string.h>

#include "theme_table.h"

/* ---- looking up ---- */

size_t
vb_themes_count(const struct vb_themes *themes)
{
	return themes->count;
}

const char *
vb_theme_slug(const struct vb_themes *themes, size_t index)
{
	return themes->row[index].slug;
}

const char *
vb_theme_label(const struct vb_themes *themes, size_t index, const char *language)
{
	const struct vb_theme_row *row = &themes->row[index];
	const char *label = strcmp(language, "zh") == 0 ? row->zh : row->en;

	return *label != '\0' ? label : row->slug;
}

int
vb_theme_by_slug(const struct vb_themes *themes, const char *slug)
{
	for (size_t i = 0; i < themes->count; i++)
		if (strcmp(themes->row[i].slug, slug) == 0)
			return (int)i;
	return -1;
}

/* ---- judging ---- */

/* What one text is worth. */
struct tally {
	unsigned points[VB_THEME_MAX];
	bool formal;
};

static void
add_reason(struct vb_theme_judge *judge, enum vb_theme_source source, const struct vb_theme_found *found,
	   unsigned points)
{
	const struct vb_theme_entry *entries = judge->themes->entries;
	struct vb_theme_reason reason = {found->theme, source, entries[found->entry].text, NULL,
					 false, points};

	if (judge->reasons == NULL || entries[found->entry].kind != VB_THEME_PHRASE)
		return;
	if (found->cover != VB_THEME_OPEN) {
		reason.cover = entries[found->cover].text;
		reason.masked = entries[found->cover].kind == VB_THEME_MASK;
	}
	vb_buf_add(judge->reasons, &reason, sizeof reason);
}

/* An entry counts once, when the last of its parts is met. */
static unsigned
points_of(struct vb_theme_judge *judge, const struct vb_theme_found *found)
{
	const struct vb_theme_entry *entry = &judge->themes->entries[found->entry];
	const struct vb_theme_part *part = &judge->themes->parts[found->part];
	unsigned bits = (unsigned char)judge->met.data[found->entry], bit = 1u << part->index;

	if (found->cover != VB_THEME_OPEN || (bits & bit) != 0)
		return 0;
	judge->met.data[found->entry] = (char)(bits | bit);
	return (bits | bit) == (1u << entry->parts) - 1 ? entry->points : 0;
}

static void
weigh(struct vb_theme_judge *judge, const char *text, size_t size, enum vb_theme_source source,
      struct tally *tally)
{
	const struct vb_themes *themes = judge->themes;
	const struct vb_theme_found *found;
	struct vb_folded folded;

	memset(tally, 0, sizeof *tally);
	vb_fold(judge->folder, text, size, &folded);
	vb_buf_clear(&judge->found);
	vb_theme_find(themes, folded.text, folded.len, &judge->found);
	if (judge->found.len == 0)
		return;
	memset(judge->met.data, 0, themes->entry_count);
	found = (const void *)judge->found.data;
	for (size_t i = 0; i < judge->found.len / sizeof *found; i++) {
		enum vb_theme_kind kind = themes->entries[found[i].entry].kind;

		if (kind == VB_THEME_PHRASE) {
			unsigned points = points_of(judge, &found[i]);

			tally->points[found[i].theme] += points;
			add_reason(judge, source, &found[i], points);
		}
		tally->formal |= kind == VB_THEME_FORMAL;
	}
}

/* What introduces the list is the last sentence of its lead-in. */
static const char *
last_sentence(const char *text)
{
	const char *last = text;

	for (const char *at = text; *at != '\0'; at++) {
		if (strncmp(at, "。", 3) == 0 && at[3] != '\0')
			last = at + 3;
		else if (strncmp(at, ". ", 2) == 0)
			last = at + 2;
	}
	return last;
}

/* The innermost heading counts in full, those above it one point. */
static void
weigh_headings(struct vb_theme_judge *judge, const struct vb_theme_context *context)
{
	unsigned *above = judge->of_heading;
	struct tally tally;

	memset(judge->of_heading, 0, sizeof judge->of_heading);
	for (size_t h = 0; h < context->heading_count; h++) {
		bool inner = h + 1 == context->heading_count;

		weigh(judge, context->heading[h], strlen(context->heading[h]), VB_THEME_HEADING,
		      &tally);
		for (size_t i = 0; i < judge->themes->count; i++) {
			unsigned worth = judge->themes->row[i].heading;

			if (tally.points[i] < VB_THEME_NEEDED)
				continue;
			if (!inner && worth > 1)
				worth = 1;
			if (worth > above[i])
				above[i] = worth;
		}
	}
}

static void
weigh_lead_in(struct vb_theme_judge *judge, const char *lead_in)
{
	const char *last = last_sentence(lead_in);
	struct tally tally;

	weigh(judge, last, strlen(last), VB_THEME_LEAD_IN, &tally);
	for (size_t i = 0; i < judge->themes->count; i++)
		judge->of_lead_in[i] = tally.points[i] >= VB_THEME_NEEDED ?
			judge->themes->row[i].lead_in : 0;
}

/* From what the sources gave to what the passage carries, and would carry. */
static void
conclude(const struct vb_themes *themes, const struct vb_theme_context *context,
	 struct vb_theme_verdict *verdict)
{
	for (size_t i = 0; i < themes->count; i++) {
		uint64_t bit = UINT64_C(1) << i;
		unsigned said = verdict->points[VB_THEME_TEXT][i] +
			verdict->points[VB_THEME_LEAD_IN][i];
		unsigned heading = verdict->points[VB_THEME_HEADING][i];
		unsigned section = verdict->formal ? 0 : themes->row[i].section;

		if (said + heading >= VB_THEME_NEEDED && (said > 0 || heading >= VB_THEME_NEEDED))
			verdict->tags |= bit;
		if (said + heading + section >= VB_THEME_NEEDED &&
		    (said > 0 || heading >= VB_THEME_NEEDED || section >= VB_THEME_NEEDED))
			verdict->within |= bit;
		if (context->section & bit)
			verdict->points[VB_THEME_SECTION][i] = section;
	}
	verdict->tags |= verdict->within & context->section;
}

void
vb_theme_judge_init(struct vb_theme_judge *judge, const struct vb_themes *themes,
		    struct vb_folder *folder, struct vb_buf *reasons)
{
	memset(judge, 0, sizeof *judge);
	judge->themes = themes;
	judge->folder = folder;
	judge->reasons = reasons;
	vb_buf_reserve(&judge->met, themes->entry_count + 1);
}

void
vb_theme_judge_fini(struct vb_theme_judge *judge)
{
	vb_buf_fini(&judge->found);
	vb_buf_fini(&judge->met);
}

void
vb_theme_judge_one(struct vb_theme_judge *judge, const struct vb_theme_context *context,
		   struct vb_theme_verdict *verdict)
{
	const size_t points = judge->themes->count * sizeof(unsigned);
	bool kept = judge->reasons == NULL;
	struct tally own;

	memset(verdict, 0, sizeof *verdict);
	weigh(judge, context->text, context->size, VB_THEME_TEXT, &own);
	memcpy(verdict->points[VB_THEME_TEXT], own.points, sizeof own.points);
	verdict->formal = own.formal;
	if (context->lead_in != NULL && *context->lead_in != '\0') {
		if (!kept || context->lead_in != judge->lead_in)
			weigh_lead_in(judge, context->lead_in);
		judge->lead_in = context->lead_in;
		memcpy(verdict->points[VB_THEME_LEAD_IN], judge->of_lead_in, points);
	}
	if (!own.formal && context->heading_count > 0) {
		if (!kept || context->heading != judge->heading)
			weigh_headings(judge, context);
		judge->heading = context->heading;
		memcpy(verdict->points[VB_THEME_HEADING], judge->of_heading, points);
	}
	conclude(judge->themes, context, verdict);
}

void
vb_theme_judge(const struct vb_themes *themes, struct vb_folder *folder,
	       const struct vb_theme_context *context, struct vb_theme_verdict *verdict,
	       struct vb_buf *reasons)
{
	struct vb_theme_judge judge;

	vb_theme_judge_init(&judge, themes, folder, reasons);
	vb_theme_judge_one(&judge, context, verdict);
	vb_theme_judge_fini(&judge);
}
