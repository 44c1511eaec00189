/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns made from postings, and written to the disk. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns_building.h"
#include "i18n.h"
#include "memory.h"
#include "schema.h"

/* A further value of a document that has one already. */
struct further {
	uint32_t docid, number;
};

/* ---- parts of the image ---- */

uint64_t
vb_columns_add_part(struct vb_buf *out, const void *bytes, size_t size)
{
	static const char zeros[8];
	uint64_t at;

	vb_buf_add(out, zeros, (8 - out->len % 8) % 8);
	at = out->len;
	vb_buf_add(out, bytes, size);
	return at;
}

static unsigned
width_of(uint32_t most)
{
	return most <= UINT8_MAX ? 1 : most <= UINT16_MAX ? 2 : 4;
}

/* Adds numbers in the narrowest width that holds them. */
static void
add_numbers(struct vb_columns_building *building, const uint32_t *list, size_t count,
	    struct vb_columns_part *part)
{
	uint32_t most = 0;
	char *to;

	for (size_t i = 0; i < count; i++)
		most = list[i] > most ? list[i] : most;
	part->width = width_of(most);
	part->count = count;
	part->at = vb_columns_add_part(building->out, "", 0);
	vb_buf_reserve(building->out, count * part->width);
	to = building->out->data + building->out->len;
	building->out->len += count * part->width;
	if (part->width == 4)
		memcpy(to, list, count * sizeof list[0]);
	else if (part->width == 2)
		for (size_t i = 0; i < count; i++)
			((uint16_t *)(void *)to)[i] = (uint16_t)list[i];
	else
		for (size_t i = 0; i < count; i++)
			((uint8_t *)to)[i] = (uint8_t)list[i];
}

/* ---- numbers that are occurrences ---- */

static void
note_wdf(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct vb_columns_building *building = data;

	for (size_t i = 0; i < count; i++)
		if (docid[i] < building->room)
			building->list[docid[i]] = wdf[i];
}

static void
clear(struct vb_columns_building *building)
{
	memset(building->list, 0, building->room * sizeof building->list[0]);
}

static bool
build_length(struct vb_columns_building *building, struct vb_err *err)
{
	clear(building);
	if (!building->source->postings(building->source->database, VB_TERM_LENGTH,
					strlen(VB_TERM_LENGTH), note_wdf, building, err))
		return false;
	for (size_t i = 0; i < building->room; i++)
		building->head.words += building->list[i];
	add_numbers(building, building->list, building->room, &building->head.length);
	return true;
}

static bool
build_ordinal(struct vb_columns_building *building, struct vb_err *err)
{
	clear(building);
	if (!building->source->postings(building->source->database, VB_TERM_ORDINAL,
					strlen(VB_TERM_ORDINAL), note_wdf, building, err))
		return false;
	for (size_t i = 0; i < building->room; i++)
		building->list[i] -= building->list[i] > 0;
	add_numbers(building, building->list, building->room, &building->head.ordinal);
	return true;
}

/* ---- facets ---- */

static void
note_value(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct vb_columns_building *building = data;

	(void)wdf;
	for (size_t i = 0; i < count; i++) {
		if (docid[i] >= building->room)
			continue;
		if (building->list[docid[i]] == 0) {
			building->list[docid[i]] = building->noted;
		} else {
			struct further further = {docid[i], building->noted};

			vb_buf_add(&building->further, &further, sizeof further);
		}
	}
}

void
vb_columns_begin_facet(struct vb_columns_building *building)
{
	clear(building);
	vb_buf_clear(&building->further);
	vb_buf_clear(&building->ends);
	vb_buf_clear(&building->text);
	building->number = 0;
}

void
vb_columns_add_value(struct vb_columns_building *building, const char *value, size_t size)
{
	uint32_t end;

	vb_buf_add(&building->text, value, size);
	end = (uint32_t)building->text.len;
	vb_buf_add(&building->ends, &end, sizeof end);
	building->number++;
}

/* Values are numbered as they come: a document has them by name, a filter term in its turn. */
bool
vb_columns_note_postings(struct vb_columns_building *building, const char *term, size_t size,
			 uint32_t number, struct vb_err *err)
{
	building->noted = number;
	return building->source->postings(building->source->database, term, size, note_value,
					  building, err);
}

static bool
add_value(void *data, const char *term, size_t size, uint32_t documents, struct vb_err *err)
{
	struct vb_columns_building *building = data;

	(void)documents;
	if (size < building->prefix || building->text.len + size > UINT32_MAX ||
	    building->number == UINT32_MAX)
		return vb_err_set(err, VB_LIMIT, "more different values than columns can hold");
	vb_columns_add_value(building, term + building->prefix, size - building->prefix);
	return vb_columns_note_postings(building, term, size, building->number, err);
}

