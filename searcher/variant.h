/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words spelled otherwise: British and American (british.h), and compounds written together
 * (cyber-security, cybersecurity).  Each is a group of its own beside those of the glossary;
 * what no passage has falls away with it.
 */
#ifndef VB_VARIANT_H
#define VB_VARIANT_H

#include "group.h"

/*
 * The stem of a folded word in its other spelling, or of the word that it is an irregular form
 * of (irregular.h), in the match's arena; NULL when it has neither.
 */
const char *vb_variant_stem(struct vb_match *match, const char *word, size_t size);

/* Adds the other spellings of a bag's words to its groups; in the match's arena. */
bool vb_variant_add(struct vb_match *match, const struct vb_query *query,
		    const struct vb_units *units, struct vb_groups *groups, struct vb_err *err);

#endif
