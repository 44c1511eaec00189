/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bulk.h"

#include <stdlib.h>
#include <string.h>

#include "carry.h"
#include "check.h"
#include "generation.h"
#include "memory.h"
#include "publish.h"
#include "shards.h"
#include "terms.h"
#include "writer.h"

/* In place is no slower for so little: this share of the memory that a run may use. */
#define SHARE_OF_MEMORY 64

/*
 * The deleted passages stay behind in the next generation, and as many notes of them, unless they
 * are more than a part of so many of what stays: then all that stays is written anew.
 */
#define DELETED_PART 4
/* So few deleted ones are not worth a run. */
#define DELETED_LEAST 1000

struct bulk {
	struct vb_apply *apply;
	const char *folder;
	unsigned long next;		/* the generation to be made */
	char *old, *path;		/* of the generation in use (NULL for none), and of the next */
	bool behind;			/* the old one's passages come first in it */
	struct vb_buf rest;		/* const struct vb_source *: what stays of the old one */
};

static bool
is_littered(const struct vb_apply *apply)
{
	uint32_t documents, buried;

	if (apply->database == NULL || !xc_database_count(apply->database, &documents, NULL))
		return false;
	buried = xc_database_buried(apply->database);
	return buried >= DELETED_LEAST && buried > documents / DELETED_PART;
}

bool
vb_bulk_pays(const struct vb_apply *apply, const struct vb_parts *parts, unsigned long generation)
{
	uint64_t fresh = 0, there = 0;

	if (apply->order->full || parts->count > 0 || is_littered(apply))
		return true;
	for (size_t i = 0; i < apply->plan->task_count; i++)
		fresh += apply->plan->tasks[i].file->size;
	for (size_t i = 0; i < apply->sources->count; i++)
		there += apply->sources->list[i].size;
	if (generation == 0)
		return apply->plan->task_count > 0;
	return fresh >= apply->order->settings->memory / SHARE_OF_MEMORY &&
		fresh >= there / VB_BULK_SHARE;
}

/* What an earlier run has read counts as it would have, had that run ended well. */
static void
adopt(struct vb_apply *apply, const struct vb_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		vb_shards_adopt(apply->shards, parts->numbers[i]);
	for (size_t i = 0; i < parts->taken_count; i++) {
		const struct vb_taken *taken = &parts->taken[i];
		struct vb_late late = {VB_LATE_REPLACED, taken->task->known};

		if (taken->row->state == VB_SOURCE_READ)
			apply->summary->unchanged++;
		else
			vb_apply_bad(apply, taken->row);
		if (late.source != NULL)
			vb_buf_add(&apply->late, &late, sizeof late);
	}
}

static const struct vb_late *
late_of(const struct vb_apply *apply, size_t *count)
{
	*count = apply->late.len / sizeof(struct vb_late);
	return (const struct vb_late *)(const void *)apply->late.data;
}

/*
 * The rows that nothing new stands for.  A full sync has its own (plan.h); what it does not read
 * is no concern here.
 */
static void
find_rest(struct bulk *bulk)
{
	const struct vb_sources *sources = bulk->apply->sources;
	bool *late = vb_memory_resize(NULL, sources->count + 1, sizeof *late);
	const struct vb_late *list;
	uint64_t gone = 0, rest = 0;
	size_t count;

	memset(late, 0, sources->count * sizeof *late);
	list = late_of(bulk->apply, &count);
	for (size_t i = 0; i < count; i++) {
		late[list[i].source - sources->list] = true;
		gone += list[i].source->passages;
	}
	for (size_t i = 0; i < sources->count; i++) {
		const struct vb_source *source = &sources->list[i];

		if (late[i])
			continue;
		vb_buf_add(&bulk->rest, &source, sizeof source);
		rest += source->passages;
	}
	free(late);
	gone += xc_database_buried(bulk->apply->database);
	bulk->behind = rest > 0 && gone <= rest / DELETED_PART;
}

/* What stays of the old generation, when that is not merged. */
static bool
carry_over(struct bulk *bulk, struct vb_err *err)
{
	struct vb_apply *apply = bulk->apply;
	const struct vb_plan *plan = apply->plan;
	const struct vb_buf *list = &apply->kept;

	if (bulk->old == NULL)
		return true;
	if (!apply->order->full) {
		find_rest(bulk);
		list = &bulk->rest;
	} else if (!vb_carry(apply, bulk->old, plan->kept, plan->kept_count, err)) {
		return false;
	}
	return bulk->behind || vb_carry(apply, bulk->old, (const void *)list->data,
					list->len / sizeof(struct vb_source *), err);
}

