/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The name of a passage: one and the same as long as the passage stands in its document,
 * whatever happens to the passages around it or to the index.
 *
 * It is the first 16 hexadecimal digits of SHA-256 over path, NUL, folded text, NUL and,
 * in decimal, how many passages of the document before it have the same folded text.
 */
#ifndef VB_IDENTITY_H
#define VB_IDENTITY_H

#include "document.h"
#include "fold.h"

/* Sets path and id of every passage; the strings live in the document's arena. */
void vb_identity_set(struct vb_document *document, struct vb_folder *folder);

#endif
