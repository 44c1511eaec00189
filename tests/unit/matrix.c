/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix against one search for each of its cells. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "render.h"
#include "sample.h"
#include "search.h"
#include "terminal.h"

static const char *const states[] = {"JPN", "CUB", "FRA", "BRA", "EU", ""};
static const char *const themes[] = {"norms", "threats", "capacity-building", "human-rights"};
static const char *const words[] = {"radio", "law", "capacity", "网络", "安全", "广播"};
static const char *const dates[] = {"2021-03-01", "2023", "2024-05-01", ""};

static struct sample sample;
static struct vb_search *search;
static struct vb_arena arena;
static struct vb_err err;
static void
setup(void)
{
	seed = 1945;
	sample_init(&sample);
	vb_arena_init(&arena);
	for (size_t i = 0; i < 300; i++) {
		const char *text = vb_arena_printf(&sample.arena, "Sample %s %s, %s.", ONE_OF(words),
						   ONE_OF(words), ONE_OF(words));

		sample_add(&sample, &(struct vb_record){
			.text = text, .state = ONE_OF(states), .themes = some_of(themes, 4, &sample.arena),
			.date = ONE_OF(dates), .language = dice(2) ? "zh" : "en"});
	}
	/* One that never speaks of radio, and of nothing in the table. */
	sample_add(&sample, &(struct vb_record){.text = "Silence.", .state = "NZL"});
	sample_write(&sample);
	search = vb_search_open(&sample.settings, &err);
	cr_assert_not_null(search, "%s", err.text);
}

static void
teardown(void)
{
	vb_search_close(search);
	vb_arena_fini(&arena);
	sample_fini(&sample);
}

TestSuite(matrix, .init = setup, .fini = teardown, .timeout = 120);

static void
run(const struct vb_request *request, struct vb_result *result)
{
	cr_assert(vb_search_run(search, request, &arena, result, &err), "%s", err.text);
}

/* The total with one State and one theme (NULL: as the request has them) in the filters' place. */
static uint64_t
total_of(struct vb_request request, const char *state, const char *theme)
{
	struct vb_result result;

	request.matrix = false;
	request.limit = 0;
	if (state != NULL) {
		request.filter[VB_FACET_STATE].wanted = &state;
		request.filter[VB_FACET_STATE].wanted_count = 1;
	}
	if (theme != NULL) {
		request.filter[VB_FACET_THEME].wanted = &theme;
		request.filter[VB_FACET_THEME].wanted_count = 1;
	}
	run(&request, &result);
	return result.total;
}

static void
add_filter(struct vb_request *request)
{
	static const char *const names[] = {"state", "theme", "language", "year"};
	static const char *const years[] = {"2021", "2023", "2024"};
	uint32_t which = dice(4);
	const char *value = which == 0 ? states[dice(5)] : which == 1 ? ONE_OF(themes)
		: which == 2 ? (dice(2) ? "zh" : "en") : ONE_OF(years);

	cr_assert(vb_request_filter(request, &arena, names[which], value, dice(4) == 0, &err), "%s",
		  err.text);
}

static void
check(const struct vb_request *request, const struct vb_matrix *matrix)
{
	for (size_t i = 0; i < matrix->state_count; i++) {
		const struct vb_facet_value *state = &matrix->states[i];

		if (*state->value == '\0')
			continue;
		cr_expect_eq(state->count, total_of(*request, state->value, NULL), "%s", state->value);
		for (size_t j = 0; j < matrix->theme_count; j++)
			if (dice(8) == 0)
				cr_expect_eq(matrix->cells[i * matrix->theme_count + j],
					     total_of(*request, state->value, matrix->themes[j].value),
					     "%s, %s", state->value, matrix->themes[j].value);
	}
	for (size_t j = 0; j < matrix->theme_count; j++) {
		uint64_t sum = 0;

		for (size_t i = 0; i < matrix->state_count; i++)
			sum += matrix->cells[i * matrix->theme_count + j];
		cr_expect_eq(matrix->themes[j].count, sum, "%s", matrix->themes[j].value);
		if (dice(4) == 0)
			cr_expect_eq(sum, total_of(*request, NULL, matrix->themes[j].value), "%s",
				     matrix->themes[j].value);
	}
}

