/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matrix.h"

#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "value.h"

/*
 * All counts come from the set of what the whole request finds: a State or theme shown is one
 * of those wanted, if any are, so it alone under the other filters finds the same.
 */
struct counting {
	struct vb_match *match;
	const struct vb_request *request;
	struct vb_matrix *matrix;
	const struct vb_column *states, *themes;
	uint32_t *place;	/* by number of a theme: its place among the table's + 1; 0: not shown */
	size_t width;		/* of a row of cells: the table's themes */
	uint64_t *cells;	/* by number of a State, by place */
	uint64_t *states_found, *themes_found;
};

static bool
is_listed(const char *const *list, size_t count, const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], value) == 0)
			return true;
	return false;
}

/* Does the request let a value be shown? */
static bool
is_shown(const struct vb_filter *filter, const char *value)
{
	return (filter->wanted_count == 0 ||
		is_listed(filter->wanted, filter->wanted_count, value)) &&
		!is_listed(filter->unwanted, filter->unwanted_count, value);
}

static struct vb_facet_value
named(const struct vb_match *match, enum vb_facet_name facet, const char *value, uint64_t count)
{
	return (struct vb_facet_value){
		.value = value,
		.en = vb_value_label(match->tables, facet, value, "en"),
		.zh = vb_value_label(match->tables, facet, value, "zh"),
		.count = count,
	};
}

/* ---- the pass ---- */

static void
count_passage(struct counting *counting, uint32_t docid)
{
	uint32_t state = 0;
	size_t from, to;
	uint64_t *row;

	vb_column_range(counting->states, docid, &from, &to);
	if (from < to)
		state = vb_numbers_at(&counting->states->codes, from);
	if (state > counting->states->values)
		state = 0;
	row = counting->cells + state * counting->width;
	counting->states_found[state]++;
	vb_column_range(counting->themes, docid, &from, &to);
	for (; from < to; from++) {
		uint32_t theme = vb_numbers_at(&counting->themes->codes, from);

		if (theme > counting->themes->values || counting->place[theme] == 0)
			continue;
		row[counting->place[theme] - 1]++;
		counting->themes_found[counting->place[theme] - 1]++;
	}
}

static void
count_all(struct counting *counting, const struct vb_set *found)
{
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	size_t count;

	while ((count = vb_set_read(found, &from, docid, VB_INDEX_BLOCK)) > 0) {
		counting->matrix->total += count;
		for (size_t i = 0; i < count; i++)
			count_passage(counting, docid[i]);
	}
}

static void
begin(struct counting *counting)
{
	struct vb_match *match = counting->match;
	const struct vb_themes *table = match->tables->themes;
	size_t rows;

	counting->states = &match->index->columns.column[VB_COLUMN_STATE];
	counting->themes = &match->index->columns.column[VB_COLUMN_THEME];
	counting->width = vb_themes_count(table);
	rows = (size_t)counting->states->values + 1;
	counting->place = vb_arena_array(match->arena, (size_t)counting->themes->values + 1,
					 sizeof(counting->place[0]));
	for (size_t i = 0; i < counting->width; i++)
		counting->place[vb_field_number(match->index, VB_FACET_THEME,
						vb_theme_slug(table, i))] = (uint32_t)i + 1;
	counting->place[0] = 0;
	counting->cells = vb_arena_array(match->arena, rows * counting->width + 1, sizeof(uint64_t));
	counting->states_found = vb_arena_array(match->arena, rows, sizeof(uint64_t));
	counting->themes_found = vb_arena_array(match->arena, counting->width + 1, sizeof(uint64_t));
}

/* ---- columns ---- */

