/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fragment.h"

#include <string.h>
#include <unicode/uchar.h>

#include "match.h"
#include "utf8.h"

/* What a fragment has at least: three words or four characters. */
#define WORD 4
#define CHARACTER 3
#define LEAST 12

/* The words, characters and marks of a quotation: where each begins and ends, and what those before it are worth. */
struct fragments {
	struct vb_match *match;
	const char *text;
	size_t from[VB_FRAGMENT_UNITS], to[VB_FRAGMENT_UNITS], worth[VB_FRAGMENT_UNITS + 1];
	size_t count;
};

static bool
is_letter(uint32_t point)
{
	return u_isalnum((UChar32)point) || (U_GET_GC_MASK((UChar32)point) & U_GC_M_MASK) != 0;
}

/* A mark is worth nothing, but a piece may end before it or behind it. */
static void
cut(struct fragments *fragments)
{
	size_t size = strlen(fragments->text), at = 0, count = 0;
	bool within = false;	/* a word */

	fragments->worth[0] = 0;
	while (at < size) {
		size_t from = at;
		uint32_t point = vb_utf8_next(fragments->text, size, &at);
		bool unspaced = vb_utf8_unspaced(point), letter = is_letter(point);

		if (u_isUWhiteSpace((UChar32)point)) {
			within = false;
			continue;
		}
		if (unspaced || !letter || !within) {
			if (count == VB_FRAGMENT_UNITS)
				break;
			fragments->from[count] = from;
			fragments->worth[count + 1] = fragments->worth[count] +
						      (unspaced ? CHARACTER : letter ? WORD : 0);
			count++;
		}
		within = letter && !unspaced;
		fragments->to[count - 1] = at;
	}
	fragments->count = count;
}

/* The longest piece from the unit first on that a passage holds: *end is behind it, or first itself. */
static bool
find_piece(const struct fragments *fragments, size_t first, size_t *end, const char **piece, struct vb_err *err)
{
	struct vb_match *match = fragments->match;
	struct vb_query query = {.kind = VB_QUERY_PHRASE, .quoted = true};
	size_t most = fragments->count;
	bool held;

	/* What is longer than a piece that is not held is not held either. */
	for (*end = first; *end < most && !match->index->late;) {
		size_t middle = *end + (most - *end + 1) / 2;

		query.text = vb_arena_strndup(match->arena, fragments->text + fragments->from[first],
					      fragments->to[middle - 1] - fragments->from[first]);
		if (!vb_match_finds(match, &query, &held, err))
			return false;
		if (held) {
			*end = middle;
			*piece = query.text;
		} else {
			most = middle - 1;
		}
	}
	return true;
}

bool
vb_fragment_find(struct vb_match *match, const char *text, const char **fragment, struct vb_err *err)
{
	struct fragments fragments = {.match = match, .text = text};
	size_t best = LEAST - 1, end;

	*fragment = NULL;
	cut(&fragments);
	for (size_t first = 0, pieces = 0; pieces < VB_FRAGMENT_PIECES && first < fragments.count;
	     first = end > first ? end : first + 1, pieces++) {
		const char *piece = NULL;
		size_t worth;

		if (!find_piece(&fragments, first, &end, &piece, err))
			return false;
		worth = fragments.worth[end] - fragments.worth[first];
		if (worth > best && worth * 3 >= fragments.worth[fragments.count]) {
			best = worth;
			*fragment = piece;
		}
	}
	if (match->index->late)
		*fragment = NULL;
	return true;
}
