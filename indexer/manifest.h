/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The manifest of a folder: what its documents do not say of themselves.
 *
 * FOLDER/manifest.tsv is UTF-8, tab-separated, with a header line; lines that are empty or
 * begin with # are passed over.  Columns, in any order: path (required: the name of a file in
 * the same folder, "./" before it allowed) and any of symbol, title, state (a code of the
 * table of States), date (see date.h), language, original_language (two-letter codes), url.
 * Other columns are ignored.  An empty field and "-" say nothing.
 *
 * A fault in one row is a fault of the file it names and of no other: vb_manifest_facts()
 * tells it when that file is asked for.  Only a manifest that cannot be read at all, or
 * without a usable header line, makes loading fail.
 *
 * A manifest is read-only after loading and may be shared by threads.
 */
#ifndef VB_MANIFEST_H
#define VB_MANIFEST_H

#include "document.h"
#include "err.h"
#include "state.h"

#define VB_MANIFEST_NAME "manifest.tsv"

struct vb_manifest;

/*
 * Reads FOLDER/manifest.tsv.  When there is none, *out is NULL and true is returned: the
 * functions below take NULL for "says nothing".  VB_INPUT "cannot read: 'PATH:LINE': why", VB_IO
 * when the system refuses.  Owned by the caller; states must live as long.
 */
bool vb_manifest_load(const struct vb_states *states, const char *folder,
		      struct vb_manifest **out, struct vb_err *err);

/* The same from bytes already read; path is used in errors only. */
bool vb_manifest_parse(const struct vb_states *states, const char *path, const char *bytes,
		       size_t size, struct vb_manifest **out, struct vb_err *err);

void vb_manifest_free(struct vb_manifest *manifest);

/*
 * What the manifest says of the file called name (without folder).  All fields are "" when
 * it says nothing.  The state is the table's spelling of the code, the date ISO, the
 * symbol canonical where it is one.  False with err (VB_INPUT, "cannot read: 'PATH:12': unknown State: 'XXX'")
 * when the file's row is faulty.  The strings live as long as the manifest.
 */
bool vb_manifest_facts(const struct vb_manifest *manifest, const char *name,
		       struct vb_document_facts *facts, struct vb_err *err);

/*
 * A text that changes whenever the facts of the file called name change, to be kept in a
 * digest beside the file's content; "" when the manifest says nothing of it.  Lives as
 * long as the manifest.
 */
const char *vb_manifest_row(const struct vb_manifest *manifest, const char *name);

/* How many rows, and the file named by each, in the manifest's order. */
size_t vb_manifest_count(const struct vb_manifest *manifest);
const char *vb_manifest_name(const struct vb_manifest *manifest, size_t index);

/* What a manifest says of a file when there is none: every field "". */
extern const struct vb_document_facts vb_manifest_nothing;

#endif
