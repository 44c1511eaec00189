/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dictionary.h"
#include "i18n.h"
#include "schema.h"
#include "settings.h"

#define SYSTEM_CONFIG "/etc/verbale.ini"
#define MEMORY_DEFAULT (UINT64_C(256) << 20)
#define MAX_FILE_DEFAULT (UINT64_C(6) << 20)	/* keeps an indexer under 256 MB */
#define JOBS_MAX 64

/* A variable that is set to something, or NULL. */
static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* NULL when memory is short; like every text here, owned by the caller. */
static char *
join(const char *folder, const char *name)
{
	char *path;

	return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

static bool
out_of_memory(struct vb_err *err)
{
	return vb_err_set(err, VB_MEMORY, _("no memory for the settings"));
}

/*
 * rest under the folder that the XDG variable names, else under fallback in the home
 * folder; NULL when neither is known.  The standard asks to ignore a relative folder.
 */
static char *
user_path(const char *variable, const char *fallback, const char *rest)
{
	const char *folder = environment(variable);
	const char *home = environment("HOME");
	char *under_home, *path;

	if (folder && folder[0] == '/')
		return join(folder, rest);
	under_home = home ? join(home, fallback) : NULL;
	path = under_home ? join(under_home, rest) : NULL;
	free(under_home);
	return path;
}

static bool
find_database(struct vb_settings *settings, const char *database, struct vb_err *err)
{
	if (!database)
		database = environment("VERBALE_DB");
	settings->database = database ? strdup(database)
				      : user_path("XDG_DATA_HOME", ".local/share", "verbale/index");
	if (!settings->database)
		return vb_err_set(err, VB_USAGE,
				  _("no index named: no home folder is set: name one with -d DIR"));
	return true;
}

static bool
find_tables(struct vb_settings *settings, struct vb_err *err)
{
	const char *folder = environment("VERBALE_TABLES");

	if (!folder)
		folder = PKGDATADIR;
	settings->states = join(folder, "states.tsv");
	settings->themes = join(folder, "themes.ini");
	settings->glossary = join(folder, "glossary.tsv");
	if (!settings->states || !settings->themes || !settings->glossary)
		return out_of_memory(err);
	folder = environment("VERBALE_DICTIONARY");
	if (folder)
		settings->dictionary = strdup(folder);
	return !folder || settings->dictionary || out_of_memory(err);
}

/* Sets the folder where the dictionary lies when it has it. */
static bool
try_dictionary(struct vb_settings *settings, const char *folder)
{
	char *path = join(folder, VB_DICTIONARY_EN);

	if (path && access(path, R_OK) == 0)
		settings->dictionary = strdup(folder);
	free(path);
	return settings->dictionary != NULL;
}

/* Last, for a dictionary that the configuration names is not looked for elsewhere. */
static void
find_dictionary(struct vb_settings *settings)
{
	const char *tables = environment("VERBALE_TABLES");
	char program[PATH_MAX];
	ssize_t size;
	char *slash;

	if (settings->dictionary || (tables && try_dictionary(settings, tables)) ||
	    try_dictionary(settings, PKGDATADIR))
		return;
	/* A build that is not installed has it beside the programs. */
	size = readlink("/proc/self/exe", program, sizeof program - 1);
	program[size < 0 ? 0 : size] = '\0';
	slash = strrchr(program, '/');
	if (!slash)
		return;
	*slash = '\0';
	try_dictionary(settings, program);
}

/* ---- the configuration file ---- */

struct reading {
	struct vb_settings *settings;
	const char *folder;	/* of the file: relative paths begin here */
	FILE *file;
	unsigned line;		/* lines read so far */
	struct vb_err *err;
	bool failed;		/* err is filled */
};

/* fgets() that refuses a line which inih would cut in two. */
static char *
read_line(char *line, int size, void *stream)
{
	struct reading *reading = stream;
	size_t length;

	if (reading->failed || !fgets(line, size, reading->file))
		return NULL;
	reading->line++;
	length = strlen(line);
	if (length + 1 < (size_t)size || line[length - 1] == '\n' || feof(reading->file))
		return line;
	reading->failed = true;
	vb_err_set(reading->err, VB_USAGE, _("line too long: more than %d bytes"), size - 2);
	return NULL;
}

/* "64M", "500K", "2G" or plain bytes. */
static bool
read_size(const char *value, uint64_t *bytes)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;
	unsigned long long number;
	unsigned shift = 0;

	if (!isdigit((unsigned char)*value))
		return false;
	errno = 0;
	number = strtoull(value, &end, 10);
	if (*end && (unit = strchr(units, toupper((unsigned char)*end)))) {
		shift = 10 * (unsigned)(unit - units + 1);
		end++;
	}
	if (*end || errno || number == 0 || number > UINT64_MAX >> shift)
		return false;
	*bytes = (uint64_t)number << shift;
	return true;
}

