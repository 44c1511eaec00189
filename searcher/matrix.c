/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matrix.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "value.h"

/*
 * All counts come from the set of what the whole request finds: a State or theme shown is one
 * of those wanted, if any are, so it alone under the other filters finds the same.
 */
struct counting {
	struct vb_match *match;
	const struct vb_request *request;
	struct vb_matrix *matrix;
	struct vb_set *found;		/* by the whole request */
	struct vb_set **themes;		/* by column: what of it counts there */
	struct row *rows;
	size_t row_count, room;
};

/* Rows are kept together with their cells until they are sorted. */
struct row {
	struct vb_facet_value state;
	uint64_t *cells;
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

/* ---- columns ---- */

static bool
add_columns(struct counting *counting, struct vb_err *err)
{
	struct vb_match *match = counting->match;
	struct vb_matrix *matrix = counting->matrix;
	const struct vb_themes *table = match->tables->themes;
	size_t most = vb_themes_count(table);

	matrix->themes = vb_arena_array(match->arena, most + 1, sizeof(matrix->themes[0]));
	counting->themes = vb_arena_array(match->arena, most + 1, sizeof(counting->themes[0]));
	for (size_t i = 0; i < most; i++) {
		const char *slug = vb_arena_strdup(match->arena, vb_theme_slug(table, i));
		struct vb_set *set;

		if (!is_shown(&counting->request->filter[VB_FACET_THEME], slug))
			continue;
		set = vb_set_take(&match->index->sets);
		if (!vb_match_facet(match, VB_FACET_THEME, slug, set, err))
			return false;
		vb_set_and(set, counting->found);
		counting->themes[matrix->theme_count] = set;
		matrix->themes[matrix->theme_count++] =
			named(match, VB_FACET_THEME, slug, vb_set_count(set));
	}
	return true;
}

/* Takes columns away until so many are left: the smallest goes, of equals the last. */
static void
keep_largest(struct counting *counting, size_t columns)
{
	struct vb_matrix *matrix = counting->matrix;

	while (columns > 0 && matrix->theme_count > columns) {
		size_t least = 0;

		for (size_t i = 1; i < matrix->theme_count; i++)
			if (matrix->themes[i].count <= matrix->themes[least].count)
				least = i;
		matrix->theme_count--;
		for (size_t i = least; i < matrix->theme_count; i++) {
			matrix->themes[i] = matrix->themes[i + 1];
			counting->themes[i] = counting->themes[i + 1];
		}
	}
}

/* ---- rows ---- */

static bool
add_row(struct counting *counting, const char *code, const struct vb_set *set, struct vb_err *err)
{
	struct vb_match *match = counting->match;
	size_t columns = counting->matrix->theme_count;
	struct row *row;

	if (counting->row_count == counting->room) {
		size_t room = counting->room * 2 + 64;
		struct row *more = realloc(counting->rows, room * sizeof(more[0]));

		if (more == NULL)
			return vb_err_set(err, VB_MEMORY, "no memory for %zu rows", room);
		counting->rows = more;
		counting->room = room;
	}
	row = &counting->rows[counting->row_count++];
	row->state = named(match, VB_FACET_STATE, code, vb_set_count_both(set, counting->found));
	if (*code == '\0') {
		row->state.en = "no State";
		row->state.zh = "非国家";
	}
	row->cells = vb_arena_array(match->arena, columns + 1, sizeof(row->cells[0]));
	for (size_t i = 0; i < columns; i++)
		row->cells[i] = vb_set_count_both(set, counting->themes[i]);
	return vb_index_tick(match->index, err);
}

/* A row for each State of the index; what no State claims stays in stateless. */
static bool
add_states(struct counting *counting, struct vb_set *stateless, struct vb_err *err)
{
	struct vb_match *match = counting->match;
	char prefix[VB_TERM_MAX];
	size_t size = vb_schema_filter("state", "", prefix);
	struct xc_terms *terms = xc_terms_open(match->index->database, prefix, size, err);
	struct vb_set *set = vb_set_take(&match->index->sets);
	struct xc_bytes term;
	uint32_t documents;
	bool ok = terms != NULL;

	while (ok && (ok = xc_terms_next(terms, &term, &documents, err)) && term.data != NULL) {
		const char *code = vb_arena_strndup(match->arena, term.data + size, term.size - size);

		vb_set_clear(set);
		ok = vb_index_collect(match->index, term.data, term.size, set, err);
		vb_set_minus(stateless, set);
		if (ok && is_shown(&counting->request->filter[VB_FACET_STATE], code))
			ok = add_row(counting, code, set, err);
	}
	xc_terms_close(terms);
	vb_set_give(&match->index->sets, set);
	return ok;
}

/* By count, the largest first, then by code. */
static int
compare(const void *left, const void *right)
{
	const struct row *a = left, *b = right;

	if (a->state.count != b->state.count)
		return a->state.count > b->state.count ? -1 : 1;
	return strcmp(a->state.value, b->state.value);
}

static bool
add_rows(struct counting *counting, struct vb_err *err)
{
	struct vb_sets *sets = &counting->match->index->sets;
	struct vb_set *stateless = vb_set_take(sets);
	bool ok;

	vb_set_copy(stateless, counting->match->index->all);
	ok = add_states(counting, stateless, err);
	if (counting->row_count > 0)
		qsort(counting->rows, counting->row_count, sizeof(counting->rows[0]), compare);
	if (ok && counting->request->filter[VB_FACET_STATE].wanted_count == 0 &&
	    vb_set_next(stateless, 1) != 0)
		ok = add_row(counting, "", stateless, err);
	vb_set_give(sets, stateless);
	return ok;
}

/* ---- the whole ---- */

static void
lay_out(struct counting *counting)
{
	struct vb_arena *arena = counting->match->arena;
	struct vb_matrix *matrix = counting->matrix;
	size_t rows = counting->row_count, columns = matrix->theme_count;

	matrix->total = vb_set_count(counting->found);
	matrix->state_count = rows;
	matrix->states = vb_arena_array(arena, rows + 1, sizeof(matrix->states[0]));
	matrix->cells = vb_arena_array(arena, rows * columns + 1, sizeof(matrix->cells[0]));
	for (size_t i = 0; i < rows; i++) {
		matrix->states[i] = counting->rows[i].state;
		memcpy(matrix->cells + i * columns, counting->rows[i].cells,
		       columns * sizeof(matrix->cells[0]));
	}
}

bool
vb_matrix_count(struct vb_match *match, const struct vb_request *request,
		const struct vb_filters *filters, struct vb_result *result, struct vb_err *err)
{
	struct counting counting = {.match = match, .request = request};
	bool ok;

	counting.matrix = vb_arena_alloc(match->arena, sizeof(*counting.matrix));
	counting.found = vb_set_take(&match->index->sets);
	vb_facet_apply(filters, -1, counting.found);
	ok = add_columns(&counting, err);
	keep_largest(&counting, request->matrix_columns);
	ok = ok && add_rows(&counting, err);
	if (ok) {
		lay_out(&counting);
		result->matrix = counting.matrix;
	}
	free(counting.rows);
	return ok;
}
