/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include <string.h>


/* How a folder's manifest stands. */
enum manifest_state { UNREAD, USABLE, FAULTY };

struct making {
	struct vb_plan *plan;
	const struct vb_plan_setup *setup;
	enum manifest_state *states;	/* by folder */
};

static bool
load_manifest(struct making *making, const struct vb_walk_folder *folder)
{
	struct vb_plan *plan = making->plan;
	struct vb_walk_fault *fault;
	struct vb_err err;

	if (making->states[folder->index] != UNREAD)
		return making->states[folder->index] == USABLE;
	if (!folder->manifest || vb_manifest_load(making->setup->states, folder->raw,
						  &plan->manifests[folder->index], &err)) {
		making->states[folder->index] = USABLE;
		return true;
	}
	making->states[folder->index] = FAULTY;
	fault = &plan->faults[plan->fault_count++];
	fault->path = folder->path;
	fault->line = vb_arena_strdup(&plan->arena, err.text);
	return false;
}

bool
vb_plan_current(const struct vb_plan_setup *setup, const struct vb_task *task,
		const struct vb_source *row)
{
	const struct vb_walk_file *file = task->file;

	if (row->size != file->size || row->inode != file->inode ||
	    row->modified != file->modified || row->changed != file->changed)
		return false;
	if (row->state == VB_SOURCE_LARGE)
		return file->size > setup->max_file;
	return strcmp(row->facts, task->facts_digest) == 0 &&
		strcmp(row->analysis, setup->analysis) == 0;
}

static void
plan_file(struct making *making, const struct vb_walk_file *file, const struct vb_source *known)
{
	struct vb_plan *plan = making->plan;
	struct vb_task *task = &plan->tasks[plan->task_count];
	const struct vb_manifest *manifest;
	const char *row;
	struct vb_err err;

	if (!load_manifest(making, file->folder)) {
		if (known != NULL)
			plan->kept[plan->kept_count++] = known;
		return;
	}
	manifest = plan->manifests[file->folder->index];
	memset(task, 0, sizeof *task);
	task->file = file;
	task->known = known;
	row = vb_manifest_row(manifest, file->name);
	vb_digest_bytes(row, strlen(row), task->facts_digest);
	if (!vb_manifest_facts(manifest, file->name, &task->facts, &err))
		task->fault = vb_arena_strdup(&plan->arena, err.text);
	if (making->setup->full) {
		task->known = NULL;
		plan->task_count++;
	} else if (known != NULL && vb_plan_current(making->setup, task, known)) {
		plan->unchanged++;
		if (known->state != VB_SOURCE_READ)
			plan->bad[plan->bad_count++] = known;
	} else {
		plan->task_count++;
	}
}

static void
plan_missing(struct making *making, const struct vb_walk *walk, const struct vb_source *known)
{
	struct vb_plan *plan = making->plan;

	if (!making->setup->keep_missing && vb_walk_covers(walk, known->path))
		plan->drops[plan->drop_count++] = known;
	else
		plan->kept[plan->kept_count++] = known;
}

void
vb_plan_make(struct vb_plan *plan, const struct vb_plan_setup *setup, const struct vb_walk *walk,
	     const struct vb_sources *sources)
{
	struct making making = {plan, setup, NULL};
	size_t file = 0, source = 0;
	struct vb_arena *arena = &plan->arena;

	memset(plan, 0, sizeof *plan);
	vb_arena_init(arena);
	plan->folder_count = walk->folder_count;
	plan->manifests = vb_arena_array(arena, walk->folder_count + 1, sizeof *plan->manifests);
	plan->faults = vb_arena_array(arena, walk->folder_count + 1, sizeof *plan->faults);
	making.states = vb_arena_array(arena, walk->folder_count + 1, sizeof *making.states);
	plan->tasks = vb_arena_array(arena, walk->count + 1, sizeof *plan->tasks);
	plan->drops = vb_arena_array(arena, sources->count + 1, sizeof *plan->drops);
	plan->bad = vb_arena_array(arena, sources->count + 1, sizeof *plan->bad);
	plan->kept = vb_arena_array(arena, sources->count + 1, sizeof *plan->kept);

	/* Both lists are in the order of paths: one walk along both. */
	while (file < walk->count || source < sources->count) {
		int order = file == walk->count ? 1 : source == sources->count ? -1 :
			strcmp(walk->files[file].path, sources->list[source].path);

		if (order > 0)
			plan_missing(&making, walk, &sources->list[source++]);
		else
			plan_file(&making, &walk->files[file++],
				  order == 0 ? &sources->list[source++] : NULL);
	}
}

void
vb_plan_fini(struct vb_plan *plan)
{
	for (size_t i = 0; i < plan->folder_count; i++)
		vb_manifest_free(plan->manifests[i]);
	vb_arena_fini(&plan->arena);
}
