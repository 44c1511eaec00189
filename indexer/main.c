/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verbale-index: the table of commands, the command line, the exit status.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "call.h"
#include "i18n.h"
#include "interrupt.h"
#include "option.h"
#include "xapianc.h"

#define OPTION_DATABASE {"database", 'd', VB_OPTION_TEXT, "DIR", N_("the index"), 0, 0}
#define OPTION_JSON(sentence) {"json", 0, VB_OPTION_FLAG, NULL, sentence, 0, 0}
#define OPTION_HELP {"help", 'h', VB_OPTION_FLAG, NULL, N_("show this help and exit"), 0, 0}

static const struct vb_option sync_options[] = {
	OPTION_DATABASE,
	{"jobs", 'j', VB_OPTION_NUMBER, "N", N_("read with N threads (default: one a processor)"),
	 1, 64},
	{"full", 0, VB_OPTION_FLAG, NULL,
	 N_("read everything again into a new index, then put it into use"), 0, 0},
	{"dry-run", 'n', VB_OPTION_FLAG, NULL, N_("only say what would be done"), 0, 0},
	{"keep-missing", 0, VB_OPTION_FLAG, NULL, N_("keep what vanished files held"), 0, 0},
	{"progress", 0, VB_OPTION_TEXT, "WHEN",
	 N_("show a progress bar: auto (on a terminal, default), always, never"), 0, 0},
	{"quiet", 'q', VB_OPTION_FLAG, NULL, N_("no progress bar, no line for a failed file"), 0, 0},
	{"verbose", 'v', VB_OPTION_FLAG, NULL, N_("name each file as it is done, and sum up"), 0, 0},
	OPTION_JSON(N_("print a summary as JSON")),
	OPTION_HELP,
};

static const struct vb_option status_options[] = {
	OPTION_DATABASE,
	OPTION_JSON(N_("print it as JSON")),
	OPTION_HELP,
};

static const struct vb_option explain_options[] = {
	OPTION_DATABASE,
	OPTION_JSON(N_("print each passage as a line of JSON")),
	OPTION_HELP,
};

static const struct vb_option plain_options[] = {
	OPTION_DATABASE,
	OPTION_HELP,
};

#define ROWS(table) table, sizeof table / sizeof table[0]

static const struct vb_command commands[] = {
	{"sync", "[OPTION]... PATH...", N_("Makes the index hold what lies under each PATH."),
	 ROWS(sync_options), 1, INT_MAX, vb_call_sync},
	{"status", "[OPTION]...", N_("Tells what the index holds and which files failed."),
	 ROWS(status_options), 0, 0, vb_call_status},
	{"check", "[OPTION]...", N_("Checks that the index is undamaged and agrees with itself."),
	 ROWS(plain_options), 0, 0, vb_call_check},
	{"dump", "[OPTION]...", N_("Prints every passage as a line of JSON."),
	 ROWS(plain_options), 0, 0, vb_call_dump},
	{"drop", "[OPTION]... PATH...", N_("Takes what lies under each PATH out of the index."),
	 ROWS(plain_options), 1, INT_MAX, vb_call_drop},
	{"explain-themes", "[OPTION]... PASSAGE-ID|FILE...",
	 N_("Tells why passages carry the themes they carry."),
	 ROWS(explain_options), 1, INT_MAX, vb_call_explain_themes},
};

#define COMMANDS (sizeof commands / sizeof commands[0])

static void
print_help(FILE *out)
{
	fputs(_("Usage: verbale-index COMMAND [OPTION]... [PATH]...\n"
		"Keeps an index of documents for verbale-search.\n\nCommands:\n"), out);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-15s %s\n", commands[i].name, _(commands[i].sentence));
	fputs(_("\n  verbale-index COMMAND --help  tells the options of a command\n"
		"  verbale-index --version       tells the version\n"
		"\nExit status: 0 all is well; 1 some files failed; 2 usage; 3 the index is\n"
		"missing, damaged or of another format; 4 no space, or an error of the disk;\n"
		"5 no memory; 6 no time; 75 another run holds the index.\n"), out);
}

static void
print_command_help(const struct vb_command *command, FILE *out)
{
	fprintf(out, _("Usage: verbale-index %s %s\n"), command->name, command->usage);
	fprintf(out, "%s\n\n", _(command->sentence));
	vb_option_help(command->options, command->option_count, out);
}

