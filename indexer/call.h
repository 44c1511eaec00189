/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A call of verbale-index: what the command line said, and the commands that take it.
 *
 * This is the part of the program that prints: a command's answer goes to standard output,
 * a line for each failed file to standard error.
 */
#ifndef VB_CALL_H
#define VB_CALL_H

#include "option.h"
#include "settings.h"

struct vb_call {
	struct vb_settings settings;
	const char *database;		/* of -d; NULL when not given */
	char **paths;
	size_t path_count;
	unsigned jobs;			/* 0 when not given */
	bool full, dry_run, keep_missing, quiet, verbose, json, help, progress;
	size_t failed;			/* files; more than 0 makes the exit status 1 */
};

typedef bool vb_call_fn(struct vb_call *call, struct vb_err *err);

/* A row of the table of commands. */
struct vb_command {
	const char *name;
	const char *usage;		/* what follows the name */
	const char *sentence;
	const struct vb_option *options;
	size_t option_count;
	int least, most;		/* operands */
	vb_call_fn *run;
};

vb_call_fn vb_call_sync, vb_call_status, vb_call_check, vb_call_dump, vb_call_drop,
	vb_call_explain_themes;

#endif
