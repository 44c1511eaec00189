/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "command.h"
#include "i18n.h"
#include "parameter.h"

/* A filter and its twin. */
#define FILTER(name, argument, sentence, twin) \
	{name, 0, VB_OPTION_TEXT, argument, sentence, 0, 0}, \
	{"not-" name, 0, VB_OPTION_TEXT, argument, twin, 0, 0}
#define TEXT(name, letter, argument, sentence) \
	{name, letter, VB_OPTION_TEXT, argument, sentence, 0, 0}
#define NUMBER(name, letter, sentence, min, max) \
	{name, letter, VB_OPTION_NUMBER, "N", sentence, min, max}
#define FLAG(name, letter, sentence) \
	{name, letter, VB_OPTION_FLAG, NULL, sentence, 0, 0}

static const struct vb_option options[] = {
	TEXT("database", 'd', "DIR", N_("search the index in DIR")),
	FILTER("state", "STATE", N_("passages of this State, by code or name; again for more"),
	       N_("no passages of this State")),
	FILTER("theme", "THEME", N_("passages on this theme"), N_("none on this theme")),
	FILTER("region", "REGION", N_("of States of this regional group"),
	       N_("none of this regional group")),
	FILTER("document", "DOC", N_("from this document, by symbol or path"),
	       N_("none from this document")),
	FILTER("symbol", "SYMBOL", N_("from the document with this symbol"),
	       N_("none from the document with this symbol")),
	FILTER("cites", "SYMBOL", N_("passages that cite this document"),
	       N_("none that cite this document")),
	FILTER("language", "LANG", N_("in this language: zh or en"), N_("not in this language")),
	FILTER("original-language", "LANG", N_("submitted in this language"),
	       N_("not submitted in this language")),
	FILTER("year", "YEAR", N_("dated in this year"), N_("not dated in this year")),
	TEXT("since", 0, "DATE", N_("dated on this day or later; a month or a year will do")),
	TEXT("until", 0, "DATE", N_("dated on this day or earlier")),
	NUMBER("limit", 'n', N_("show at most N passages (10)"), 0, VB_LIMIT_MAX),
	NUMBER("offset", 0, N_("pass over the first N"), 0, VB_OFFSET_MAX),
	TEXT("sort", 0, "ORDER", N_("relevance (the usual), date (newest first) or document")),
	TEXT("facets", 0, "NAMES", N_("count by state, region, theme, document, language, "
				      "original-language, year, cites; commas between")),
	NUMBER("facet-limit", 0, N_("show at most N values a facet (20)"), 1, VB_FACET_LIMIT_MAX),
	FLAG("matrix", 0, N_("count States by themes instead of showing passages; --facet-limit: "
			     "the N largest themes")),
	TEXT("format", 0, "FORMAT", N_("text (the usual), json, jsonl, csv or tsv")),
	TEXT("batch", 0, "FILE", N_("answer the queries in FILE, one JSON object a line; - for standard input")),
	FLAG("no-expand", 0, N_("search the words as typed only, no other spellings or languages")),
	FLAG("explain", 0, N_("tell how the query was understood")),
	TEXT("colour", 0, "WHEN", N_("auto (the usual), always or never")),
	TEXT("color", 0, "WHEN", N_("the same")),
	FLAG("help", 'h', N_("show this help")),
	FLAG("version", 0, N_("show the version")),
};

#define OPTION_COUNT (sizeof options / sizeof options[0])

struct reading {
	struct vb_command *command;
	struct vb_arena *arena;
};

static bool
set_colour(struct vb_command *command, const char *value, struct vb_err *err)
{
	if (strcmp(value, "auto") == 0)
		command->colour = VB_COLOUR_AUTO;
	else if (strcmp(value, "always") == 0)
		command->colour = VB_COLOUR_ALWAYS;
	else if (strcmp(value, "never") == 0)
		command->colour = VB_COLOUR_NEVER;
	else
		return vb_err_set(err, VB_USAGE, _("bad value of --colour: '%s': wants auto, always or never"),
				  value);
	return true;
}

static bool
set_format(struct vb_command *command, const char *value, struct vb_err *err)
{
	static const char *const names[] = {"text", "json", "jsonl", "csv", "tsv"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(names[i], value) == 0) {
			command->format = names[i];
			return true;
		}
	}
	return vb_err_set(err, VB_USAGE, _("unknown format: '%s': wants text, json, jsonl, csv or tsv"),
			  value);
}

