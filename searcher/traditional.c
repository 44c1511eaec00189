/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <opencc.h>
#include <stdlib.h>
#include <string.h>

#include "dictionary.h"
#include "glossary.h"
#include "i18n.h"
#include "list.h"
#include "schema.h"
#include "spelling.h"
#include "traditional.h"
#include "utf8.h"

/* The longest run of characters between blanks that is converted. */
#define PIECE_POINTS 400
/* Equal characters between two changes that keep them apart. */
#define APART 2

/* Characters [from, to) of what was typed became [into, unto) of the other. */
struct change {
	size_t from, to, into, unto;
};

/* A piece of a query beside its conversion, by characters. */
struct pair {
	const char *typed, *other;	/* folded */
	size_t typed_points, other_points;
	size_t typed_at[PIECE_POINTS + 1], other_at[PIECE_POINTS + 1];	/* byte offsets */
	struct change change[PIECE_POINTS];
	size_t changes;
};

/* ---- OpenCC ---- */

static void *
open_table(const char *name)
{
	opencc_t table = opencc_open(name);

	return table == (opencc_t)-1 ? NULL : table;
}

void
vb_traditional_close(struct vb_traditional *traditional)
{
	if (traditional->taiwan != NULL)
		opencc_close(traditional->taiwan);
	if (traditional->hong_kong != NULL)
		opencc_close(traditional->hong_kong);
	*traditional = (struct vb_traditional){NULL, NULL, false};
}

/* OpenCC takes the 么 of a Simplified text for Traditional, and gives 幺; in place, text being typed. */
static void
restore_me(const char *text, char *converted)
{
	if (strstr(text, "么") == NULL)
		return;
	for (char *yao = converted; (yao = strstr(yao, "幺")) != NULL;)
		memcpy(yao, "么", strlen("么"));
}

/* The folded conversion; NULL when it is what folding makes of the text anyhow. */
static const char *
convert(struct vb_match *match, void *table, const char *text, const char *folded)
{
	char *converted = table == NULL ? NULL :
		opencc_convert_utf8(table, text, strlen(text));
	struct vb_folded other;
	const char *result;

	if (converted == NULL)
		return NULL;
	restore_me(text, converted);
	vb_fold(vb_tokeniser_folder(match->tokeniser), converted, strlen(converted), &other);
	result = vb_arena_strndup(match->arena, other.text, other.len);
	opencc_convert_utf8_free(converted);
	return strcmp(result, folded) == 0 ? NULL : result;
}

/* Whether folding changed a Chinese character. */
static bool
holds_traditional(const char *text, const struct vb_folded *folded)
{
	size_t size = strlen(text);

	for (size_t at = 0; at < folded->len;) {
		size_t source = folded->at[at];
		uint32_t typed = vb_utf8_next(text, size, &source);
		uint32_t point = vb_utf8_next(folded->text, folded->len, &at);

		if (typed != point && typed >= 0x3400 && typed <= 0x9FFF)
			return true;
	}
	return false;
}

/* ---- what differs ---- */

/* Fills the offsets of the characters; false when there are too many. */
static bool
measure(const char *text, size_t offset[PIECE_POINTS + 1], size_t *points)
{
	size_t size = strlen(text), at = 0;

	for (*points = 0; at < size; ++*points) {
		if (*points == PIECE_POINTS)
			return false;
		offset[*points] = at;
		vb_utf8_next(text, size, &at);
	}
	offset[*points] = size;
	return true;
}

static bool
equal(const struct pair *pair, size_t i, size_t j)
{
	size_t size = pair->typed_at[i + 1] - pair->typed_at[i];

	return pair->other_at[j + 1] - pair->other_at[j] == size &&
	       memcmp(pair->typed + pair->typed_at[i], pair->other + pair->other_at[j], size) == 0;
}

static void
add_change(struct pair *pair, struct change change)
{
	struct change *last = &pair->change[pair->changes];

	if (pair->changes > 0 && change.from - last[-1].to < APART) {
		last[-1].to = change.to;
		last[-1].unto = change.unto;
		return;
	}
	*last = change;
	pair->changes++;
}

