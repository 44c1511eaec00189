/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of an index in one block of memory: "\nalpha\nbeta\ngamma\n".  A word that
 * begins with, ends with or holds a run of letters is then found by plain byte search,
 * in a few milliseconds for a million words.
 */
#ifndef VB_VOCABULARY_H
#define VB_VOCABULARY_H

#include "buf.h"
#include "err.h"
#include "xapianc.h"

#define VB_VOCABULARY_MAX (16u << 20)	/* bytes; a larger vocabulary is not held */

struct vb_vocabulary {
	struct vb_buf block;
	bool loaded;
	bool whole;		/* false: too large; whoever asks must do without */
};

/* Which ends of the run are ends of the word. */
enum vb_vocabulary_edge { VB_EDGE_NONE = 0, VB_EDGE_START = 1, VB_EDGE_END = 2 };

/* Reads the words (terms of the family VB_TERM_WORD) unless that was done. */
bool vb_vocabulary_load(struct vb_vocabulary *vocabulary, struct xc_database *database,
			struct vb_err *err);
void vb_vocabulary_fini(struct vb_vocabulary *vocabulary);

/*
 * The first word at or after *at that holds run[0..size) with the edges asked for (a mask
 * of vb_vocabulary_edge); false when there is none.  *at moves behind the word; begin
 * with 0.  The word lives as long as the vocabulary.
 */
bool vb_vocabulary_find(const struct vb_vocabulary *vocabulary, const char *run, size_t size,
			unsigned edges, size_t *at, struct xc_bytes *word);

/* Every word in turn, in byte order. */
bool vb_vocabulary_next(const struct vb_vocabulary *vocabulary, size_t *at, struct xc_bytes *word);

#endif
