/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON as text: the one place where it is escaped.
 *
 * Compact, on one line, members in the order they were set, UTF-8.  Besides what JSON
 * demands, everything that vb_utf8_control() names (DEL, C1, bidi overrides, line
 * separators) is written as \uXXXX: the output is safe on a terminal and holds one line
 * end, the caller's.
 */
#ifndef VB_JSON_PRINT_H
#define VB_JSON_PRINT_H

#include <jansson.h>

#include "buf.h"

/* Appends the value to out.  Real numbers are rounded to 8 digits. */
void vb_json_print(const json_t *value, struct vb_buf *out);

/* Appends text as a string: what vb_json_print() makes of vb_json_string(), without their copies. */
void vb_json_add(struct vb_buf *out, const char *text);

/* A new string value of text (NULL counts as ""), ill-formed UTF-8 replaced; the caller owns the reference. */
json_t *vb_json_string(const char *text);

#endif
