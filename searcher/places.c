/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "buf.h"
#include "i18n.h"
#include "memory.h"
#include "schema.h"
#include "settings.h"

#define LINE_MAX_BYTES 4096
/* Stands before a server in a resolved text, where a path has its slash. */
#define SERVER '@'

/* ---- the list ---- */

struct listing {
	const char *name;	/* of the file */
	unsigned line;
	unsigned count;
	struct vb_buf out;
};

static bool
bad_line(const struct listing *listing, const char *why, struct vb_err *err)
{
	return vb_err_set(err, VB_USAGE, _("cannot read the list of indexes: '%s', line %u: %s"),
			  listing->name, listing->line, why);
}

/* "auto FOLDER" */
static bool
add_folder(struct listing *listing, const char *folder, struct vb_err *err)
{
	const char *slash = strrchr(listing->name, '/');
	struct vb_buf path = VB_BUF_INIT;
	char *current = NULL;
	bool ok;

	if (folder[0] != '/' && slash != NULL)
		vb_buf_add(&path, listing->name, (size_t)(slash + 1 - listing->name));
	vb_buf_str(&path, folder);
	vb_buf_char(&path, '\0');
	ok = vb_generation_current(path.data, &current, err);
	if (ok)
		vb_buf_printf(&listing->out, "%s\n", current);
	free(current);
	vb_buf_fini(&path);
	return ok;
}

/* "remote HOST:PORT" */
static bool
add_server(struct listing *listing, const char *server, struct vb_err *err)
{
	const char *colon = strrchr(server, ':');
	unsigned long port = colon == NULL ? 0 : strtoul(colon + 1, NULL, 10);

	if (colon == NULL || colon == server || port == 0 || port > 65535 ||
	    strspn(colon + 1, "0123456789") != strlen(colon + 1) || strpbrk(server, " \t/") != NULL)
		return bad_line(listing, _("a server is written HOST:PORT"), err);
	vb_buf_printf(&listing->out, "%c%s\n", SERVER, server);
	return true;
}

static bool
read_line(struct listing *listing, char *line, struct vb_err *err)
{
	size_t size;
	char *rest;

	line += strspn(line, " \t");
	size = strcspn(line, "#\r\n");
	while (size > 0 && strchr(" \t", line[size - 1]) != NULL)
		size--;
	line[size] = '\0';
	if (size == 0)
		return true;
	if (++listing->count > VB_PLACES_MAX)
		return bad_line(listing, _("too many indexes"), err);
	rest = line + strcspn(line, " \t");
	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, " \t");
	if (strcmp(line, "auto") == 0 && rest[0] != '\0')
		return add_folder(listing, rest, err);
	if (strcmp(line, "remote") == 0 && rest[0] != '\0')
		return add_server(listing, rest, err);
	return bad_line(listing, _("neither 'auto FOLDER' nor 'remote HOST:PORT'"), err);
}

static char *
read_list(const char *name, struct vb_err *err)
{
	struct listing listing = {.name = name, .out = VB_BUF_INIT};
	char line[LINE_MAX_BYTES];
	FILE *file = fopen(name, "re");
	bool ok = true;

	if (file == NULL) {
		vb_err_errno(err, _("cannot read the list of indexes: '%s'"), name);
		return NULL;
	}
	while (ok && fgets(line, sizeof(line), file) != NULL) {
		listing.line++;
		if (strchr(line, '\n') == NULL && !feof(file))
			ok = bad_line(&listing, _("the line is too long"), err);
		else
			ok = read_line(&listing, line, err);
	}
	fclose(file);
	if (ok && listing.count == 0)
		ok = vb_err_set(err, VB_FORMAT, _("not an index: '%s': the file lists none"), name);
	vb_buf_char(&listing.out, '\0');
	if (ok)
		return listing.out.data;
	vb_buf_fini(&listing.out);
	return NULL;
}

char *
vb_places_resolve(const char *name, struct vb_err *err)
{
	struct stat status;
	char *path = NULL;

	if (stat(name, &status) == 0 && S_ISREG(status.st_mode))
		return read_list(name, err);
	return vb_generation_current(name, &path, err) ? path : NULL;
}

/* ---- opening ---- */

bool
vb_places_is_folder(const char *resolved)
{
	return strchr(resolved, '\n') == NULL;
}

static bool
check_format(struct xc_database *database, const char *name, struct vb_err *err)
{
	char *value = NULL;
	size_t size;
	long version;

	if (!xc_database_metadata(database, VB_META_FORMAT, strlen(VB_META_FORMAT), &value, &size,
				  err))
		return false;
	version = strtol(value, NULL, 10);
	free(value);
	if (version == VB_SCHEMA_VERSION)
		return true;
	return vb_err_set(err, VB_FORMAT, _("cannot search the index: '%s': its format is %ld, this "
			  "program reads %d: build it again with 'verbale-index sync --full'"),
			  name, version, VB_SCHEMA_VERSION);
}

static struct xc_database *
open_one(const char *name, const char *place, struct vb_err *err)
{
	char *host, *colon;
	struct xc_database *database;

	if (place[0] != SERVER) {
		database = xc_database_open(place, err);
	} else {
		host = vb_memory_resize(NULL, strlen(place), 1);
		memcpy(host, place + 1, strlen(place));
		colon = strrchr(host, ':');
		*colon = '\0';
		database = xc_database_remote(host, (unsigned)strtoul(colon + 1, NULL, 10),
					      VB_PLACES_MILLISECONDS, err);
		free(host);
	}
	if (database == NULL || check_format(database, place[0] == SERVER ? place + 1 : name, err))
		return database;
	xc_database_close(database);
	return NULL;
}

struct xc_database *
vb_places_open(const char *name, const char *resolved, struct vb_err *err)
{
	struct xc_database *list[VB_PLACES_MAX], *joined = NULL;
	struct vb_buf place = VB_BUF_INIT;
	size_t count = 0;
	bool ok = true;

	if (vb_places_is_folder(resolved)) {
		joined = open_one(name, resolved, err);
		if (joined != NULL)
			xc_database_map(joined);
		return joined;
	}
	for (const char *at = resolved; ok && *at != '\0' && count < VB_PLACES_MAX;) {
		size_t size = strcspn(at, "\n");

		vb_buf_clear(&place);
		vb_buf_add(&place, at, size);
		vb_buf_char(&place, '\0');
		list[count] = open_one(place.data, place.data, err);
		ok = list[count] != NULL;
		count += ok;
		at += size + (at[size] == '\n');
	}
	if (ok)
		joined = xc_database_join(list, count, err);
	for (size_t i = 0; i < count; i++)
		xc_database_close(list[i]);
	vb_buf_fini(&place);
	return joined;
}
