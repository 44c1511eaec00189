/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_matrix.h"

#include <string.h>

#include "i18n.h"
#include "style.h"
#include "terminal.h"

#define SILENCE "\xc2\xb7"
#define NAME_MAX 24	/* columns of a State's name */
#define NAME_MIN 10	/* less says nothing: the code has to do */
#define CELLS_MIN 8	/* themes that a narrow terminal shows before names are cut */

/* Widths of the columns. */
struct columns {
	size_t code, name, total, cell;
	size_t themes;	/* how many stand side by side */
	uint64_t most;	/* the largest cell */
};

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t
digits_of(uint64_t number)
{
	size_t digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

static const char *
label_of(const struct vb_printer *printer, const struct vb_facet_value *value)
{
	return vb_style_is_chinese(printer) ? value->zh : value->en;
}

static const char *
code_of(const struct vb_facet_value *state)
{
	return *state->value ? state->value : "-";
}

static void
measure(const struct vb_printer *printer, const struct vb_matrix *matrix, struct columns *columns)
{
	columns->total = larger(digits_of(matrix->total), 1);
	columns->cell = digits_of(matrix->theme_count);
	for (size_t i = 0; i < matrix->state_count; i++) {
		const char *code = code_of(&matrix->states[i]), *name = label_of(printer, &matrix->states[i]);

		columns->code = larger(columns->code, vb_terminal_columns(code, strlen(code)));
		columns->name = larger(columns->name, vb_terminal_columns(name, strlen(name)));
	}
	for (size_t i = 0; i < matrix->theme_count; i++)
		columns->cell = larger(columns->cell, digits_of(matrix->themes[i].count));
	for (size_t i = 0; i < matrix->state_count * matrix->theme_count; i++)
		columns->most = matrix->cells[i] > columns->most ? matrix->cells[i] : columns->most;
}

/* Names give way to themes, then the themes are spread over several tables. */
static void
lay_out(const struct vb_printer *printer, const struct vb_matrix *matrix, struct columns *columns)
{
	size_t all = printer->columns, cells, fixed;

	measure(printer, matrix, columns);
	columns->themes = matrix->theme_count;
	if (all == 0)
		return;
	if (columns->name > NAME_MAX)
		columns->name = NAME_MAX;
	if (columns->code > NAME_MAX)
		columns->code = NAME_MAX;
	fixed = columns->code + 2 + columns->total;
	cells = matrix->theme_count * (columns->cell + 1);
	if (fixed + 2 + columns->name + cells > all) {
		columns->name = all > fixed + 2 + cells ? all - fixed - 2 - cells : 0;
		if (columns->name < NAME_MIN)
			columns->name = 0;
	}
	fixed += columns->name > 0 ? columns->name + 2 : 0;
	if (fixed + cells > all)
		columns->themes = all > fixed ? (all - fixed) / (columns->cell + 1) : 0;
	if (columns->themes < CELLS_MIN)
		columns->themes = matrix->theme_count < CELLS_MIN ? matrix->theme_count : CELLS_MIN;
}

/* The more is said, the stronger the colour. */
static const char *
shade_of(uint64_t count, uint64_t most)
{
	static const char *const shades[] = {"36", "1;36", "1;7;36"};

	if (count == 0)
		return VB_STYLE_DIM;
	return shades[count * 3 > most * 2 ? 2 : count * 3 > most ? 1 : 0];
}

static void
print_cell(struct vb_printer *printer, const struct columns *columns, uint64_t count)
{
	size_t used = count > 0 ? digits_of(count) : 1;

	vb_style_blanks(printer, columns->cell + 1 - used);
	vb_style_on(printer, shade_of(count, columns->most));
	if (count > 0)
		vb_buf_printf(printer->out, "%llu", (unsigned long long)count);
	else
		vb_buf_str(printer->out, SILENCE);
	vb_style_off(printer);
}

/* What stands before the cells. */
static void
print_lead(struct vb_printer *printer, const struct columns *columns, const char *code,
	   const char *name, const uint64_t *total)
{
	vb_style_column(printer, code, columns->code);
	vb_style_blanks(printer, 2);
	if (columns->name > 0) {
		vb_style_column(printer, name, columns->name);
		vb_style_blanks(printer, 2);
	}
	if (total != NULL)
		vb_buf_printf(printer->out, "%*llu", (int)columns->total, (unsigned long long)*total);
	else
		vb_style_blanks(printer, columns->total);
}

/* The themes from .. to - 1 of every State. */
static void
print_table(struct vb_printer *printer, const struct vb_matrix *matrix,
	    const struct columns *columns, size_t from, size_t to)
{
	vb_style_on(printer, VB_STYLE_BOLD);
	print_lead(printer, columns, "", "", NULL);
	for (size_t i = from; i < to; i++)
		vb_buf_printf(printer->out, " %*zu", (int)columns->cell, i + 1);
	vb_style_off(printer);
	vb_buf_char(printer->out, '\n');
	for (size_t i = 0; i < matrix->state_count; i++) {
		const struct vb_facet_value *state = &matrix->states[i];

		print_lead(printer, columns, code_of(state), label_of(printer, state), &state->count);
		for (size_t j = from; j < to; j++)
			print_cell(printer, columns, matrix->cells[i * matrix->theme_count + j]);
		vb_buf_char(printer->out, '\n');
	}
	print_lead(printer, columns, "", _("all"), &matrix->total);
	for (size_t i = from; i < to; i++)
		vb_buf_printf(printer->out, " %*llu", (int)columns->cell,
			      (unsigned long long)matrix->themes[i].count);
	vb_buf_str(printer->out, "\n\n");
}

/* The slug, which a user may have to type, stands whole. */
static void
print_legend(struct vb_printer *printer, const struct vb_matrix *matrix)
{
	size_t digits = digits_of(matrix->theme_count), slug = 0, used;

	for (size_t i = 0; i < matrix->theme_count; i++)
		slug = larger(slug, vb_terminal_columns(matrix->themes[i].value,
							strlen(matrix->themes[i].value)));
	used = digits + 2 + slug + 2;
	for (size_t i = 0; i < matrix->theme_count; i++) {
		vb_buf_printf(printer->out, "%*zu  ", (int)digits, i + 1);
		vb_style_column(printer, matrix->themes[i].value, slug);
		if (printer->columns == 0 || printer->columns > used) {
			vb_style_blanks(printer, 2);
			vb_terminal_fit(printer->out, label_of(printer, &matrix->themes[i]),
					printer->columns > 0 ? printer->columns - used : 0);
		}
		vb_buf_char(printer->out, '\n');
	}
	vb_buf_char(printer->out, '\n');
}

void
vb_text_matrix_print(struct vb_printer *printer, const struct vb_matrix *matrix)
{
	struct columns columns = {0};

	lay_out(printer, matrix, &columns);
	for (size_t from = 0; from < matrix->theme_count; from += columns.themes) {
		size_t to = from + columns.themes;

		print_table(printer, matrix, &columns, from,
			    to < matrix->theme_count ? to : matrix->theme_count);
	}
	print_legend(printer, matrix);
}