/* Puts the further values behind the first of each document: starts, then codes. */
static bool
add_many(struct vb_columns_building *building, struct vb_columns_part *part, struct vb_err *err)
{
	const struct further *further = (const void *)building->further.data;
	size_t more = building->further.len / sizeof *further, sum = 0;
	uint32_t *start = vb_memory_resize(NULL, building->room + 1, sizeof *start), *code;

	if (building->room + more > UINT32_MAX) {
		free(start);
		return vb_err_set(err, VB_LIMIT, "more values than columns can hold");
	}
	for (size_t i = 0; i < building->room; i++)
		start[i] = building->list[i] > 0;
	for (size_t i = 0; i < more; i++)
		start[further[i].docid]++;
	for (size_t i = 0; i < building->room; i++) {
		size_t count = start[i];

		start[i] = (uint32_t)sum;
		sum += count;
	}
	start[building->room] = (uint32_t)sum;
	part->starts = vb_columns_add_part(building->out, start, (building->room + 1) * sizeof *start);
	code = vb_memory_resize(NULL, sum + 1, sizeof *code);
	for (size_t i = 0; i < building->room; i++)
		if (building->list[i] > 0)
			code[start[i]++] = building->list[i];
	/* They were noted value by value: a document's stand in order. */
	for (size_t i = 0; i < more; i++)
		code[start[further[i].docid]++] = further[i].number;
	add_numbers(building, code, sum, part);
	free(start);
	free(code);
	return true;
}

bool
vb_columns_end_facet(struct vb_columns_building *building, enum vb_column_name name,
		     struct vb_err *err)
{
	struct vb_columns_part *part = &building->head.facet[name];

	part->values = building->number;
	part->ends = vb_columns_add_part(building->out, building->ends.data, building->ends.len);
	part->text = vb_columns_add_part(building->out, building->text.data, building->text.len);
	part->text_size = building->text.len;
	if (building->further.len > 0)
		return add_many(building, part, err);
	add_numbers(building, building->list, building->room, part);
	return true;
}

/* The facet whose values filter terms tell. */
static bool
build_facet(struct vb_columns_building *building, enum vb_column_name name, struct vb_err *err)
{
	char prefix[VB_TERM_MAX];

	vb_columns_begin_facet(building);
	building->prefix = vb_schema_filter(vb_columns_slug(name), "", prefix);
	return building->source->terms(building->source->database, prefix, building->prefix,
				       add_value, building, err) &&
		vb_columns_end_facet(building, name, err);
}

static bool
build_facets(struct vb_columns_building *building, struct vb_err *err)
{
	static const enum vb_column_name plain[] = {
		VB_COLUMN_THEME, VB_COLUMN_LANGUAGE, VB_COLUMN_ORIGINAL_LANGUAGE, VB_COLUMN_CITES,
		VB_COLUMN_KIND,
	};

	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (!build_facet(building, plain[i], err))
			return false;
	return build_facet(building, VB_COLUMN_STATE, err) && vb_columns_add_region(building, err) &&
	       build_facet(building, VB_COLUMN_DATE, err) && vb_columns_add_year(building, err) &&
	       vb_columns_add_documents(building, err) && vb_columns_add_symbol(building, err);
}

/* ---- the whole ---- */

static void
finish(struct vb_columns_building *building)
{
	struct vb_columns_head *head = &building->head;
	struct vb_buf *out = building->out;

	memcpy(head->magic, VB_COLUMNS_MAGIC, sizeof head->magic);
	head->version = VB_COLUMNS_VERSION;
	head->byte_order = VB_COLUMNS_BYTE_ORDER;
	head->revision = building->source->revision;
	head->documents = building->source->documents;
	head->last = building->source->last;
	head->size = out->len;
	head->checksum = vb_columns_checksum(out->data + sizeof *head, out->len - sizeof *head);
	head->head_checksum = vb_columns_checksum(head, sizeof *head);
	memcpy(out->data, head, sizeof *head);
}

bool
vb_columns_build(const struct vb_columns_source *source, struct vb_buf *out, struct vb_err *err)
{
	struct vb_columns_building building = {.source = source, .out = out, .room = (size_t)source->last + 1};
	bool ok;

	if (source->last >= UINT32_MAX - 1)
		return vb_err_set(err, VB_DAMAGED, "the index is damaged: its last passage is %u",
				  (unsigned)source->last);
	building.list = vb_memory_resize(NULL, building.room, sizeof building.list[0]);
	vb_buf_add(out, &building.head, sizeof building.head);
	ok = build_length(&building, err) && build_ordinal(&building, err);
	ok = ok && build_facets(&building, err) &&
	     vb_columns_add_words(source, out, &building.head.vocabulary, err) &&
	     (!source->lists || vb_columns_add_lists(source, out, &building.head.packed, err));
	if (ok)
		finish(&building);
	free(building.list);
	vb_buf_fini(&building.further);
	vb_buf_fini(&building.ends);
	vb_buf_fini(&building.text);
	return ok;
}

static bool
write_all(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t written = write(fd, bytes, size);

		if (written < 0)
			return false;
		bytes += written;
		size -= (size_t)written;
	}
	return true;
}

/* A reader sees the old file or the new one; a name left over by a kill is written over. */
bool
vb_columns_write(const char *folder, const struct vb_buf *image, struct vb_err *err)
{
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd = -1;
	bool ok;

	if (dir >= 0)
		fd = openat(dir, VB_COLUMNS_FILE ".new",
			    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	ok = fd >= 0 && write_all(fd, image->data, image->len) && fsync(fd) == 0 &&
	     renameat(dir, VB_COLUMNS_FILE ".new", dir, VB_COLUMNS_FILE) == 0 && fsync(dir) == 0;
	if (!ok)
		vb_err_errno(err, _("cannot write to the index: '%s/%s'"), folder, VB_COLUMNS_FILE);
	if (fd >= 0 && !ok)
		unlinkat(dir, VB_COLUMNS_FILE ".new", 0);
	if (fd >= 0)
		close(fd);
	if (dir >= 0)
		close(dir);
	return ok;
}
