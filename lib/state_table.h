/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file behind state.h: reads corpus/states.tsv row by row and checks each by itself.
 */
#ifndef VB_STATE_TABLE_H
#define VB_STATE_TABLE_H

#include <stddef.h>

#include "err.h"

struct vb_state_row {
	const char *code, *kind;
	const char *region;	/* "" for none */
	const char *en, *zh;
	const char *other;	/* names separated by |, none of them empty; "" for none */
	const char *called;	/* the same, of what only questions call it */
	bool eu;
};

struct vb_region {
	const char *slug, *en, *zh;
};

/* Called for each row; the strings are valid during the call.  False with err filled stops. */
typedef bool vb_state_row_fn(void *data, const struct vb_state_row *row, struct vb_err *err);

/* An error, the function's own too, names the file and the line. */
bool vb_state_table_read(const char *path, vb_state_row_fn *fn, void *data, struct vb_err *err);

/* The regional groups, in alphabetical order. */
const struct vb_region *vb_state_table_regions(size_t *count);

#endif
