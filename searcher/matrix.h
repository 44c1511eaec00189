/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The matrix: how many passages of each State fall under each theme, for a query and filters.
 *
 * A cell is the total of the same search with the one State and the one theme as its filters
 * of these names; all other filters hold.  States and themes that the request names restrict
 * the rows and columns shown, as unwanted ones do.  Silence is shown: every State of the index
 * and every theme of the table has its place, be its cells 0.  Passages without a State, such
 * as the Secretary-General's own, have a row of their own, the last, when no States are named.
 */
#ifndef VB_MATRIX_H
#define VB_MATRIX_H

#include "facet.h"

/*
 * Counts it into result->matrix, in the arena of match; found is what the whole request finds.
 * A State's count is the total with that State alone, under the request's themes if it names
 * any; a theme's count likewise.
 * request->matrix_columns: only so many themes, those with the largest counts; 0 for all.
 */
void vb_matrix_count(struct vb_match *match, const struct vb_request *request,
		     const struct vb_set *found, struct vb_result *result);

#endif
