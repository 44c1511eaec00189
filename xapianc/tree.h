/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A query as its two files see it: made in query.cc, run in match.cc.
 */
#ifndef XC_TREE_H
#define XC_TREE_H

#include "internal.h"

struct xc_query {
	Xapian::Query xapian;
	unsigned depth;
};

#endif
