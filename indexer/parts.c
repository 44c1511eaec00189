/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "schema.h"

struct taking {
	struct vb_parts *parts;
	struct vb_plan *plan;
	const struct vb_plan_setup *setup;
	bool *taken;		/* by task of the plan */
};

static size_t
find_task(const struct vb_plan *plan, const char *path)
{
	size_t low = 0, high = plan->task_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(plan->tasks[middle].file->path, path);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return plan->task_count;
}

/* The tasks of all rows are appended to the taken ones; false when one does not fit. */
static bool
match(struct taking *taking, const struct vb_sources *rows)
{
	struct vb_parts *parts = taking->parts;

	for (size_t i = 0; i < rows->count; i++) {
		size_t task = find_task(taking->plan, rows->list[i].path);

		if (task == taking->plan->task_count || taking->taken[task] ||
		    !vb_plan_current(taking->setup, &taking->plan->tasks[task], &rows->list[i]))
			return false;
		parts->taken[parts->taken_count].task = &taking->plan->tasks[task];
		parts->taken[parts->taken_count++].row = &rows->list[i];
	}
	for (size_t i = parts->taken_count - rows->count; i < parts->taken_count; i++)
		taking->taken[parts->taken[i].task - taking->plan->tasks] = true;
	return rows->count > 0;
}

static void
consider(struct taking *taking, const char *path, unsigned long number)
{
	struct vb_err why;
	struct xc_database *database = vb_generation_open(path, &why);
	size_t before = taking->parts->taken_count;
	struct vb_sources rows;

	if (database != NULL &&
	    vb_sources_load(database, &taking->plan->arena, &rows, &why) && match(taking, &rows)) {
		taking->parts->numbers[taking->parts->count++] = number;
		xc_database_close(database);
		return;
	}
	xc_database_close(database);
	taking->parts->taken_count = before;
}

/* Tasks that stay; the taken ones move to the arena, where their rows are. */
static void
shorten(struct taking *taking)
{
	struct vb_plan *plan = taking->plan;
	struct vb_parts *parts = taking->parts;
	struct vb_task *copies = vb_arena_array(&plan->arena, parts->taken_count + 1, sizeof *copies);
	size_t kept = 0;

	for (size_t i = 0; i < parts->taken_count; i++) {
		copies[i] = *parts->taken[i].task;
		parts->taken[i].task = &copies[i];
	}
	for (size_t i = 0; i < plan->task_count; i++)
		if (!taking->taken[i])
			plan->tasks[kept++] = plan->tasks[i];
	plan->task_count = kept;
}

bool
vb_parts_take(struct vb_parts *parts, const char *folder, struct vb_plan *plan,
	      const struct vb_plan_setup *setup, struct vb_err *err)
{
	struct taking taking = {.parts = parts, .plan = plan, .setup = setup};
	struct vb_buf numbers = VB_BUF_INIT;
	const unsigned long *number;
	size_t count, before;
	bool ok = vb_generation_list(folder, VB_PART, &numbers, err);

	number = (const unsigned long *)(const void *)numbers.data;
	count = numbers.len / sizeof *number;
	memset(parts, 0, sizeof *parts);
	parts->numbers = vb_arena_array(&plan->arena, count + 1, sizeof *parts->numbers);
	parts->taken = vb_arena_array(&plan->arena, plan->task_count + 1, sizeof *parts->taken);
	taking.taken = vb_arena_array(&plan->arena, plan->task_count + 1, sizeof *taking.taken);
	for (size_t i = 0; ok && i < count; i++) {
		char *path = vb_generation_scratch(folder, VB_PART, number[i]);

		before = parts->count;
		consider(&taking, path, number[i]);
		if (parts->count == before)
			ok = vb_generation_discard(path, err);
		free(path);
	}
	vb_buf_fini(&numbers);
	shorten(&taking);
	return ok;
}