/* What lies between the longest common subsequence. */
static void
compare(struct pair *pair, struct vb_arena *arena)
{
	size_t rows = pair->typed_points + 1, width = pair->other_points + 1, i, j;
	uint16_t *common = vb_arena_array(arena, rows * width, sizeof(common[0]));

	for (i = rows - 1; i-- > 0;)
		for (j = width - 1; j-- > 0;) {
			uint16_t down = common[(i + 1) * width + j], right = common[i * width + j + 1];

			common[i * width + j] = equal(pair, i, j) ?
				(uint16_t)(common[(i + 1) * width + j + 1] + 1) :
				down > right ? down : right;
		}
	for (i = j = 0; i + 1 < rows || j + 1 < width;) {
		struct change change = {i, i, j, j};

		while ((i + 1 < rows || j + 1 < width) &&
		       !(i + 1 < rows && j + 1 < width && equal(pair, i, j))) {
			if (j + 1 >= width || (i + 1 < rows && common[(i + 1) * width + j] >=
							       common[i * width + j + 1]))
				i++;
			else
				j++;
		}
		change.to = i;
		change.unto = j;
		if (change.to > change.from || change.unto > change.into)
			add_change(pair, change);
		while (i + 1 < rows && j + 1 < width && equal(pair, i, j)) {
			i++;
			j++;
		}
	}
}

/* Takes in equal characters beside a change until it covers whole words, two characters at least. */
static void
widen(struct pair *pair, const struct vb_spelling *spelling, size_t which)
{
	struct change *change = &pair->change[which];
	size_t floor = which == 0 ? 0 : change[-1].to;
	size_t ceiling = which + 1 == pair->changes ? pair->typed_points : change[1].from;
	const struct vb_token *word;

	while (change->from > floor && change->from < pair->typed_points &&
	       (word = vb_spelling_at(spelling, pair->typed_at[change->from])) != NULL &&
	       word->from < pair->typed_at[change->from]) {
		change->from--;
		change->into--;
	}
	while (change->to > 0 && change->to < ceiling &&
	       (word = vb_spelling_at(spelling, pair->typed_at[change->to - 1])) != NULL &&
	       word->to > pair->typed_at[change->to]) {
		change->to++;
		change->unto++;
	}
	if (change->to - change->from < 2 && change->to < ceiling) {
		change->to++;
		change->unto++;
	}
	if (change->to - change->from < 2 && change->from > floor) {
		change->from--;
		change->into--;
	}
}

/* ---- a bag ---- */

static void
add_other(struct vb_query *query, struct vb_arena *arena, const char *typed, const char *text)
{
	struct vb_query_other *other = vb_arena_alloc(arena, sizeof(*other));

	*other = (struct vb_query_other){typed, text, query->other};
	query->other = other;
}

/* Whether a Simplified word is one of its own: 尼日 is what Taiwan calls Niger, but 尼日利亚 is Nigeria. */
static bool
is_word(const struct vb_match *match, const char *text, size_t size)
{
	const struct vb_tables *tables = match->tables;
	struct vb_dictionary_entry entry;

	return vb_state_by_name(tables->states, text, size) != NULL ||
	       vb_glossary_has(tables->glossary, text, size) ||
	       (tables->dictionary != NULL && vb_dictionary_find(&tables->dictionary->zh, text, size, &entry));
}

/*
 * The piece as it is to be searched: words that the index does not know give way.  sure: it was typed in
 * Traditional characters, and to the words that the index knows the others are added.
 */
static bool
settle(struct vb_match *match, struct vb_query *query, const struct pair *pair, bool sure,
       struct vb_buf *out, struct vb_err *err)
{
	struct vb_set *held = vb_set_take(&match->index->sets);
	size_t done = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < pair->changes; i++) {
		const struct change *change = &pair->change[i];
		size_t from = pair->typed_at[change->from], to = pair->typed_at[change->to];
		const char *typed = vb_arena_strndup(match->arena, pair->typed + from, to - from);
		const char *other = vb_arena_strndup(match->arena,
			pair->other + pair->other_at[change->into],
			pair->other_at[change->unto] - pair->other_at[change->into]);

		bool known;

		ok = vb_spelling_pairs(match, typed, to - from, held, err);
		known = vb_set_count(held) > 0 || (!sure && is_word(match, typed, to - from));
		vb_buf_add(out, pair->typed + done, from - done);
		vb_buf_str(out, known ? typed : other);
		if (sure && known)
			add_other(query, match->arena, typed, other);
		done = to;
	}
	vb_buf_str(out, pair->typed + done);
	vb_set_give(&match->index->sets, held);
	return ok;
}

