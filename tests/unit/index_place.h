/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small index in a folder of its own, for tests of the indexer.
 */
#ifndef VB_TESTS_INDEX_PLACE_H
#define VB_TESTS_INDEX_PLACE_H

#include "settings.h"
#include "source.h"

struct index_place {
	char folder[512];	/* DOCS and the index lie in it; canonical */
	char docs[520];
	struct vb_settings settings;
};

/* An empty folder; docs is made, the index is not. */
void index_place_init(struct index_place *place);

/* docs/NAME with the text. */
void index_place_write(struct index_place *place, const char *name, const char *text);

/* A sync of docs; the test fails when it does. Returns how many files failed. */
size_t index_place_sync(struct index_place *place);

/* All three, with text in docs/a.txt. */
void index_place_make(struct index_place *place, const char *text);

void index_place_remove(struct index_place *place);

#endif
