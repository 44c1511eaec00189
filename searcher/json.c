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

static json_t *
highlights(const struct vb_hit *hit)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hit->highlight_count; i++) {
		json_t *pair = json_array();

		json_array_append_new(pair, json_integer(hit->highlight[i].start));
		json_array_append_new(pair, json_integer(hit->highlight[i].end));
		json_array_append_new(list, pair);
	}
	return list;
}

static void
print_hit(struct vb_printer *printer, const struct vb_hit *hit)
{
	json_t *object = json_object();
	json_t *record = vb_record_json(&hit->record, printer->states);

	json_object_set_new(object, "rank", json_integer(hit->rank));
	json_object_set_new(object, "score", real(hit->score));
	json_object_update(object, record);
	json_decref(record);
	json_object_set_new(object, "snippet", vb_json_string(hit->snippet));
	json_object_set_new(object, "highlights", highlights(hit));
	print(printer, object);
}

static void
print_list(struct vb_printer *printer, const char *name, const struct vb_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(array, vb_json_string(list->item[i]));
	vb_buf_printf(printer->out, ",\"%s\":", name);
	print(printer, array);
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
	print(printer, vb_json_string(result->query));
	vb_buf_printf(printer->out, ",\"total\":%llu,%s\"hits\":[", (unsigned long long)result->total,
		      result->partial ? "\"partial\":true," : "");
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
static json_t *
value_object(const struct vb_facet_value *value)
{
	json_t *object = json_object(), *label = json_object();

	json_object_set_new(label, "en", vb_json_string(value->en));
	json_object_set_new(label, "zh", vb_json_string(value->zh));
	json_object_set_new(object, "value", *value->value ? vb_json_string(value->value) : json_null());
	json_object_set_new(object, "label", label);
	json_object_set_new(object, "count", json_integer((json_int_t)value->count));
	return object;
}

static void
json_facet(struct vb_printer *printer, const struct vb_facet *facet)
{
	json_t *values = json_array();

	begin_facets(printer);
	for (size_t i = 0; i < facet->count; i++) {
		json_array_append_new(values, value_object(&facet->values[i]));
	}
	vb_buf_printf(printer->out, "%s\"%s\":", printer->printed++ ? "," : "",
		      vb_facet_slug(facet->name));
	print(printer, values);
}

static void
json_matrix(struct vb_printer *printer, const struct vb_matrix *matrix)
{
	json_t *object = json_object(), *states = json_array(), *themes = json_array(),
	       *counts = json_array();

	for (size_t i = 0; i < matrix->theme_count; i++)
		json_array_append_new(themes, value_object(&matrix->themes[i]));
	for (size_t i = 0; i < matrix->state_count; i++) {
		const uint64_t *cell = matrix->cells + i * matrix->theme_count;
		json_t *row = json_array();

		for (size_t j = 0; j < matrix->theme_count; j++)
			json_array_append_new(row, json_integer((json_int_t)cell[j]));
		json_array_append_new(counts, row);
		json_array_append_new(states, value_object(&matrix->states[i]));
	}
	json_object_set_new(object, "states", states);
	json_object_set_new(object, "themes", themes);
	json_object_set_new(object, "counts", counts);
	end_facets(printer);
	vb_buf_str(printer->out, ",\"matrix\":");
	print(printer, object);
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