/* Appends a piece between blanks to out, converted where that changes words. */
static bool
convert_piece(struct vb_match *match, struct vb_traditional *traditional, struct vb_query *query,
	      const char *piece, struct vb_buf *out, struct vb_err *err)
{
	struct pair *pair = vb_arena_alloc(match->arena, sizeof(*pair));
	struct vb_spelling spelling;
	size_t start = out->len;
	bool sure;

	vb_spelling_read(match, piece, &spelling);
	pair->typed = spelling.folded.text;
	sure = holds_traditional(piece, &spelling.folded);
	pair->other = convert(match, traditional->taiwan, piece, pair->typed);
	if (pair->other == NULL && sure)
		pair->other = convert(match, traditional->hong_kong, piece, pair->typed);
	if (pair->other == NULL || !measure(pair->typed, pair->typed_at, &pair->typed_points) ||
	    !measure(pair->other, pair->other_at, &pair->other_points)) {
		vb_buf_str(out, piece);
		return true;
	}
	compare(pair, match->arena);
	for (size_t i = 0; i < pair->changes; i++)
		widen(pair, &spelling, i);
	if (!settle(match, query, pair, sure, out, err))
		return false;
	if (strlen(pair->typed) != out->len - start ||
	    memcmp(pair->typed, out->data + start, out->len - start) != 0)
		vb_list_add(match->expansion, match->arena,
			    vb_arena_printf(match->arena, "%s = %.*s", piece,
					    (int)(out->len - start), out->data + start));
	return true;
}

/* Whether the text holds two Chinese characters that never stand together in the index. */
static bool
holds_unknown(struct vb_match *match, const char *text, bool *unknown, struct vb_err *err)
{
	struct vb_spelling spelling;

	*unknown = false;
	vb_spelling_read(match, text, &spelling);
	for (size_t i = 0; i < spelling.count && !*unknown; i++) {
		const struct vb_token *token = &spelling.list[i];
		const char *gram = spelling.folded.text + token->from;
		size_t size = token->to - token->from;
		uint32_t bearers = 1;

		if (token->kind == VB_TOKEN_GRAM && vb_utf8_points(gram, size) == 2 &&
		    !vb_spelling_bearers(match, VB_TERM_GRAM[0], gram, size, &bearers, err))
			return false;
		*unknown = bearers == 0;
	}
	return true;
}

static bool
convert_bag(struct vb_match *match, struct vb_traditional *traditional, struct vb_query *query,
	    struct vb_err *err)
{
	struct vb_buf out = VB_BUF_INIT;
	struct vb_folded folded;
	const char *text = query->text;
	bool ok = true, wanted;

	vb_fold(vb_tokeniser_folder(match->tokeniser), text, strlen(text), &folded);
	wanted = holds_traditional(text, &folded);
	if (!wanted && !holds_unknown(match, text, &wanted, err))
		return false;
	if (!wanted)
		return true;
	if (!traditional->tried) {
		traditional->taiwan = open_table("tw2sp.json");
		traditional->hong_kong = open_table("hk2s.json");
		traditional->tried = true;
	}
	if (traditional->taiwan == NULL || traditional->hong_kong == NULL)
		vb_list_add(match->notes, match->arena,
			    _("the tables of OpenCC are missing: Traditional words are searched as they stand"));
	while (ok && *text != '\0') {
		size_t blanks = strspn(text, " "), size = strcspn(text + blanks, " ");

		vb_buf_add(&out, text, blanks);
		if (size > 0)
			ok = convert_piece(match, traditional, query,
					   vb_arena_strndup(match->arena, text + blanks, size),
					   &out, err);
		text += blanks + size;
	}
	query->text = vb_arena_strndup(match->arena, out.data, out.len);
	vb_buf_fini(&out);
	return ok;
}

bool
vb_traditional_convert(struct vb_match *match, struct vb_traditional *traditional,
		       struct vb_query *query, struct vb_err *err)
{
	if (query->kind == VB_QUERY_WORDS && !convert_bag(match, traditional, query, err))
		return false;
	for (struct vb_query *child = query->child; child != NULL; child = child->next)
		if (!vb_traditional_convert(match, traditional, child, err))
			return false;
	return true;
}
