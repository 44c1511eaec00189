/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply.h"
#include "bulk.h"
#include "check.h"
#include "generation.h"
#include "lock.h"
#include "publish.h"
#include "writer.h"

struct sync {
	const struct vb_sync_order *order;
	struct vb_sync_summary *summary;
	struct vb_states *states;
	struct vb_themes *themes;
	char analysis[VB_DIGEST_MAX];

	unsigned long generation;	/* in use; 0 for none */
	struct xc_database *database;	/* that generation; NULL for none */
	struct vb_arena arena;		/* of the sources */
	struct vb_sources sources;
	struct vb_walk walk;
	struct vb_plan plan;
	struct vb_parts parts;
	struct vb_apply apply;
};

static bool
load_tables(struct sync *sync, struct vb_err *err)
{
	const struct vb_settings *settings = sync->order->settings;

	if (!vb_digest_analysis(settings, sync->analysis, err))
		return false;
	sync->states = vb_states_load(settings->states, err);
	if (sync->states == NULL)
		return false;
	sync->themes = vb_themes_load(settings->themes, err);
	return sync->themes != NULL;
}

/* Reads the table of sources of the generation in use, if there is one. */
static bool
load_sources(struct sync *sync, struct vb_err *err)
{
	const char *folder = sync->order->settings->database;

	sync->database = vb_generation_read(folder, err);
	if (sync->database != NULL &&
	    vb_sources_load(sync->database, &sync->arena, &sync->sources, err))
		return true;
	if (err->code == VB_ABSENT)
		return true;
	if (!sync->order->full || (err->code != VB_DAMAGED && err->code != VB_FORMAT))
		return false;
	/* A rebuild is the cure: it reads what the PATHs give and asks the old index nothing. */
	memset(&sync->sources, 0, sizeof sync->sources);
	xc_database_close(sync->database);
	sync->database = NULL;
	return true;
}

static bool
look_around(struct sync *sync, struct vb_err *err)
{
	const struct vb_sync_order *order = sync->order;
	struct vb_plan_setup setup = {
		.states = sync->states,
		.analysis = sync->analysis,
		.max_file = order->settings->max_file,
		.keep_missing = order->keep_missing,
		.full = order->full,
	};

	for (size_t i = 0; i < order->path_count; i++)
		vb_walk_add(&sync->walk, order->paths[i]);
	vb_walk_finish(&sync->walk);
	vb_plan_make(&sync->plan, &setup, &sync->walk, &sync->sources);
	return order->dry_run ||
		vb_parts_take(&sync->parts, order->settings->database, &sync->plan, &setup, err);
}

/* What is known to have failed before any file is opened. */
static void
tell_faults(struct sync *sync)
{
	for (size_t i = 0; i < sync->walk.fault_count; i++)
		vb_apply_failed(&sync->apply, sync->walk.faults[i].path, sync->walk.faults[i].line);
	for (size_t i = 0; i < sync->plan.fault_count; i++)
		vb_apply_failed(&sync->apply, sync->plan.faults[i].path, sync->plan.faults[i].line);
	for (size_t i = 0; i < sync->plan.bad_count; i++)
		vb_apply_bad(&sync->apply, sync->plan.bad[i]);
}

/* With nothing to read, an empty one. */
static bool
make_first(struct sync *sync, struct vb_err *err)
{
	const char *folder = sync->order->settings->database;
	char *path = vb_generation_path(folder, 1);
	struct vb_writer *writer = vb_writer_open(path, XC_CREATE, sync->analysis, err);

	free(path);
	if (writer == NULL)
		return false;
	vb_writer_close(writer);
	sync->generation = 1;
	return vb_generation_use(folder, 1, err);
}

static bool
update(struct sync *sync, struct vb_err *err)
{
	const char *folder = sync->order->settings->database;
	char *path;
	bool ok = true;

	if (sync->generation == 0 && !make_first(sync, err))
		return false;
	path = vb_generation_path(folder, sync->generation);
	if (sync->plan.task_count > 0 || sync->plan.drop_count > 0) {
		ok = vb_generation_mark(folder, err) && vb_apply(&sync->apply, path, err);
		/* After an interruption, all is well; after a failure, the next run is to look first. */
		if (ok || sync->apply.interrupted)
			vb_generation_unmark(folder);
	}
	/* Without changes too: the last run may have been killed before this. */
	ok = ok && vb_publish(path, sync->states, vb_apply_jobs(sync->order), err);
	free(path);
	return ok;
}

