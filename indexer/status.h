/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * status: what the index holds, and what it could not take in.
 */
#ifndef VB_STATUS_H
#define VB_STATUS_H

#include <jansson.h>

#include "buf.h"
#include "err.h"
#include "settings.h"

/*
 * An object: database, generation, format, bytes (on disk), documents, submissions,
 * passages, states (how many speak), failed[{path, why}], last (what the last sync that
 * changed something did; null before the first).  The caller owns the reference.
 */
bool vb_status_json(const struct vb_settings *settings, json_t **out, struct vb_err *err);

/* The same for a person to read, appended to out. */
void vb_status_text(const json_t *status, struct vb_buf *out);

#endif
