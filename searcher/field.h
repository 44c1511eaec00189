/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: the passages of which something is known beside their words, a facet's value or a date. */
#ifndef VB_FIELD_H
#define VB_FIELD_H

#include "matching.h"

/* The number of a facet's value in its column; 0 when no passage has it. */
uint32_t vb_field_number(const struct vb_index *index, enum vb_facet_name facet, const char *value);

/* The passages that have a facet's value. */
bool vb_field_holders(struct vb_match *match, enum vb_facet_name facet, const char *value,
		      struct vb_set *out, struct vb_err *err);

/*
 * By number of a date in its column: whether it may lie within the days since..until (NULL:
 * open); in the arena.  Passages without a date have the number 0, which does not.
 */
const uint8_t *vb_field_dates(struct vb_match *match, const char *since, const char *until);

/* The passages whose date does. */
void vb_field_dated(struct vb_match *match, const char *since, const char *until,
		    struct vb_set *out);

#endif
