/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

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
	struct vb_set *bearers = vb_set_take(&index->sets);
	bool ok = vb_match_facet(match, VB_FACET_THEME, slug, bearers, err);

	if (ok)
		vb_rank_flat(index, bearers, weight * vb_rank_idf(index, vb_set_count(bearers)));
	vb_set_give(&index->sets, bearers);
	return ok;
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

bool
vb_lift_footnotes(struct vb_index *index, struct vb_err *err)
{
	struct vb_set *notes = vb_set_take(&index->sets);
	char term[VB_TERM_MAX];
	size_t size = vb_schema_filter("kind", "footnote", term);
	bool ok = vb_index_collect(index, term, size, notes, err);

	for (uint32_t docid = 0; ok && (docid = vb_set_next(notes, docid + 1)) != 0;)
		index->score[docid] *= FOOTNOTE;
	vb_set_give(&index->sets, notes);
	return ok;
}
