/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growable run of bytes, always followed by a NUL that is not counted.
 *
 * The buffer owns its bytes until vb_buf_fini(); data may move with every call
 * that adds.  Without memory the process ends with status 5, as in arena.h.
 */
#ifndef VB_BUF_H
#define VB_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct vb_buf {
	char *data;	/* NULL only before the first byte is added */
	size_t len;	/* bytes, without the NUL */
	size_t cap;
};

#define VB_BUF_INIT {NULL, 0, 0}

void vb_buf_fini(struct vb_buf *buf);
void vb_buf_clear(struct vb_buf *buf);			/* len = 0, memory kept */
void vb_buf_reserve(struct vb_buf *buf, size_t more);	/* room for more bytes */
void vb_buf_add(struct vb_buf *buf, const void *bytes, size_t size);
void vb_buf_str(struct vb_buf *buf, const char *text);
void vb_buf_char(struct vb_buf *buf, char c);
void vb_buf_printf(struct vb_buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(2)));

#endif
