/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "forms.h"
#include "schema.h"

/* ---- the vocabulary ---- */

static bool
read_words(struct xc_database *database, const char *family, struct vb_buf *list,
	   struct vb_err *err)
{
	struct xc_terms *terms = xc_terms_open(database, family, 1, err);
	struct xc_bytes term;
	bool ok;

	if (terms == NULL)
		return false;
	vb_vocabulary_begin(list);
	while ((ok = xc_terms_next(terms, &term, NULL, err)) && term.data != NULL)
		if (term.size > 1)
			vb_vocabulary_add(list, term.data + 1, term.size - 1);
	xc_terms_close(terms);
	return ok;
}

bool
vb_forms_load(struct vb_match *match, struct vb_err *err)
{
	struct vb_index *index = match->index;
	struct vb_buf text = VB_BUF_INIT, context = VB_BUF_INIT;
	bool ok;

	if (index->vocabulary.words != NULL)
		return true;
	ok = read_words(index->database, VB_TERM_WORD, &text, err) &&
	     read_words(index->database, VB_TERM_WORD_CONTEXT, &context, err);
	if (ok)
		vb_vocabulary_make(&index->vocabulary, &text, &context, match->tokeniser);
	vb_buf_fini(&text);
	vb_buf_fini(&context);
	return ok;
}

bool
vb_forms_open(struct vb_match *match, const char *stem, struct vb_forms *forms, struct vb_err *err)
{
	const struct vb_vocabulary *vocabulary = &match->index->vocabulary;
	size_t first, count;
	struct vb_word word;

	if (!vb_forms_load(match, err))
		return false;
	count = vb_vocabulary_forms(vocabulary, stem, &first);
	forms->word = vb_arena_array(match->arena, count + 1, sizeof(forms->word[0]));
	forms->count = 0;
	if (strcmp(vb_token_stem(match->tokeniser, stem, strlen(stem)), stem) == 0)
		forms->word[forms->count++] = stem;
	for (size_t i = 0; i < count; i++)
		if (vb_vocabulary_form(vocabulary, first + i, &word))
			forms->word[forms->count++] = vb_arena_strndup(match->arena, word.text, word.size);
	return true;
}

/* ---- walking ---- */

static size_t
make_term(char family, const char *word, char term[VB_TERM_MAX])
{
	size_t size = strlen(word);

	if (size + 2 > VB_TERM_MAX)
		return 0;
	term[0] = family;
	memcpy(term + 1, word, size);
	return size + 1;
}

bool
vb_forms_bearers(struct vb_match *match, char family, const struct vb_forms *forms,
		 uint32_t *documents, struct vb_err *err)
{
	char term[VB_TERM_MAX];
	uint32_t some;

	*documents = 0;
	for (size_t i = 0; i < forms->count; i++) {
		size_t size = make_term(family, forms->word[i], term);

		if (size == 0)
			continue;
		if (!xc_term_frequency(match->index->database, term, size, &some, NULL, err))
			return false;
		*documents += some;
	}
	return true;
}

struct adding {
	struct vb_set *set;
	float *tally;
	float worth;
};

/* The first find of a passage wipes what the tally held before. */
static void
add_block(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	const struct adding *adding = data;

	for (size_t i = 0; i < count; i++) {
		float times = adding->worth * (float)wdf[i];

		if (vb_set_has(adding->set, docid[i])) {
			adding->tally[docid[i]] += times;
		} else {
			vb_set_add(adding->set, docid[i]);
			adding->tally[docid[i]] = times;
		}
	}
}

bool
vb_forms_tally(struct vb_match *match, char family, const struct vb_forms *forms,
	       vb_forms_worth_fn *worth, const void *data, struct vb_set *set, struct vb_err *err)
{
	struct adding adding = {set, match->index->tally, 1};
	char term[VB_TERM_MAX];

	for (size_t i = 0; i < forms->count; i++) {
		size_t size = make_term(family, forms->word[i], term);

		if (worth != NULL)
			adding.worth = worth(data, forms->word[i]);
		if (size > 0 &&
		    !vb_index_walk(match->index, term, size, add_block, &adding, err))
			return false;
	}
	return true;
}

static void
hand_out(const struct vb_index *index, const struct vb_set *set, vb_index_fn *fn, void *data)
{
	uint32_t block[VB_INDEX_BLOCK], wdf[VB_INDEX_BLOCK];
	size_t count = 0;

	for (uint32_t docid = 0; (docid = vb_set_next(set, docid + 1)) != 0;) {
		block[count] = docid;
		wdf[count++] = (uint32_t)index->tally[docid];
		if (count == VB_INDEX_BLOCK) {
			fn(data, block, wdf, count);
			count = 0;
		}
	}
	if (count > 0)
		fn(data, block, wdf, count);
}

bool
vb_forms_walk(struct vb_match *match, char family, const char *stem, vb_index_fn *fn, void *data,
	      struct vb_err *err)
{
	struct vb_index *index = match->index;
	char term[VB_TERM_MAX];
	struct vb_forms forms;
	struct vb_set *set;
	bool ok;

	if (!vb_forms_open(match, stem, &forms, err))
		return false;
	if (forms.count == 1)
		return vb_index_walk(index, term, make_term(family, forms.word[0], term), fn, data,
				     err);
	set = vb_set_take(&index->sets);
	ok = vb_forms_tally(match, family, &forms, NULL, NULL, set, err);
	if (ok)
		hand_out(index, set, fn, data);
	vb_set_give(&index->sets, set);
	return ok;
}
