/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Naming: what the glossary and the dictionary call a word or phrase otherwise, in its own
 * language and in the other.
 */
#ifndef VB_NAMING_H
#define VB_NAMING_H

#include "group.h"

/* The group that takes the names, and the language of what it stands for. */
struct vb_naming {
	struct vb_match *match;
	struct vb_group *group;
	bool chinese;
};

/*
 * Adds a name of that weight, 0..1, to the group, unless it is what was typed or the group is
 * full.  Of two weights the larger holds.
 */
void vb_naming_add(struct vb_naming *naming, const char *text, size_t size, bool chinese,
		   double weight);

/*
 * Adds what the glossary calls a key (glossary.h); false when it does not know it.  Sets *name,
 * which may be NULL, where the key is a name or an acronym and means nothing else.
 */
bool vb_naming_glossary(struct vb_naming *naming, const char *key, size_t size, bool *name);

/*
 * Adds what the dictionary calls a key in the other language and, in Chinese, the words that
 * share one of its meanings; false when it does not know the key.
 */
bool vb_naming_dictionary(struct vb_naming *naming, const char *key, size_t size);

#endif
