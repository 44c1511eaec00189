/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "json_print.h"
#include "utf8.h"

static int
collect(const char *bytes, size_t size, void *data)
{
	vb_buf_add(data, bytes, size);
	return 0;
}

void
vb_json_print(const json_t *value, struct vb_buf *out)
{
	struct vb_buf raw = VB_BUF_INIT;
	size_t done = 0;

	json_dump_callback(value, collect, &raw,
			   JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(8));
	for (size_t at = 0; at < raw.len;) {
		size_t start = at;
		uint32_t point = vb_utf8_next(raw.data, raw.len, &at);

		/* Below 0x7f jansson has escaped all; what is left stands in strings only. */
		if (point < 0x7f || !vb_utf8_control(point))
			continue;
		vb_buf_add(out, raw.data + done, start - done);
		vb_buf_printf(out, "\\u%04x", (unsigned)point);
		done = at;
	}
	vb_buf_add(out, raw.data + done, raw.len - done);
	vb_buf_fini(&raw);
}

json_t *
vb_json_string(const char *text)
{
	struct vb_buf good = VB_BUF_INIT;
	json_t *string;

	vb_utf8_repair(text ? text : "", text ? strlen(text) : 0, &good);
	string = json_stringn(good.data ? good.data : "", good.len);
	vb_buf_fini(&good);
	return string;
}

/* Whether a byte of ASCII is written as it is. */
static inline bool
is_plain(char byte)
{
	return byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\';
}

/* As jansson and vb_json_print() would escape it. */
static void
add_escaped(struct vb_buf *out, uint32_t point)
{
	static const char plain[] = "\b\t\n\f\r\"\\", letter[] = "btnfr\"\\";
	const char *found = point == 0 || point > 0x7f ? NULL : strchr(plain, (int)point);

	if (found != NULL) {
		vb_buf_char(out, '\\');
		vb_buf_char(out, letter[found - plain]);
	} else {
		vb_buf_printf(out, point < 0x20 ? "\\u%04X" : "\\u%04x", (unsigned)point);
	}
}

void
vb_json_add(struct vb_buf *out, const char *text)
{
	size_t size = text == NULL ? 0 : strlen(text), done = 0;

	vb_buf_char(out, '"');
	for (size_t at = 0; at < size;) {
		size_t start = at;
		uint32_t point;
		bool ill;

		if (is_plain(text[at])) {
			at++;
			continue;
		}
		point = vb_utf8_next(text, size, &at);
		ill = point == 0xFFFD && (at - start != 3 || text[start] != '\xef');

		if (!ill && point >= 0x80 && !vb_utf8_control(point))
			continue;
		vb_buf_add(out, text + done, start - done);
		done = at;
		if (ill)
			vb_buf_str(out, "\xef\xbf\xbd");
		else
			add_escaped(out, point);
	}
	vb_buf_add(out, text + done, size - done);
	vb_buf_char(out, '"');
}
