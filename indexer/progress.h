/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The progress bar: one line on a terminal, drawn again and again, gone at the end.
 *
 *	[#########...........]  47%  362 of 771 files, 4.6 of 9.8 MB
 */
#ifndef VB_PROGRESS_H
#define VB_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "buf.h"

struct vb_progress {
	FILE *out;
	bool shown;		/* the bar stands on the line */
	unsigned columns;	/* 0: ask the terminal */
	struct vb_buf last;	/* what stands there: nothing is drawn twice */
};

/* The line, without control characters, at most columns wide, into out (cleared first). */
void vb_progress_line(size_t done, size_t total, uint64_t bytes, uint64_t bytes_total,
		      unsigned columns, struct vb_buf *out);

void vb_progress_init(struct vb_progress *progress, FILE *out);
void vb_progress_draw(struct vb_progress *progress, size_t done, size_t total, uint64_t bytes,
		      uint64_t bytes_total);

/* Takes the bar off the line, so that something else can be printed; the next draw restores it. */
void vb_progress_clear(struct vb_progress *progress);
void vb_progress_fini(struct vb_progress *progress);

#endif
