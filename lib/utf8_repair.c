/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apart from utf8.c, which libxapianc holds too and which allocates nothing. */
#include <string.h>

#include "utf8.h"

static const char replacement[] = "\xEF\xBF\xBD";

/* A step that gave U+FFFD read that very character, or bytes that are no character. */
static bool
is_ill(uint32_t point, const char *bytes, size_t size)
{
	return point == 0xFFFD && (size != 3 || memcmp(bytes, replacement, 3) != 0);
}

size_t
vb_utf8_repair(const char *text, size_t size, struct vb_buf *out)
{
	size_t at = 0, good = 0, replaced = 0;

	while (at < size) {
		size_t start = at;
		uint32_t point = vb_utf8_next(text, size, &at);

		if (point != 0 && !is_ill(point, text + start, at - start))
			continue;
		vb_buf_add(out, text + good, start - good);
		vb_buf_add(out, replacement, 3);
		good = at;
		replaced++;
	}
	vb_buf_add(out, text + good, size - good);
	return replaced;
}