static bool
read_jobs(const char *value, unsigned *jobs)
{
	char *end;
	unsigned long number;

	if (!isdigit((unsigned char)*value))
		return false;
	number = strtoul(value, &end, 10);
	*jobs = (unsigned)number;
	return !*end && number <= JOBS_MAX;
}

static bool
set_path(struct reading *reading, char **path, const char *value)
{
	char *fresh = value[0] == '/' ? strdup(value) : join(reading->folder, value);

	if (!fresh)
		return out_of_memory(reading->err);
	free(*path);
	*path = fresh;
	return true;
}

static bool
set_key(struct reading *reading, const char *section, const char *key, const char *value)
{
	struct vb_settings *settings = reading->settings;

	if (!*value)
		return vb_err_set(reading->err, VB_USAGE, _("no value: '%s'"), key);
	if (strcmp(section, "tables") == 0) {
		if (strcmp(key, "states") == 0)
			return set_path(reading, &settings->states, value);
		if (strcmp(key, "themes") == 0)
			return set_path(reading, &settings->themes, value);
		if (strcmp(key, "glossary") == 0)
			return set_path(reading, &settings->glossary, value);
		if (strcmp(key, "dictionary") == 0)
			return set_path(reading, &settings->dictionary, value);
	} else if (strcmp(section, "index") == 0) {
		if (strcmp(key, "jobs") == 0)
			return read_jobs(value, &settings->jobs) ||
			       vb_err_set(reading->err, VB_USAGE,
					  _("bad value of jobs: '%s': wants a whole number from 0 to %d"),
					  value, JOBS_MAX);
		if (strcmp(key, "max-file") == 0)
			return read_size(value, &settings->max_file) ||
			       vb_err_set(reading->err, VB_USAGE,
					  _("bad value of max-file: '%s': wants a size such as 64M"),
					  value);
		if (strcmp(key, "memory") == 0)
			return read_size(value, &settings->memory) ||
			       vb_err_set(reading->err, VB_USAGE,
					  _("bad value of memory: '%s': wants a size such as 256M"),
					  value);
	}
	return vb_err_set(reading->err, VB_USAGE, _("unknown key: '%s' in section [%s]"), key, section);
}

/* inih's callback: 0 tells that the line is bad; the first bad one is the one reported. */
static int
take_key(void *data, const char *section, const char *key, const char *value)
{
	struct reading *reading = data;

	if (!reading->failed)
		reading->failed = !set_key(reading, section, key, value);
	return !reading->failed;
}

static bool
parse_config(struct vb_settings *settings, const char *path, FILE *file, struct vb_err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path)) : strdup(".");
	struct reading reading = {settings, folder, file, 0, err, false};
	int bad_line;

	if (!folder)
		return out_of_memory(err);
	bad_line = ini_parse_stream(read_line, &reading, take_key, &reading);
	free(folder);
	if (!reading.failed && ferror(file))
		return vb_err_errno(err, _("cannot read the configuration: '%s'"), path);
	if (!reading.failed && bad_line == 0)
		return true;
	if (!reading.failed)
		vb_err_set(err, VB_USAGE, _("neither a [section] nor a key = value"));
	vb_err_prefix(err, _("configuration: '%s', line %u: "), path,
		      bad_line > 0 ? (unsigned)bad_line : reading.line);
	return false;
}

/* Reads the file at path; one that is not there is no error unless it must be. */
static bool
load_config(struct vb_settings *settings, const char *path, bool must, bool *found,
	    struct vb_err *err)
{
	FILE *file = fopen(path, "re");
	bool ok;

	*found = file != NULL;
	if (!file) {
		if (!must && (errno == ENOENT || errno == ENOTDIR))
			return true;
		return vb_err_errno(err, _("cannot read the configuration: '%s'"), path);
	}
	ok = parse_config(settings, path, file, err);
	fclose(file);
	return ok;
}

