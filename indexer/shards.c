/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shards.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "load.h"
#include "memory.h"
#include "schema.h"
#include "source.h"
#include "terms.h"

struct vb_shards {
	const char *folder, *analysis;
	size_t bytes;			/* that a thread may gather */
	struct xc_load **loads;		/* by thread; NULL for none yet */
	unsigned threads;

	pthread_mutex_t mutex;		/* guards what follows */
	unsigned long last_shard, last_part;	/* numbers given out */
	unsigned long *parts;
	size_t part_count;
};

struct vb_shards *
vb_shards_new(const char *folder, const char *analysis, unsigned threads, uint64_t memory)
{
	struct vb_shards *shards = vb_memory_resize(NULL, 1, sizeof *shards);

	assert(threads > 0);
	memset(shards, 0, sizeof *shards);
	shards->folder = folder;
	shards->analysis = analysis;
	shards->threads = threads;
	shards->bytes = memory / threads;
	shards->loads = vb_memory_resize(NULL, threads, sizeof *shards->loads);
	memset(shards->loads, 0, threads * sizeof *shards->loads);
	pthread_mutex_init(&shards->mutex, NULL);
	return shards;
}

void
vb_shards_free(struct vb_shards *shards)
{
	if (shards == NULL)
		return;
	for (unsigned i = 0; i < shards->threads; i++)
		xc_load_free(shards->loads[i]);
	for (unsigned long number = 1; number <= shards->last_shard; number++) {
		char *path = vb_generation_scratch(shards->folder, VB_SHARD, number);

		vb_generation_discard(path, NULL);
		free(path);
	}
	pthread_mutex_destroy(&shards->mutex);
	free(shards->parts);
	free(shards->loads);
	free(shards);
}

static void
add_part(struct vb_shards *shards, unsigned long part)
{
	shards->parts = vb_memory_resize(shards->parts, shards->part_count + 1, sizeof *shards->parts);
	shards->parts[shards->part_count++] = part;
}

void
vb_shards_adopt(struct vb_shards *shards, unsigned long part)
{
	add_part(shards, part);
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

static bool
note(struct xc_load *load, const char *key, const char *value, struct vb_err *err)
{
	return xc_load_metadata(load, key, strlen(key), value, strlen(value), err);
}

/* What a thread has gathered becomes a part. */
static bool
make_part(struct vb_shards *shards, struct xc_load *load, struct vb_err *err)
{
	unsigned long shard = next_shard(shards), part;
	char *path = vb_generation_scratch(shards->folder, VB_SHARD, shard), version[16];
	bool ok;

	snprintf(version, sizeof version, "%d", VB_SCHEMA_VERSION);
	ok = note(load, VB_META_FORMAT, version, err) &&
		note(load, VB_META_ANALYSIS, shards->analysis, err) &&
		xc_load_write(load, path, err);
	free(path);
	if (!ok)
		return false;
	pthread_mutex_lock(&shards->mutex);
	part = ++shards->last_part;
	ok = vb_generation_keep(shards->folder, shard, part, err);
	if (ok)
		add_part(shards, part);
	pthread_mutex_unlock(&shards->mutex);
	return ok;
}

static bool
put_passages(struct xc_load *load, const struct vb_buf *bundles, struct vb_err *err)
{
	size_t used;

	for (size_t at = 0; at < bundles->len; at += used)
		if (!vb_terms_load(bundles->data + at, bundles->len - at, load, &used, err))
			return false;
	return true;
}

static bool
put_row(struct xc_load *load, const struct vb_source *source, struct vb_err *err)
{
	struct vb_buf key = VB_BUF_INIT, row = VB_BUF_INIT;
	bool ok;

	vb_source_key(source->path, &key);
	vb_source_encode(source, &row);
	ok = xc_load_metadata(load, key.data, key.len, row.data, row.len, err);
	vb_buf_fini(&key);
	vb_buf_fini(&row);
	return ok;
}

static bool
is_full(const struct vb_shards *shards, const struct xc_load *load)
{
	return xc_load_documents(load) >= VB_SHARDS_PASSAGES || xc_load_bytes(load) >= shards->bytes;
}

bool
vb_shards_put(void *data, unsigned thread, const struct vb_task_result *result, struct vb_err *err)
{
	struct vb_shards *shards = data;
	struct xc_load **load = &shards->loads[thread];
	bool ok;

	assert(thread < shards->threads);
	if (*load == NULL && (*load = xc_load_new(VB_SLOT_RECORD, err)) == NULL)
		return false;
	switch (result->outcome) {
	case VB_OUTCOME_READ:
	case VB_OUTCOME_BAD:
		ok = put_passages(*load, &result->bundles, err) &&
			put_row(*load, &result->source, err);
		break;
	case VB_OUTCOME_SAME:
		ok = put_row(*load, &result->source, err);
		break;
	default:
		return true;
	}
	if (ok && is_full(shards, *load))
		ok = make_part(shards, *load, err);
	/* A document that is there by half cannot be taken back. */
	if (!ok) {
		xc_load_free(*load);
		*load = NULL;
	}
	return ok;
}

bool
vb_shards_finish(struct vb_shards *shards, struct vb_err *err)
{
	bool ok = true;

	for (unsigned i = 0; i < shards->threads; i++) {
		struct xc_load *load = shards->loads[i];

		if (ok && load != NULL && xc_load_bytes(load) > 0)
			ok = make_part(shards, load, err);
		xc_load_free(load);
		shards->loads[i] = NULL;
	}
	return ok;
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
	size_t count = shards->part_count;
	char **paths = vb_memory_resize(NULL, count + 1, sizeof *paths);
	bool ok = true;

	for (size_t i = 0; i < count; i++)
		paths[i] = vb_generation_scratch(shards->folder, VB_PART, shards->parts[i]);
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
