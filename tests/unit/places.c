/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "places.h"
#include "sample.h"

static struct sample sample;
static struct vb_err err;
static char list[128];

static void
setup(void)
{
	sample_init(&sample);
	sample_add(&sample, &(struct vb_record){.text = "One."});
	sample_write(&sample);
	snprintf(list, sizeof(list), "%s.list", sample.folder);
}

static void
teardown(void)
{
	unlink(list);
	sample_fini(&sample);
}

TestSuite(places, .init = setup, .fini = teardown);

/* Writes the list and resolves it. */
static char *
resolve(const char *format, const char *name)
{
	FILE *file = fopen(list, "w");

	cr_assert_not_null(file);
	fprintf(file, format, name);
	fclose(file);
	return vb_places_resolve(list, &err);
}

static void
refuse(const char *format, const char *name, enum vb_code code, const char *why)
{
	char *resolved = resolve(format, name);

	cr_expect_null(resolved);
	cr_expect_eq(err.code, code, "%s", err.text);
	cr_expect_not_null(strstr(err.text, why), "%s", err.text);
	free(resolved);
}

Test(places, the_folder_of_an_index_stands_for_its_generation_in_use)
{
	char *resolved = vb_places_resolve(sample.settings.database, &err);
	char wanted[256];

	snprintf(wanted, sizeof(wanted), "%s/g%d", sample.settings.database, sample.generation);
	cr_assert_str_eq(resolved, wanted);
	cr_expect(vb_places_is_folder(resolved));
	free(resolved);
}

Test(places, a_list_names_folders_and_servers_one_a_line)
{
	char *resolved = resolve("# two\n\n  auto %s \nremote 127.0.0.1:7010 # there\r\n",
				 sample.settings.database);
	char wanted[256];

	snprintf(wanted, sizeof(wanted), "%s/g%d\n@127.0.0.1:7010\n", sample.settings.database,
		 sample.generation);
	cr_assert_str_eq(resolved, wanted);
	cr_expect_not(vb_places_is_folder(resolved));
	free(resolved);
}

Test(places, an_index_listed_twice_has_its_passages_twice)
{
	char *resolved = resolve("auto %1$s\nauto %1$s\n", sample.settings.database);
	struct xc_database *database = vb_places_open(list, resolved, &err);
	uint32_t documents = 0;

	cr_assert_not_null(database, "%s", err.text);
	cr_assert(xc_database_count(database, &documents, &err));
	cr_expect_eq(documents, 2);
	xc_database_close(database);
	free(resolved);
}

Test(places, a_line_that_cannot_be_is_told_with_its_number)
{
	refuse("\nremote %s\n", "host", VB_USAGE, "line 2: a server is written HOST:PORT");
	refuse("remote %s\n", "host:0", VB_USAGE, "HOST:PORT");
	refuse("remote %s\n", "host:65536", VB_USAGE, "HOST:PORT");
	refuse("remote %s\n", "host:70x", VB_USAGE, "HOST:PORT");
	refuse("remote %s\n", ":/bin/sh -c true", VB_USAGE, "HOST:PORT");
	refuse("inmemory%s\n", "", VB_USAGE, "neither 'auto FOLDER' nor 'remote HOST:PORT'");
	refuse("auto%s\n", "", VB_USAGE, "neither");
}

Test(places, a_list_of_nothing_is_no_index)
{
	refuse("# nothing%s\n", "", VB_FORMAT, "the file lists none");
	refuse("auto %s\n", "/nonexistent/index", VB_ABSENT, "no index");
}

Test(places, a_list_has_an_end)
{
	FILE *file = fopen(list, "w");
	char *resolved;

	for (int i = 0; i <= VB_PLACES_MAX; i++)
		fprintf(file, "remote host:%d\n", 7000 + i);
	fclose(file);
	resolved = vb_places_resolve(list, &err);
	cr_expect_null(resolved);
	cr_expect_not_null(strstr(err.text, "too many indexes"), "%s", err.text);
	free(resolved);
}
