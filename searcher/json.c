/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "json_print.h"
#include "record_json.h"
#include "render.h"

/* Appends the value and gives up the reference. */
static void
print(struct vb_printer *printer, json_t *value)
{
	vb_json_print(value, printer->out);
	json_decref(value);
}

static json_t *
real(double number)
{
	return json_real(isfinite(number) ? number : 0);
}

static void
print_hit(struct vb_printer *printer, const struct vb_hit *hit)
{
	struct vb_buf *out = printer->out;

	vb_buf_printf(out, "{\"rank\":%u,\"score\":", hit->rank);
	print(printer, real(hit->score));
	vb_buf_char(out, ',');
	vb_record_json(&hit->record, printer->states, out);
	vb_buf_str(out, ",\"snippet\":");
	vb_json_add(out, hit->snippet);
	vb_buf_str(out, ",\"highlights\":[");
	for (size_t i = 0; i < hit->highlight_count; i++)
		vb_buf_printf(out, "%s[%u,%u]", i > 0 ? "," : "", (unsigned)hit->highlight[i].start,
			      (unsigned)hit->highlight[i].end);
	vb_buf_str(out, "]}");
}

static void
print_list(struct vb_printer *printer, const char *name, const struct vb_list *list)
{
	vb_buf_printf(printer->out, ",\"%s\":[", name);
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			vb_buf_char(printer->out, ',');
		vb_json_add(printer->out, list->item[i]);
	}
	vb_buf_char(printer->out, ']');
}

/* ---- json: one object ---- */

static void
json_begin(struct vb_printer *printer, const struct vb_result *result)
{
	vb_buf_str(printer->out, "{\"format\":\"" VB_RESULT_FORMAT "\"");
	if (printer->qid) {
		vb_buf_str(printer->out, ",\"qid\":");
		vb_json_print(printer->qid, printer->out);
	}
	vb_buf_str(printer->out, ",\"query\":");
	vb_json_add(printer->out, result->query);
	vb_buf_str(printer->out, ",\"total\":");
	if (result->uncounted)
		vb_buf_str(printer->out, "null");
	else
		vb_buf_printf(printer->out, "%llu", (unsigned long long)result->total);
	vb_buf_printf(printer->out, ",%s\"hits\":[", result->partial ? "\"partial\":true," : "");
}

/* Closes the list of hits and opens the object of facets, once. */
static void
begin_facets(struct vb_printer *printer)
{
	if (printer->in_facets)
		return;
	vb_buf_str(printer->out, "],\"facets\":{");
	printer->in_facets = true;
	printer->printed = 0;
}

static void
json_hit(struct vb_printer *printer, const struct vb_hit *hit)
{
	if (printer->printed++)
		vb_buf_char(printer->out, ',');
	print_hit(printer, hit);
}

/* Closes it, once. */
static void
end_facets(struct vb_printer *printer)
{
	if (printer->facets_done)
		return;
	begin_facets(printer);
	vb_buf_char(printer->out, '}');
	printer->facets_done = true;
}

/* A value that is "" stands for none. */
static void
print_value(struct vb_buf *out, const struct vb_facet_value *value)
{
	vb_buf_str(out, "{\"value\":");
	if (*value->value)
		vb_json_add(out, value->value);
	else
		vb_buf_str(out, "null");
	vb_buf_str(out, ",\"label\":{\"en\":");
	vb_json_add(out, value->en);
	vb_buf_str(out, ",\"zh\":");
	vb_json_add(out, value->zh);
	vb_buf_printf(out, "},\"count\":%llu}", (unsigned long long)value->count);
}

static void
print_values(struct vb_buf *out, const struct vb_facet_value *values, size_t count)
{
	vb_buf_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			vb_buf_char(out, ',');
		print_value(out, &values[i]);
	}
	vb_buf_char(out, ']');
}

static void
json_facet(struct vb_printer *printer, const struct vb_facet *facet)
{
	begin_facets(printer);
	vb_buf_printf(printer->out, "%s\"%s\":", printer->printed++ ? "," : "",
		      vb_facet_slug(facet->name));
	print_values(printer->out, facet->values, facet->count);
}

static void
json_matrix(struct vb_printer *printer, const struct vb_matrix *matrix)
{
	struct vb_buf *out = printer->out;

	end_facets(printer);
	vb_buf_str(out, ",\"matrix\":{\"states\":");
	print_values(out, matrix->states, matrix->state_count);
	vb_buf_str(out, ",\"themes\":");
	print_values(out, matrix->themes, matrix->theme_count);
	vb_buf_str(out, ",\"counts\":[");
	for (size_t i = 0; i < matrix->state_count; i++) {
		vb_buf_str(out, i > 0 ? ",[" : "[");
		for (size_t j = 0; j < matrix->theme_count; j++)
			vb_buf_printf(out, "%s%llu", j > 0 ? "," : "",
				      (unsigned long long)matrix->cells[i * matrix->theme_count + j]);
		vb_buf_char(out, ']');
	}
	vb_buf_str(out, "]}");
}

static void
json_end(struct vb_printer *printer, const struct vb_result *result)
{
	end_facets(printer);
	print_list(printer, "suggestions", &result->suggestions);
	print_list(printer, "expansion", &result->expansion);
	if (printer->explain)
		print_list(printer, "explanation", &result->explanation);
	vb_buf_str(printer->out, ",\"took_ms\":");
	print(printer, real(result->took_ms));
	vb_buf_str(printer->out, "}\n");
}

const struct vb_printer vb_json_printer = {
	.name = "json",
	.begin = json_begin,
	.hit = json_hit,
	.facet = json_facet,
	.matrix = json_matrix,
	.end = json_end,
};

/* ---- jsonl: one object a hit ---- */

static void
jsonl_hit(struct vb_printer *printer, const struct vb_hit *hit)
{
	print_hit(printer, hit);
	vb_buf_char(printer->out, '\n');
}

const struct vb_printer vb_jsonl_printer = {
	.name = "jsonl",
	.hit = jsonl_hit,
};
