/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv as RFC 4180 has it; tsv with tabs, line ends and backslashes written \t \n \\.
 *
 * A text cell that a spreadsheet would run as a formula (it begins with = + - @ or their
 * full-width forms) gets an apostrophe in front.
 */
#include <string.h>

#include "render.h"
#include "terminal.h"
#include "utf8.h"

static bool
is_tsv(const struct vb_printer *printer)
{
	return printer->name[0] == 't';
}

static bool
begins_formula(const char *text)
{
	size_t at = 0;
	uint32_t point = *text ? vb_utf8_next(text, strlen(text), &at) : 0;

	return point == '=' || point == '+' || point == '-' || point == '@' || point == 0xff1d ||
	       point == 0xff0b || point == 0xff0d || point == 0xff20;
}

static void
begin_cell(struct vb_printer *printer)
{
	if (printer->printed++)
		vb_buf_char(printer->out, is_tsv(printer) ? '\t' : ',');
}

static void
end_row(struct vb_printer *printer)
{
	vb_buf_str(printer->out, is_tsv(printer) ? "\n" : "\r\n");
	printer->printed = 0;
}

static void
add_tsv(struct vb_buf *out, uint32_t point)
{
	char bytes[4];

	if (point == '\t')
		vb_buf_str(out, "\\t");
	else if (point == '\n' || point == '\r')
		vb_buf_str(out, "\\n");
	else if (point == '\\')
		vb_buf_str(out, "\\\\");
	else
		vb_buf_add(out, bytes, vb_utf8_put(vb_terminal_visible(point), bytes));
}

static void
add_csv(struct vb_buf *out, uint32_t point)
{
	char bytes[4];

	if (point == '"')
		vb_buf_char(out, '"');
	if (point != '\n')
		point = vb_terminal_visible(point);
	vb_buf_add(out, bytes, vb_utf8_put(point, bytes));
}

static void
text_cell(struct vb_printer *printer, const char *text)
{
	bool tsv = is_tsv(printer);
	size_t size = text ? strlen(text) : 0;
	bool quote = !tsv && size && text[strcspn(text, ",\"\r\n")] != '\0';

	begin_cell(printer);
	if (quote)
		vb_buf_char(printer->out, '"');
	if (size && begins_formula(text))
		vb_buf_char(printer->out, '\'');
	for (size_t at = 0; at < size;) {
		uint32_t point = vb_utf8_next(text, size, &at);

		if (tsv)
			add_tsv(printer->out, point);
		else
			add_csv(printer->out, point);
	}
	if (quote)
		vb_buf_char(printer->out, '"');
}

static void
number_cell(struct vb_printer *printer, uint64_t number)
{
	begin_cell(printer);
	vb_buf_printf(printer->out, "%llu", (unsigned long long)number);
}

static void
list_cell(struct vb_printer *printer, const struct vb_list *list, const char *between)
{
	struct vb_buf all = VB_BUF_INIT;

	for (size_t i = 0; i < list->count; i++) {
		vb_buf_str(&all, i ? between : "");
		vb_buf_str(&all, list->item[i]);
	}
	text_cell(printer, all.data);
	vb_buf_fini(&all);
}

static void
header(struct vb_printer *printer, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_cell(printer, names[i]);
	end_row(printer);
}

static void
begin(struct vb_printer *printer, const struct vb_result *result)
{
	static const char *const hit[] = {
		"rank", "score", "id", "document", "symbol", "title", "state", "state_en",
		"state_zh", "themes", "heading", "paragraph", "page", "language",
		"original_language", "date", "cites", "path", "snippet", "text",
	};
	static const char *const count[] = {"facet", "value", "label_en", "label_zh", "count"};

	if (result->matrix) {
		printer->counts = printer->matrix_only = true;
		return;
	}
	if (printer->counts)
		header(printer, count, sizeof count / sizeof count[0]);
	else
		header(printer, hit, sizeof hit / sizeof hit[0]);
}

static void
hit(struct vb_printer *printer, const struct vb_hit *hit)
{
	const struct vb_record *record = &hit->record;

	if (printer->counts)
		return;
	number_cell(printer, hit->rank);
	begin_cell(printer);
	vb_buf_printf(printer->out, "%.6g", hit->score);
	text_cell(printer, record->id);
	text_cell(printer, hit->document);
	text_cell(printer, record->symbol);
	text_cell(printer, record->title);
	text_cell(printer, record->state);
	text_cell(printer, hit->state_en);
	text_cell(printer, hit->state_zh);
	list_cell(printer, &record->themes, ";");
	list_cell(printer, &record->heading, " > ");
	text_cell(printer, record->paragraph);
	if (record->page)
		number_cell(printer, record->page);
	else
		text_cell(printer, "");
	text_cell(printer, record->language);
	text_cell(printer, record->original_language);
	text_cell(printer, record->date);
	list_cell(printer, &record->cites, ";");
	text_cell(printer, record->path);
	text_cell(printer, hit->snippet);
	text_cell(printer, record->text);
	end_row(printer);
}

static void
facet(struct vb_printer *printer, const struct vb_facet *facet)
{
	if (!printer->counts || printer->matrix_only)
		return;
	for (size_t i = 0; i < facet->count; i++) {
		text_cell(printer, vb_facet_slug(facet->name));
		text_cell(printer, facet->values[i].value);
		text_cell(printer, facet->values[i].en);
		text_cell(printer, facet->values[i].zh);
		number_cell(printer, facet->values[i].count);
		end_row(printer);
	}
}

/* A first row of names, a row a State, a last row of totals. */
static void
matrix(struct vb_printer *printer, const struct vb_matrix *matrix)
{
	static const char *const names[] = {"state", "state_en", "state_zh", "total"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		text_cell(printer, names[i]);
	for (size_t i = 0; i < matrix->theme_count; i++)
		text_cell(printer, matrix->themes[i].value);
	end_row(printer);
	for (size_t i = 0; i < matrix->state_count; i++) {
		const struct vb_facet_value *state = &matrix->states[i];

		text_cell(printer, *state->value ? state->value : "(none)");
		text_cell(printer, state->en);
		text_cell(printer, state->zh);
		number_cell(printer, state->count);
		for (size_t j = 0; j < matrix->theme_count; j++)
			number_cell(printer, matrix->cells[i * matrix->theme_count + j]);
		end_row(printer);
	}
	text_cell(printer, "(all)");
	text_cell(printer, "");
	text_cell(printer, "");
	number_cell(printer, matrix->total);
	for (size_t i = 0; i < matrix->theme_count; i++)
		number_cell(printer, matrix->themes[i].count);
	end_row(printer);
}

const struct vb_printer vb_csv_printer = {
	.name = "csv",
	.begin = begin,
	.hit = hit,
	.facet = facet,
	.matrix = matrix,
};

const struct vb_printer vb_tsv_printer = {
	.name = "tsv",
	.begin = begin,
	.hit = hit,
	.facet = facet,
	.matrix = matrix,
};
