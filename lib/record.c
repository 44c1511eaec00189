/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <string.h>
#include <zlib.h>

#include "pack.h"

#define CHECKSUM_SIZE 4
#define VARINT_MAX 10		/* bytes of the longest 64-bit varint */

static void
put_number(struct vb_buf *out, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		vb_buf_char(out, (char)(number | 0x80));
	vb_buf_char(out, (char)number);
}

static void
put_bytes(struct vb_buf *out, const char *bytes, size_t size)
{
	put_number(out, size);
	vb_buf_add(out, bytes, size);
}

static void
put_string(struct vb_buf *out, const char *text)
{
	put_bytes(out, text, text == NULL ? 0 : strlen(text));
}

static void
put_list(struct vb_buf *out, const struct vb_list *list)
{
	put_number(out, list->count);
	for (size_t i = 0; i < list->count; i++)
		put_string(out, list->item[i]);
}

static uint32_t
checksum(const char *bytes, size_t size)
{
	return (uint32_t)crc32_z(crc32_z(0, NULL, 0), (const Bytef *)bytes, size);
}

static void
put_record(struct vb_buf *out, const struct vb_record *record)
{
	put_bytes(out, record->text, record->text_size);
	put_string(out, record->id);
	put_string(out, record->path);
	put_string(out, record->symbol);
	put_string(out, record->title);
	put_string(out, record->state);
	put_string(out, record->heading_group);
	put_list(out, &record->themes);
	put_list(out, &record->heading);
	put_string(out, record->lead_in);
	put_string(out, record->paragraph);
	put_number(out, record->page);
	put_string(out, record->language);
	put_string(out, record->original_language);
	put_string(out, record->date);
	put_list(out, &record->cites);
	put_list(out, &record->notes);
	put_number(out, record->kind);
	put_number(out, record->ordinal);
	put_list(out, &record->names);
}

void
vb_record_encode(const struct vb_record *record, struct vb_buf *out)
{
	struct vb_buf content = VB_BUF_INIT;

	put_record(&content, record);
	for (uint32_t sum = checksum(content.data, content.len), i = 0; i < CHECKSUM_SIZE; i++)
		vb_buf_char(out, (char)(sum >> 8 * (CHECKSUM_SIZE - 1 - i)));
	vb_pack(content.data, content.len, out);
	vb_buf_fini(&content);
}

/* What is left to read; once broken, everything read is empty. */
struct reader {
	const char *at, *end;
	struct vb_arena *arena;
	bool broken;
};

static uint64_t
get_number(struct reader *reader, uint64_t max)
{
	uint64_t number = 0;

	for (unsigned i = 0; i < VARINT_MAX && reader->at < reader->end; i++) {
		unsigned char byte = (unsigned char)*reader->at++;

		if (i == VARINT_MAX - 1 && byte > 1)
			break;
		number |= (uint64_t)(byte & 0x7F) << 7 * i;
		if (byte < 0x80 && number <= max)
			return number;
		if (byte < 0x80)
			break;
	}
	reader->broken = true;
	reader->at = reader->end;
	return 0;
}

static size_t
get_bytes(struct reader *reader, const char **bytes)
{
	size_t size = (size_t)get_number(reader, SIZE_MAX);

	if (size > (size_t)(reader->end - reader->at)) {
		reader->broken = true;
		reader->at = reader->end;
		size = 0;
	}
	*bytes = reader->at;
	reader->at += size;
	return size;
}

static const char *
get_string(struct reader *reader)
{
	const char *bytes;
	size_t size = get_bytes(reader, &bytes);

	if (size > 0 && memchr(bytes, '\0', size) != NULL)
		reader->broken = true;
	return vb_arena_strndup(reader->arena, bytes, size);
}

static struct vb_list
get_list(struct reader *reader)
{
	/* Each item takes a byte at least, so the count cannot exceed what is left. */
	size_t count = (size_t)get_number(reader, (uint64_t)(reader->end - reader->at));
	struct vb_list list = {vb_arena_array(reader->arena, count, sizeof *list.item), count};

	for (size_t i = 0; i < count; i++)
		list.item[i] = reader->broken ? "" : get_string(reader);
	return list;
}

static void
get_record(struct reader *reader, struct vb_record *record)
{
	const char *text;

	record->text_size = get_bytes(reader, &text);
	record->text = vb_arena_strndup(reader->arena, text, record->text_size);
	record->id = get_string(reader);
	record->path = get_string(reader);
	record->symbol = get_string(reader);
	record->title = get_string(reader);
	record->state = get_string(reader);
	record->heading_group = get_string(reader);
	record->themes = get_list(reader);
	record->heading = get_list(reader);
	record->lead_in = get_string(reader);
	record->paragraph = get_string(reader);
	record->page = (uint32_t)get_number(reader, UINT32_MAX);
	record->language = get_string(reader);
	record->original_language = get_string(reader);
	record->date = get_string(reader);
	record->cites = get_list(reader);
	record->notes = get_list(reader);
	record->kind = (enum vb_passage_kind)get_number(reader, VB_FOOTNOTE);
	record->ordinal = (uint32_t)get_number(reader, UINT32_MAX);
	record->names = get_list(reader);
}

bool
vb_record_decode(const void *bytes, size_t size, struct vb_arena *arena,
		 struct vb_record *record, struct vb_err *err)
{
	struct reader reader = {.arena = arena};
	struct vb_buf buf = VB_BUF_INIT;
	const unsigned char *sum = bytes;
	const char *content;
	size_t content_size;
	const char *fault = NULL;

	if (size < CHECKSUM_SIZE)
		return vb_err_set(err, VB_DAMAGED, "damaged record: too short");
	if (!vb_unpack((const char *)bytes + CHECKSUM_SIZE, size - CHECKSUM_SIZE, &buf, &content,
		       &content_size)) {
		fault = "cannot be unpacked";
	} else if (checksum(content, content_size) != ((uint32_t)sum[0] << 24 |
			(uint32_t)sum[1] << 16 | (uint32_t)sum[2] << 8 | sum[3])) {
		fault = "wrong checksum";
	} else {
		reader.at = content;
		reader.end = content + content_size;
		get_record(&reader, record);
		if (reader.broken || reader.at != reader.end)
			fault = "wrong shape";
	}
	vb_buf_fini(&buf);
	return fault == NULL || vb_err_set(err, VB_DAMAGED, "damaged record: %s", fault);
}

bool
vb_record_text(const void *bytes, size_t size, struct vb_buf *buf, const char **text,
	       size_t *text_size)
{
	struct reader reader = {.arena = NULL};
	size_t content_size;

	if (size < CHECKSUM_SIZE ||
	    !vb_unpack((const char *)bytes + CHECKSUM_SIZE, size - CHECKSUM_SIZE, buf, &reader.at,
		       &content_size))
		return false;
	reader.end = reader.at + content_size;
	*text_size = get_bytes(&reader, text);
	return !reader.broken;
}
