/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a table that a user may edit: UTF-8 text, one row a line.  Empty lines and
 * lines that begin with # are passed over; the first other line names the columns.  What a
 * row means is its reader's.
 */
#ifndef VB_ROWS_H
#define VB_ROWS_H

#include "err.h"

/*
 * Reads one row, NUL-terminated and without its line end, which it may change.  *header is
 * false until the reader has been given the names of the columns and set it.  Returns false
 * with err filled to stop.
 */
typedef bool vb_rows_fn(void *data, char *row, bool *header, struct vb_err *err);

/*
 * Gives each row of the file at path to read; a byte order mark is passed over.  Errors
 * begin "reading NAME: 'PATH'", those of a row go on ", line N: ".  VB_INPUT for a row
 * of more than 64 KB or ill-formed UTF-8 and for a file without rows, VB_IO when it cannot
 * be read.
 */
bool vb_rows_read(const char *path, const char *name, vb_rows_fn *read, void *data,
		  struct vb_err *err);

#endif
