/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "i18n.h"
#include "option.h"
#include "utf8.h"

#define OPTIONS_MAX 64
#define LONG_BASE 256		/* getopt's value of row 0: above every letter */
#define HELP_COLUMNS 80
#define HELP_NAME_MAX 30	/* a longer name puts its sentence on the next line */

static const struct vb_option *
find_row(const struct vb_option *options, size_t count, int value)
{
	if (value >= LONG_BASE && (size_t)(value - LONG_BASE) < count)
		return &options[value - LONG_BASE];
	for (size_t i = 0; i < count; i++)
		if (options[i].letter && options[i].letter == value)
			return &options[i];
	return NULL;
}

/* How many long names begin with the word ("--lim" or "--lim=3") that getopt refused. */
static size_t
count_beginning(const struct vb_option *options, size_t count, const char *word)
{
	size_t size = strcspn(word + 2, "=");
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += strncmp(options[i].name, word + 2, size) == 0;
	return found;
}

/* Says what getopt disliked; optind and optopt are as it left them. */
static bool
refuse(const struct vb_option *options, size_t count, char **argv, int answer, struct vb_err *err)
{
	const struct vb_option *row = find_row(options, count, optopt);
	char letter[] = {'-', (char)optopt, '\0'};
	const char *word = optopt == 0 || optopt >= LONG_BASE ? argv[optind - 1]
			 : optopt > ' ' && optopt < 127 ? letter : "-\xef\xbf\xbd";

	if (answer == ':')
		return vb_err_set(err, VB_USAGE, _("missing argument: '%s': wants %s"), word,
				  row ? row->argument : "");
	if (row && optopt >= LONG_BASE)
		return vb_err_set(err, VB_USAGE, _("argument not wanted: '%s': '--%s' stands alone"),
				  word, row->name);
	if (word[0] == '-' && word[1] == '-' && count_beginning(options, count, word) > 1)
		return vb_err_set(err, VB_USAGE, _("ambiguous option: '%s': see '%s --help'"), word,
				  program_invocation_short_name);
	return vb_err_set(err, VB_USAGE, _("unknown option: '%s': see '%s --help'"), word,
			  program_invocation_short_name);
}

static bool
read_number(const struct vb_option *option, const char *value, long *number, struct vb_err *err)
{
	char *end;

	errno = 0;
	*number = strtol(value, &end, 10);
	if (end != value && !*end && !errno && *number >= option->min && *number <= option->max)
		return true;
	if (option->max == LONG_MAX)
		return vb_err_set(err, VB_USAGE, _("bad value of --%s: '%s': wants a whole number from %ld"),
				  option->name, value, option->min);
	return vb_err_set(err, VB_USAGE, _("bad value of --%s: '%s': wants a whole number from %ld to %ld"),
			  option->name, value, option->min, option->max);
}

/* Makes getopt's two tables of ours. */
static void
make_tables(const struct vb_option *options, size_t count, struct option *names, char *letters)
{
	assert(count <= OPTIONS_MAX);
	*letters++ = ':';
	for (size_t i = 0; i < count; i++) {
		bool flag = options[i].kind == VB_OPTION_FLAG;

		names[i] = (struct option){
			.name = options[i].name,
			.has_arg = flag ? no_argument : required_argument,
			.val = LONG_BASE + (int)i,
		};
		if (options[i].letter) {
			*letters++ = options[i].letter;
			if (!flag)
				*letters++ = ':';
		}
	}
	names[count] = (struct option){0};
	*letters = '\0';
}

bool
vb_option_scan(const struct vb_option *options, size_t count, int argc, char **argv,
	       vb_option_fn *fn, void *data, int *first, struct vb_err *err)
{
	struct option names[OPTIONS_MAX + 1];
	char letters[2 * OPTIONS_MAX + 2];
	int answer;

	make_tables(options, count, names, letters);
	opterr = 0;
	optind = 0;	/* GNU: begin anew, whatever was scanned before */
	while ((answer = getopt_long(argc, argv, letters, names, NULL)) != -1) {
		const struct vb_option *option;
		long number = 0;

		if (answer == '?' || answer == ':')
			return refuse(options, count, argv, answer, err);
		option = find_row(options, count, answer);
		if (option->kind == VB_OPTION_NUMBER && !read_number(option, optarg, &number, err))
			return false;
		if (!fn(data, option, option->kind == VB_OPTION_FLAG ? NULL : optarg, number, err))
			return false;
	}
	*first = optind;
	return true;
}

/* ---- help ---- */

static unsigned
columns_of(const char *text, size_t size)
{
	unsigned columns = 0;

	for (size_t at = 0; at < size;)
		columns += (unsigned)vb_utf8_columns(vb_utf8_next(text, size, &at));
	return columns;
}

/* Marks that must not begin a line. */
static bool
closes(uint32_t point)
{
	return point == 0x3001 || point == 0x3002 || point == 0xff0c || point == 0xff1b ||
	       point == 0xff1a || point == 0xff09 || point == 0x300d || point == 0x300b ||
	       point == 0x201d;
}

/* The end of the piece at text[at] that a line break may not cut: a word, or one wide character. */
static size_t
piece_end(const char *text, size_t size, size_t at)
{
	bool may_end = vb_utf8_columns(vb_utf8_next(text, size, &at)) == 2;

	while (at < size && text[at] != ' ') {
		size_t next = at;
		uint32_t point = vb_utf8_next(text, size, &next);

		if (closes(point))
			may_end = true;
		else if (may_end || vb_utf8_columns(point) == 2)
			break;
		at = next;
	}
	return at;
}

/* Prints text from column indent on, in lines that begin there too, and ends the line. */
static void
print_wrapped(const char *text, unsigned indent, FILE *out)
{
	size_t size = strlen(text);
	unsigned column = indent;
	unsigned blank = 0;

	for (size_t at = 0; at < size;) {
		size_t end;
		unsigned columns;

		if (text[at] == ' ') {
			blank = column > indent;
			at++;
			continue;
		}
		end = piece_end(text, size, at);
		columns = columns_of(text + at, end - at);
		if (column > indent && column + blank + columns > HELP_COLUMNS) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
			blank = 0;
		}
		fprintf(out, "%*s%.*s", (int)blank, "", (int)(end - at), text + at);
		column += blank + columns;
		blank = 0;
		at = end;
	}
	fputc('\n', out);
}

/* "  -d, --database=DIR" into text; returns its columns. */
static unsigned
write_name(const struct vb_option *option, char *text, size_t size)
{
	char letter[] = {'-', option->letter, ',', ' ', '\0'};

	snprintf(text, size, "  %s--%s%s%s", option->letter ? letter : "    ", option->name,
		 option->argument ? "=" : "", option->argument ? option->argument : "");
	return columns_of(text, strlen(text));
}

void
vb_option_help(const struct vb_option *options, size_t count, FILE *out)
{
	char name[128];
	unsigned indent = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned columns = write_name(&options[i], name, sizeof name) + 2;

		if (columns > indent && columns <= HELP_NAME_MAX)
			indent = columns;
	}
	for (size_t i = 0; i < count; i++) {
		unsigned columns = write_name(&options[i], name, sizeof name);

		fputs(name, out);
		if (columns + 2 > indent) {
			fputc('\n', out);
			columns = 0;
		}
		fprintf(out, "%*s", (int)(indent - columns), "");
		print_wrapped(_(options[i].sentence), indent, out);
	}
}
