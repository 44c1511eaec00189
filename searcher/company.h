/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Company: of a word's renderings those are meant that stand in the same passages as renderings
 * of the query's other words.
 */
#ifndef VB_COMPANY_H
#define VB_COMPANY_H

#include "group.h"

/*
 * Weighs each group's renderings, which some passages hold, by how well they go together with
 * the best partners in the other groups; the best of a group comes to 1, and the least are left
 * out.  Much of it is shared out to several threads.
 */
void vb_company_weigh(struct vb_index *index, struct vb_groups *groups);

#endif
