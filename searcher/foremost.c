/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foremost.h"

#include <stdlib.h>
#include <string.h>

#include "lift.h"
#include "memory.h"
#include "rank.h"
#include "schema.h"

/* Bounds are told apart by so many steps; what is as high as the step below it may be is enough. */
#define STEPS 512
#define SLACK 1e-5F
/* Candidates that are read at first; each time after that so many times more. */
#define FIRST 512
#define GROWTH 3

/* ---- how often at most ---- */

static void
lower(uint8_t *most, uint32_t docid, double times)
{
	if (times < most[docid])
		most[docid] = (uint8_t)times;
}

static void
lower_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	for (size_t i = 0; i < count; i++)
		lower(data, docid[i], wdf[i]);
}

void
vb_foremost_tallied(const struct vb_index *index, const struct vb_set *set, uint8_t *most)
{
	for (uint32_t docid = 0; (docid = vb_set_next(set, docid + 1)) != 0;)
		lower(most, docid, index->tally[docid]);
}

bool
vb_foremost_pieces(struct vb_match *match, const struct vb_quoted *quotation,
		   const struct vb_set *set, const struct vb_set *with_long, uint8_t *most,
		   struct vb_err *err)
{
	const struct vb_piece *rarest = NULL;
	uint32_t documents, fewest = UINT32_MAX;
	char term[VB_TERM_MAX];
	size_t size;

	for (size_t i = 0; i < quotation->count; i++) {
		const struct vb_piece *piece = &quotation->piece[i];

		if (!piece->gram && piece->edges != VB_EDGE_BOTH)
			continue;
		if (!vb_index_bearers(match->index, vb_quoted_family(piece), piece->text, piece->size,
				      &documents, err))
			return false;
		if (documents > 0 && documents < fewest) {
			fewest = documents;
			rarest = piece;
		}
	}
	if (rarest != NULL) {
		size = vb_schema_term(vb_quoted_family(rarest), rarest->text, rarest->size, term);
		if (!vb_index_walk_among(match->index, term, size, set, lower_block, most, err))
			return false;
	}
	for (uint32_t docid = 0; (docid = vb_set_next(with_long, docid + 1)) != 0;)
		most[docid] = VB_FOREMOST_ANY;
	return true;
}

/* ---- from the highest down ---- */

/* The candidates from the highest step down. */
struct line {
	struct vb_index *index;
	const uint8_t *most;
	uint32_t *docid;
	size_t count;
	size_t end[STEPS];	/* by step: where its candidates end */
};

/* The higher a passage may score, the lower its step. */
static uint16_t
step_of(const struct line *line, uint32_t docid)
{
	uint8_t most = line->most[docid];
	float bound = most == VB_FOREMOST_ANY ? 1 : vb_rank_saturate(line->index, docid, most);

	return (uint16_t)(bound < 1 ? STEPS - 1 - (size_t)(bound * STEPS) : 0);
}

/* What no candidate of this step, or of a later one, scores more than. */
static float
top_of(size_t step)
{
	return (float)(STEPS - step) / STEPS * (1 + SLACK);
}

static void
line_up(struct line *line, const struct vb_set *set)
{
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	size_t count = vb_set_count(set), read, at[STEPS + 1] = {0};
	uint32_t *all = vb_memory_resize(NULL, count + 1, sizeof(all[0]));
	uint16_t *step = vb_memory_resize(NULL, count + 1, sizeof(step[0]));

	line->docid = vb_memory_resize(NULL, count + 1, sizeof(line->docid[0]));
	while ((read = vb_set_read(set, &from, docid, VB_INDEX_BLOCK)) > 0)
		for (size_t i = 0; i < read; i++) {
			all[line->count] = docid[i];
			step[line->count] = step_of(line, docid[i]);
			at[step[line->count++] + 1]++;
		}
	for (size_t i = 0; i < STEPS; i++)
		line->end[i] = at[i + 1] += at[i];
	for (size_t i = 0; i < count; i++)
		line->docid[at[step[i]]++] = all[i];
	free(all);
	free(step);
}

/* How many of those that hold it come before any candidate from this step on. */
static size_t
count_before(const struct vb_index *index, const struct vb_set *held, size_t step)
{
	const struct vb_column *kinds = &index->columns.column[VB_COLUMN_KIND];
	uint32_t footnote = vb_lift_footnotes(index);
	size_t count = 0;

	/* Footnotes will score less. */
	for (uint32_t docid = 0; (docid = vb_set_next(held, docid + 1)) != 0;)
		count += vb_rank_saturate(index, docid, index->tally[docid]) > top_of(step) &&
			 (footnote == 0 || vb_numbers_at(&kinds->codes, docid) != footnote);
	return count;
}

bool
vb_foremost_verify(struct vb_match *match, const struct vb_verify *verify, const uint8_t *most,
		   struct vb_set *set, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct line line = {.index = index, .most = most};
	struct vb_set *held = vb_set_take(&index->sets);
	size_t read = 0, step = 0, wanted = FIRST;
	bool ok = true;

	line_up(&line, set);
	vb_set_clear(set);
	while (ok && read < line.count && !index->late) {
		vb_set_clear(held);
		for (size_t from = read; step < STEPS && read - from < wanted; step++)
			for (; read < line.end[step]; read++)
				vb_set_add(held, line.docid[read]);
		ok = vb_verify(match, verify, held, err);
		vb_set_or(set, held);
		if (count_before(index, set, step) >= match->best)
			break;
		wanted *= GROWTH;
	}
	free(line.docid);
	vb_set_give(&index->sets, held);
	return ok;
}
