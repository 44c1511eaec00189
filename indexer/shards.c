/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shards.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "memory.h"
#include "schema.h"
#include "writer.h"

/* What is in a shard's trees takes about so many times the bytes of its bundles, all told. */
#define BYTES_A_BYTE 4

struct open_shard {
	struct vb_writer *writer;	/* NULL for none */
	unsigned long number;
};

struct list {
	unsigned long *item;
	size_t count;
};

struct vb_shards {
	const char *folder, *analysis;
	size_t bytes;			/* of bundles in a shard */
	struct open_shard *open;	/* by thread */
	unsigned threads;

	pthread_mutex_t mutex;		/* guards what follows */
	unsigned long last_shard, last_part;	/* numbers given out */
	struct list finished, parts;
};

static void
append(struct list *list, unsigned long number)
{
	list->item = vb_memory_resize(list->item, list->count + 1, sizeof *list->item);
	list->item[list->count++] = number;
}

struct vb_shards *
vb_shards_new(const char *folder, const char *analysis, unsigned threads, uint64_t memory)
{
	struct vb_shards *shards = vb_memory_resize(NULL, 1, sizeof *shards);

	assert(threads > 0);
	memset(shards, 0, sizeof *shards);
	shards->folder = folder;
	shards->analysis = analysis;
	shards->threads = threads;
	shards->bytes = memory / BYTES_A_BYTE / threads;
	shards->open = vb_memory_resize(NULL, threads, sizeof *shards->open);
	memset(shards->open, 0, threads * sizeof *shards->open);
	pthread_mutex_init(&shards->mutex, NULL);
	vb_writer_prepare();
	return shards;
}

static bool
discard(const struct vb_shards *shards, unsigned long number, struct vb_err *err)
{
	char *path = vb_generation_scratch(shards->folder, VB_SHARD, number);
	bool ok = vb_generation_discard(path, err);

	free(path);
	return ok;
}

void
vb_shards_free(struct vb_shards *shards)
{
	if (shards == NULL)
		return;
	for (unsigned i = 0; i < shards->threads; i++)
		vb_writer_close(shards->open[i].writer);
	for (unsigned long number = 1; number <= shards->last_shard; number++)
		discard(shards, number, NULL);
	pthread_mutex_destroy(&shards->mutex);
	free(shards->finished.item);
	free(shards->parts.item);
	free(shards->open);
	free(shards);
}

void
vb_shards_adopt(struct vb_shards *shards, unsigned long part)
{
	append(&shards->parts, part);
	if (part > shards->last_part)
		shards->last_part = part;
}

static unsigned long
next_shard(struct vb_shards *shards)
{
	unsigned long number;

	pthread_mutex_lock(&shards->mutex);
	number = ++shards->last_shard;
	pthread_mutex_unlock(&shards->mutex);
	return number;
}

static bool
open_shard(struct vb_shards *shards, struct open_shard *open, struct vb_err *err)
{
	char *path;

	if (open->writer != NULL)
		return true;
	open->number = next_shard(shards);
	path = vb_generation_scratch(shards->folder, VB_SHARD, open->number);
	open->writer = vb_writer_open(path, XC_SCRATCH, shards->analysis, err);
	free(path);
	return open->writer != NULL;
}

static char **
paths_of(const struct vb_shards *shards, const char *kind, const struct list *list, size_t room)
{
	char **paths = vb_memory_resize(NULL, list->count + room + 1, sizeof *paths);

	for (size_t i = 0; i < list->count; i++)
		paths[i] = vb_generation_scratch(shards->folder, kind, list->item[i]);
	return paths;
}

static void
free_paths(char **paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(paths[i]);
	free(paths);
}

static bool
compact(char *const *paths, size_t count, const char *target, struct vb_err *err)
{
	return xc_compact((const char *const *)paths, count, target, err);
}

/* The shards of the list, which is emptied, become a part. */
static bool
make_part(struct vb_shards *shards, struct list *list, struct vb_err *err)
{
	char **paths = paths_of(shards, VB_SHARD, list, 0);
	unsigned long merged = next_shard(shards), part;
	char *path = vb_generation_scratch(shards->folder, VB_SHARD, merged);
	bool ok = compact(paths, list->count, path, err);

	if (ok) {
		pthread_mutex_lock(&shards->mutex);
		part = ++shards->last_part;
		ok = vb_generation_keep(shards->folder, merged, part, err);
		if (ok)
			append(&shards->parts, part);
		pthread_mutex_unlock(&shards->mutex);
	}
	for (size_t i = 0; ok && i < list->count; i++)
		ok = discard(shards, list->item[i], err);
	free(path);
	free_paths(paths, list->count);
	free(list->item);
	memset(list, 0, sizeof *list);
	return ok;
}

