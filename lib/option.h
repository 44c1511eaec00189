/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command's options as data: one row carries its names, its argument, its limits and
 * its own sentence; parsing, checks and --help come from the table (GNU getopt_long does
 * the scanning, so options and operands may be mixed and "--" ends options).
 */
#ifndef VB_OPTION_H
#define VB_OPTION_H

#include <stddef.h>
#include <stdio.h>

#include "err.h"

enum vb_option_kind {
	VB_OPTION_FLAG,		/* no argument */
	VB_OPTION_TEXT,		/* any text */
	VB_OPTION_NUMBER	/* a whole number from min to max */
};

struct vb_option {
	const char *name;	/* long name, without dashes */
	char letter;		/* short name, or 0 */
	enum vb_option_kind kind;
	const char *argument;	/* the word shown in help, e.g. "DIR"; NULL for a flag */
	const char *sentence;	/* marked N_() for translation */
	long min, max;		/* VB_OPTION_NUMBER */
};

/*
 * Called for each option in order; value is NULL for a flag; number is set for
 * VB_OPTION_NUMBER.  Returns false with err filled to stop.
 */
typedef bool vb_option_fn(void *data, const struct vb_option *option, const char *value,
			  long number, struct vb_err *err);

/*
 * Scans argv (argv[0] is skipped); calls fn for each option; leaves the operands at
 * argv[*first..argc).  VB_USAGE with "unknown option: '--x': see 'PROGRAM --help'" and the like.
 */
bool vb_option_scan(const struct vb_option *options, size_t count, int argc, char **argv,
		    vb_option_fn *fn, void *data, int *first, struct vb_err *err);

/* One line an option, columns aligned, wrapped at 80 columns. */
void vb_option_help(const struct vb_option *options, size_t count, FILE *out);

#endif
