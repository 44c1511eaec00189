/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small index to search in, written by the indexer's own functions: records are added in
 * memory, then written as one generation of an index in a folder under /tmp.
 *
 *	sample_init(&sample);
 *	sample_add(&sample, &(struct vb_record){.text = "...", .state = "JPN"});
 *	sample_write(&sample);
 *	... sample.settings names the index and the tables ...
 *	sample_fini(&sample);
 *
 * Whatever fails ends the test.
 */
#ifndef VB_SAMPLE_H
#define VB_SAMPLE_H

#include "arena.h"
#include "record.h"
#include "settings.h"
#include "state.h"
#include "token.h"

struct sample {
	char folder[64];
	char states[4096], themes[4096];
	struct vb_settings settings;	/* borrowed strings: not for vb_settings_fini() */
	struct vb_tokeniser *tokeniser;
	struct vb_states *table;
	struct vb_arena arena;
	struct vb_record *record;	/* as added, strings in the arena, NULLs made "" */
	size_t count, room;
	int generation;			/* the last one written */
};

void sample_init(struct sample *sample);
void sample_fini(struct sample *sample);

/* Copies the record; what is NULL in it becomes "", an id and a path are made up. */
void sample_add(struct sample *sample, const struct vb_record *record);

/* Writes all records as the index's next generation and switches to it. */
void sample_write(struct sample *sample);

/*
 * Adds a text file as passages: paragraphs are what stands between empty lines, lines joined
 * by blanks; a line of more than 160 bytes is a paragraph by itself.  fields gives the rest
 * of each record.  False when there is no such file.
 */
bool sample_add_file(struct sample *sample, const char *path, const struct vb_record *fields);

/* The folder with real documents, or NULL, with a word on standard error, when there is none. */
const char *sample_shared(void);

#endif
