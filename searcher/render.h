/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rendering: one walk over a result, many printers.
 *
 * A printer only appends to its buffer; nothing is written anywhere until the whole answer
 * is there.  Whatever the result's strings hold, the output is valid UTF-8 and has no
 * control characters but line ends and, in tsv, tabs; text adds its own colours.
 */
#ifndef VB_RENDER_H
#define VB_RENDER_H

#include <jansson.h>
#include <stdbool.h>

#include "buf.h"
#include "result.h"
#include "state.h"

/* The value of a JSON result's member "format" (doc/verbale-json.5). */
#define VB_RESULT_FORMAT "verbale-result-1"

/* A printer is told the result piece by piece and appends to out. */
struct vb_printer {
	const char *name;		/* as in --format */
	void (*begin)(struct vb_printer *printer, const struct vb_result *result);
	void (*hit)(struct vb_printer *printer, const struct vb_hit *hit);
	void (*facet)(struct vb_printer *printer, const struct vb_facet *facet);
	void (*matrix)(struct vb_printer *printer, const struct vb_matrix *matrix);
	void (*end)(struct vb_printer *printer, const struct vb_result *result);
	struct vb_buf *out;
	const struct vb_states *states;	/* json, jsonl: for the names of States */
	const json_t *qid;		/* json: of a batch line; NULL for none */
	const char *language;		/* text: of labels, "en" or "zh" */
	unsigned columns;		/* text: of the terminal; 0: do not wrap */
	bool colour;			/* text */
	bool explain;			/* text, json: show the explanation */
	bool counts;			/* csv, tsv: the facets' counts in place of the hits */
	unsigned printed;		/* pieces so far; the printer's own */
	bool in_facets;			/* the hits are done; the printer's own */
	bool facets_done;		/* json: the facets are closed; the printer's own */
	bool matrix_only;		/* csv, tsv: one kind of row; the printer's own */
	unsigned rank_columns;		/* text: room for the rank; the printer's own */
};

/* The printer for a --format name ("text", "json", "jsonl", "csv", "tsv"); false when unknown. */
bool vb_printer_init(struct vb_printer *printer, const char *format, struct vb_buf *out);

/* Walks the result once: begin, each hit, each facet, the matrix, end. */
void vb_render(struct vb_printer *printer, const struct vb_result *result);

/* The functions of each printer, for render.c. */
extern const struct vb_printer vb_text_printer, vb_json_printer, vb_jsonl_printer, vb_csv_printer,
	vb_tsv_printer;

#endif
