/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dump: every passage as a line of JSON (verbale-json(5)), sorted by path, then by place
 * in the document.  Two indexes of the same files and tables have the same dump, whatever
 * became of them in between.
 */
#ifndef VB_DUMP_H
#define VB_DUMP_H

#include <stdio.h>

#include "err.h"
#include "settings.h"

/*
 * Writes to out; holds one document's lines at a time.  When the index moves on during the dump,
 * it goes on with the next document of the new state: each document is whole.
 */
bool vb_dump(const struct vb_settings *settings, FILE *out, struct vb_err *err);

#endif
