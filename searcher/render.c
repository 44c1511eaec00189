/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "render.h"

static const struct vb_printer *const printers[] = {
	&vb_text_printer, &vb_json_printer, &vb_jsonl_printer, &vb_csv_printer, &vb_tsv_printer,
};

bool
vb_printer_init(struct vb_printer *printer, const char *format, struct vb_buf *out)
{
	for (size_t i = 0; i < sizeof printers / sizeof printers[0]; i++) {
		if (strcmp(printers[i]->name, format) == 0) {
			*printer = *printers[i];
			printer->out = out;
			printer->language = "en";
			return true;
		}
	}
	return false;
}

void
vb_render(struct vb_printer *printer, const struct vb_result *result)
{
	printer->printed = 0;
	printer->in_facets = false;
	printer->facets_done = false;
	if (printer->begin)
		printer->begin(printer, result);
	for (size_t i = 0; printer->hit && i < result->hit_count; i++)
		printer->hit(printer, &result->hits[i]);
	for (size_t i = 0; printer->facet && i < result->facet_count; i++)
		printer->facet(printer, &result->facets[i]);
	if (printer->matrix && result->matrix)
		printer->matrix(printer, result->matrix);
	if (printer->end)
		printer->end(printer, result);
}
