/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "utf8.h"

/*
 * Copies a line to err->text: a control becomes a question mark, ill-formed bytes
 * become U+FFFD, and what does not fit is cut off between two characters.
 */
static void
settle(struct vb_err *err, const char *line, size_t size)
{
	size_t at = 0, len = 0;

	while (at < size) {
		char piece[4];
		uint32_t point = vb_utf8_next(line, size, &at);
		size_t width = vb_utf8_put(vb_utf8_control(point) ? '?' : point, piece);

		if (len + width >= sizeof err->text)
			break;
		memcpy(err->text + len, piece, width);
		len += width;
	}
	err->text[len] = '\0';
}

/*
 * Formats into line, of which the last character may be cut in two; returns the size
 * without such a half.
 */
static size_t
compose(char *line, size_t max, const char *format, va_list args)
{
	int size = vsnprintf(line, max, format, args);

	if (size < 0)
		return 0;
	if ((size_t)size < max)
		return (size_t)size;
	for (size_t back = 1; back <= 3 && back < max; back++) {
		unsigned char byte = (unsigned char)line[max - 1 - back];

		if (byte >= 0xC0)
			return max - 1 - back;
		if (byte < 0x80)
			break;
	}
	return max - 1;
}

bool
vb_err_set(struct vb_err *err, enum vb_code code, const char *format, ...)
{
	int saved = errno;
	char line[2 * VB_ERR_TEXT_MAX];
	va_list args;

	if (err == NULL)
		return false;
	va_start(args, format);
	settle(err, line, compose(line, sizeof line, format, args));
	va_end(args);
	err->code = code;
	errno = saved;
	return false;
}

bool
vb_err_errno(struct vb_err *err, const char *format, ...)
{
	int saved = errno;
	char line[2 * VB_ERR_TEXT_MAX];
	va_list args;

	if (err == NULL)
		return false;
	va_start(args, format);
	line[compose(line, sizeof line, format, args)] = '\0';
	va_end(args);
	vb_err_set(err, saved == ENOMEM ? VB_MEMORY : VB_IO, "%s: %s", line, strerror(saved));
	errno = saved;
	return false;
}

void
vb_err_prefix(struct vb_err *err, const char *format, ...)
{
	int saved = errno;
	char line[2 * VB_ERR_TEXT_MAX], old[VB_ERR_TEXT_MAX];
	va_list args;

	if (err == NULL)
		return;
	memcpy(old, err->text, sizeof old);
	va_start(args, format);
	line[compose(line, sizeof line, format, args)] = '\0';
	va_end(args);
	vb_err_set(err, err->code, "%s%s", line, old);
	errno = saved;
}
