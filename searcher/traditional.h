/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Traditional input: what Taiwan and Hong Kong call a thing that the mainland and the
 * United Nations call otherwise (資訊安全, 信息安全), by OpenCC's tables tw2sp and hk2s.
 *
 * Folding (fold.h) turns characters one to one and is for text; this turns words, and is for
 * the words of a query only.  A word that the index knows is searched for as it was typed,
 * the other beside it; one that it does not know gives way to the other.  Quotations stay
 * as they are.  Some words of Taiwan have no Traditional character (人工智慧): they are
 * converted when the index does not know them.  OpenCC is opened when the first such query
 * comes: that takes 10 ms, once.
 */
#ifndef VB_TRADITIONAL_H
#define VB_TRADITIONAL_H

#include "matching.h"

/* OpenCC's two conversions; all zero before the first use.  One per thread. */
struct vb_traditional {
	void *taiwan, *hong_kong;
	bool tried;		/* opened, or found to be absent */
};

void vb_traditional_close(struct vb_traditional *traditional);

/*
 * Converts the bags of plain words in a query and tells so in match->expansion; a note says
 * when OpenCC's tables are not there.
 */
bool vb_traditional_convert(struct vb_match *match, struct vb_traditional *traditional,
			    struct vb_query *query, struct vb_err *err);

#endif
