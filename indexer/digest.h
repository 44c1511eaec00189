/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Digests: SHA-256 as 64 lower-case hexadecimal digits.  They judge whether a file, a
 * manifest's words or the tables are what they were.
 */
#ifndef VB_DIGEST_H
#define VB_DIGEST_H

#include <stddef.h>

#include "err.h"
#include "settings.h"

#define VB_DIGEST_MAX 65	/* with the NUL */

/* Of size bytes. */
void vb_digest_bytes(const void *bytes, size_t size, char out[VB_DIGEST_MAX]);

/*
 * What the passages of a document depend on besides the document: the tables of States
 * and themes byte by byte, VB_ANALYSIS_VERSION and VB_SCHEMA_VERSION.
 */
bool vb_digest_analysis(const struct vb_settings *settings, char out[VB_DIGEST_MAX],
			struct vb_err *err);

#endif