static bool
close_shard(struct vb_shards *shards, struct open_shard *open, struct vb_err *err)
{
	bool ok = vb_writer_commit(open->writer, err);

	vb_writer_close(open->writer);
	open->writer = NULL;
	if (!ok)
		return false;
	pthread_mutex_lock(&shards->mutex);
	append(&shards->finished, open->number);
	pthread_mutex_unlock(&shards->mutex);
	return true;
}

/* Makes a part of the finished shards when there are enough. */
static bool
make_full_part(struct vb_shards *shards, struct vb_err *err)
{
	struct list full = {NULL, 0};

	pthread_mutex_lock(&shards->mutex);
	if (shards->finished.count >= VB_SHARDS_A_PART) {
		full = shards->finished;
		memset(&shards->finished, 0, sizeof shards->finished);
	}
	pthread_mutex_unlock(&shards->mutex);
	return full.count == 0 || make_part(shards, &full, err);
}

bool
vb_shards_put(void *data, unsigned thread, const struct vb_task_result *result, struct vb_err *err)
{
	struct vb_shards *shards = data;
	struct open_shard *open = &shards->open[thread];
	bool ok;

	assert(thread < shards->threads);
	switch (result->outcome) {
	case VB_OUTCOME_READ:
	case VB_OUTCOME_BAD:
		ok = open_shard(shards, open, err) &&
			vb_writer_replace(open->writer, &result->source, NULL, result->bundles.data,
					  result->bundles.len, err);
		break;
	case VB_OUTCOME_SAME:
		ok = open_shard(shards, open, err) &&
			vb_writer_row(open->writer, &result->source, err);
		break;
	default:
		return true;
	}
	if (ok && vb_writer_full(open->writer, VB_SHARDS_PASSAGES, shards->bytes))
		return close_shard(shards, open, err) && make_full_part(shards, err);
	/* A transaction with a failed write in it can only be dropped. */
	if (!ok) {
		vb_writer_close(open->writer);
		open->writer = NULL;
	}
	return ok;
}

bool
vb_shards_finish(struct vb_shards *shards, struct vb_err *err)
{
	for (unsigned i = 0; i < shards->threads; i++)
		if (shards->open[i].writer != NULL && !close_shard(shards, &shards->open[i], err))
			return false;
	return true;
}

bool
vb_shards_keep(struct vb_shards *shards, struct vb_err *err)
{
	return vb_shards_finish(shards, err) &&
		(shards->finished.count == 0 || make_part(shards, &shards->finished, err));
}

/* One round: each FAN_IN paths become one; there is room for one more.  The parts among them
 * stay: they may be needed again. */
static bool
merge_round(struct vb_shards *shards, char ***paths, size_t *count, struct vb_err *err)
{
	size_t groups = (*count + VB_SHARDS_FAN_IN - 1) / VB_SHARDS_FAN_IN;
	char **merged = vb_memory_resize(NULL, groups + 1, sizeof *merged);
	bool ok = true;

	for (size_t i = 0; i < groups; i++) {
		size_t first = i * VB_SHARDS_FAN_IN, rest = *count - first;

		merged[i] = vb_generation_scratch(shards->folder, VB_SHARD,
						  next_shard(shards));
		ok = ok && compact(*paths + first, rest < VB_SHARDS_FAN_IN ? rest :
				   VB_SHARDS_FAN_IN, merged[i], err);
	}
	free_paths(*paths, *count);
	*paths = merged;
	*count = groups;
	return ok;
}

bool
vb_shards_merge(struct vb_shards *shards, const char *old, const char *target, struct vb_err *err)
{
	char **paths = paths_of(shards, VB_PART, &shards->parts, shards->finished.count + 1);
	char **more = paths_of(shards, VB_SHARD, &shards->finished, 0);
	size_t count = shards->parts.count;
	bool ok = true;

	memcpy(paths + count, more, shards->finished.count * sizeof *more);
	count += shards->finished.count;
	free(more);
	while (ok && count >= VB_SHARDS_FAN_IN)
		ok = merge_round(shards, &paths, &count, err);
	if (ok && old != NULL) {
		memmove(paths + 1, paths, count * sizeof *paths);
		paths[0] = strdup(old);
		count++;
	}
	ok = ok && compact(paths, count, target, err);
	free_paths(paths, count);
	return ok;
}

bool
vb_shards_forget(const char *folder, struct vb_err *err)
{
	struct vb_buf numbers = VB_BUF_INIT;
	const unsigned long *number;
	bool ok = vb_generation_list(folder, VB_PART, &numbers, err);

	number = (const unsigned long *)(const void *)numbers.data;
	for (size_t i = 0; ok && i < numbers.len / sizeof *number; i++) {
		char *path = vb_generation_scratch(folder, VB_PART, number[i]);

		ok = vb_generation_discard(path, err);
		free(path);
	}
	vb_buf_fini(&numbers);
	return ok;
}
