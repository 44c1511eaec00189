/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a request by name: one spelling for command line, batch lines and whoever
 * else takes words from outside.
 *
 *   state region theme document language original_language year cites symbol   a filter
 *   not_state ... not_symbol      the same, leaving such passages out
 *   since until                   dates
 *   sort                          relevance, date or document
 *   facets                        names with commas between
 *
 * A hyphen counts as an underscore.
 */
#ifndef VB_PARAMETER_H
#define VB_PARAMETER_H

#include "request.h"

#define VB_LIMIT_MAX 10000		/* hits an answer */
#define VB_OFFSET_MAX 1000000000
#define VB_FACET_LIMIT_MAX 100000	/* values a facet */

/*
 * True when the name is a filter: *facet says which, *unwanted whether it is a "not_" one.
 */
bool vb_parameter_filter(const char *name, enum vb_facet_name *facet, bool *unwanted);

/*
 * Adds a filter's value, or sets one of the others; the strings are copied to the arena.
 * VB_USAGE for a name that is none of the above and for a sort or facet that is unknown.
 */
bool vb_parameter_set(struct vb_request *request, struct vb_arena *arena, const char *name,
		      const char *value, struct vb_err *err);

#endif