Test(matrix, each_cell_is_the_total_of_the_search_with_both_filters)
{
	static const char *const queries[] = {NULL, "radio", "law 广播", "\"安全\"", "网络 -radio"};

	for (size_t i = 0; i < 60; i++) {
		struct vb_request request;
		struct vb_result result;
		uint32_t filters = dice(4);

		vb_arena_reset(&arena);
		vb_request_init(&request);
		request.query = ONE_OF(queries);
		for (uint32_t j = 0; j < filters; j++)
			add_filter(&request);
		request.matrix = true;
		run(&request, &result);
		cr_assert_not_null(result.matrix);
		cr_expect_eq(result.matrix->total, result.total);
		check(&request, result.matrix);
	}
}

Test(matrix, silence_is_shown_and_who_says_most_stands_first)
{
	struct vb_request request;
	struct vb_result result;
	const struct vb_matrix *matrix;
	bool silent = false;

	vb_request_init(&request);
	request.query = "radio";
	request.matrix = true;
	run(&request, &result);
	matrix = result.matrix;
	cr_assert_eq(matrix->state_count, 7);
	cr_expect_eq(matrix->theme_count, 26);
	cr_expect_str_eq(matrix->states[6].value, "");
	for (size_t i = 0; i + 1 < 6; i++)
		cr_expect_geq(matrix->states[i].count, matrix->states[i + 1].count);
	for (size_t i = 0; i < 7; i++)
		silent |= strcmp(matrix->states[i].value, "NZL") == 0 && matrix->states[i].count == 0;
	cr_expect(silent);
}

Test(matrix, states_and_themes_that_are_named_are_its_rows_and_columns)
{
	struct vb_request request;
	struct vb_result result;

	vb_request_init(&request);
	request.matrix = true;
	cr_assert(vb_request_filter(&request, &arena, "state", "CUB", false, &err));
	cr_assert(vb_request_filter(&request, &arena, "state", "NZL", false, &err));
	cr_assert(vb_request_filter(&request, &arena, "theme", "norms", true, &err));
	run(&request, &result);
	cr_assert_eq(result.matrix->state_count, 2);
	cr_expect_str_eq(result.matrix->states[0].value, "CUB");
	cr_expect_str_eq(result.matrix->states[1].value, "NZL");
	cr_expect_eq(result.matrix->theme_count, 25);
}

Test(matrix, the_largest_themes_are_kept_in_the_order_of_the_table)
{
	struct vb_request request;
	struct vb_result result;

	vb_request_init(&request);
	request.matrix = true;
	request.matrix_columns = 4;
	run(&request, &result);
	cr_assert_eq(result.matrix->theme_count, 4);
	cr_expect_str_eq(result.matrix->themes[0].value, "threats");
	cr_expect_str_eq(result.matrix->themes[1].value, "norms");
	cr_expect_str_eq(result.matrix->themes[2].value, "capacity-building");
	cr_expect_str_eq(result.matrix->themes[3].value, "human-rights");
}

Test(matrix, its_lines_fit_the_terminal)
{
	struct vb_request request;
	struct vb_result result;

	vb_request_init(&request);
	request.matrix = true;
	request.limit = 0;
	run(&request, &result);
	for (unsigned columns = 40; columns <= 200; columns += 20) {
		struct vb_buf out = VB_BUF_INIT;
		struct vb_printer printer;

		vb_printer_init(&printer, "text", &out);
		printer.columns = columns;
		vb_render(&printer, &result);
		for (char *line = strtok(out.data, "\n"); line != NULL; line = strtok(NULL, "\n"))
			cr_expect_leq(vb_terminal_columns(line, strlen(line)), columns, "%u: %s",
				      columns, line);
		vb_buf_fini(&out);
	}
}