static void
set_number(struct vb_command *command, const char *name, long number)
{
	if (strcmp(name, "limit") == 0)
		command->request.limit = (unsigned)number;
	else if (strcmp(name, "offset") == 0)
		command->request.offset = (unsigned)number;
	else
		command->request.facet_limit = command->request.matrix_columns = (unsigned)number;
}

static void
set_flag(struct vb_command *command, const char *name)
{
	if (strcmp(name, "no-expand") == 0)
		command->request.expand = false;
	else if (strcmp(name, "explain") == 0)
		command->explain = true;
	else if (strcmp(name, "matrix") == 0)
		command->request.matrix = true;
	else if (strcmp(name, "help") == 0)
		command->help = true;
	else
		command->version = true;
}

static bool
take(void *data, const struct vb_option *option, const char *value, long number,
     struct vb_err *err)
{
	struct reading *reading = data;
	struct vb_command *command = reading->command;

	if (option->kind == VB_OPTION_NUMBER)
		set_number(command, option->name, number);
	else if (option->kind == VB_OPTION_FLAG)
		set_flag(command, option->name);
	else if (strcmp(option->name, "database") == 0)
		command->database = value;
	else if (strcmp(option->name, "batch") == 0)
		command->batch = value;
	else if (strcmp(option->name, "format") == 0)
		return set_format(command, value, err);
	else if (strcmp(option->name, "colour") == 0 || strcmp(option->name, "color") == 0)
		return set_colour(command, value, err);
	else
		return vb_parameter_set(&command->request, reading->arena, option->name, value, err);
	return true;
}

/* The operands with a blank between: quotes need none around a query of many words. */
static const char *
join(char **words, int count, struct vb_arena *arena)
{
	size_t size = 1, used = 0;
	char *query;

	if (count == 1)
		return words[0];
	for (int i = 0; i < count; i++)
		size += strlen(words[i]) + 1;
	query = vb_arena_alloc(arena, size);
	for (int i = 0; i < count; i++) {
		size_t length = strlen(words[i]);

		if (i)
			query[used++] = ' ';
		memcpy(query + used, words[i], length);
		used += length;
	}
	return query;
}

bool
vb_command_read(struct vb_command *command, int argc, char **argv, struct vb_arena *arena,
		struct vb_err *err)
{
	struct reading reading = {command, arena};
	int first;

	*command = (struct vb_command){0};
	vb_request_init(&command->request);
	if (!vb_option_scan(options, OPTION_COUNT, argc, argv, take, &reading, &first, err))
		return false;
	if (command->help || command->version)
		return true;
	if (first < argc)
		command->request.query = join(argv + first, argc - first, arena);
	if (command->batch && command->request.query)
		return vb_err_set(err, VB_USAGE,
				  _("a query besides --batch: '%s': put it into the batch file"),
				  command->request.query);
	if (command->batch && command->format && command->format[0] != 'j')
		return vb_err_set(err, VB_USAGE,
				  _("bad value of --format: '%s': --batch answers in JSON Lines"),
				  command->format);
	if (command->request.matrix && command->format && strcmp(command->format, "jsonl") == 0)
		return vb_err_set(err, VB_USAGE, _("bad value of --format: 'jsonl': --matrix is shown as "
				  "text, json, csv or tsv"));
	if (command->request.matrix)
		command->request.limit = 0;
	if (!command->format)
		command->format = command->batch ? "json" : "text";
	/* One hit a line, and nothing about all of them. */
	if (!command->batch && strcmp(command->format, "text") != 0 &&
	    strcmp(command->format, "json") != 0)
		command->request.uncounted = true;
	return true;
}

void
vb_command_help(FILE *out)
{
	fputs(_("Usage: verbale-search [OPTION]... [QUERY]\n"
		"Finds what States tell the United Nations: passages, ranked and counted.\n"
		"Without QUERY: every passage, under the filters.\n"
		"\n"), out);
	vb_option_help(options, OPTION_COUNT, out);
	fputs(_("\n"
		"In QUERY: words, \"phrases\", AND OR NOT - ( ), NEAR/5, word*, fuzzy~, field:value\n"
		"(state, theme, lang, symbol, cites, date:2023..2024, heading).\n"
		"\n"
		"  verbale-search --state=CUB 广播\n"
		"  verbale-search --state=JPN --facets=theme\n"
		"  verbale-search '\"capacity building\" NOT fund'\n"
		"\n"
		"Exit status: 0 found, 1 nothing found, 2 error.\n"
		"The whole story: man verbale-search\n"), out);
}
