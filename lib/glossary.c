/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glossary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "memory.h"
#include "rows.h"
#include "stems.h"

struct vb_glossary {
	struct vb_arena arena;
	struct vb_rendering *list;	/* in the order of the table */
	size_t count, cap;
	size_t *row;			/* first rendering of each row; one more entry ends the last */
	size_t rows, row_cap;
	const struct vb_rendering **sorted;	/* by key */
};

struct loading {
	struct vb_glossary *glossary;
	struct vb_tokeniser *tokeniser;
	struct vb_buf key;
	bool name;		/* the row at hand is one */
};

void
vb_glossary_free(struct vb_glossary *glossary)
{
	if (glossary == NULL)
		return;
	vb_arena_fini(&glossary->arena);
	free(glossary->list);
	free(glossary->row);
	free(glossary->sorted);
	free(glossary);
}

/* ---- loading ---- */

static void
add_rendering(struct loading *loading, const char *text, size_t size, bool chinese)
{
	struct vb_glossary *glossary = loading->glossary;
	struct vb_rendering *rendering;
	struct vb_tokens tokens;

	if (glossary->count == glossary->cap) {
		glossary->cap = glossary->cap * 2 + 1024;
		glossary->list = vb_memory_resize(glossary->list, glossary->cap,
						  sizeof(glossary->list[0]));
	}
	rendering = &glossary->list[glossary->count++];
	rendering->row = (unsigned)glossary->rows;
	rendering->chinese = chinese;
	rendering->name = loading->name;
	/* Chinese is not cut: that would cost ICU's dictionary for nothing. */
	if (chinese)
		vb_fold(vb_tokeniser_folder(loading->tokeniser), text, size, &tokens.folded);
	else
		vb_token_cut(loading->tokeniser, text, size, &tokens);
	rendering->text = vb_arena_strndup(&glossary->arena, tokens.folded.text, tokens.folded.len);
	rendering->key = rendering->text;
	if (chinese)
		return;
	vb_buf_clear(&loading->key);
	vb_stems_key(&tokens, 0, SIZE_MAX - 1, &loading->key);
	rendering->key = vb_arena_strndup(&glossary->arena, loading->key.data == NULL ? "" :
					  loading->key.data, loading->key.len);
}

static bool
add_column(struct loading *loading, const char *text, bool chinese, struct vb_err *err)
{
	for (;;) {
		size_t size = strcspn(text, "|");

		if (size == 0)
			return vb_err_set(err, VB_INPUT, "an empty rendering in the column '%s'",
					  chinese ? "zh" : "en");
		add_rendering(loading, text, size, chinese);
		if (text[size] == '\0')
			return true;
		text += size + 1;
	}
}

static void
begin_row(struct vb_glossary *glossary)
{
	if (glossary->rows + 1 >= glossary->row_cap) {
		glossary->row_cap = glossary->row_cap * 2 + 1024;
		glossary->row = vb_memory_resize(glossary->row, glossary->row_cap,
						 sizeof(glossary->row[0]));
	}
	glossary->row[glossary->rows] = glossary->count;
}

static bool
read_row(void *data, char *line, bool *header, struct vb_err *err)
{
	struct loading *loading = data;
	char *zh, *field;

	zh = strchr(line, '\t');
	field = zh == NULL ? NULL : strchr(zh + 1, '\t');
	if (field == NULL || strchr(field + 1, '\t') != NULL)
		return vb_err_set(err, VB_INPUT, "not three columns");
	*zh++ = *field++ = '\0';
	if (!*header) {
		*header = true;
		return (strcmp(line, "en") == 0 && strcmp(zh, "zh") == 0 &&
			strcmp(field, "field") == 0) ||
		       vb_err_set(err, VB_INPUT, "the header is not 'en', 'zh', 'field'");
	}
	begin_row(loading->glossary);
	loading->name = strcmp(field, "state") == 0;
	if (!add_column(loading, line, false, err) || !add_column(loading, zh, true, err))
		return false;
	loading->glossary->rows++;
	return true;
}

static int
compare(const void *left, const void *right)
{
	const struct vb_rendering *a = *(const struct vb_rendering *const *)left;
	const struct vb_rendering *b = *(const struct vb_rendering *const *)right;
	int order = strcmp(a->key, b->key);

	return order != 0 ? order : (a > b) - (a < b);
}

struct vb_glossary *
vb_glossary_load(const char *path, struct vb_tokeniser *tokeniser, struct vb_err *err)
{
	struct vb_glossary *glossary = vb_memory_resize(NULL, 1, sizeof(*glossary));
	struct loading loading = {glossary, tokeniser, VB_BUF_INIT, false};
	bool ok;

	memset(glossary, 0, sizeof(*glossary));
	vb_arena_init(&glossary->arena);
	begin_row(glossary);
	ok = vb_rows_read(path, "the glossary", read_row, &loading, err);
	vb_buf_fini(&loading.key);
	if (!ok) {
		vb_glossary_free(glossary);
		return NULL;
	}
	glossary->row[glossary->rows] = glossary->count;
	glossary->sorted = vb_memory_resize(NULL, glossary->count + 1, sizeof(glossary->sorted[0]));
	for (size_t i = 0; i < glossary->count; i++)
		glossary->sorted[i] = &glossary->list[i];
	qsort(glossary->sorted, glossary->count, sizeof(glossary->sorted[0]), compare);
	return glossary;
}

/* ---- looking up ---- */

static int
compare_key(const struct vb_rendering *rendering, const char *key, size_t size)
{
	int order = strncmp(rendering->key, key, size);

	return order != 0 ? order : rendering->key[size] != '\0';
}

const struct vb_rendering *const *
vb_glossary_find(const struct vb_glossary *glossary, const char *key, size_t size, size_t *count)
{
	size_t low = 0, high = glossary->count;

	*count = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_key(glossary->sorted[middle], key, size) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + *count < glossary->count &&
	       compare_key(glossary->sorted[low + *count], key, size) == 0)
		++*count;
	return *count == 0 ? NULL : glossary->sorted + low;
}

const struct vb_rendering *
vb_glossary_row(const struct vb_glossary *glossary, unsigned row, size_t *count)
{
	*count = glossary->row[row + 1] - glossary->row[row];
	return glossary->list + glossary->row[row];
}

const struct vb_rendering *
vb_glossary_all(const struct vb_glossary *glossary, size_t *count)
{
	*count = glossary->count;
	return glossary->list;
}
