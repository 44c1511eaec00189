/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "texts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <zlib.h>

#include "mapping.h"
#include "memory.h"
#include "schema.h"
#include "texts_image.h"

/* Texts that tell how often codes are met: so many in a row, at so many places. */
#define USAGE_ROW 16
#define USAGE_ROWS 16

_Static_assert(sizeof(struct vb_texts_head) % VB_TEXTS_ALIGN == 0 &&
	       sizeof(struct vb_fsst_table) % VB_TEXTS_ALIGN == 0 &&
	       sizeof(struct vb_sieve) == VB_TEXTS_ALIGN,
	       "what follows is aligned");

uint32_t
vb_texts_checksum(const void *bytes, size_t size)
{
	return (uint32_t)crc32_z(crc32_z(0, NULL, 0), bytes, size);
}

/* ---- which segments count ---- */

static bool
has_head(const char *image, size_t size, struct vb_texts_head *head)
{
	uint32_t sum;

	if (size < sizeof *head)
		return false;
	vb_mapping_announce(image, sizeof *head);
	memcpy(head, image, sizeof *head);
	sum = head->head_checksum;
	head->head_checksum = 0;
	return memcmp(head->magic, VB_TEXTS_MAGIC, sizeof head->magic) == 0 &&
	       head->version == VB_TEXTS_VERSION && head->byte_order == VB_TEXTS_BYTE_ORDER &&
	       vb_texts_checksum(head, sizeof *head) == sum;
}

/*
 * A segment at the beginning of image[0..size), which goes on with the id next, packed by the
 * table of the one before (NULL for none) if it has none.
 */
static bool
use_segment(const char *image, size_t size, uint32_t next, const struct vb_fsst_table *table,
	    const struct vb_texts_owner *owner, struct vb_texts_segment *segment)
{
	struct vb_texts_head head;
	uint64_t packed_at;

	if (!has_head(image, size, &head) || head.first != next || head.count == 0 ||
	    head.count > UINT32_MAX - next ||
	    memcmp(head.owner.database, owner->database, sizeof owner->database) != 0 ||
	    head.owner.revision > owner->revision)
		return false;
	packed_at = vb_texts_packed_at(&head);
	if (head.size > size || head.size % VB_TEXTS_ALIGN != 0 || packed_at > head.size ||
	    head.packed_size > head.size - packed_at)
		return false;
	if (head.table_size == sizeof *table) {
		table = (const struct vb_fsst_table *)(const void *)(image + sizeof head);
		if (!vb_fsst_fits(table))
			return false;
	}
	*segment = (struct vb_texts_segment){
		.first = head.first, .count = head.count, .table = table,
		.sieve = (const struct vb_sieve *)(const void *)(image + vb_texts_sieves_at(&head)),
		.starts = (const uint32_t *)(const void *)(image + vb_texts_starts_at(&head)),
		.packed = image + packed_at, .packed_size = head.packed_size,
		.image = image, .size = (size_t)head.size,
	};
	return table != NULL && (head.table_size == sizeof *table || head.table_size == 0);
}

static void
use(struct vb_texts *texts, const struct vb_texts_owner *owner)
{
	const char *image = texts->mapped;
	struct vb_texts_segment segment = {.table = NULL};
	size_t room = 0;

	while (use_segment(image + texts->used, texts->size - texts->used, texts->next,
			   segment.table, owner, &segment)) {
		if (texts->count == room) {
			room = room * 2 + 16;
			texts->segment = vb_memory_resize(texts->segment, room, sizeof segment);
		}
		if (texts->count == 0 || segment.table != texts->segment[texts->count - 1].table)
			texts->learned = texts->next + segment.count - 1;
		texts->segment[texts->count++] = segment;
		texts->next += segment.count;
		texts->used += segment.size;
	}
}

/* ---- the file ---- */

void
vb_texts_open(struct vb_texts *texts, const char *folder, const struct vb_texts_owner *owner)
{
	long waits = vb_mapping_waits();

	*texts = (struct vb_texts){.next = 1};
	texts->mapped = vb_mapping_open(folder, VB_TEXTS_FILE, O_NOFOLLOW, &texts->size);
	if (texts->mapped != NULL)
		use(texts, owner);
	texts->cold = vb_mapping_waits() > waits;
}

void
vb_texts_close(struct vb_texts *texts)
{
	if (texts->mapped != NULL)
		munmap(texts->mapped, texts->size);
	free(texts->segment);
	free(texts->usage);
	memset(texts, 0, sizeof *texts);
}

/* ---- one text ---- */

const struct vb_texts_segment *
vb_texts_segment(const struct vb_texts *texts, uint32_t docid)
{
	size_t low = 0, high = texts->count;

	if (docid == 0 || docid >= texts->next)
		return NULL;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (texts->segment[middle].first <= docid)
			low = middle;
		else
			high = middle;
	}
	return &texts->segment[low];
}

bool
vb_texts_find(const struct vb_texts *texts, uint32_t docid, struct vb_texts_packed *packed)
{
	const struct vb_texts_segment *segment = vb_texts_segment_near(texts, docid, packed->segment);
	uint32_t from, to;

	packed->segment = segment;
	if (segment == NULL)
		return false;
	from = segment->starts[docid - segment->first];
	to = segment->starts[docid - segment->first + 1];
	if (from >= to || to > segment->packed_size || !vb_fsst_may_be(to - from))
		return false;
	packed->bytes = segment->packed + from;
	packed->size = to - from;
	packed->readable = segment->packed_size - from;
	return true;
}

bool
vb_texts_read(const struct vb_texts *texts, uint32_t docid, struct vb_buf *out)
{
	struct vb_texts_packed packed = {.segment = NULL};

	return vb_texts_find(texts, docid, &packed) &&
	       vb_fsst_unpack(packed.segment->table, packed.bytes, packed.size, out);
}

void
vb_texts_announce_sieves(const struct vb_texts_segment *segment)
{
	if (segment != NULL)
		vb_mapping_announce(segment->sieve, (size_t)(segment->packed - (const char *)segment->sieve));
}

void
vb_texts_announce(const struct vb_texts_packed *packed, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (packed[i].size > 0)
			vb_mapping_announce(packed[i].bytes, packed[i].size);
}

const struct vb_fsst_usage *
vb_texts_usage(struct vb_texts *texts)
{
	struct vb_texts_packed packed = {.segment = NULL};

	if (texts->usage != NULL)
		return texts->usage;
	texts->usage = vb_memory_resize(NULL, 1, sizeof(*texts->usage));
	vb_fsst_usage_init(texts->usage, texts->segment[texts->count - 1].table);
	for (uint32_t i = 0; i < USAGE_ROWS * USAGE_ROW; i++) {
		uint64_t row = (uint64_t)texts->next * (i / USAGE_ROW) / USAGE_ROWS;
		uint32_t docid = (uint32_t)row + i % USAGE_ROW;

		if (vb_texts_find(texts, docid, &packed) && packed.segment->table == texts->usage->table)
			vb_fsst_usage_add(texts->usage, packed.bytes, packed.size);
	}
	return texts->usage;
}

bool
vb_texts_verify(const struct vb_texts *texts, size_t number)
{
	const struct vb_texts_segment *segment = &texts->segment[number];
	struct vb_texts_head head;

	return has_head(segment->image, segment->size, &head) &&
	       vb_texts_checksum(segment->image + sizeof head, segment->size - sizeof head) ==
	       head.checksum;
}
