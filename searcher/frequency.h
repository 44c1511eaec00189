/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many passages bear a term, for terms that were asked about lately: a query asks several
 * times about each of its words, and of the dictionary's renderings the same come again.
 */
#ifndef VB_FREQUENCY_H
#define VB_FREQUENCY_H

#include "xapianc.h"

#define VB_FREQUENCY_PLACES 8192	/* a power of two */
#define VB_FREQUENCY_BYTES 27		/* longer terms are looked up each time */

struct vb_frequency {
	uint32_t documents;
	uint8_t size;			/* 0: nothing is known yet */
	char term[VB_FREQUENCY_BYTES];
};

/* The table: VB_FREQUENCY_PLACES of them, zeroed for each state of the database. */
bool vb_frequency_find(struct vb_frequency *table, struct xc_database *database, const char *term,
		       size_t size, uint32_t *documents, struct vb_err *err);

#endif
