/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "forms.h"
#include "rendering.h"
#include "schema.h"
#include "unit.h"
#include "utf8.h"

/* A term's terms: more than any rendering of sense has. */
#define TERMS_MAX 24
/* A list of less than this part of all passages is shorter than their set. */
#define SHORT_PART 128
/* Bits of a sieve for each passage: seven of eight others fall through. */
#define SIEVE_BITS 8

void
vb_rendering_cut(struct vb_match *match, struct vb_expansion *expansion)
{
	struct vb_tokens tokens;
	const char *terms[TERMS_MAX];

	expansion->terms = 0;
	vb_token_cut(match->tokeniser, expansion->text, strlen(expansion->text), &tokens);
	for (size_t i = 0; i < tokens.count && expansion->terms < TERMS_MAX; i++) {
		const struct vb_token *token = &tokens.list[i];
		const char *text = tokens.folded.text + token->from, *stem;
		size_t size = token->to - token->from;

		if (token->kind == VB_TOKEN_WORD && expansion->acronym) {
			terms[expansion->terms++] = vb_schema_term_kept(match->arena, VB_UNIT_FORM, text, size);
		} else if (token->kind == VB_TOKEN_WORD && !token->stop) {
			stem = tokens.stems + token->stem;
			terms[expansion->terms++] = vb_schema_term_kept(match->arena, VB_UNIT_STEM, stem,
									 strlen(stem));
		} else if (token->kind == VB_TOKEN_GRAM && vb_utf8_points(text, size) == 2) {
			terms[expansion->terms++] = vb_schema_term_kept(match->arena, VB_TERM_GRAM[0], text,
									 size);
		}
	}
	expansion->term = vb_arena_array(match->arena, expansion->terms + 1, sizeof(char *));
	memcpy(expansion->term, terms, expansion->terms * sizeof(char *));
}

/* ---- walking ---- */

struct filling {
	struct vb_holdings *holdings;
	const struct vb_set *among;	/* NULL: all */
	size_t cap;
};

static void
fill(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct filling *filling = data;
	struct vb_holdings *holdings = filling->holdings;

	for (size_t i = 0; i < count && holdings->count < filling->cap; i++) {
		holdings->docid[holdings->count] = docid[i];
		holdings->times[holdings->count] = wdf[i];
		holdings->count += filling->among == NULL || vb_set_has(filling->among, docid[i]);
	}
}

struct narrowing {
	struct vb_holdings *holdings;
	size_t read, kept;
};

static void
narrow(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct narrowing *narrowing = data;
	struct vb_holdings *holdings = narrowing->holdings;

	for (size_t i = 0; i < count; i++) {
		uint32_t times;

		while (narrowing->read < holdings->count && holdings->docid[narrowing->read] < docid[i])
			narrowing->read++;
		if (narrowing->read == holdings->count)
			return;
		if (holdings->docid[narrowing->read] != docid[i])
			continue;
		times = holdings->times[narrowing->read++];
		holdings->docid[narrowing->kept] = docid[i];
		holdings->times[narrowing->kept++] = times < wdf[i] ? times : wdf[i];
	}
}

/* Where a text's words and pairs are looked for. */
struct family {
	char word, gram;
};

static const struct family text = {VB_TERM_WORD[0], VB_TERM_GRAM[0]};
static const struct family name = {0, VB_TERM_NAME[0]};
static const struct family context = {VB_TERM_WORD_CONTEXT[0], VB_TERM_GRAM_CONTEXT[0]};

/* What the index calls a pair or a word as it stands. */
static size_t
make_term(const struct family *family, const char *term, char out[VB_TERM_MAX])
{
	size_t size = strlen(term);

	memcpy(out, term, size);
	out[0] = term[0] == VB_UNIT_FORM ? family->word : family->gram;
	return size;
}

