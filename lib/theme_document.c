/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include <string.h>

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
	size_t count;
	size_t paragraphs, carry[VB_THEME_MAX];
	size_t first[VB_THEME_MAX];	/* paragraph that carries it */
};

static void
count_themes(const struct vb_themes *themes, struct vb_folder *folder, struct section *section)
{
	struct vb_theme_verdict verdict;

	for (size_t p = 0; p < section->count; p++) {
		if (section->passages[p].kind != VB_PARAGRAPH)
			continue;
		section->paragraphs++;
		vb_theme_judge(themes, folder, &section->contexts[p], &verdict, NULL);
		for (size_t i = 0; i < themes->count; i++)
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
	for (size_t p = theme >= 0 ? section->first[theme] : section->count; p < section->count; p++)
		if (section->passages[p].kind != VB_FOOTNOTE)
			section->contexts[p].section = UINT64_C(1) << theme;
}

void
vb_theme_document(const struct vb_themes *themes, struct vb_folder *folder,
		  const struct vb_record *passages, size_t count,
		  struct vb_theme_context *contexts)
{
	uint64_t wanted = extending(themes);

	for (size_t i = 0; i < count; i++)
		contexts[i] = (struct vb_theme_context){
			.text = passages[i].text,
			.size = passages[i].text_size,
			.heading = (const char *const *)passages[i].heading.item,
			.heading_count = passages[i].heading.count,
			.lead_in = passages[i].lead_in,
		};
	for (size_t from = 0, to; wanted != 0 && from < count; from = to) {
		struct section section = {.passages = passages + from, .contexts = contexts + from};

		for (to = from + 1; to < count && same_section(&passages[from], &passages[to]);)
			to++;
		section.count = to - from;
		count_themes(themes, folder, &section);
		extend(&section, theme_of_section(themes, wanted, &section));
	}
}
