/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "index_place.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync.h"

void
index_place_init(struct index_place *place)
{
	const char *above = getenv("TMPDIR");
	char made[256], database[520], *real;
	struct vb_err err;

	snprintf(made, sizeof made, "%s/verbale-index-XXXXXX", above != NULL ? above : "/tmp");
	cr_assert(mkdtemp(made) != NULL);
	real = realpath(made, NULL);
	cr_assert(real != NULL && strlen(real) < sizeof place->folder);
	strcpy(place->folder, real);
	free(real);
	snprintf(place->docs, sizeof place->docs, "%s/docs", place->folder);
	snprintf(database, sizeof database, "%s/ix", place->folder);
	cr_assert_eq(mkdir(place->docs, 0777), 0);
	cr_assert(vb_settings_load(&place->settings, database, &err), "%s", err.text);
}

void
index_place_write(struct index_place *place, const char *name, const char *text)
{
	char path[800];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", place->docs, name);
	file = fopen(path, "we");
	cr_assert(file != NULL);
	fputs(text, file);
	cr_assert_eq(fclose(file), 0);
}

size_t
index_place_sync(struct index_place *place)
{
	char *paths[] = {place->docs};
	struct vb_sync_order order = {
		.settings = &place->settings,
		.paths = paths,
		.path_count = 1,
		.jobs = 1,
	};
	struct vb_sync_summary summary;
	struct vb_err err;

	cr_assert(vb_sync(&order, &summary, &err), "%s", err.text);
	return summary.failed;
}

void
index_place_make(struct index_place *place, const char *text)
{
	index_place_init(place);
	index_place_write(place, "a.txt", text);
	cr_assert_eq(index_place_sync(place), 0);
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *at)
{
	(void)status, (void)kind, (void)at;
	return remove(path);
}

void
index_place_remove(struct index_place *place)
{
	nftw(place->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	vb_settings_fini(&place->settings);
}
