/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading threads: files in, bundles of terms out, in the order of the tasks.
 *
 * They touch no index.  What they have ready but the writer has not yet taken, and what
 * they are working on, is bounded in bytes: a thread waits before it opens a file that would
 * go beyond, unless the writer waits for just that one.  A thread can also put away itself
 * what it has read (struct vb_readers_sink); the results then come without their bundles.
 *
 *	readers = vb_readers_start(&setup, jobs, tasks, count, NULL, &err);
 *	while (vb_readers_next(readers, &result, &err) && result != NULL) {
 *		... result->bundles ...
 *		vb_readers_done(readers, result);
 *	}
 *	vb_readers_stop(readers);
 */
#ifndef VB_READERS_H
#define VB_READERS_H

#include "reader.h"

struct vb_readers;

/* Called in the thread (numbered from 0) that has read the result; when false, all end. */
struct vb_readers_sink {
	bool (*put)(void *data, unsigned thread, const struct vb_task_result *result,
		    struct vb_err *err);
	void *data;
};

/*
 * jobs: threads, at least 1.  sink may be NULL.  Setup's tables, tasks and their files, and the
 * sink, must live until vb_readers_stop().
 */
struct vb_readers *vb_readers_start(const struct vb_reader_setup *setup, unsigned jobs,
				    const struct vb_task *tasks, size_t count,
				    const struct vb_readers_sink *sink, struct vb_err *err);

/*
 * Waits for the next task's result; NULL after the last.  It is the caller's until
 * vb_readers_done().  False when a thread could not work at all (VB_MEMORY, VB_IO), or with
 * the sink's error.
 */
bool vb_readers_next(struct vb_readers *readers, struct vb_task_result **out, struct vb_err *err);
void vb_readers_done(struct vb_readers *readers, struct vb_task_result *result);

/* Ends the threads, also before all is read; a document being read is finished first. */
void vb_readers_stop(struct vb_readers *readers);

#endif