static bool
fill_shards(struct bulk *bulk, struct vb_err *err)
{
	struct vb_apply *apply = bulk->apply;
	struct vb_err why;

	if (vb_apply_plan(apply, err) && carry_over(bulk, err))
		return vb_shards_finish(apply->shards, err);
	if (!apply->interrupted || vb_shards_finish(apply->shards, &why))
		return false;
	*err = why;
	return false;
}

/* The merged database has the old one's ids. */
static bool
delete_old(struct vb_apply *apply, const char *path, struct vb_err *err)
{
	char term[VB_TERMS_SOURCE_MAX];
	size_t size = vb_terms_source(path, term), count = 1;
	struct xc_postings *postings = xc_postings_open(apply->database, term, size, err);
	uint32_t docids[256];
	bool ok = postings != NULL;

	while (ok && count > 0) {
		ok = xc_postings_read(postings, docids, NULL, 256, &count, err);
		for (size_t i = 0; ok && i < count; i++)
			ok = vb_writer_delete(apply->writer, docids[i], err);
	}
	xc_postings_close(postings);
	return ok;
}

static bool
clear_old(struct bulk *bulk, struct vb_err *err)
{
	struct vb_apply *apply = bulk->apply;
	const struct vb_late *late;
	size_t count;
	bool ok = true;

	late = late_of(apply, &count);
	for (size_t i = 0; ok && bulk->behind && i < count; i++)
		ok = late[i].kind == VB_LATE_GONE ?
			vb_writer_drop(apply->writer, late[i].source->path, err) :
			delete_old(apply, late[i].source->path, err);
	return ok;
}

/* What is left to do when the merged database is there. */
static bool
complete(struct bulk *bulk, struct vb_err *err)
{
	struct vb_apply *apply = bulk->apply;
	bool ok;

	apply->writer = vb_writer_open(bulk->path, XC_OPEN, apply->analysis, err);
	if (apply->writer == NULL)
		return false;
	ok = vb_writer_begin(apply->writer, err) && clear_old(bulk, err) &&
		vb_apply_note(apply, err) && vb_writer_commit(apply->writer, err);
	apply->summary->commits = vb_writer_commits(apply->writer);
	vb_writer_close(apply->writer);
	apply->writer = NULL;
	return ok;
}

/* Parts that do not make a sound index are of no use to the next run. */
static bool
verify(struct bulk *bulk, struct vb_err *err)
{
	if (vb_check_quick(bulk->path, err))
		return true;
	vb_shards_forget(bulk->folder, NULL);
	return false;
}

static bool
run(struct bulk *bulk, struct vb_err *err)
{
	bool ok = fill_shards(bulk, err) &&
		vb_shards_merge(bulk->apply->shards, bulk->behind ? bulk->old : NULL, bulk->path, err) &&
		complete(bulk, err) &&
		verify(bulk, err) && vb_publish(bulk->path, bulk->apply->states,
						vb_apply_jobs(bulk->apply->order), err);

	/* Once the switch is tried, the next generation may be in use even if that failed. */
	if (ok)
		return vb_generation_use(bulk->folder, bulk->next, err) &&
			vb_shards_forget(bulk->folder, err);
	vb_generation_remove(bulk->folder, bulk->next, NULL);
	return false;
}

bool
vb_bulk(struct vb_apply *apply, const struct vb_parts *parts, unsigned long generation,
	struct vb_err *err)
{
	const struct vb_settings *settings = apply->order->settings;
	struct bulk bulk = {
		.apply = apply,
		.folder = settings->database,
		.next = generation + 1,
	};
	bool ok;

	if (generation > 0)
		bulk.old = vb_generation_path(bulk.folder, generation);
	bulk.path = vb_generation_path(bulk.folder, bulk.next);
	apply->shards = vb_shards_new(bulk.folder, apply->analysis, vb_apply_jobs(apply->order),
				      settings->memory);
	adopt(apply, parts);
	ok = run(&bulk, err);
	vb_shards_free(apply->shards);
	apply->shards = NULL;
	vb_buf_fini(&bulk.rest);
	free(bulk.old);
	free(bulk.path);
	return ok;
}
