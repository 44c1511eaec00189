/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "theme_table.h"

#define SECTION_LEAST 3	/* paragraphs: fewer tell nothing of a section */

static const char *
outermost(const struct vb_record *passage)
{
	return passage->heading.count > 0 ? passage->heading.item[0] : "";
}

/* Footnotes stand under no heading; they interrupt nothing. */
static bool
same_section(const struct vb_record *one, const struct vb_record *other)
{
	if (other->kind == VB_FOOTNOTE)
		return true;
	return strcmp(one->state, other->state) == 0 &&
		strcmp(one->heading_group, other->heading_group) == 0 &&
		strcmp(outermost(one), outermost(other)) == 0;
}

/* Themes to which a section may add something. */
static uint64_t
extending(const struct vb_themes *themes)
{
	uint64_t extending = 0;

	for (size_t i = 0; i < themes->count; i++)
		if (themes->row[i].section > 0)
			extending |= UINT64_C(1) << i;
	return extending;
}

/* A section: its passages, and how many paragraphs carry which theme. */
struct section {
	const struct vb_record *passages;
	struct vb_theme_context *contexts;
	uint64_t *tags, *within;	/* by passage, as in struct vb_theme_verdict */
	size_t count;
	size_t paragraphs, carry[VB_THEME_MAX];
	size_t first[VB_THEME_MAX];	/* paragraph that carries it */
};

static void
judge_section(struct vb_theme_judge *judge, struct section *section)
{
	struct vb_theme_verdict verdict;

	for (size_t p = 0; p < section->count; p++) {
		vb_theme_judge_one(judge, &section->contexts[p], &verdict);
		section->tags[p] = verdict.tags;
		section->within[p] = verdict.within;
		if (section->passages[p].kind != VB_PARAGRAPH)
			continue;
		section->paragraphs++;
		for (size_t i = 0; i < judge->themes->count; i++)
			if ((verdict.tags >> i & 1) && section->carry[i]++ == 0)
				section->first[i] = p;
	}
}

/* The theme of those wanted that most paragraphs carry, if two in five do; else -1. */
static int
theme_of_section(const struct vb_themes *themes, uint64_t wanted, const struct section *section)
{
	int most = -1;

	for (size_t i = 0; i < themes->count; i++)
		if ((wanted >> i & 1) && section->carry[i] * 5 >= section->paragraphs * 2 &&
		    (most < 0 || section->carry[i] > section->carry[most]))
			most = (int)i;
	return section->paragraphs >= SECTION_LEAST ? most : -1;
}

/* What is said before the theme comes up is not about it; neither are footnotes. */
static void
extend(struct section *section, int theme)
{
	uint64_t bit = theme >= 0 ? UINT64_C(1) << theme : 0;

	for (size_t p = theme >= 0 ? section->first[theme] : section->count; p < section->count; p++) {
		if (section->passages[p].kind == VB_FOOTNOTE)
			continue;
		section->contexts[p].section = bit;
		section->tags[p] |= section->within[p] & bit;
	}
}

void
vb_theme_document(const struct vb_themes *themes, struct vb_folder *folder,
		  const struct vb_record *passages, size_t count,
		  struct vb_theme_context *contexts, uint64_t *tags)
{
	uint64_t wanted = extending(themes), *within = vb_memory_resize(NULL, count + 1, sizeof *within);
	struct vb_theme_judge judge;

	vb_theme_judge_init(&judge, themes, folder, NULL);
	for (size_t i = 0; i < count; i++)
		contexts[i] = (struct vb_theme_context){
			.text = passages[i].text,
			.size = passages[i].text_size,
			.heading = (const char *const *)passages[i].heading.item,
			.heading_count = passages[i].heading.count,
			.lead_in = passages[i].lead_in,
		};
	for (size_t from = 0, to; from < count; from = to) {
		struct section section = {.passages = passages + from, .contexts = contexts + from,
					  .tags = tags + from, .within = within + from};

		for (to = from + 1; to < count && same_section(&passages[from], &passages[to]);)
			to++;
		section.count = to - from;
		judge_section(&judge, &section);
		extend(&section, theme_of_section(themes, wanted, &section));
	}
	vb_theme_judge_fini(&judge);
	free(within);
}
