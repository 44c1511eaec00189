/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crew.h"

#include <string.h>
#include <unistd.h>

static void *
help(void *data)
{
	struct vb_crew *crew = data;
	unsigned seen = 0;

	pthread_mutex_lock(&crew->lock);
	while (!crew->ending) {
		void (*work)(void *) = crew->work;
		void *of = crew->data;

		if (work == NULL || seen == crew->number) {
			pthread_cond_wait(&crew->wanted, &crew->lock);
			continue;
		}
		seen = crew->number;
		crew->busy++;
		pthread_mutex_unlock(&crew->lock);
		work(of);
		pthread_mutex_lock(&crew->lock);
		if (--crew->busy == 0)
			pthread_cond_signal(&crew->done);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

static void
make(struct vb_crew *crew)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->wanted, NULL);
	pthread_cond_init(&crew->done, NULL);
	while (crew->helpers < VB_CREW_MOST - 1 && (long)crew->helpers + 1 < processors &&
	       pthread_create(&crew->helper[crew->helpers], NULL, help, crew) == 0)
		crew->helpers++;
	crew->made = true;
}

void
vb_crew_work(struct vb_crew *crew, void (*work)(void *data), void *data)
{
	if (!crew->made)
		make(crew);
	pthread_mutex_lock(&crew->lock);
	crew->work = work;
	crew->data = data;
	crew->number++;
	pthread_cond_broadcast(&crew->wanted);
	pthread_mutex_unlock(&crew->lock);
	work(data);
	pthread_mutex_lock(&crew->lock);
	crew->work = NULL;
	while (crew->busy > 0)
		pthread_cond_wait(&crew->done, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

void
vb_crew_fini(struct vb_crew *crew)
{
	if (!crew->made)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->ending = true;
	pthread_cond_broadcast(&crew->wanted);
	pthread_mutex_unlock(&crew->lock);
	while (crew->helpers > 0)
		pthread_join(crew->helper[--crew->helpers], NULL);
	pthread_cond_destroy(&crew->done);
	pthread_cond_destroy(&crew->wanted);
	pthread_mutex_destroy(&crew->lock);
	memset(crew, 0, sizeof(*crew));
}
