/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a table of tests/cases: one case a line, "left => right", both without blanks
 * around them.  An empty line and a line that starts with # are read over.  In either
 * half \n is a line break, \t a tab, \s a blank (at an edge), \xHH a byte, \uHHHH
 * a character and \\ a backslash.
 */
#ifndef VB_CASES_H
#define VB_CASES_H

#include <stdbool.h>
#include <stdio.h>

#define CASE_MAX 4096

struct cases {
	FILE *file;
	int line;		/* of the case just read, for messages */
	char left[CASE_MAX], right[CASE_MAX];
};

/* Ends the test when there is no such table in $srcdir/tests/cases. */
void cases_open(struct cases *cases, const char *name);

/* False at the end; the table is closed then, and must have held a case. */
bool cases_next(struct cases *cases);

#endif
