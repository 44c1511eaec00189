/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "status.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "generation.h"
#include "json_print.h"
#include "schema.h"
#include "source.h"

#define TRIES 10	/* when the index moves on meanwhile */

/* The space that the files of a folder take on the disk, in bytes. */
static uint64_t
bytes_on_disk(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	struct stat status;
	uint64_t total = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(status.st_mode))
			total += (uint64_t)status.st_blocks * 512;
	if (dir != NULL)
		closedir(dir);
	return total;
}

/* How many States and organisations have passages. */
static bool
count_states(struct xc_database *database, json_int_t *count, struct vb_err *err)
{
	char prefix[VB_TERM_MAX];
	struct xc_terms *terms = xc_terms_open(database, prefix,
					       vb_schema_filter("state", "", prefix), err);
	struct xc_bytes term = {"", 0};
	bool ok = terms != NULL;

	for (*count = -1; ok && term.data != NULL; ++*count)
		ok = xc_terms_next(terms, &term, NULL, err);
	xc_terms_close(terms);
	return ok;
}

static void
add_sources(json_t *out, const struct vb_sources *sources)
{
	json_int_t documents = 0, submissions = 0, passages = 0;
	json_t *failed = json_array(), *one;

	for (size_t i = 0; i < sources->count; i++) {
		const struct vb_source *source = &sources->list[i];

		documents += source->state == VB_SOURCE_READ;
		submissions += (json_int_t)source->submissions;
		passages += (json_int_t)source->passages;
		if (source->state == VB_SOURCE_READ)
			continue;
		one = json_object();
		json_object_set_new(one, "path", vb_json_string(source->path));
		json_object_set_new(one, "why", vb_json_string(source->why));
		json_array_append_new(failed, one);
	}
	json_object_set_new(out, "documents", json_integer(documents));
	json_object_set_new(out, "submissions", json_integer(submissions));
	json_object_set_new(out, "passages", json_integer(passages));
	json_object_set_new(out, "failed", failed);
}

static bool
add_last(json_t *out, struct xc_database *database, struct vb_err *err)
{
	char *value = NULL;
	size_t size = 0;
	json_t *last;

	if (!xc_database_metadata(database, VB_META_RUN, strlen(VB_META_RUN), &value, &size, err))
		return false;
	last = size > 0 ? json_loadb(value, size, 0, NULL) : json_null();
	free(value);
	if (last == NULL)
		return vb_err_set(err, VB_DAMAGED, "the index is damaged: its note of the last sync");
	json_object_set_new(out, "last", last);
	return true;
}

static bool
fill(json_t *out, const struct vb_settings *settings, struct vb_err *err)
{
	struct xc_database *database = NULL;
	struct vb_sources sources;
	struct vb_arena arena;
	char *path = NULL;
	json_int_t states;
	bool ok = false;

	vb_arena_init(&arena);
	json_object_clear(out);
	if (!vb_generation_current(settings->database, &path, err))
		goto out;
	database = vb_generation_read(settings->database, err);
	if (database == NULL || !vb_sources_load(database, &arena, &sources, err) ||
	    !count_states(database, &states, err))
		goto out;
	json_object_set_new(out, "database", vb_json_string(settings->database));
	json_object_set_new(out, "generation", vb_json_string(strrchr(path, '/') + 1));
	json_object_set_new(out, "format", json_integer(VB_SCHEMA_VERSION));
	json_object_set_new(out, "bytes", json_integer((json_int_t)bytes_on_disk(path)));
	json_object_set_new(out, "states", json_integer(states));
	add_sources(out, &sources);
	ok = add_last(out, database, err);
out:
	xc_database_close(database);
	vb_arena_fini(&arena);
	free(path);
	return ok;
}

bool
vb_status_json(const struct vb_settings *settings, json_t **out, struct vb_err *err)
{
	bool ok = false;

	*out = json_object();
	for (int try = 0; !ok && try < TRIES; try++) {
		ok = fill(*out, settings, err);
		if (!ok && err->code != VB_MODIFIED)
			break;
	}
	if (!ok) {
		json_decref(*out);
		*out = NULL;
	}
	return ok;
}

static json_int_t
number(const json_t *status, const char *key)
{
	return json_integer_value(json_object_get(status, key));
}

static const char *
string(const json_t *status, const char *key)
{
	return json_string_value(json_object_get(status, key));
}

void
vb_status_text(const json_t *status, struct vb_buf *out)
{
	const json_t *last = json_object_get(status, "last");
	const json_t *failed = json_object_get(status, "failed"), *one;
	size_t i;

	vb_buf_printf(out, "index        %s (%s, format %lld)\n", string(status, "database"),
		      string(status, "generation"), (long long)number(status, "format"));
	vb_buf_printf(out, "documents    %lld\n", (long long)number(status, "documents"));
	vb_buf_printf(out, "submissions  %lld\n", (long long)number(status, "submissions"));
	vb_buf_printf(out, "passages     %lld\n", (long long)number(status, "passages"));
	vb_buf_printf(out, "States       %lld\n", (long long)number(status, "states"));
	vb_buf_printf(out, "on disk      %.1f MB\n", (double)number(status, "bytes") / 1048576);
	if (json_is_object(last))
		vb_buf_printf(out, "last sync    %lld new, %lld changed, %lld unchanged, %lld dropped, "
			      "%lld failed\n", (long long)number(last, "new"),
			      (long long)number(last, "changed"),
			      (long long)number(last, "unchanged"),
			      (long long)number(last, "dropped"),
			      (long long)number(last, "failed"));
	vb_buf_printf(out, "failed       %zu\n", json_array_size(failed));
	json_array_foreach(failed, i, one)
		vb_buf_printf(out, "  %s\n", string(one, "why"));
}
