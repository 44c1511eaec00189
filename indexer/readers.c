/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Bytes that readings may take, and what a byte of a file costs while it is read. */
#define BYTES_AHEAD (48u << 20)
#define BYTES_A_BYTE 16

struct thread {
	pthread_t id;
	unsigned number;
	struct vb_readers *readers;
};

struct vb_readers {
	struct vb_reader_setup setup;
	const struct vb_task *tasks;
	size_t count;
	const struct vb_readers_sink *sink;	/* NULL for none */
	struct vb_task_result **ready;	/* by task; NULL until read */
	struct thread *threads;
	size_t thread_count;

	pthread_mutex_t mutex;		/* guards what follows, and ready */
	pthread_cond_t moved;		/* something below has changed */
	size_t next;			/* the first task nobody has taken */
	size_t wanted;			/* the task the writer needs next */
	uint64_t held;			/* bytes of readings begun and not done */
	bool waiting;			/* the writer has nothing to do until that one is read */
	bool stop;
	struct vb_err failure;		/* of a thread that could not work */
};

static uint64_t
cost_of(const struct vb_readers *readers, const struct vb_task *task)
{
	return task->file->size > readers->setup.max_file ? 0 : task->file->size * BYTES_A_BYTE;
}

/* The next task for a thread, once there is room for it; false at the end. */
static bool
take(struct vb_readers *readers, size_t *at)
{
	bool some = false;

	pthread_mutex_lock(&readers->mutex);
	if (!readers->stop && readers->next < readers->count) {
		uint64_t cost = cost_of(readers, &readers->tasks[readers->next]);

		*at = readers->next++;
		while (!readers->stop && readers->held + cost > BYTES_AHEAD &&
		       !(readers->waiting && *at == readers->wanted))
			pthread_cond_wait(&readers->moved, &readers->mutex);
		some = !readers->stop;
		readers->held += some ? cost : 0;
	}
	pthread_mutex_unlock(&readers->mutex);
	return some;
}

/* While it was read, a file counted with what reading costs; from now on with what it gave. */
static void
put(struct vb_readers *readers, size_t at, struct vb_task_result *result)
{
	pthread_mutex_lock(&readers->mutex);
	readers->held -= cost_of(readers, result->task);
	readers->held += result->bundles.len;
	readers->ready[at] = result;
	pthread_cond_broadcast(&readers->moved);
	pthread_mutex_unlock(&readers->mutex);
}

static void
give_up(struct vb_readers *readers, const struct vb_err *err)
{
	pthread_mutex_lock(&readers->mutex);
	if (readers->failure.code == VB_OK)
		readers->failure = *err;
	readers->stop = true;
	pthread_cond_broadcast(&readers->moved);
	pthread_mutex_unlock(&readers->mutex);
}

/* Puts the result away, when there is a sink; what is done then need not be kept. */
static bool
sink(const struct thread *thread, struct vb_task_result *result, struct vb_err *err)
{
	const struct vb_readers_sink *into = thread->readers->sink;

	if (into == NULL)
		return true;
	if (!into->put(into->data, thread->number, result, err))
		return false;
	vb_buf_fini(&result->bundles);
	return true;
}

static void *
work(void *data)
{
	struct thread *thread = data;
	struct vb_readers *readers = thread->readers;
	struct vb_err err;
	struct vb_reader *reader = vb_reader_new(&readers->setup, &err);
	bool ok = reader != NULL;
	size_t at;

	if (!ok)
		give_up(readers, &err);
	while (ok && take(readers, &at)) {
		struct vb_task_result *result = vb_reader_read(reader, &readers->tasks[at]);

		ok = sink(thread, result, &err);
		/* Said first: whoever takes the last result must not believe that all went well. */
		if (!ok)
			give_up(readers, &err);
		put(readers, at, result);
	}
	vb_reader_free(reader);
	return NULL;
}

/* Signals are the main thread's business: the others start with all of them blocked. */
static bool
start_threads(struct vb_readers *readers, unsigned jobs, struct vb_err *err)
{
	size_t wanted = jobs < readers->count ? jobs : readers->count;
	sigset_t all, before;
	int error = 0;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (error == 0 && readers->thread_count < wanted) {
		struct thread *thread = &readers->threads[readers->thread_count];

		thread->number = (unsigned)readers->thread_count;
		thread->readers = readers;
		error = pthread_create(&thread->id, NULL, work, thread);
		readers->thread_count += error == 0;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (error == 0 || readers->thread_count > 0)
		return true;
	return vb_err_set(err, VB_MEMORY, "cannot start a thread: %s", strerror(error));
}

struct vb_readers *
vb_readers_start(const struct vb_reader_setup *setup, unsigned jobs, const struct vb_task *tasks,
		 size_t count, const struct vb_readers_sink *sink, struct vb_err *err)
{
	struct vb_readers *readers;

	assert(jobs > 0);
	readers = vb_memory_resize(NULL, 1, sizeof *readers);

	memset(readers, 0, sizeof *readers);
	readers->setup = *setup;
	readers->tasks = tasks;
	readers->count = count;
	readers->sink = sink;
	pthread_mutex_init(&readers->mutex, NULL);
	pthread_cond_init(&readers->moved, NULL);
	readers->ready = vb_memory_resize(NULL, count + 1, sizeof *readers->ready);
	memset(readers->ready, 0, (count + 1) * sizeof *readers->ready);
	readers->threads = vb_memory_resize(NULL, jobs, sizeof *readers->threads);
	if (!start_threads(readers, jobs, err)) {
		vb_readers_stop(readers);
		return NULL;
	}
	return readers;
}

bool
vb_readers_next(struct vb_readers *readers, struct vb_task_result **out, struct vb_err *err)
{
	bool ok = true;

	*out = NULL;
	pthread_mutex_lock(&readers->mutex);
	if (readers->wanted < readers->count) {
		readers->waiting = true;
		pthread_cond_broadcast(&readers->moved);
		while (!readers->stop && readers->ready[readers->wanted] == NULL)
			pthread_cond_wait(&readers->moved, &readers->mutex);
		readers->waiting = false;
		if (readers->stop) {
			*err = readers->failure;
			ok = false;
		} else {
			*out = readers->ready[readers->wanted];
			readers->ready[readers->wanted++] = NULL;
		}
	}
	pthread_mutex_unlock(&readers->mutex);
	return ok;
}

void
vb_readers_done(struct vb_readers *readers, struct vb_task_result *result)
{
	pthread_mutex_lock(&readers->mutex);
	readers->held -= result->bundles.len;
	pthread_cond_broadcast(&readers->moved);
	pthread_mutex_unlock(&readers->mutex);
	vb_task_result_free(result);
}

void
vb_readers_stop(struct vb_readers *readers)
{
	if (readers == NULL)
		return;
	pthread_mutex_lock(&readers->mutex);
	readers->stop = true;
	pthread_cond_broadcast(&readers->moved);
	pthread_mutex_unlock(&readers->mutex);
	for (size_t i = 0; i < readers->thread_count; i++)
		pthread_join(readers->threads[i].id, NULL);
	for (size_t i = 0; i < readers->count; i++)
		if (readers->ready[i] != NULL)
			vb_task_result_free(readers->ready[i]);
	pthread_cond_destroy(&readers->moved);
	pthread_mutex_destroy(&readers->mutex);
	free(readers->ready);
	free(readers->threads);
	free(readers);
}
