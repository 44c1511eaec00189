/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "columns.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <zlib.h>

#include "columns_image.h"
#include "mapping.h"
#include "memory.h"
#include "schema.h"

const char *
vb_columns_slug(enum vb_column_name name)
{
	static const char *const slugs[VB_COLUMN_COUNT] = {
		[VB_COLUMN_STATE] = "state",
		[VB_COLUMN_REGION] = "region",
		[VB_COLUMN_THEME] = "theme",
		[VB_COLUMN_DOCUMENT] = "document",
		[VB_COLUMN_LANGUAGE] = "language",
		[VB_COLUMN_ORIGINAL_LANGUAGE] = "original_language",
		[VB_COLUMN_YEAR] = "year",
		[VB_COLUMN_CITES] = "cites",
		[VB_COLUMN_SYMBOL] = "symbol",
		[VB_COLUMN_KIND] = "kind",
		[VB_COLUMN_DATE] = "date",
	};

	return slugs[name];
}

/* ---- the image ---- */

uint32_t
vb_columns_checksum(const void *bytes, size_t size)
{
	return (uint32_t)crc32_z(crc32_z(0, NULL, 0), bytes, size);
}

static bool
has_head(const char *image, size_t size, struct vb_columns_head *head)
{
	uint32_t sum;

	if (size < sizeof *head || (uintptr_t)image % 8 != 0)
		return false;
	memcpy(head, image, sizeof *head);
	sum = head->head_checksum;
	head->head_checksum = 0;
	return memcmp(head->magic, VB_COLUMNS_MAGIC, sizeof head->magic) == 0 &&
	       head->version == VB_COLUMNS_VERSION && head->byte_order == VB_COLUMNS_BYTE_ORDER &&
	       head->size == size && vb_columns_checksum(head, sizeof *head) == sum &&
	       head->last < UINT32_MAX - 1;
}

/* Where count entries of width bytes lie; NULL when that is not within the image. */
static const void *
part_of(const char *image, size_t size, uint64_t at, uint64_t count, unsigned width)
{
	if (at % 8 != 0 || at > size || count > (size - at) / width)
		return NULL;
	return image + at;
}

static bool
use_numbers(const struct vb_columns *columns, const struct vb_columns_part *part,
	    struct vb_numbers *numbers)
{
	if (part->width != 1 && part->width != 2 && part->width != 4)
		return false;
	numbers->width = part->width;
	numbers->count = part->count;
	numbers->list = part_of(columns->image, columns->size, part->at, part->count, part->width);
	return numbers->list != NULL;
}

static bool
use_column(const struct vb_columns *columns, const struct vb_columns_part *part,
	   struct vb_column *column)
{
	const char *image = columns->image;
	size_t size = columns->size;

	column->values = part->values;
	column->text_size = part->text_size;
	column->ends = part_of(image, size, part->ends, part->values, sizeof column->ends[0]);
	column->text = part_of(image, size, part->text, part->text_size, 1);
	column->starts = NULL;
	if (part->starts != 0 &&
	    (column->starts = part_of(image, size, part->starts, (uint64_t)columns->last + 2,
				      sizeof column->starts[0])) == NULL)
		return false;
	return column->ends != NULL && column->text != NULL &&
	       use_numbers(columns, part, &column->codes) &&
	       (column->starts != NULL || column->codes.count == (size_t)columns->last + 1);
}

static bool
use_words(const struct vb_columns *columns, const struct vb_columns_words *part,
	  struct vb_vocabulary *vocabulary)
{
	const char *image = columns->image;
	size_t size = columns->size;

	vocabulary->words = part_of(image, size, part->words, part->words_size, 1);
	vocabulary->words_size = part->words_size;
	vocabulary->forms = part_of(image, size, part->forms, part->form_count,
				    sizeof vocabulary->forms[0]);
	vocabulary->form_count = part->form_count;
	vocabulary->stems = part_of(image, size, part->stems, part->stems_size, 1);
	vocabulary->stems_size = part->stems_size;
	vocabulary->ends = part_of(image, size, part->ends, part->end_count,
				   sizeof vocabulary->ends[0]);
	vocabulary->end_count = part->end_count;
	return vocabulary->words != NULL && vocabulary->forms != NULL && vocabulary->stems != NULL &&
	       vocabulary->ends != NULL;
}

