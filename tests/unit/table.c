/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static struct vb_states *states;

static void
free_states(void)
{
	vb_states_free(states);
}

struct vb_states *
table_states(void)
{
	const char *srcdir = getenv("srcdir");
	char path[4096];
	struct vb_err err;

	if (states != NULL)
		return states;
	snprintf(path, sizeof path, "%s/corpus/states.tsv", srcdir != NULL ? srcdir : ".");
	states = vb_states_load(path, &err);
	cr_assert_not_null(states, "%s", err.text);
	atexit(free_states);
	return states;
}
