/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Standard output, checked: an answer that did not arrive whole is an error.
 */
#ifndef VB_OUTPUT_H
#define VB_OUTPUT_H

#include "buf.h"
#include "err.h"

/*
 * Writes the whole buffer and flushes it.  VB_IO when the system refuses; when the reader
 * has gone (EPIPE) the error's text is empty: there is nobody to tell.
 */
bool vb_output_write(const struct vb_buf *buf, struct vb_err *err);

/* Flushes and closes; the last errors come to light here. */
bool vb_output_close(struct vb_err *err);

#endif
