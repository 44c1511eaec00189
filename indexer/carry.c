/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "carry.h"

#include <pthread.h>
#include <stdlib.h>

#include "generation.h"
#include "interrupt.h"
#include "memory.h"
#include "revive.h"

struct carry {
	struct vb_apply *apply;
	const char *path;
	const struct vb_source *const *list;
	size_t count;

	pthread_mutex_t mutex;		/* guards what follows, and telling of failures */
	size_t next;
	struct vb_err failure;		/* the first one that ends it all */
};

struct thread {
	pthread_t id;
	unsigned number;
	struct carry *carry;
};

/* The next source; NULL behind the last, after a failure or a signal. */
static const struct vb_source *
take(struct carry *carry)
{
	const struct vb_source *source = NULL;

	pthread_mutex_lock(&carry->mutex);
	if (carry->failure.code == VB_OK && vb_interrupt_caught() == 0 && carry->next < carry->count)
		source = carry->list[carry->next++];
	pthread_mutex_unlock(&carry->mutex);
	return source;
}

static void
give_up(struct carry *carry, const struct vb_err *err)
{
	pthread_mutex_lock(&carry->mutex);
	if (carry->failure.code == VB_OK)
		carry->failure = *err;
	pthread_mutex_unlock(&carry->mutex);
}

static void
tell(struct carry *carry, const struct vb_source *source, struct vb_err *why)
{
	vb_err_prefix(why, "cannot keep: '%s': ", source->path);
	pthread_mutex_lock(&carry->mutex);
	vb_apply_failed(carry->apply, source->path, why->text);
	pthread_mutex_unlock(&carry->mutex);
}

static bool
carry_source(const struct thread *thread, struct vb_revive *revive, struct xc_database *database,
	     const struct vb_source *source, struct vb_err *err)
{
	struct carry *carry = thread->carry;
	struct vb_task_result result = {.outcome = VB_OUTCOME_READ, .source = *source};
	struct vb_err why;
	bool ok = true;

	if (vb_revive_source(revive, database, source->path, &result.bundles,
			     &result.source.passages, &why))
		ok = vb_shards_put(carry->apply->shards, thread->number, &result, err);
	else
		tell(carry, source, &why);
	vb_buf_fini(&result.bundles);
	return ok;
}

static void *
work(void *data)
{
	struct thread *thread = data;
	struct carry *carry = thread->carry;
	const struct vb_source *source;
	struct vb_revive revive;
	struct vb_err err;
	struct xc_database *database = vb_generation_open(carry->path, &err);
	bool ok = database != NULL;

	ok = vb_revive_init(&revive, ok ? &err : NULL) && ok;
	while (ok && (source = take(carry)) != NULL)
		ok = carry_source(thread, &revive, database, source, &err);
	if (!ok)
		give_up(carry, &err);
	vb_revive_fini(&revive);
	xc_database_close(database);
	return NULL;
}

/* Those that could be started do the work of all. */
static bool
run(struct carry *carry, struct thread *threads, unsigned jobs, struct vb_err *err)
{
	unsigned started = 0;
	int code = 0;

	for (; started < jobs && code == 0; started += code == 0) {
		threads[started] = (struct thread){.number = started, .carry = carry};
		code = pthread_create(&threads[started].id, NULL, work, &threads[started]);
	}
	for (unsigned i = 0; i < started; i++)
		pthread_join(threads[i].id, NULL);
	if (started == 0)
		return vb_err_set(err, VB_MEMORY, "cannot start a thread");
	if (carry->failure.code == VB_OK)
		return !vb_apply_interrupted(carry->apply, err);
	if (err != NULL)
		*err = carry->failure;
	return false;
}

bool
vb_carry(struct vb_apply *apply, const char *path, const struct vb_source *const *list,
	 size_t count, struct vb_err *err)
{
	struct carry carry = {.apply = apply, .path = path, .list = list, .count = count};
	unsigned jobs = vb_apply_jobs(apply->order);
	struct thread *threads;
	bool ok;

	if (count == 0 || path == NULL)
		return true;
	threads = vb_memory_resize(NULL, jobs, sizeof *threads);
	pthread_mutex_init(&carry.mutex, NULL);
	ok = run(&carry, threads, jobs, err);
	pthread_mutex_destroy(&carry.mutex);
	free(threads);
	return ok;
}
