/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of States that the tests of the indexer share. */
#ifndef VB_TABLE_H
#define VB_TABLE_H

#include <stddef.h>

#include "state.h"

/* corpus/states.tsv, loaded once; ends the test when that fails. */
struct vb_states *table_states(void);

#endif
