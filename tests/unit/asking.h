/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sample index that a test asks: what the tests of the searcher's parts share.
 *
 *	asking_begin();
 *	sample_add(&sample, &record) ...
 *	asking_open();
 *	ask("a query");			... and result tells the rest
 *	asking_end();
 */
#ifndef TESTS_ASKING_H
#define TESTS_ASKING_H

#include "sample.h"
#include "search.h"

extern struct sample sample;
extern struct vb_search *search;
extern struct vb_request request;	/* as vb_request_init() leaves it at the start */
extern struct vb_result result;		/* of the last question */
extern struct vb_arena arena;

void asking_begin(void);
/* Adds a passage with this text and nothing else. */
void asking_add(const char *text);
/* Writes the index and opens it. */
void asking_open(void);
void asking_end(void);

/* Asks, which must succeed; returns the total. */
uint64_t ask(const char *query);

/* There are hits, and the first one's text begins so. */
void first_is(const char *beginning);

/* Whether the result says so in its expansion. */
bool expands(const char *line);

#endif
