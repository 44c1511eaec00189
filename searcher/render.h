/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rendering: one walk over a result, many printers.
 */
#ifndef VB_RENDER_H
#define VB_RENDER_H

#include <stdbool.h>

#include "buf.h"
#include "result.h"

/* A printer is told the result piece by piece and appends to out. */
struct vb_printer {
	const char *name;		/* as in --format */
	void (*begin)(struct vb_printer *printer, const struct vb_result *result);
	void (*hit)(struct vb_printer *printer, const struct vb_hit *hit);
	void (*facet)(struct vb_printer *printer, const struct vb_facet *facet);
	void (*end)(struct vb_printer *printer, const struct vb_result *result);
	struct vb_buf *out;
	unsigned columns;		/* of the terminal; 0: do not wrap */
	bool colour;
	const char *language;		/* of labels: "en" or "zh" */
	const char *qid;		/* JSON: of a batch line; NULL for none */
};

/* The printer for a --format name ("text", "json", "jsonl", "csv", "tsv"); false when unknown. */
bool vb_printer_init(struct vb_printer *printer, const char *format, struct vb_buf *out);

/* Walks the result once. */
void vb_render(struct vb_printer *printer, const struct vb_result *result);

#endif
