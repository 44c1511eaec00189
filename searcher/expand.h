/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Expansion: a bag of words is searched under the other names of its words too.
 *
 * All renderings of a group count as one word (Pirkola, "The effects of query structure and
 * dictionary setups in dictionary-based cross-language information retrieval", SIGIR 1998):
 * their occurrences are added up, their passages united, so that five renderings of one
 * word do not outweigh the rest of the query.  How rare it is, is told by these passages and
 * those of the word as typed: a language in which little is written does not come first
 * because its words are rare.  Of a group's renderings those count most that go together with
 * renderings of the query's other words: that stand in the same passages of the whole index.
 * Filters change nothing.
 *
 * A synonym in the language of the word stands for it where it is missing: a passage that has
 * the word as typed gains nothing by it.
 */
#ifndef VB_EXPAND_H
#define VB_EXPAND_H

#include "group.h"

/* The groups of a bag, with what the index holds of them; all in the match's arena. */
bool vb_expand_open(struct vb_match *match, const struct vb_query *query,
		    const struct vb_units *units, struct vb_groups *groups, struct vb_err *err);

/* Adds the scores of the groups to index->score.  Uses the tally. */
bool vb_expand_score(struct vb_match *match, const struct vb_units *units,
		     struct vb_groups *groups, double weight, struct vb_err *err);

/*
 * Tells the groups in match->expansion, in match->renderings what to light up (a stem behind
 * an s, a run of characters behind a g), and in match->meant what each is in Chinese.
 */
void vb_expand_tell(struct vb_match *match, const struct vb_groups *groups);

#endif
