/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a passage carries a theme, or just misses it: what "verbale-index explain-themes" tells.
 * The passages come from the index, the judgement from the table of themes as it is now, so a
 * change of the table shows before the documents are read again.
 */
#ifndef VB_REASONS_H
#define VB_REASONS_H

#include <jansson.h>

#include "buf.h"
#include "err.h"
#include "settings.h"

/* Told one passage after the other (verbale-json(5) describes the object); false ends it. */
typedef bool vb_reasons_fn(void *data, const json_t *passage, struct vb_err *err);

/*
 * Tells the passages named: each name the id of one passage, or a file that the index holds,
 * for all of it.  VB_INPUT for a name that the index does not know.
 */
bool vb_reasons(const struct vb_settings *settings, char *const *names, size_t count,
		vb_reasons_fn *fn, void *data, struct vb_err *err);

/* The same as lines for a person. */
void vb_reasons_text(const json_t *passage, struct vb_buf *out);

#endif
