/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever the bytes: decoding ends, with an error or with a record that comes back when it
 * is encoded.  The checksum is put right first, or nothing would get past it.
 */
#include "record.h"

#include <string.h>
#include <zlib.h>

#include "fuzz.h"

static void
check_bytes(const char *bytes, size_t size, struct vb_arena *arena)
{
	struct vb_record record, again;
	struct vb_buf out = VB_BUF_INIT, buf = VB_BUF_INIT;
	struct vb_err err;
	const char *text;
	size_t text_size;

	if (vb_record_text(bytes, size, &buf, &text, &text_size))
		must((text >= bytes && text + text_size <= bytes + size) ||
		     (text >= buf.data && text + text_size <= buf.data + buf.len));
	if (!vb_record_decode(bytes, size, arena, &record, &err)) {
		must(err.code == VB_DAMAGED && err.text[0] != '\0');
		vb_buf_fini(&buf);
		return;
	}
	vb_record_encode(&record, &out);
	must(vb_record_text(out.data, out.len, &buf, &text, &text_size));
	must(text_size == record.text_size && memcmp(text, record.text, text_size) == 0);
	must(vb_record_decode(out.data, out.len, arena, &again, &err));
	must(again.cites.count == record.cites.count && strcmp(again.path, record.path) == 0);
	vb_buf_fini(&out);
	vb_buf_fini(&buf);
}

/*
 * A record whose fields are made of the input, with one byte changed: damage, or a byte
 * of the packing that says nothing.
 */
static void
check_changed(const char *text, size_t size, struct vb_arena *arena, size_t where)
{
	const char *word = vb_arena_strndup(arena, text, size), *words[] = {word, "", "b"};
	struct vb_record record = {
		.text = text, .text_size = size, .id = "0123456789abcdef", .path = word, .symbol = "",
		.title = word, .state = "XYZ", .heading_group = "", .themes = {words, 2}, .heading = {words, 3},
		.lead_in = word, .paragraph = "12", .page = (uint32_t)where, .language = "en",
		.original_language = "", .date = "2024", .cites = {words, 1}, .kind = VB_FOOTNOTE,
		.ordinal = (uint32_t)size
	}, back;
	struct vb_buf bytes = VB_BUF_INIT;
	struct vb_err err;

	vb_record_encode(&record, &bytes);
	must(vb_record_decode(bytes.data, bytes.len, arena, &back, &err));
	must(back.text_size == size && memcmp(back.text, text, size) == 0);
	must(strcmp(back.heading.item[0], word) == 0 && back.page == record.page);
	bytes.data[where % bytes.len] ^= (char)(1 + where % 255);
	if (vb_record_decode(bytes.data, bytes.len, arena, &back, &err))
		must(back.text_size == size && memcmp(back.text, text, size) == 0);
	vb_buf_fini(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct vb_arena arena;
	char *bytes = malloc(size + 5);
	uint32_t sum = (uint32_t)crc32(crc32(0, NULL, 0), data, (uInt)size);

	vb_arena_init(&arena);
	for (int i = 3; i >= 0; i--, sum >>= 8)
		bytes[i] = (char)sum;
	memcpy(bytes + 5, data, size);
	for (char form = 0; form <= 1; form++) {
		bytes[4] = form;
		check_bytes(bytes, size + 5, &arena);
	}
	check_bytes(bytes + 5, size, &arena);
	check_changed(bytes + 5, strnlen(bytes + 5, size), &arena, fuzz_pick(data, size, 1));
	vb_arena_fini(&arena);
	free(bytes);
	return 0;
}
