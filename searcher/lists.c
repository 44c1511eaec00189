/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lists.h"

#include <stdlib.h>
#include <string.h>

#define RUN 65536	/* document ids that share their upper half */

struct vb_list_kept {
	struct vb_list_kept *next, *before;	/* by last use */
	struct vb_list_kept *beside;		/* of the same hash */
	size_t size;		/* in memory, of all of it */
	size_t count, room;	/* postings */
	uint32_t *ends;		/* by docid / RUN: where its postings end */
	size_t runs;
	uint16_t *low;		/* docid % RUN */
	uint8_t *wdf;		/* at most 255 */
	size_t term_size;
	char term[];
};

static void
drop(struct vb_list_kept *list)
{
	if (list == NULL)
		return;
	free(list->ends);
	free(list->low);
	free(list->wdf);
	free(list);
}

static struct vb_list_kept **
place_of(struct vb_lists *lists, const char *term, size_t size)
{
	uint32_t hash = 0;
	struct vb_list_kept **at;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)term[i]) * 0x01000193u;
	at = &lists->place[(hash ^ hash >> 16) % VB_LISTS_PLACES];
	while (*at != NULL && ((*at)->term_size != size || memcmp((*at)->term, term, size) != 0))
		at = &(*at)->beside;
	return at;
}

static void
push(struct vb_lists *lists, struct vb_list_kept *list)
{
	list->before = NULL;
	list->next = lists->newest;
	if (list->next != NULL)
		list->next->before = list;
	else
		lists->oldest = list;
	lists->newest = list;
}

static void
pull(struct vb_lists *lists, struct vb_list_kept *list)
{
	*(list->before == NULL ? &lists->newest : &list->before->next) = list->next;
	*(list->next == NULL ? &lists->oldest : &list->next->before) = list->before;
}

/* Forgets the list that was used longest ago. */
static void
forget_oldest(struct vb_lists *lists)
{
	struct vb_list_kept *list = lists->oldest;
	struct vb_list_kept **at = place_of(lists, list->term, list->term_size);

	*at = list->beside;
	pull(lists, list);
	lists->size -= list->size;
	drop(list);
}

void
vb_lists_fini(struct vb_lists *lists)
{
	while (lists->oldest != NULL)
		forget_oldest(lists);
}

const struct vb_list_kept *
vb_lists_find(struct vb_lists *lists, const char *term, size_t size)
{
	struct vb_list_kept *list = *place_of(lists, term, size);

	if (list != NULL) {
		pull(lists, list);
		push(lists, list);
	}
	return list;
}

size_t
vb_lists_read(const struct vb_list_kept *list, size_t *at, uint32_t *docid, uint32_t *wdf,
	      size_t max)
{
	size_t low = 0, high = list->runs, count = 0;

	/* The run that the place lies in. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->ends[middle] <= *at)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < list->runs && count < max; low++) {
		uint32_t base = (uint32_t)low * RUN;
		size_t end = list->ends[low] - *at < max - count ? list->ends[low] : *at + max - count;

		for (size_t i = *at; i < end; i++)
			docid[count + i - *at] = base + list->low[i];
		for (size_t i = *at; i < end; i++)
			wdf[count + i - *at] = list->wdf[i];
		count += end - *at;
		*at = end;
	}
	return count;
}

struct vb_list_kept *
vb_lists_begin(const char *term, size_t size, size_t postings)
{
	struct vb_list_kept *list;

	if (postings < VB_LISTS_LEAST || postings > VB_LISTS_ROOM / 4 / 3 ||
	    (list = calloc(1, sizeof(*list) + size)) == NULL)
		return NULL;
	list->room = postings;
	list->low = malloc(postings * sizeof(list->low[0]));
	list->wdf = malloc(postings * sizeof(list->wdf[0]));
	list->size = sizeof(*list) + size + postings * 3;
	list->term_size = size;
	memcpy(list->term, term, size);
	if (list->low != NULL && list->wdf != NULL)
		return list;
	drop(list);
	return NULL;
}

/* Ends every run before that of docid where the postings now end. */
static bool
end_runs(struct vb_list_kept *list, size_t runs)
{
	if (runs > list->runs) {
		uint32_t *more = realloc(list->ends, runs * sizeof(more[0]));

		if (more == NULL)
			return false;
		list->ends = more;
		while (list->runs < runs)
			more[list->runs++] = (uint32_t)list->count;
	}
	return true;
}

void
vb_lists_add(struct vb_list_kept **kept, const uint32_t *docid, const uint32_t *wdf, size_t count)
{
	struct vb_list_kept *list = *kept;
	bool fits = list != NULL && count <= list->room - list->count;

	for (size_t i = 0; fits && i < count; i++) {
		fits = wdf[i] <= UINT8_MAX && docid[i] / RUN >= list->runs &&
		       end_runs(list, docid[i] / RUN);
		list->low[list->count] = (uint16_t)(docid[i] % RUN);
		list->wdf[list->count++] = (uint8_t)wdf[i];
	}
	if (!fits) {
		drop(list);
		*kept = NULL;
	}
}

void
vb_lists_end(struct vb_lists *lists, struct vb_list_kept *list)
{
	struct vb_list_kept **at;

	if (list == NULL)
		return;
	if (list->count != list->room || !end_runs(list, list->runs + 1)) {
		drop(list);
		return;
	}
	at = place_of(lists, list->term, list->term_size);
	if (*at != NULL) {
		drop(list);
		return;
	}
	*at = list;
	push(lists, list);
	lists->size += list->size;
	while (lists->size > VB_LISTS_ROOM)
		forget_oldest(lists);
}
