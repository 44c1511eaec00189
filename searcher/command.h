/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line of verbale-search: its options as a table, and what they ask for.
 */
#ifndef VB_COMMAND_H
#define VB_COMMAND_H

#include "option.h"
#include "request.h"

enum vb_colour { VB_COLOUR_AUTO, VB_COLOUR_ALWAYS, VB_COLOUR_NEVER };

struct vb_command {
	struct vb_request request;	/* in batch mode: what a line does not say itself */
	const char *database;		/* NULL: as settings.h says */
	const char *format;		/* "text", "json", ... */
	const char *batch;		/* file of JSON Lines, "-" for standard input; NULL: one query */
	enum vb_colour colour;
	bool explain;
	bool help, version;		/* asked for: nothing else was checked */
};

/*
 * Reads the command line.  Strings are in argv or in the arena.  VB_USAGE for whatever is
 * off; the line tells what is wanted.
 */
bool vb_command_read(struct vb_command *command, int argc, char **argv, struct vb_arena *arena,
		     struct vb_err *err);

/* The text of --help. */
void vb_command_help(FILE *out);

#endif
