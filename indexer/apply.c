/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "apply.h"

#include <unistd.h>

#include "interrupt.h"
#include "readers.h"
#include "writer.h"

void
vb_apply_failed(struct vb_apply *apply, const char *path, const char *line)
{
	const struct vb_sync_listener *listener = &apply->order->listener;

	apply->summary->failed++;
	if (listener->failed != NULL)
		listener->failed(listener->data, path, line);
}

void
vb_apply_file(struct vb_apply *apply, const char *what, const char *path)
{
	const struct vb_sync_listener *listener = &apply->order->listener;

	if (listener->file != NULL)
		listener->file(listener->data, what, path);
}

static void
say_progress(struct vb_apply *apply, size_t done)
{
	const struct vb_sync_listener *listener = &apply->order->listener;

	if (listener->progress != NULL)
		listener->progress(listener->data, done, apply->plan->task_count, apply->bytes,
				   apply->bytes_total);
}

bool
vb_apply_interrupted(struct vb_apply *apply, struct vb_err *err)
{
	int number = vb_interrupt_caught();

	if (number == 0)
		return false;
	apply->interrupted = true;
	vb_err_set(err, VB_IO, "interrupted: signal %d: what was finished is kept, the next sync "
		   "goes on from there", number);
	return true;
}

void
vb_apply_bad(struct vb_apply *apply, const struct vb_source *source)
{
	struct vb_err line;

	vb_err_set(&line, VB_INPUT, "%s (as before: not read again)", source->why);
	vb_apply_failed(apply, source->path, line.text);
}

/* What could not be looked at stays: a full sync, which begins with nothing, has to fetch it. */
static void
keep(struct vb_apply *apply, const struct vb_task_result *result)
{
	const struct vb_source *source = vb_sources_find(apply->sources, result->task->file->path);

	vb_apply_failed(apply, result->task->file->path, result->err.text);
	if (apply->order->full && source != NULL)
		vb_buf_add(&apply->kept, &source, sizeof source);
}

static void
later(struct vb_apply *apply, enum vb_late_kind kind, const struct vb_source *source)
{
	struct vb_late late = {kind, source};

	vb_buf_add(&apply->late, &late, sizeof late);
}

/* In bulk the passages and the row are in a shard by now. */
static bool
write_document(struct vb_apply *apply, const struct vb_task_result *result, struct vb_err *err)
{
	const struct vb_source *known = result->task->known;

	if (apply->shards == NULL)
		return vb_writer_replace(apply->writer, &result->source, known,
					 result->bundles.data, result->bundles.len, err);
	if (known != NULL)
		later(apply, VB_LATE_REPLACED, known);
	return true;
}

static bool
write_drop(struct vb_apply *apply, const struct vb_source *source, struct vb_err *err)
{
	vb_apply_file(apply, "gone", source->path);
	apply->summary->dropped++;
	if (apply->shards == NULL)
		return vb_writer_drop(apply->writer, source->path, err);
	later(apply, VB_LATE_GONE, source);
	return true;
}

static bool
write_result(struct vb_apply *apply, const struct vb_task_result *result, struct vb_err *err)
{
	const struct vb_source *known = result->task->known;
	const char *path = result->task->file->path;

	switch (result->outcome) {
	case VB_OUTCOME_READ:
		vb_apply_file(apply, known != NULL ? "changed" : "new", path);
		apply->summary->changed += known != NULL;
		apply->summary->fresh += known == NULL;
		apply->summary->passages += result->source.passages;
		apply->summary->replaced += result->source.replaced;
		return write_document(apply, result, err);
	case VB_OUTCOME_SAME:
		if (result->source.state == VB_SOURCE_BAD)
			vb_apply_bad(apply, &result->source);
		else
			apply->summary->unchanged++;
		return apply->shards != NULL ||
			vb_writer_row(apply->writer, &result->source, err);
	case VB_OUTCOME_BAD:
		vb_apply_failed(apply, path, result->err.text);
		return write_document(apply, result, err);
	case VB_OUTCOME_KEPT:
		keep(apply, result);
		return true;
	case VB_OUTCOME_GONE:
		return known == NULL || apply->order->keep_missing ||
			write_drop(apply, known, err);
	}
	return true;
}

unsigned
vb_apply_jobs(const struct vb_sync_order *order)
{
	unsigned jobs = order->jobs > 0 ? order->jobs : order->settings->jobs;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (jobs > 0)
		return jobs;
	return processors > 1 ? (unsigned)processors : 1;
}

static bool
write_tasks(struct vb_apply *apply, struct vb_err *err)
{
	struct vb_reader_setup setup = {
		.states = apply->states,
		.themes = apply->themes,
		.analysis = apply->analysis,
		.max_file = apply->order->settings->max_file,
	};
	const struct vb_readers_sink sink = {vb_shards_put, apply->shards};
	struct vb_task_result *result;
	struct vb_readers *readers;
	bool ok;

	if (apply->plan->task_count == 0)
		return true;
	readers = vb_readers_start(&setup, vb_apply_jobs(apply->order), apply->plan->tasks,
				   apply->plan->task_count,
				   apply->shards != NULL ? &sink : NULL, err);
	if (readers == NULL)
		return false;
	for (size_t done = 0;;) {
		say_progress(apply, done);
		ok = !vb_apply_interrupted(apply, err) && vb_readers_next(readers, &result, err);
		if (!ok || result == NULL)
			break;
		apply->bytes += result->task->file->size;
		done++;
		ok = write_result(apply, result, err);
		vb_readers_done(readers, result);
		if (!ok)
			break;
	}
	vb_readers_stop(readers);
	return ok;
}

bool
vb_apply_plan(struct vb_apply *apply, struct vb_err *err)
{
	for (size_t i = 0; i < apply->plan->task_count; i++)
		apply->bytes_total += apply->plan->tasks[i].file->size;
	for (size_t i = 0; i < apply->plan->drop_count; i++)
		if (vb_apply_interrupted(apply, err) || !write_drop(apply, apply->plan->drops[i], err))
			return false;
	return write_tasks(apply, err);
}

bool
vb_apply_note(struct vb_apply *apply, struct vb_err *err)
{
	const struct vb_sync_summary *summary = apply->summary;
	struct vb_err note;

	vb_err_set(&note, VB_OK, "{\"new\": %zu, \"changed\": %zu, \"unchanged\": %zu, "
		   "\"dropped\": %zu, \"failed\": %zu}", summary->fresh, summary->changed,
		   summary->unchanged, summary->dropped, summary->failed);
	return vb_writer_note(apply->writer, note.text, err);
}

bool
vb_apply(struct vb_apply *apply, const char *path, struct vb_err *err)
{
	bool ok;

	apply->writer = vb_writer_open(path, XC_OPEN, apply->analysis, err);
	if (apply->writer == NULL)
		return false;
	ok = vb_apply_plan(apply, err) && vb_apply_note(apply, err) &&
		vb_writer_commit(apply->writer, err);
	apply->summary->commits = vb_writer_commits(apply->writer);
	vb_writer_close(apply->writer);
	apply->writer = NULL;
	return ok;
}