static bool
verify_after_cut(struct sync *sync, struct vb_err *err)
{
	const char *folder = sync->order->settings->database;
	char *path;
	bool ok;

	if (sync->order->full || sync->generation == 0 || !vb_generation_marked(folder))
		return true;
	path = vb_generation_path(folder, sync->generation);
	ok = vb_check_quick(path, err) || vb_generation_hint(folder, err);
	if (ok)
		vb_generation_unmark(folder);
	free(path);
	return ok;
}

static void
tell_plan(struct sync *sync)
{
	for (size_t i = 0; i < sync->plan.drop_count; i++)
		vb_apply_file(&sync->apply, "gone", sync->plan.drops[i]->path);
	for (size_t i = 0; i < sync->plan.task_count; i++) {
		const struct vb_task *task = &sync->plan.tasks[i];

		vb_apply_file(&sync->apply, task->known != NULL ? "changed" : "new", task->file->path);
		sync->summary->changed += task->known != NULL;
		sync->summary->fresh += task->known == NULL;
	}
	sync->summary->dropped = sync->plan.drop_count;
}

/* With the lock held, or in a dry run. */
static bool
run(struct sync *sync, struct vb_err *err)
{
	bool ok;

	if (!load_sources(sync, err))
		return false;
	ok = look_around(sync, err);
	sync->apply.states = sync->states;
	sync->apply.themes = sync->themes;
	sync->apply.analysis = sync->analysis;
	sync->apply.plan = &sync->plan;
	sync->apply.sources = &sync->sources;
	sync->apply.database = sync->database;
	sync->summary->unchanged = sync->plan.unchanged - sync->plan.bad_count;
	tell_faults(sync);
	if (sync->order->dry_run)
		tell_plan(sync);
	else if (ok && vb_bulk_pays(&sync->apply, &sync->parts, sync->generation))
		ok = vb_bulk(&sync->apply, &sync->parts, sync->generation, err);
	else if (ok)
		ok = update(sync, err);
	vb_plan_fini(&sync->plan);
	return ok;
}

static bool
run_locked(struct sync *sync, struct vb_err *err)
{
	const char *folder = sync->order->settings->database;
	int lock = -1;
	bool ok;

	if (!vb_generation_folder(folder, err) || !vb_lock_take(folder, &lock, err))
		return false;
	ok = vb_generation_find(folder, &sync->generation, err) && verify_after_cut(sync, err);
	if (ok) {
		vb_walk_init(&sync->walk, folder);
		ok = run(sync, err);
	}
	vb_lock_release(lock);
	return ok;
}

static bool
is_there(const struct vb_sync_order *order)
{
	for (size_t i = 0; i < order->path_count; i++)
		if (access(order->paths[i], F_OK) == 0)
			return true;
	return false;
}

/* A PATH that is not there leaves the index as it is, and none is made for it alone. */
static bool
run_for_nothing(struct sync *sync)
{
	vb_walk_init(&sync->walk, NULL);
	for (size_t i = 0; i < sync->order->path_count; i++)
		vb_walk_add(&sync->walk, sync->order->paths[i]);
	tell_faults(sync);
	return true;
}

bool
vb_sync(const struct vb_sync_order *order, struct vb_sync_summary *summary, struct vb_err *err)
{
	struct sync sync = {
		.order = order,
		.summary = summary,
		.apply = {.order = order, .summary = summary},
	};
	bool ok;

	memset(summary, 0, sizeof *summary);
	vb_arena_init(&sync.arena);
	ok = load_tables(&sync, err);
	if (ok && !is_there(order)) {
		ok = run_for_nothing(&sync);
	} else if (ok && order->dry_run) {
		vb_walk_init(&sync.walk, order->settings->database);
		ok = run(&sync, err);
	} else if (ok) {
		ok = run_locked(&sync, err);
	}
	xc_database_close(sync.database);
	vb_buf_fini(&sync.apply.late);
	vb_buf_fini(&sync.apply.kept);
	vb_walk_fini(&sync.walk);
	vb_arena_fini(&sync.arena);
	vb_themes_free(sync.themes);
	vb_states_free(sync.states);
	return ok;
}
