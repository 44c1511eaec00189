/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verbale-search: reads the command line, searches, prints.  Exit status as grep's: 0 found,
 * 1 nothing found, 2 error.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "command.h"
#include "i18n.h"
#include "output.h"
#include "render.h"
#include "search.h"
#include "terminal.h"

enum status { FOUND = 0, NOTHING_FOUND = 1, FAILED = 2 };

/* A word besides the answer, on standard error; what it says may come from anywhere. */
static void
say(const char *kind, const char *text)
{
	struct vb_buf line = VB_BUF_INIT;

	vb_buf_printf(&line, "verbale-search: %s", kind);
	vb_terminal_text(&line, text, strlen(text));
	vb_buf_char(&line, '\n');
	fwrite(line.data, 1, line.len, stderr);
	vb_buf_fini(&line);
}

static void
say_notes(const struct vb_list *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		say(_("note: "), notes->item[i]);
}

/* The printer that the command asks for, as the terminal can bear it. */
static void
make_printer(struct vb_printer *printer, const struct vb_command *command,
	     const struct vb_search *search, struct vb_buf *out)
{
	struct vb_terminal terminal;

	vb_terminal_look(&terminal, STDOUT_FILENO);
	vb_printer_init(printer, command->batch ? "json" : command->format, out);
	printer->states = vb_search_states(search);
	printer->language = vb_i18n_language();
	printer->columns = terminal.columns;
	printer->colour = command->colour == VB_COLOUR_ALWAYS ||
			  (command->colour == VB_COLOUR_AUTO && terminal.colour);
	printer->explain = command->explain;
	printer->counts = command->request.facets && command->request.limit == 0;
}

/* jsonl, csv and tsv have one kind of row. */
static void
warn_of_facets(const struct vb_command *command, const struct vb_printer *printer)
{
	if (command->request.facets && !printer->facet)
		say(_("note: "), _("jsonl holds passages only: see --format=json for the facets"));
	else if (command->request.facets && command->request.limit && printer->name[2] == 'v')
		say(_("note: "), _("csv and tsv hold passages only: --limit=0 gives the facets instead"));
}

static bool
answer_one(struct vb_search *search, const struct vb_command *command, struct vb_arena *arena,
	   bool *found, struct vb_err *err)
{
	struct vb_buf out = VB_BUF_INIT;
	struct vb_printer printer;
	struct vb_result result;
	bool ok = false;

	make_printer(&printer, command, search, &out);
	warn_of_facets(command, &printer);
	if (!vb_search_run(search, &command->request, arena, &result, err))
		goto out;
	say_notes(&result.notes);
	vb_render(&printer, &result);
	*found = result.total > 0;
	ok = vb_output_write(&out, err);
out:
	vb_buf_fini(&out);
	return ok;
}

/* Each line is answered and written before the next is read. */
static bool
answer_lines(struct vb_search *search, const struct vb_command *command, struct vb_batch *batch,
	     bool *found, struct vb_err *err)
{
	struct vb_buf out = VB_BUF_INIT;
	struct vb_printer printer;
	struct vb_request request;
	struct vb_result result;
	struct vb_arena arena;
	bool end = false, told = false, ok = false;

	vb_arena_init(&arena);
	make_printer(&printer, command, search, &out);
	for (;;) {
		vb_arena_reset(&arena);
		vb_buf_clear(&out);
		if (!vb_batch_next(batch, &command->request, &arena, &request, &printer.qid, &end, err))
			goto out;
		if (end)
			break;
		if (batch->stranger && !told) {
			say(_("note: a member of the batch lines means nothing here: "), batch->stranger);
			told = true;
		}
		if (!vb_search_run(search, &request, &arena, &result, err)) {
			vb_batch_blame(batch, err);
			goto out;
		}
		say_notes(&result.notes);
		vb_render(&printer, &result);
		*found |= result.total > 0;
		if (!vb_output_write(&out, err))
			goto out;
		vb_search_rest(search);
	}
	ok = true;
out:
	vb_arena_fini(&arena);
	vb_buf_fini(&out);
	return ok;
}

static bool
answer_batch(struct vb_search *search, const struct vb_command *command, bool *found,
	     struct vb_err *err)
{
	bool standard = strcmp(command->batch, "-") == 0;
	FILE *in = standard ? stdin : fopen(command->batch, "re");
	struct vb_batch batch;
	bool ok;

	if (!in)
		return vb_err_errno(err, _("cannot open: '%s'"), command->batch);
	vb_batch_init(&batch, in, standard ? _("standard input") : command->batch);
	ok = answer_lines(search, command, &batch, found, err);
	vb_batch_fini(&batch);
	if (!standard)
		fclose(in);
	return ok;
}

static bool
search(const struct vb_command *command, struct vb_arena *arena, bool *found, struct vb_err *err)
{
	struct vb_settings settings;
	struct vb_search *search;
	bool ok = false;

	/* An answer is one write: who waits for it is not woken for its beginning. */
	setvbuf(stdout, NULL, _IONBF, 0);
	if (!vb_settings_load(&settings, command->database, err))
		return false;
	search = vb_search_open(&settings, err);
	if (search)
		ok = command->batch ? answer_batch(search, command, found, err)
				    : answer_one(search, command, arena, found, err);
	vb_search_close(search);
	vb_settings_fini(&settings);
	return ok;
}

static bool
run(int argc, char **argv, struct vb_arena *arena, bool *found, struct vb_err *err)
{
	struct vb_command command;

	if (!vb_command_read(&command, argc, argv, arena, err))
		return false;
	*found = command.help || command.version;
	if (command.help)
		vb_command_help(stdout);
	else if (command.version)
		printf("verbale-search (Verbale) %s\n", VERSION);
	else
		return search(&command, arena, found, err);
	return true;
}

int
main(int argc, char **argv)
{
	struct vb_arena arena;
	struct vb_err err = {0};
	bool found = false, ok;

	vb_i18n_init();
	vb_arena_init(&arena);
	ok = run(argc, argv, &arena, &found, &err);
	if (ok)
		ok = vb_output_close(&err);
	vb_arena_fini(&arena);
	if (!ok) {
		if (err.text[0])
			say("", err.text);
		return FAILED;
	}
	return found ? FOUND : NOTHING_FOUND;
}
