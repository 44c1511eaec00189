/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "facet.h"
#include "lift.h"
#include "rank.h"
#include "schema.h"
#include "theme.h"
#include "token.h"

/*
 * Set on the development queries by scripts/evaluate: from 0.3 to 0.9 and from 0.5 to 0.85
 * the figures hardly differ.
 */
#define THEME 0.6	/* of a word as rare as the theme */
#define FOOTNOTE 0.6	/* of its score */

#define POINTS 2	/* one strong phrase of the table */

static bool
lift_theme(struct vb_match *match, const char *slug, double weight, struct vb_err *err)
{
	struct vb_index *index = match->index;
	const struct vb_column *column = &index->columns.column[VB_COLUMN_THEME];
	uint32_t number = vb_facet_number(index, VB_FACET_THEME, slug), documents;
	char term[VB_TERM_MAX];
	size_t size = vb_schema_filter(vb_facet_slug(VB_FACET_THEME), slug, term);

	if (number == 0)
		return true;
	if (!vb_index_frequency(index, term, size, &documents, err))
		return false;
	if (match->lift == NULL)
		match->lift = vb_arena_array(match->arena, (size_t)column->values + 1,
					     sizeof(match->lift[0]));
	match->lift[number] += (float)(weight * vb_rank_idf(index, documents));
	return true;
}

bool
vb_lift_themes(struct vb_match *match, const char *text, double weight, struct vb_err *err)
{
	const struct vb_themes *themes = match->tables->themes;
	struct vb_theme_context context = {.text = text, .size = strlen(text)};
	struct vb_theme_verdict verdict;

	if (weight <= 0)
		return true;
	vb_theme_judge(themes, vb_tokeniser_folder(match->tokeniser), &context, &verdict, NULL);
	for (size_t i = 0; i < vb_themes_count(themes); i++)
		if (verdict.points[VB_THEME_TEXT][i] >= POINTS &&
		    !lift_theme(match, vb_theme_slug(themes, i), weight * THEME, err))
			return false;
	return true;
}

static void
lift_passage(const struct vb_match *match, const struct vb_column *column, uint32_t docid)
{
	size_t from, to;

	vb_column_range(column, docid, &from, &to);
	for (; from < to; from++) {
		uint32_t number = vb_numbers_at(&column->codes, from);

		if (number <= column->values)
			match->index->score[docid] += match->lift[number];
	}
}

void
vb_lift_apply(struct vb_match *match, const struct vb_set *set)
{
	struct vb_index *index = match->index;
	const struct vb_column *themes = &index->columns.column[VB_COLUMN_THEME];
	const struct vb_column *kinds = &index->columns.column[VB_COLUMN_KIND];
	uint32_t footnote = vb_column_find(kinds, "footnote", strlen("footnote"));
	bool footnotes = footnote > 0 && kinds->starts == NULL;
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	size_t count;

	while ((match->lift != NULL || footnotes) &&
	       (count = vb_set_read(set, &from, docid, VB_INDEX_BLOCK)) > 0) {
		if (match->lift != NULL)
			vb_index_touch(index, docid, count);
		for (size_t i = 0; match->lift != NULL && i < count; i++)
			lift_passage(match, themes, docid[i]);
		for (size_t i = 0; footnotes && i < count; i++)
			if (vb_numbers_at(&kinds->codes, docid[i]) == footnote)
				index->score[docid[i]] *= FOOTNOTE;
	}
}