/* The themes shown, as places in the table; then all but the largest go, of equals the last. */
static size_t *
choose_themes(struct counting *counting)
{
	struct vb_match *match = counting->match;
	struct vb_matrix *matrix = counting->matrix;
	size_t *chosen = vb_arena_array(match->arena, counting->width + 1, sizeof(chosen[0]));
	size_t count = 0, columns = counting->request->matrix_columns;

	for (size_t i = 0; i < counting->width; i++)
		if (is_shown(&counting->request->filter[VB_FACET_THEME],
			     vb_theme_slug(match->tables->themes, i)))
			chosen[count++] = i;
	while (columns > 0 && count > columns) {
		size_t least = 0;

		for (size_t i = 1; i < count; i++)
			if (counting->themes_found[chosen[i]] <= counting->themes_found[chosen[least]])
				least = i;
		count--;
		for (size_t i = least; i < count; i++)
			chosen[i] = chosen[i + 1];
	}
	matrix->theme_count = count;
	matrix->themes = vb_arena_array(match->arena, count + 1, sizeof(matrix->themes[0]));
	for (size_t i = 0; i < count; i++)
		matrix->themes[i] = named(match, VB_FACET_THEME, vb_arena_strdup(match->arena,
					  vb_theme_slug(match->tables->themes, chosen[i])),
					  counting->themes_found[chosen[i]]);
	return chosen;
}

/* ---- rows ---- */

/* A State that has a row, by its number; 0 is no State. */
struct row {
	struct vb_facet_value state;
	uint32_t number;
};

/* By count, the largest first, then by code; what no State claims comes last. */
static int
compare(const void *left, const void *right)
{
	const struct row *a = left, *b = right;

	if ((a->number == 0) != (b->number == 0))
		return a->number == 0 ? 1 : -1;
	if (a->state.count != b->state.count)
		return a->state.count > b->state.count ? -1 : 1;
	return strcmp(a->state.value, b->state.value);
}

/* Whether any passage of the index, found or not, has no State. */
static bool
has_stateless(const struct counting *counting)
{
	const struct vb_index *index = counting->match->index;
	uint32_t docid[VB_INDEX_BLOCK], from = 1;
	size_t count;

	while ((count = vb_set_read(index->all, &from, docid, VB_INDEX_BLOCK)) > 0)
		for (size_t i = 0; i < count; i++) {
			size_t first, end;

			vb_column_range(counting->states, docid[i], &first, &end);
			if (first >= end || vb_numbers_at(&counting->states->codes, first) == 0)
				return true;
		}
	return false;
}

static struct row *
choose_rows(struct counting *counting)
{
	struct vb_match *match = counting->match;
	const struct vb_filter *filter = &counting->request->filter[VB_FACET_STATE];
	struct row *rows = vb_arena_array(match->arena, (size_t)counting->states->values + 1,
					  sizeof(rows[0]));
	size_t count = 0;

	for (uint32_t i = 1; i <= counting->states->values; i++) {
		size_t size;
		const char *text = vb_column_value(counting->states, i, &size);
		const char *code = vb_arena_strndup(match->arena, text, size);

		if (is_shown(filter, code))
			rows[count++] = (struct row){
				named(match, VB_FACET_STATE, code, counting->states_found[i]), i};
	}
	if (filter->wanted_count == 0 && has_stateless(counting)) {
		rows[count] = (struct row){named(match, VB_FACET_STATE, "",
						 counting->states_found[0]), 0};
		rows[count].state.en = "no State";
		rows[count++].state.zh = "非国家";
	}
	qsort(rows, count, sizeof(rows[0]), compare);
	counting->matrix->state_count = count;
	return rows;
}

/* ---- the whole ---- */

void
vb_matrix_count(struct vb_match *match, const struct vb_request *request,
		const struct vb_set *found, struct vb_result *result)
{
	struct counting counting = {.match = match, .request = request};
	struct vb_matrix *matrix = vb_arena_alloc(match->arena, sizeof(*matrix));
	const size_t *themes;
	const struct row *rows;

	counting.matrix = matrix;
	begin(&counting);
	count_all(&counting, found);
	themes = choose_themes(&counting);
	rows = choose_rows(&counting);
	matrix->states = vb_arena_array(match->arena, matrix->state_count + 1,
					sizeof(matrix->states[0]));
	matrix->cells = vb_arena_array(match->arena, matrix->state_count * matrix->theme_count + 1,
				       sizeof(matrix->cells[0]));
	for (size_t i = 0; i < matrix->state_count; i++) {
		matrix->states[i] = rows[i].state;
		for (size_t j = 0; j < matrix->theme_count; j++)
			matrix->cells[i * matrix->theme_count + j] =
				counting.cells[rows[i].number * counting.width + themes[j]];
	}
	result->matrix = matrix;
}
