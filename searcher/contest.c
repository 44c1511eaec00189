/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "contest.h"

struct vb_contest *
vb_contest_open(struct vb_index *index, size_t places, uint32_t footnote, struct vb_arena *arena)
{
	struct vb_contest *contest = vb_arena_alloc(arena, sizeof(*contest));

	*contest = (struct vb_contest){
		.set = vb_set_take(&index->sets),
		.best = vb_arena_array(arena, places, sizeof(contest->best[0])),
		.places = places,
		.footnote = footnote,
	};
	return contest;
}

/* The score moves up to where it is no lower than the one above it. */
static void
rise(float *best, size_t at)
{
	for (float score = best[at]; at > 0 && score < best[(at - 1) / 2]; at = (at - 1) / 2) {
		best[at] = best[(at - 1) / 2];
		best[(at - 1) / 2] = score;
	}
}

/* The lowest goes, and the score takes its place. */
static void
replace(float *best, size_t count, float score)
{
	size_t at = 0;

	for (size_t child; (child = at * 2 + 1) < count; at = child) {
		child += child + 1 < count && best[child + 1] < best[child];
		if (best[child] >= score)
			break;
		best[at] = best[child];
	}
	best[at] = score;
}

/* A footnote's score falls: it keeps no one out. */
static bool
stays(const struct vb_contest *contest, const struct vb_index *index, uint32_t docid)
{
	const struct vb_column *kinds = &index->columns.column[VB_COLUMN_KIND];

	return contest->footnote == 0 || vb_numbers_at(&kinds->codes, docid) != contest->footnote;
}

static void
enter(struct vb_contest *contest, float score)
{
	if (contest->count < contest->places) {
		contest->best[contest->count] = score;
		rise(contest->best, contest->count++);
	} else if (score > contest->best[0]) {
		replace(contest->best, contest->count, score);
	}
}

size_t
vb_contest_keep(struct vb_contest *contest, const struct vb_index *index, uint32_t *docid,
		float *score, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (score[i] < vb_contest_bar(contest))
			continue;
		vb_set_add(contest->set, docid[i]);
		if (stays(contest, index, docid[i]))
			enter(contest, score[i]);
		docid[kept] = docid[i];
		score[kept++] = score[i];
	}
	return kept;
}
