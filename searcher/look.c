/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look.h"

double
vb_look_saturate(const struct vb_look *look, const struct vb_look_passage *passage, double times)
{
	double length = passage->length / look->match->index->mean_length;

	return times * (VB_RANK_K1 + 1) /
	       (times + VB_RANK_K1 * (1 - VB_RANK_B + VB_RANK_B * length));
}

bool
vb_look_asked(const struct vb_look *look, const struct vb_look_passage *passage)
{
	return passage->spaced ? look->query_count > 0 : look->gather.typed;
}