static bool
find_config(struct vb_settings *settings, struct vb_err *err)
{
	const char *named = environment("VERBALE_CONFIG");
	char *path;
	bool found = false;
	bool ok = true;

	if (named)
		return load_config(settings, named, true, &found, err);
	path = user_path("XDG_CONFIG_HOME", ".config", "verbale/verbale.ini");
	if (path)
		ok = load_config(settings, path, false, &found, err);
	free(path);
	if (ok && !found)
		ok = load_config(settings, SYSTEM_CONFIG, false, &found, err);
	return ok;
}

bool
vb_settings_load(struct vb_settings *settings, const char *database, struct vb_err *err)
{
	*settings = (struct vb_settings){.max_file = MAX_FILE_DEFAULT, .memory = MEMORY_DEFAULT};
	if (find_database(settings, database, err) && find_tables(settings, err) &&
	    find_config(settings, err)) {
		find_dictionary(settings);
		return true;
	}
	vb_settings_fini(settings);
	return false;
}

void
vb_settings_fini(struct vb_settings *settings)
{
	free(settings->database);
	free(settings->states);
	free(settings->themes);
	free(settings->glossary);
	free(settings->dictionary);
	*settings = (struct vb_settings){0};
}

/* ---- the generation in use ---- */

/* A kind and digits: a name of ours, and no way out of the folder. */
static bool
is_numbered(const char *name, const char *kind)
{
	size_t size = strlen(kind);

	return strncmp(name, kind, size) == 0 && name[size] &&
	       strspn(name + size, "0123456789") == strlen(name + size);
}

/* Whether a name in an index's folder may be there before "current" is: a first run was cut short. */
static bool
is_ours(const char *name)
{
	return name[0] == '.' || is_numbered(name, VB_GENERATION) ||
	       is_numbered(name, VB_SHARD) || is_numbered(name, VB_PART) ||
	       strcmp(name, VB_LOCK_FILE) == 0 ||
	       strncmp(name, VB_CURRENT_LINK, strlen(VB_CURRENT_LINK)) == 0;
}

/* Tells why DIR has no "current": nothing was indexed yet, or it is a folder of something else. */
static bool
no_current(const char *database, struct vb_err *err)
{
	DIR *folder = opendir(database);
	struct dirent *entry;
	bool foreign = false;

	if (!folder && errno == ENOTDIR)
		return vb_err_set(err, VB_FORMAT, _("not an index: '%s': it is a file"), database);
	if (!folder && errno != ENOENT)
		return vb_err_errno(err, _("cannot open the index: '%s'"), database);
	while (folder && !foreign && (entry = readdir(folder)))
		foreign = !is_ours(entry->d_name);
	if (folder)
		closedir(folder);
	if (foreign)
		return vb_err_set(err, VB_FORMAT, _("not an index: '%s': the folder holds something else"),
				  database);
	return vb_err_set(err, VB_ABSENT,
			  _("no index: '%s': make one with 'verbale-index sync -d %s PATH'"),
			  database, database);
}

bool
vb_generation_current(const char *database, char **path, struct vb_err *err)
{
	char *link = join(database, VB_CURRENT_LINK);
	char name[32];
	struct stat status;
	ssize_t size;

	if (!link)
		return out_of_memory(err);
	size = readlink(link, name, sizeof name - 1);
	free(link);
	if (size < 0 && (errno == ENOENT || errno == ENOTDIR))
		return no_current(database, err);
	if (size < 0 && errno != EINVAL)
		return vb_err_errno(err, _("cannot open the index: '%s'"), database);
	name[size < 0 ? 0 : size] = '\0';
	if (!is_numbered(name, VB_GENERATION))
		return vb_err_set(err, VB_FORMAT, _("not an index: '%s': '%s' leads nowhere that is ours"),
				  database, VB_CURRENT_LINK);
	*path = join(database, name);
	if (!*path)
		return out_of_memory(err);
	if (stat(*path, &status) == 0 && S_ISDIR(status.st_mode))
		return true;
	free(*path);
	*path = NULL;
	return vb_err_set(err, VB_DAMAGED,
			  _("index damaged: '%s': '%s' is missing: build it anew with "
			    "'verbale-index sync --full -d %s PATH'"), database, name, database);
}
