/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of an index as a part of the image of columns: see vocabulary.h. */
#include <string.h>

#include "columns_image.h"
#include "schema.h"

static bool
add_word(void *data, const char *term, size_t size, uint32_t documents, struct vb_err *err)
{
	struct vb_buf *list = data;

	(void)documents;
	(void)err;
	/* A word with a line end in it is none that the tokeniser makes. */
	if (size > 1 && memchr(term, '\n', size) == NULL)
		vb_vocabulary_add(list, term + 1, size - 1);
	return true;
}

static bool
read_words(const struct vb_columns_source *source, const char *family, struct vb_buf *list,
	   struct vb_err *err)
{
	vb_vocabulary_begin(list);
	return source->terms(source->database, family, strlen(family), add_word, list, err);
}

bool
vb_columns_add_words(const struct vb_columns_source *source, struct vb_buf *out,
		     struct vb_columns_words *words, struct vb_err *err)
{
	struct vb_buf text = VB_BUF_INIT, context = VB_BUF_INIT;
	struct vb_tokeniser *tokeniser = vb_tokeniser_new(err);
	struct vb_vocabulary vocabulary;
	bool ok = tokeniser != NULL && read_words(source, VB_TERM_WORD, &text, err) &&
		  read_words(source, VB_TERM_WORD_CONTEXT, &context, err);

	if (ok && text.len + context.len > UINT32_MAX)
		ok = vb_err_set(err, VB_LIMIT, "more different words than columns can hold");
	if (ok) {
		vb_vocabulary_make(&vocabulary, &text, &context, tokeniser);
		words->words = vb_columns_add_part(out, vocabulary.words, vocabulary.words_size);
		words->words_size = vocabulary.words_size;
		words->forms = vb_columns_add_part(out, vocabulary.forms,
					vocabulary.form_count * sizeof vocabulary.forms[0]);
		words->form_count = vocabulary.form_count;
		words->stems = vb_columns_add_part(out, vocabulary.stems, vocabulary.stems_size);
		words->stems_size = vocabulary.stems_size;
		words->ends = vb_columns_add_part(out, vocabulary.ends,
						  vocabulary.end_count * sizeof vocabulary.ends[0]);
		words->end_count = vocabulary.end_count;
		vb_vocabulary_fini(&vocabulary);
	}
	vb_buf_fini(&text);
	vb_buf_fini(&context);
	vb_tokeniser_free(tokeniser);
	return ok;
}
