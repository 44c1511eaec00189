/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose words: a document's blocks parted by speaker.
 *
 * In a compilation a speaker begins with a name line and the mark below it (original.h), and
 * lasts until the next one, a heading over another group of speakers, an annex, or a heading
 * that goes on with the numbering of the report itself.  A name that no table knows begins a
 * part too, with no State: its words must not be the State's before it.  A State's name without
 * a mark below it, in a list or a table of contents, begins nothing.
 *
 * A footnote belongs to the part whose text bears its mark; when the mark was not found and its
 * page holds two speakers, to nobody.
 */
#ifndef VB_SUBMISSION_H
#define VB_SUBMISSION_H

#include "clean.h"
#include "state.h"

struct vb_submission {
	const char *state;	/* code; "" when the speaker is no State of the table, or nobody */
	const char *name; /* the name line, when no table knows it, or the annex's; "" otherwise */
	const char *group;	/* the heading over its group; "" for none */
	const char *language;	/* of the original; "" when not said */
	const char *date;	/* ISO; "" when not said */
	bool marked;		/* it has a mark: it counts as a submission */
};

struct vb_submissions {
	struct vb_submission *list;	/* list[0] is nobody's: the report's own part */
	size_t count;
	uint32_t *of_block;		/* the submission of each block */
	bool *consumed; /* the block is a name, a mark or a group's heading: no passage */
	size_t marked;			/* how many have a mark */
};

/* Finds the speakers and gives each block its own; cleaned and states must outlive out. */
void vb_submission_find(const struct vb_cleaned *cleaned, const struct vb_states *states,
			struct vb_arena *arena, struct vb_submissions *out);

/* The same for a document that is one speaker's words as a whole. */
void vb_submission_whole(const struct vb_cleaned *cleaned, const struct vb_submission *speaker,
			 struct vb_arena *arena, struct vb_submissions *out);

#endif
