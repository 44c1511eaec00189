/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching: a handle on an index, requests in, results out.
 *
 *	struct vb_search *search = vb_search_open(&settings, &err);
 *	struct vb_request request;
 *	vb_request_init(&request);
 *	request.query = "广播";
 *	if (vb_search_run(search, &request, &arena, &result, &err))
 *		... result.hits[0].record.text ...
 *	vb_search_close(search);
 *
 * A handle belongs to one thread.  When the index moves on, the run is repeated on the
 * new state once, so a result is always of one state of the index.
 */
#ifndef VB_SEARCH_H
#define VB_SEARCH_H

#include "result.h"
#include "settings.h"
#include "state.h"

struct vb_search;

/* NULL with err filled: VB_ABSENT (no index there), VB_FORMAT, VB_DAMAGED, VB_USAGE (a bad table). */
struct vb_search *vb_search_open(const struct vb_settings *settings, struct vb_err *err);
void vb_search_close(struct vb_search *search);

/* VB_USAGE for an unknown State, theme or facet value that a table would know; the line names near ones. */
bool vb_search_run(struct vb_search *search, const struct vb_request *request,
		   struct vb_arena *arena, struct vb_result *result, struct vb_err *err);

/* Clears up after a run whose result has been shown, while nobody waits; the next run would have to. */
void vb_search_rest(struct vb_search *search);

/*
 * A query that takes more than five seconds is stopped: what was found until then is the
 * result, marked as partial.  The seconds are those of this clock, in nanoseconds; NULL is the
 * system's, and so it begins.
 */
typedef uint64_t vb_search_clock(void);
void vb_search_set_clock(struct vb_search *search, vb_search_clock *clock);

/* The table of States in use; lives as long as the handle. */
const struct vb_states *vb_search_states(const struct vb_search *search);

#endif
