/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "fnv.h"
#include "glossary_image.h"
#include "memory.h"
#include "rows.h"
#include "stems.h"

struct building {
	struct vb_tokeniser *tokeniser;
	struct vb_glossary_entry *list;
	size_t count, cap;
	uint32_t *row;
	size_t rows, row_cap;
	struct vb_buf texts, key;
	uint32_t kind;		/* of the row at hand: VB_GLOSSARY_NAME or none */
};

bool
vb_glossary_identify(const char *path, struct vb_glossary_head *head, struct vb_err *err)
{
	unsigned char bytes[32768];
	FILE *file = fopen(path, "re");
	uLong sum = crc32_z(0, NULL, 0);
	uint32_t total = 0;
	size_t size;
	bool ok;

	if (file == NULL)
		return vb_err_errno(err, "reading the glossary: '%s'", path);
	setvbuf(file, NULL, _IONBF, 0);
	while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) {
		sum = crc32_z(sum, bytes, size);
		total += (uint32_t)size;
	}
	ok = !ferror(file) || vb_err_errno(err, "reading the glossary: '%s'", path);
	fclose(file);
	*head = (struct vb_glossary_head){
		.version = VB_GLOSSARY_VERSION, .byte_order = VB_GLOSSARY_BYTE_ORDER,
		.table_size = total, .table_sum = (uint32_t)sum,
	};
	memcpy(head->magic, VB_GLOSSARY_MAGIC, sizeof head->magic);
	return ok;
}

/* ---- the table ---- */

static uint32_t
add_text(struct building *building, const char *text, size_t size)
{
	size_t at = building->texts.len;

	vb_buf_add(&building->texts, text, size);
	vb_buf_char(&building->texts, '\0');
	return (uint32_t)at;
}

/* Two capitals and more, and nothing else but the s of several: CBMs. */
static bool
is_acronym(const char *text, size_t size)
{
	size -= size > 0 && text[size - 1] == 's';
	for (size_t i = 0; i < size; i++)
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
	return size > 1;
}

static void
add_rendering(struct building *building, const char *text, size_t size, bool chinese)
{
	struct vb_glossary_entry *entry;
	struct vb_tokens tokens;

	if (building->count == building->cap) {
		building->cap = building->cap * 2 + 1024;
		building->list = vb_memory_resize(building->list, building->cap,
						  sizeof(building->list[0]));
	}
	entry = &building->list[building->count++];
	entry->row = (uint32_t)building->rows;
	entry->next = 0;
	entry->kind = building->kind | (chinese ? VB_GLOSSARY_CHINESE : 0) |
		      (!chinese && is_acronym(text, size) ? VB_GLOSSARY_ACRONYM : 0);
	/* Chinese is not cut: that would cost ICU's dictionary for nothing. */
	if (chinese)
		vb_fold(vb_tokeniser_folder(building->tokeniser), text, size, &tokens.folded);
	else
		vb_token_cut(building->tokeniser, text, size, &tokens);
	entry->text = entry->key = add_text(building, tokens.folded.text, tokens.folded.len);
	if (chinese)
		return;
	vb_buf_clear(&building->key);
	vb_stems_key(&tokens, 0, SIZE_MAX - 1, &building->key);
	entry->key = add_text(building, building->key.data, building->key.len);
}

static bool
add_column(struct building *building, const char *text, bool chinese, struct vb_err *err)
{
	for (;;) {
		size_t size = strcspn(text, "|");

		if (size == 0)
			return vb_err_set(err, VB_INPUT, "an empty rendering in the column '%s'",
					  chinese ? "zh" : "en");
		add_rendering(building, text, size, chinese);
		if (text[size] == '\0')
			return true;
		text += size + 1;
	}
}

/* The next rendering is the first of a row, or behind all. */
static void
begin_row(struct building *building)
{
	if (building->rows + 1 >= building->row_cap) {
		building->row_cap = building->row_cap * 2 + 1024;
		building->row = vb_memory_resize(building->row, building->row_cap,
						 sizeof(building->row[0]));
	}
	building->row[building->rows] = (uint32_t)building->count;
}

static bool
read_row(void *data, char *line, bool *header, struct vb_err *err)
{
	struct building *building = data;
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
	begin_row(building);
	building->kind = strcmp(field, "state") == 0 ? VB_GLOSSARY_NAME : 0;
	if (!add_column(building, line, false, err) || !add_column(building, zh, true, err))
		return false;
	building->rows++;
	return true;
}

/* ---- the image ---- */

uint32_t
vb_glossary_place(const uint32_t *place, uint32_t mask, const struct vb_glossary_entry *list, const char *texts,
		  const char *key, size_t size)
{
	uint32_t at = vb_fnv(key, size) & mask;

	while (place[at] != 0) {
		const char *other = texts + list[place[at] - 1].key;

		if (strncmp(other, key, size) == 0 && other[size] == '\0')
			break;
		at = (at + 1) & mask;
	}
	return at;
}

/* From the last on, so that each is put before those of its key that follow. */
static uint32_t *
place_all(struct building *building, uint32_t places)
{
	uint32_t *all = vb_memory_zeros(places, sizeof(all[0]));

	for (size_t i = building->count; i-- > 0;) {
		struct vb_glossary_entry *entry = &building->list[i];
		const char *key = building->texts.data + entry->key;
		uint32_t *place = &all[vb_glossary_place(all, places - 1, building->list, building->texts.data,
							 key, strlen(key))];

		entry->next = *place;
		*place = (uint32_t)i + 1;
	}
	return all;
}

static void
put_image(struct building *building, struct vb_glossary_head head, struct vb_buf *out)
{
	uint32_t *places;

	head.places = 2;
	while (head.places < building->count + building->count / 2)
		head.places *= 2;
	places = place_all(building, head.places);
	vb_buf_char(&building->texts, '\0');	/* there is one, whatever the table holds */
	head.rows = (uint32_t)building->rows;
	head.count = (uint32_t)building->count;
	head.texts = (uint32_t)building->texts.len;
	vb_buf_add(out, &head, sizeof head);
	vb_buf_add(out, places, head.places * sizeof places[0]);
	vb_buf_add(out, building->row, (building->rows + 1) * sizeof building->row[0]);
	if (building->count > 0)
		vb_buf_add(out, building->list, building->count * sizeof building->list[0]);
	vb_buf_add(out, building->texts.data, building->texts.len);
	free(places);
}

bool
vb_glossary_build(const char *path, const struct vb_glossary_head *head, struct vb_tokeniser *tokeniser,
		  struct vb_buf *out, struct vb_err *err)
{
	struct building building = {.tokeniser = tokeniser};
	bool ok = vb_rows_read(path, "the glossary", read_row, &building, err);

	if (ok) {
		begin_row(&building);
		put_image(&building, *head, out);
	}
	vb_buf_fini(&building.texts);
	vb_buf_fini(&building.key);
	free(building.list);
	free(building.row);
	return ok;
}
