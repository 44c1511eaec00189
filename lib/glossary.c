/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "glossary.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "glossary_image.h"
#include "mapping.h"
#include "memory.h"

struct vb_glossary {
	const struct vb_glossary_entry *list;
	const uint32_t *place, *row;
	const char *texts;
	uint32_t count, rows, mask;	/* mask: places, less one */
	void *mapped;			/* the image, or */
	size_t mapped_size;
	struct vb_buf made;
};

void
vb_glossary_free(struct vb_glossary *glossary)
{
	if (glossary == NULL)
		return;
	if (glossary->mapped != NULL)
		munmap(glossary->mapped, glossary->mapped_size);
	vb_buf_fini(&glossary->made);
	free(glossary);
}

/* ---- the image ---- */

/* Whether the places lead to entries, and one of them to none, where looking ends. */
static bool
has_places(const struct vb_glossary *glossary)
{
	bool empty = false;

	for (size_t i = 0; i <= glossary->mask; i++) {
		if (glossary->place[i] > glossary->count)
			return false;
		empty |= glossary->place[i] == 0;
	}
	return empty;
}

static bool
has_rows(const struct vb_glossary *glossary)
{
	for (size_t i = 0; i < glossary->rows; i++)
		if (glossary->row[i] > glossary->row[i + 1])
			return false;
	return glossary->row[glossary->rows] == glossary->count;
}

/* Whether all that entries lead to is there, and the next of a key stands further down. */
static bool
has_entries(const struct vb_glossary *glossary, uint32_t texts)
{
	for (uint32_t i = 0; i < glossary->count; i++) {
		const struct vb_glossary_entry *entry = &glossary->list[i];

		if (entry->text >= texts || entry->key >= texts || entry->row >= glossary->rows ||
		    entry->next > glossary->count || (entry->next != 0 && entry->next <= i + 1))
			return false;
	}
	return true;
}

/* Takes the image, if it is sound and of the table; false leaves the glossary to be freed. */
static bool
take(struct vb_glossary *glossary, const char *image, size_t size, const struct vb_glossary_head *table)
{
	struct vb_glossary_head head;
	uint64_t need;

	if (size < sizeof head)
		return false;
	memcpy(&head, image, sizeof head);
	need = sizeof head + ((uint64_t)head.places + head.rows + 1) * sizeof(uint32_t) +
	       (uint64_t)head.count * sizeof(struct vb_glossary_entry) + head.texts;
	if (memcmp(&head, table, offsetof(struct vb_glossary_head, places)) != 0 || need != size ||
	    head.places == 0 || (head.places & (head.places - 1)) != 0 || head.texts == 0 ||
	    image[size - 1] != '\0')
		return false;
	glossary->mask = head.places - 1;
	glossary->rows = head.rows;
	glossary->count = head.count;
	glossary->place = (const uint32_t *)(const void *)(image + sizeof head);
	glossary->row = glossary->place + head.places;
	glossary->list = (const struct vb_glossary_entry *)(glossary->row + head.rows + 1);
	glossary->texts = (const char *)(glossary->list + head.count);
	return has_places(glossary) && has_rows(glossary) && has_entries(glossary, head.texts);
}

struct vb_glossary *
vb_glossary_load(const char *path, const char *folder, struct vb_tokeniser *tokeniser, struct vb_err *err)
{
	struct vb_glossary *glossary = vb_memory_zeros(1, sizeof(*glossary));
	struct vb_glossary_head head;

	if (!vb_glossary_identify(path, &head, err))
		goto failed;
	glossary->mapped = folder == NULL ? NULL :
		vb_mapping_open(folder, VB_GLOSSARY_IMAGE, 0, &glossary->mapped_size);
	if (glossary->mapped != NULL && take(glossary, glossary->mapped, glossary->mapped_size, &head))
		return glossary;
	if (!vb_glossary_build(path, &head, tokeniser, &glossary->made, err))
		goto failed;
	if (take(glossary, glossary->made.data, glossary->made.len, &head))
		return glossary;
	vb_err_set(err, VB_INPUT, "reading the glossary: '%s': it is too large", path);
failed:
	vb_glossary_free(glossary);
	return NULL;
}

/* ---- looking up ---- */

bool
vb_glossary_find(const struct vb_glossary *glossary, const char *key, size_t size,
		 struct vb_rendering *rendering)
{
	uint32_t first = glossary->place[vb_glossary_place(glossary->place, glossary->mask, glossary->list,
							   glossary->texts, key, size)];

	if (first != 0)
		vb_glossary_at(glossary, first - 1, rendering);
	return first != 0;
}

bool
vb_glossary_has(const struct vb_glossary *glossary, const char *key, size_t size)
{
	struct vb_rendering rendering;

	return glossary != NULL && vb_glossary_find(glossary, key, size, &rendering);
}

bool
vb_glossary_next(const struct vb_glossary *glossary, struct vb_rendering *rendering)
{
	uint32_t next = glossary->list[rendering->at].next;

	if (next != 0)
		vb_glossary_at(glossary, next - 1, rendering);
	return next != 0;
}

uint32_t
vb_glossary_count(const struct vb_glossary *glossary)
{
	return glossary->count;
}

void
vb_glossary_at(const struct vb_glossary *glossary, uint32_t at, struct vb_rendering *rendering)
{
	const struct vb_glossary_entry *entry = &glossary->list[at];

	*rendering = (struct vb_rendering){
		.text = glossary->texts + entry->text,
		.key = glossary->texts + entry->key,
		.at = at,
		.row = entry->row,
		.chinese = (entry->kind & VB_GLOSSARY_CHINESE) != 0,
		.name = (entry->kind & VB_GLOSSARY_NAME) != 0,
		.acronym = (entry->kind & VB_GLOSSARY_ACRONYM) != 0,
	};
}

void
vb_glossary_row(const struct vb_glossary *glossary, uint32_t row, uint32_t *from, uint32_t *to)
{
	*from = glossary->row[row];
	*to = glossary->row[row + 1];
}
