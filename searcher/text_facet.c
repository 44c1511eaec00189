/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "i18n.h"
#include "style.h"
#include "terminal.h"
#include "text_facet.h"
#include "utf8.h"

#define BAR "\xe2\x96\x88"		/* full block; its eighths follow from U+2589 on */
#define ELLIPSIS "\xe2\x80\xa6"
#define BAR_MIN 8			/* columns of the bars, of a value and of its label */
#define BAR_MAX 24
#define VALUE_MAX 40
#define LABEL_MIN 12
#define LABEL_MAX 40

static const char *
facet_title(enum vb_facet_name name)
{
	static const char *const titles[VB_FACET_COUNT] = {
		[VB_FACET_STATE] = N_("State"),
		[VB_FACET_REGION] = N_("Region"),
		[VB_FACET_THEME] = N_("Theme"),
		[VB_FACET_DOCUMENT] = N_("Document"),
		[VB_FACET_LANGUAGE] = N_("Language"),
		[VB_FACET_ORIGINAL_LANGUAGE] = N_("Original language"),
		[VB_FACET_YEAR] = N_("Year"),
		[VB_FACET_CITES] = N_("Cited document"),
		[VB_FACET_SYMBOL] = N_("Document symbol"),
	};

	return _(titles[name]);
}

static const char *
label_of(const struct vb_printer *printer, const struct vb_facet_value *value)
{
	const char *label = vb_style_is_chinese(printer) ? value->zh : value->en;

	return label && *label && strcmp(label, value->value) != 0 ? label : "";
}

/* Widths of a facet's columns. */
struct columns {
	size_t value, label, count, bar;
	uint64_t most;
};

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/*
 * What goes where on a line of so many columns: the value, which a user may have to type,
 * is cut last; a bar needs a few columns to say anything.
 */
static void
share(struct columns *columns, size_t all)
{
	size_t used, between = 2 + 2 + columns->count + 1;

	if (columns->value > VALUE_MAX)
		columns->value = VALUE_MAX;
	used = between + columns->value + BAR_MIN;
	if (columns->label)
		used += 2;
	if (columns->label > LABEL_MAX)
		columns->label = LABEL_MAX;
	if (columns->label && used + columns->label > all)
		columns->label = all > used + LABEL_MIN ? all - used : LABEL_MIN;
	used += columns->label - BAR_MIN;
	columns->bar = all > used ? all - used : 0;
	if (columns->bar > BAR_MAX)
		columns->bar = BAR_MAX;
}

static struct columns
lay_out(const struct vb_printer *printer, const struct vb_facet *facet)
{
	struct columns columns = {0};
	size_t all = vb_style_measure(printer, 0);
	char digits[24];

	for (size_t i = 0; i < facet->count; i++) {
		const struct vb_facet_value *value = &facet->values[i];
		const char *label = label_of(printer, value);

		columns.value = larger(columns.value,
				       vb_terminal_columns(value->value, strlen(value->value)));
		columns.label = larger(columns.label, vb_terminal_columns(label, strlen(label)));
		snprintf(digits, sizeof digits, "%llu", (unsigned long long)value->count);
		columns.count = larger(columns.count, strlen(digits));
		if (value->count > columns.most)
			columns.most = value->count;
	}
	if (all)
		share(&columns, all);
	return columns;
}

/* The same for a path: its last parts tell files apart, so the first ones go. */
static void
print_path(struct vb_printer *printer, const char *path, size_t columns)
{
	size_t start = printer->out->len, room = columns - 1;
	const char *tail = path;

	while (vb_terminal_columns(tail, strlen(tail)) > room && strchr(tail + 1, '/'))
		tail = strchr(tail + 1, '/');
	vb_buf_str(printer->out, ELLIPSIS);
	vb_terminal_fit(printer->out, tail, room);
	vb_style_fill(printer, start, columns);
}

static void
print_value(struct vb_printer *printer, const char *value, size_t columns)
{
	if (value[0] == '/' && printer->columns && vb_terminal_columns(value, strlen(value)) > columns)
		print_path(printer, value, columns);
	else
		vb_style_column(printer, value, columns);
}

/* A bar in eighths of a column: small counts still show. */
static void
print_bar(struct vb_printer *printer, uint64_t count, const struct columns *columns)
{
	uint64_t eighths = columns->most ? (count * columns->bar * 8 + columns->most - 1) / columns->most : 0;
	char bytes[4];

	vb_style_on(printer, VB_STYLE_BLUE);
	for (; eighths >= 8; eighths -= 8)
		vb_buf_str(printer->out, BAR);
	if (eighths)
		vb_buf_add(printer->out, bytes, vb_utf8_put(0x2590 - (uint32_t)eighths, bytes));
	vb_style_off(printer);
}

void
vb_text_facet_print(struct vb_printer *printer, const struct vb_facet *facet)
{
	struct columns columns = lay_out(printer, facet);

	if (!facet->count)
		return;
	vb_style_on(printer, VB_STYLE_BOLD);
	vb_style_text(printer, facet_title(facet->name));
	vb_style_off(printer);
	vb_buf_char(printer->out, '\n');
	for (size_t i = 0; i < facet->count; i++) {
		const struct vb_facet_value *value = &facet->values[i];

		vb_style_blanks(printer, 2);
		print_value(printer, value->value, columns.value);
		if (columns.label) {
			vb_style_blanks(printer, 2);
			vb_style_column(printer, label_of(printer, value), columns.label);
		}
		vb_buf_printf(printer->out, "  %*llu", (int)columns.count,
			      (unsigned long long)value->count);
		if (columns.bar) {
			vb_buf_char(printer->out, ' ');
			print_bar(printer, value->count, &columns);
		}
		vb_buf_char(printer->out, '\n');
	}
	if (facet->total > facet->count) {
		vb_style_blanks(printer, 2);
		vb_style_on(printer, VB_STYLE_DIM);
		vb_buf_printf(printer->out, _("and %zu more: --facet-limit=%zu"),
			      facet->total - facet->count, facet->total);
		vb_style_off(printer);
		vb_buf_char(printer->out, '\n');
	}
	vb_buf_char(printer->out, '\n');
}
