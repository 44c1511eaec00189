/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain words: a bag.
 *
 * The text of a query is cut by the tokeniser that cut the passages.  What it asks for are
 * its units: each word of a spaced script (held by a passage that has a form of it), each Han
 * word of two or more characters (held by a passage that has all its pairs), each document
 * symbol, the name of a State (held, too, by whatever that State says).  Stop words are
 * units only when there is nothing else.  A unit weighs its idf: by the passages that hold it or
 * one of its renderings, or, where only the words typed are searched for, by those that bear its
 * rarest term.  Units that the index does not know weigh nothing.
 *
 * A passage matches when the units it holds weigh at least VB_BAG_COVER of them all, or, where
 * only the words typed are searched for, VB_BAG_COVER_TYPED; a strict bag asks for every one,
 * and for Han characters in a row as a row.  Pairs that touch a Han word of one character help
 * to match and raise no bar: names that the dictionary does not know are found by them.  The
 * rule looks at nothing but the index and the bag: filters never change who matches.
 */
#ifndef VB_BAG_H
#define VB_BAG_H

#include "matching.h"

#define VB_BAG_COVER 0.15
#define VB_BAG_COVER_TYPED 0.2

bool vb_bag_match(struct vb_match *match, const struct vb_query *bag, double weight,
		  struct vb_set *out, struct vb_err *err);

#endif
