/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drop.h"

#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "i18n.h"
#include "lock.h"
#include "name.h"
#include "publish.h"
#include "schema.h"
#include "source.h"
#include "writer.h"

struct drop {
	struct vb_states *states;
	struct vb_arena arena;
	struct xc_database *database;
	struct vb_sources sources;
	bool *chosen;		/* by source */
	size_t count;		/* how many are chosen */
};

static bool
choose(struct drop *drop, const char *path, struct vb_err *err)
{
	const char *base = vb_name_absolute(&drop->arena, path, err);
	bool any = false;

	if (base == NULL)
		return false;
	base = vb_name_escape(&drop->arena, base);
	for (size_t i = 0; i < drop->sources.count; i++) {
		if (!vb_name_below(drop->sources.list[i].path, base))
			continue;
		any = true;
		drop->count += !drop->chosen[i];
		drop->chosen[i] = true;
	}
	if (any)
		return true;
	return vb_err_set(err, VB_INPUT, _("cannot drop: '%s': the index holds nothing of it"), path);
}

/* The digest noted in the index stays: nothing has been read. */
static bool
write_drops(const struct drop *drop, const char *path, struct vb_err *err)
{
	struct vb_writer *writer = vb_writer_open(path, XC_OPEN, NULL, err);
	bool ok = writer != NULL;

	for (size_t i = 0; ok && i < drop->sources.count; i++)
		if (drop->chosen[i])
			ok = vb_writer_drop(writer, drop->sources.list[i].path, err);
	ok = ok && vb_writer_commit(writer, err);
	vb_writer_close(writer);
	return ok;
}

static bool
run(struct drop *drop, const char *folder, char *const *paths, size_t count, struct vb_err *err)
{
	unsigned long generation;
	char *path = NULL;
	bool ok;

	drop->database = vb_generation_read(folder, err);
	if (drop->database == NULL || !vb_generation_find(folder, &generation, err) ||
	    !vb_sources_load(drop->database, &drop->arena, &drop->sources, err))
		return false;
	drop->chosen = vb_arena_array(&drop->arena, drop->sources.count + 1, sizeof *drop->chosen);
	for (size_t i = 0; i < count; i++)
		if (!choose(drop, paths[i], err))
			return false;
	path = vb_generation_path(folder, generation);
	ok = vb_generation_mark(folder, err) && write_drops(drop, path, err);
	if (ok)
		vb_generation_unmark(folder);
	ok = ok && vb_publish(path, drop->states, 1, err);
	free(path);
	return ok;
}

bool
vb_drop(const struct vb_settings *settings, char *const *paths, size_t count, size_t *dropped,
	struct vb_err *err)
{
	struct drop drop = {.count = 0};
	char *path = NULL;
	int lock = -1;
	bool ok;

	/* Asked first, so that no lock file is left where there is no index. */
	if (!vb_generation_current(settings->database, &path, err))
		return false;
	free(path);
	if (!vb_lock_take(settings->database, &lock, err))
		return false;
	vb_arena_init(&drop.arena);
	drop.states = vb_states_load(settings->states, err);
	ok = drop.states != NULL && run(&drop, settings->database, paths, count, err);
	*dropped = ok ? drop.count : 0;
	xc_database_close(drop.database);
	vb_states_free(drop.states);
	vb_arena_fini(&drop.arena);
	vb_lock_release(lock);
	return ok;
}
