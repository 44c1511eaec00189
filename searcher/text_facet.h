/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A facet for a person: its values, their names, counts in a column, small bars.
 */
#ifndef VB_TEXT_FACET_H
#define VB_TEXT_FACET_H

#include "render.h"

void vb_text_facet_print(struct vb_printer *printer, const struct vb_facet *facet);

#endif
