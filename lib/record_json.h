/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage as JSON, for hits and dumps alike (doc/json-format): id document path symbol
 * title state state_name{en,zh} themes heading paragraph page language original_language
 * date cites text.  What is not known is null ("state": null), never "" or 0; lists are
 * there when empty.
 */
#ifndef VB_RECORD_JSON_H
#define VB_RECORD_JSON_H

#include "buf.h"
#include "record.h"
#include "state.h"

/* Appends the members to out, without the braces around them. */
void vb_record_json(const struct vb_record *record, const struct vb_states *states, struct vb_buf *out);

#endif
