/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asking.h"

#include <criterion/criterion.h>
#include <string.h>

struct sample sample;
struct vb_search *search;
struct vb_request request;
struct vb_result result;
struct vb_arena arena;
static struct vb_err err;

void
asking_begin(void)
{
	sample_init(&sample);
	vb_arena_init(&arena);
	vb_request_init(&request);
}

void
asking_add(const char *text)
{
	sample_add(&sample, &(struct vb_record){.text = text});
}

void
asking_open(void)
{
	sample_write(&sample);
	search = vb_search_open(&sample.settings, &err);
	cr_assert_not_null(search, "%s", err.text);
}

void
asking_end(void)
{
	vb_search_close(search);
	vb_arena_fini(&arena);
	sample_fini(&sample);
}

uint64_t
ask(const char *query)
{
	request.query = query;
	cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s: %s", query, err.text);
	return result.total;
}

void
first_is(const char *beginning)
{
	cr_assert_gt(result.hit_count, 0);
	cr_assert_eq(strncmp(result.hits[0].record.text, beginning, strlen(beginning)), 0, "first: %s",
		     result.hits[0].record.text);
}

bool
expands(const char *line)
{
	for (size_t i = 0; i < result.expansion.count; i++)
		if (strcmp(result.expansion.item[i], line) == 0)
			return true;
	return false;
}
