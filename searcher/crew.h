/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The crew: threads that help a query which has much to do.  They are made when they are first
 * needed, one less than there are processors, and wait for the next query then.  Most queries
 * are done before a thread has woken up: work of less than half a millisecond is not for a crew.
 */
#ifndef VB_CREW_H
#define VB_CREW_H

#include <pthread.h>
#include <stdbool.h>

#define VB_CREW_MOST 4		/* threads at work, that of the caller being one */

/* Zeroed to begin with; belongs to one thread. */
struct vb_crew {
	bool made, ending;
	unsigned helpers;	/* threads made */
	pthread_t helper[VB_CREW_MOST - 1];
	pthread_mutex_t lock;
	pthread_cond_t wanted, done;
	void (*work)(void *data);	/* NULL: nothing to do */
	void *data;
	unsigned number;	/* of the work */
	unsigned busy;		/* helpers at it */
};

/*
 * Calls work(data) here and, at the same time, in each helper that wakes up before this one has
 * returned; returns when all have.  So work shares itself out, and does all if it is alone.
 */
void vb_crew_work(struct vb_crew *crew, void (*work)(void *data), void *data);

/* Of a zeroed crew too. */
void vb_crew_fini(struct vb_crew *crew);

#endif