static bool
use_lists(const struct vb_columns *columns, const struct vb_columns_lists *part,
	  struct vb_packed *packed)
{
	const char *image = columns->image;
	size_t size = columns->size;

	packed->list = part_of(image, size, part->list, part->lists, sizeof packed->list[0]);
	packed->lists = part->lists;
	packed->terms = part_of(image, size, part->terms, part->terms_size, 1);
	packed->terms_size = part->terms_size;
	packed->block = part_of(image, size, part->block, part->blocks, sizeof packed->block[0]);
	packed->blocks = part->blocks;
	packed->data = part_of(image, size, part->data, part->data_size, 1);
	packed->data_size = part->data_size;
	return packed->list != NULL && packed->terms != NULL && packed->block != NULL &&
	       packed->data != NULL;
}

bool
vb_columns_use(struct vb_columns *columns, const char *image, size_t size)
{
	struct vb_columns_head head;

	memset(columns, 0, sizeof *columns);
	if (!has_head(image, size, &head))
		return false;
	columns->image = image;
	columns->size = size;
	columns->revision = head.revision;
	columns->documents = head.documents;
	columns->last = head.last;
	columns->words = head.words;
	for (size_t i = 0; i < VB_COLUMN_COUNT; i++)
		if (!use_column(columns, &head.facet[i], &columns->column[i]))
			return false;
	return use_words(columns, &head.vocabulary, &columns->vocabulary) &&
	       use_lists(columns, &head.packed, &columns->packed) &&
	       use_numbers(columns, &head.length, &columns->length) &&
	       use_numbers(columns, &head.ordinal, &columns->ordinal) &&
	       columns->length.count == (size_t)head.last + 1 &&
	       columns->ordinal.count == (size_t)head.last + 1;
}

bool
vb_columns_verify(const struct vb_columns *columns)
{
	struct vb_columns_head head;

	return has_head(columns->image, columns->size, &head) &&
	       vb_columns_checksum(columns->image + sizeof head, columns->size - sizeof head) ==
	       head.checksum;
}

/* ---- getting hold of one ---- */

bool
vb_columns_map(struct vb_columns *columns, const char *folder)
{
	size_t size = 0;
	void *mapped = vb_mapping_open(folder, VB_COLUMNS_FILE, O_NOFOLLOW, &size);

	memset(columns, 0, sizeof *columns);
	if (mapped == NULL)
		return false;
	if (vb_columns_use(columns, mapped, size)) {
		columns->mapped = mapped;
		return true;
	}
	munmap(mapped, size);
	memset(columns, 0, sizeof *columns);
	return false;
}

bool
vb_columns_open(struct vb_columns *columns, const char *folder,
		const struct vb_columns_source *source)
{
	if (!vb_columns_map(columns, folder))
		return false;
	if (columns->revision == source->revision && columns->documents == source->documents &&
	    columns->last == source->last)
		return true;
	vb_columns_close(columns);
	return false;
}

bool
vb_columns_make(struct vb_columns *columns, const struct vb_columns_source *source,
		struct vb_err *err)
{
	struct vb_buf image = VB_BUF_INIT;

	memset(columns, 0, sizeof *columns);
	if (vb_columns_build(source, &image, err)) {
		image.data = vb_memory_resize(image.data, image.len, 1);
		if (vb_columns_use(columns, image.data, image.len)) {
			columns->made = image.data;
			return true;
		}
		vb_err_set(err, VB_DAMAGED, "the index is damaged: it gives no columns");
	}
	vb_buf_fini(&image);
	return false;
}

void
vb_columns_close(struct vb_columns *columns)
{
	if (columns->mapped != NULL)
		munmap(columns->mapped, columns->size);
	free(columns->made);
	memset(columns, 0, sizeof *columns);
}
