/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A word in all its forms.  The index holds words as they are written (State, states); a
 * stem (state) stands for the union of its forms, which the vocabulary knows.
 */
#ifndef VB_FORMS_H
#define VB_FORMS_H

#include "matching.h"

struct vb_forms {
	const char **word;	/* NUL-terminated, in the match's arena */
	size_t count;
	uint32_t most;		/* once vb_forms_bearers() has asked: how many passages bear the first */
};

/* The words that have the stem, the stem itself first if it is one of them.  Uses the tokeniser. */
void vb_forms_open(struct vb_match *match, const char *stem, struct vb_forms *forms);

/*
 * How many passages bear one of the forms, each counted as often as it has different ones.  That
 * which most of them bear comes first in forms from now on.
 */
bool vb_forms_bearers(struct vb_match *match, char family, struct vb_forms *forms,
		      uint32_t *documents, struct vb_err *err);

/* Called for each form: what one occurrence of it counts. */
typedef float vb_forms_worth_fn(const void *data, const char *word);

/* The passages that bear one of the forms in a family (VB_TERM_WORD or its context), into set. */
bool vb_forms_collect(struct vb_match *match, char family, const struct vb_forms *forms,
		      struct vb_set *set, struct vb_err *err);

/*
 * The same, of those in among unless that is NULL, into set, empty before; index->tally then says
 * of its members how often, until vb_rank_tally() is called for them.  worth may be NULL.
 */
bool vb_forms_tally(struct vb_match *match, char family, const struct vb_forms *forms,
		    vb_forms_worth_fn *worth, const void *data, const struct vb_set *among,
		    struct vb_set *set, struct vb_err *err);

/* Walks the passages of a stem as vb_index_walk_among() does those of a term.  Needs a clean tally and leaves one. */
bool vb_forms_walk(struct vb_match *match, char family, const char *stem,
		   const struct vb_set *among, vb_index_fn *fn, void *data, struct vb_err *err);

#endif
