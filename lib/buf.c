/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

void
vb_buf_fini(struct vb_buf *buf)
{
	free(buf->data);
	*buf = (struct vb_buf)VB_BUF_INIT;
}

void
vb_buf_clear(struct vb_buf *buf)
{
	buf->len = 0;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

void
vb_buf_reserve(struct vb_buf *buf, size_t more)
{
	size_t need, cap;

	if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
		vb_memory_end();
	need = buf->len + more + 1;
	if (need <= buf->cap)
		return;
	cap = buf->cap < 64 ? 64 : buf->cap;
	while (cap < need)
		cap *= 2;
	buf->data = vb_memory_resize(buf->data, cap, 1);
	buf->cap = cap;
	buf->data[buf->len] = '\0';
}

void
vb_buf_add(struct vb_buf *buf, const void *bytes, size_t size)
{
	if (size == 0)
		return;
	if (size >= buf->cap - buf->len)
		vb_buf_reserve(buf, size);
	memcpy(buf->data + buf->len, bytes, size);
	buf->len += size;
	buf->data[buf->len] = '\0';
}

void
vb_buf_str(struct vb_buf *buf, const char *text)
{
	vb_buf_add(buf, text, strlen(text));
}

void
vb_buf_char(struct vb_buf *buf, char c)
{
	if (buf->cap - buf->len < 2)
		vb_buf_reserve(buf, 1);
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void
vb_buf_printf(struct vb_buf *buf, const char *format, ...)
{
	va_list args, again;
	int size;

	va_start(args, format);
	va_copy(again, args);
	size = vsnprintf(NULL, 0, format, args);
	assert(size >= 0);
	vb_buf_reserve(buf, (size_t)size);
	vsnprintf(buf->data + buf->len, (size_t)size + 1, format, again);
	buf->len += (size_t)size;
	va_end(again);
	va_end(args);
}
