/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "forms.h"
#include "rank.h"
#include "schema.h"

void
vb_forms_open(struct vb_match *match, const char *stem, struct vb_forms *forms)
{
	const struct vb_vocabulary *vocabulary = &match->index->columns.vocabulary;
	size_t first, count;
	struct vb_word word;

	count = vb_vocabulary_forms(vocabulary, stem, &first);
	forms->word = vb_arena_array(match->arena, count + 1, sizeof(forms->word[0]));
	forms->count = 0;
	if (strcmp(vb_token_stem(match->tokeniser, stem, strlen(stem)), stem) == 0)
		forms->word[forms->count++] = stem;
	for (size_t i = 0; i < count; i++)
		if (vb_vocabulary_form(vocabulary, first + i, &word))
			forms->word[forms->count++] = vb_arena_strndup(match->arena, word.text, word.size);
}

/* ---- walking ---- */

bool
vb_forms_bearers(struct vb_match *match, char family, struct vb_forms *forms,
		 uint32_t *documents, struct vb_err *err)
{
	uint32_t some;

	*documents = forms->most = 0;
	for (size_t i = 0; i < forms->count; i++) {
		const char *word = forms->word[i];

		if (!vb_index_bearers(match->index, family, word, strlen(word), &some, err))
			return false;
		*documents += some;
		if (some > forms->most) {
			forms->most = some;
			forms->word[i] = forms->word[0];
			forms->word[0] = word;
		}
	}
	return true;
}

bool
vb_forms_collect(struct vb_match *match, char family, const struct vb_forms *forms,
		 struct vb_set *set, struct vb_err *err)
{
	for (size_t i = 0; i < forms->count; i++)
		if (!vb_index_holders(match->index, family, forms->word[i], strlen(forms->word[i]), set, err))
			return false;
	return true;
}

bool
vb_forms_tally(struct vb_match *match, char family, const struct vb_forms *forms,
	       vb_forms_worth_fn *worth, const void *data, const struct vb_set *among,
	       struct vb_set *set, struct vb_err *err)
{
	for (size_t i = 0; i < forms->count; i++)
		if (!vb_rank_gather(match->index, family, forms->word[i], strlen(forms->word[i]),
				    worth == NULL ? 1 : worth(data, forms->word[i]), among, set, err))
			return false;
	return true;
}

/* What is handed out has no tally any more. */
static void
hand_out(struct vb_index *index, const struct vb_set *set, vb_index_fn *fn, void *data)
{
	uint32_t docid[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK], from = 1;
	size_t count;

	while ((count = vb_set_read(set, &from, docid, VB_INDEX_BLOCK)) > 0) {
		for (size_t i = 0; i < count; i++) {
			wdf[i] = (uint32_t)index->tally[docid[i]];
			index->tally[docid[i]] = 0;
		}
		fn(data, docid, wdf, count);
	}
}

bool
vb_forms_walk(struct vb_match *match, char family, const char *stem, const struct vb_set *among,
	      vb_index_fn *fn, void *data, struct vb_err *err)
{
	struct vb_index *index = match->index;
	char term[VB_TERM_MAX];
	struct vb_forms forms;
	struct vb_set *set;
	bool ok;

	vb_forms_open(match, stem, &forms);
	if (forms.count == 1) {
		size_t size = vb_schema_term(family, forms.word[0], strlen(forms.word[0]), term);

		return vb_index_walk_among(index, term, size, among, fn, data, err);
	}
	set = vb_set_take(&index->sets);
	ok = vb_forms_tally(match, family, &forms, NULL, NULL, among, set, err);
	if (ok)
		hand_out(index, set, fn, data);
	vb_set_give(&index->sets, set);
	return ok;
}