/* At least so many passages bear the term in the family as a walk will give. */
static bool
bearers(struct vb_match *match, const struct family *family, const char *term,
	uint32_t *documents, struct vb_err *err)
{
	char made[VB_TERM_MAX];
	struct vb_forms forms;

	if (term[0] == VB_UNIT_STEM) {
		vb_forms_open(match, term + 1, &forms);
		return vb_forms_bearers(match, family->word, &forms, documents, err);
	}
	return vb_index_frequency(match->index, made, make_term(family, term, made),
				 documents, err);
}

static bool
walk(struct vb_match *match, const struct family *family, const char *term,
     const struct vb_set *among, vb_index_fn *fn, void *data, struct vb_err *err)
{
	char made[VB_TERM_MAX];
	size_t size;

	if (term[0] == VB_UNIT_STEM)
		return vb_forms_walk(match, family->word, term + 1, among, fn, data, err);
	size = make_term(family, term, made);
	return vb_index_walk_among(match->index, made, size, among, fn, data, err);
}

/* Leaves in holdings those that hold the term too. */
static bool
keep(struct vb_match *match, const struct family *family, const char *term,
     struct vb_holdings *holdings, struct vb_err *err)
{
	struct narrowing narrowing = {holdings, 0, 0};
	struct vb_set *among = vb_set_take(&match->index->sets);
	bool ok;

	vb_set_add_all(among, holdings->docid, holdings->count);
	ok = walk(match, family, term, among, narrow, &narrowing, err);
	vb_set_give(&match->index->sets, among);
	holdings->count = narrowing.kept;
	return ok;
}

/* The rarest term's passages, in among unless that is NULL, then those of them that hold the others. */
static bool
find_all(struct vb_match *match, const struct family *family, const struct vb_expansion *expansion,
	 const struct vb_set *among, struct vb_holdings *holdings, struct vb_err *err)
{
	const char *const *term = (const char *const *)expansion->term;
	const size_t terms = expansion->terms;
	uint32_t rarest = UINT32_MAX, documents;
	size_t first = 0;

	*holdings = (struct vb_holdings){NULL, NULL, 0};
	for (size_t i = 0; i < terms; i++) {
		if (!bearers(match, family, term[i], &documents, err))
			return false;
		if (documents < rarest) {
			rarest = documents;
			first = i;
		}
	}
	if (terms == 0 || rarest == 0)
		return true;
	holdings->docid = vb_arena_room(match->arena, rarest, sizeof(holdings->docid[0]));
	holdings->times = vb_arena_room(match->arena, rarest, sizeof(holdings->times[0]));
	struct filling filling = {holdings, among, rarest};

	if (!walk(match, family, term[first], among, fill, &filling, err))
		return false;
	for (size_t i = 0; i < terms && holdings->count > 0; i++)
		if (i != first && strcmp(term[i], term[first]) != 0 &&
		    !keep(match, family, term[i], holdings, err))
			return false;
	return true;
}

static void
make_sieve(struct vb_match *match, struct vb_expansion *expansion)
{
	size_t bits = 64;

	while (bits < expansion->found * SIEVE_BITS)
		bits *= 2;
	expansion->sieve = vb_arena_array(match->arena, bits / 64, sizeof(expansion->sieve[0]));
	expansion->sieve_mask = (uint32_t)(bits - 1);
	for (size_t i = 0; i < expansion->found; i++) {
		uint32_t bit = expansion->text_in.docid[i] & expansion->sieve_mask;

		expansion->sieve[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

bool
vb_rendering_find(struct vb_match *match, struct vb_expansion *expansion, struct vb_err *err)
{
	if (!find_all(match, expansion->name ? &name : &text, expansion, NULL, &expansion->text_in, err))
		return false;
	expansion->found = expansion->text_in.count;
	expansion->set = NULL;
	if (expansion->found < match->index->last / SHORT_PART) {
		make_sieve(match, expansion);
		return true;
	}
	expansion->set = vb_set_take(&match->index->sets);
	vb_set_add_all(expansion->set, expansion->text_in.docid, expansion->found);
	return true;
}

bool
vb_rendering_above(struct vb_match *match, struct vb_expansion *expansion, struct vb_err *err)
{
	return expansion->name || find_all(match, &context, expansion, match->index->scored,
					   &expansion->context_in, err);
}