static int
status_of(const struct vb_err *err)
{
	if (vb_interrupt_caught() != 0)
		return 128 + vb_interrupt_caught();
	switch (err->code) {
	case VB_OK:
		return 0;
	case VB_INPUT:
	case VB_LIMIT:
		return 1;
	case VB_USAGE:
		return 2;
	case VB_ABSENT:
	case VB_DAMAGED:
	case VB_FORMAT:
		return 3;
	case VB_IO:
	case VB_MODIFIED:
		return 4;
	case VB_MEMORY:
		return 5;
	case VB_DEADLINE:
		return 6;
	case VB_LOCKED:
		return 75;
	}
	return 4;
}

static bool
set_option(void *data, const struct vb_option *option, const char *value, long number,
	   struct vb_err *err)
{
	struct vb_call *call = data;
	const char *name = option->name;

	if (strcmp(name, "database") == 0)
		call->database = value;
	else if (strcmp(name, "jobs") == 0)
		call->jobs = (unsigned)number;
	else if (strcmp(name, "full") == 0)
		call->full = true;
	else if (strcmp(name, "dry-run") == 0)
		call->dry_run = true;
	else if (strcmp(name, "keep-missing") == 0)
		call->keep_missing = true;
	else if (strcmp(name, "quiet") == 0)
		call->quiet = true;
	else if (strcmp(name, "verbose") == 0)
		call->verbose = true;
	else if (strcmp(name, "json") == 0)
		call->json = true;
	else if (strcmp(name, "help") == 0)
		call->help = true;
	else if (strcmp(value, "auto") == 0)
		call->progress = isatty(STDERR_FILENO);
	else if (strcmp(value, "always") == 0 || strcmp(value, "never") == 0)
		call->progress = value[0] == 'a';
	else
		return vb_err_set(err, VB_USAGE, _("bad value of --%s: '%s': wants auto, always or "
				  "never"), name, value);
	return true;
}

static const struct vb_command *
find_command(int argc, char **argv, struct vb_err *err)
{
	if (argc < 2) {
		vb_err_set(err, VB_USAGE, _("no command given: see 'verbale-index --help'"));
		return NULL;
	}
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return &commands[i];
	vb_err_set(err, VB_USAGE, argv[1][0] == '-' ?
		   _("unknown option: '%s': see 'verbale-index --help'") :
		   _("unknown command: '%s': see 'verbale-index --help'"), argv[1]);
	return NULL;
}

/* When Xapian breaks down over a disk that refuses one write after another. */
static void
collapse(void)
{
	fputs("verbale-index: cannot write to the index: the disk is full or failing\n", stderr);
	_exit(4);
}

static bool
run_command(const struct vb_command *command, struct vb_call *call, int argc, char **argv,
	    struct vb_err *err)
{
	int first;
	bool ok;

	if (!vb_option_scan(command->options, command->option_count, argc, argv, set_option, call,
			    &first, err))
		return false;
	if (call->help) {
		print_command_help(command, stdout);
		return true;
	}
	call->paths = argv + first;
	call->path_count = (size_t)(argc - first);
	if (argc - first < command->least)
		return vb_err_set(err, VB_USAGE, _("no PATH given: see 'verbale-index %s --help'"),
				  command->name);
	if (argc - first > command->most)
		return vb_err_set(err, VB_USAGE, _("too many words: '%s': see 'verbale-index %s "
				  "--help'"), argv[first], command->name);
	if (!vb_settings_load(&call->settings, call->database, err))
		return false;
	vb_interrupt_watch();
	xc_on_collapse(collapse);
	ok = command->run(call, err);
	vb_settings_fini(&call->settings);
	return ok;
}

/* What was printed may still fail to arrive: a full disk shows here. */
static bool
close_output(struct vb_err *err)
{
	bool bad = ferror(stdout);

	if (fclose(stdout) == 0 && !bad)
		return true;
	return vb_err_errno(err, _("cannot write to standard output"));
}

int
main(int argc, char **argv)
{
	struct vb_call call = {.progress = isatty(STDERR_FILENO)};
	const struct vb_command *command;
	struct vb_err err = {.code = VB_OK};
	bool ok = true;

	vb_i18n_init();
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
		print_help(stdout);
	} else if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		printf("verbale-index %s\n", PACKAGE_VERSION);
	} else {
		command = find_command(argc, argv, &err);
		ok = command != NULL && run_command(command, &call, argc - 1, argv + 1, &err);
	}
	if (ok)
		ok = close_output(&err);
	if (!ok)
		fprintf(stderr, "verbale-index: %s\n", err.text);
	return ok ? call.failed > 0 : status_of(&err);
}
