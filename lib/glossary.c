/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glossary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "fnv.h"
#include "memory.h"
#include "rows.h"
#include "stems.h"

struct vb_glossary {
	struct vb_arena arena;
	struct vb_rendering *list;	/* in the order of the table */
	size_t count, cap;
	size_t *row;			/* first rendering of each row; one more entry ends the last */
	size_t rows, row_cap;
	uint32_t *first;		/* the first rendering of a key + 1, by its hash or soon behind; 0 between */
	size_t mask;			/* places of these, less one */
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
	free(glossary->first);
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

/* The place of a key, or where it would stand. */
static uint32_t *
place_of(const struct vb_glossary *glossary, const char *key, size_t size)
{
	size_t at = vb_fnv(key, size) & glossary->mask;

	for (; glossary->first[at] != 0; at = (at + 1) & glossary->mask) {
		const char *known = glossary->list[glossary->first[at] - 1].key;

		if (strncmp(known, key, size) == 0 && known[size] == '\0')
			break;
	}
	return &glossary->first[at];
}

/* From the last on, so that each is put before those of its key that follow. */
static void
build(struct vb_glossary *glossary)
{
	size_t places = 2;

	while (places < glossary->count + glossary->count / 2)
		places *= 2;
	glossary->mask = places - 1;
	glossary->first = vb_memory_resize(NULL, places, sizeof(glossary->first[0]));
	memset(glossary->first, 0, places * sizeof(glossary->first[0]));
	for (size_t i = glossary->count; i-- > 0;) {
		struct vb_rendering *rendering = &glossary->list[i];
		uint32_t *place = place_of(glossary, rendering->key, strlen(rendering->key));

		rendering->next = *place == 0 ? NULL : &glossary->list[*place - 1];
		*place = (uint32_t)i + 1;
	}
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
	build(glossary);
	return glossary;
}

/* ---- looking up ---- */

const struct vb_rendering *
vb_glossary_find(const struct vb_glossary *glossary, const char *key, size_t size)
{
	uint32_t first = *place_of(glossary, key, size);

	return first == 0 ? NULL : &glossary->list[first - 1];
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
