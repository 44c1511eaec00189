/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "settings.h"

static char folder[64];		/* of this test */
static struct vb_settings settings;
static struct vb_err err;

static const char *
in_folder(const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
start(void)
{
	strcpy(folder, "/tmp/verbale-settings-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
	unsetenv("VERBALE_DB");
	unsetenv("VERBALE_CONFIG");
	unsetenv("VERBALE_TABLES");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", folder, 1);
}

static void
end(void)
{
	char command[128];

	vb_settings_fini(&settings);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

TestSuite(settings, .init = start, .fini = end);

/* Writes the configuration file and loads the settings with it. */
static bool
load_with(const char *text)
{
	FILE *file = fopen(in_folder("verbale.ini"), "w");

	cr_assert_not_null(file);
	fputs(text, file);
	fclose(file);
	setenv("VERBALE_CONFIG", in_folder("verbale.ini"), 1);
	return vb_settings_load(&settings, "index", &err);
}

static void
expect_refused(const char *text, const char *part)
{
	cr_assert_not(load_with(text));
	cr_assert_eq(err.code, VB_USAGE);
	cr_assert_not_null(strstr(err.text, part), "'%s' is not in: %s", part, err.text);
}

Test(settings, the_option_wins_over_the_environment_and_that_over_the_home_folder)
{
	cr_assert(vb_settings_load(&settings, NULL, &err), "%s", err.text);
	cr_assert_str_eq(settings.database, in_folder(".local/share/verbale/index"));
	vb_settings_fini(&settings);

	setenv("XDG_DATA_HOME", "/data", 1);
	cr_assert(vb_settings_load(&settings, NULL, &err));
	cr_assert_str_eq(settings.database, "/data/verbale/index");
	vb_settings_fini(&settings);

	setenv("VERBALE_DB", "/db", 1);
	cr_assert(vb_settings_load(&settings, NULL, &err));
	cr_assert_str_eq(settings.database, "/db");
	vb_settings_fini(&settings);

	cr_assert(vb_settings_load(&settings, "here", &err));
	cr_assert_str_eq(settings.database, "here");
}

Test(settings, without_a_home_folder_the_index_must_be_named)
{
	unsetenv("HOME");
	cr_assert_not(vb_settings_load(&settings, NULL, &err));
	cr_assert_eq(err.code, VB_USAGE);
	cr_assert_not_null(strstr(err.text, "-d DIR"));
	cr_assert(vb_settings_load(&settings, "here", &err));
}

Test(settings, defaults_stand_without_a_file)
{
	setenv("VERBALE_TABLES", "/tables", 1);
	cr_assert(vb_settings_load(&settings, "here", &err));
	cr_assert_str_eq(settings.states, "/tables/states.tsv");
	cr_assert_str_eq(settings.themes, "/tables/themes.ini");
	cr_assert_str_eq(settings.glossary, "/tables/glossary.tsv");
	cr_assert_eq(settings.jobs, 0);
	cr_assert_eq(settings.max_file, 6u << 20);
	cr_assert_eq(settings.memory, 256u << 20);
}

Test(settings, the_file_names_tables_jobs_and_the_largest_document)
{
	cr_assert(load_with("# mine\n[tables]\nthemes = mine.ini\nstates=/etc/states.tsv\n"
			    "[index]\njobs = 4\nmax-file = 2G\nmemory=64M\n"), "%s", err.text);
	cr_assert_str_eq(settings.themes, in_folder("mine.ini"));
	cr_assert_str_eq(settings.states, "/etc/states.tsv");
	cr_assert_eq(settings.jobs, 4);
	cr_assert_eq(settings.max_file, UINT64_C(2) << 30);
	cr_assert_eq(settings.memory, 64u << 20);
}

Test(settings, a_size_is_bytes_or_has_a_unit)
{
	static const struct { const char *text; uint64_t bytes; } sizes[] = {
		{"1", 1}, {"1k", 1024}, {"3M", 3 << 20}, {"17179869183G", UINT64_C(17179869183) << 30},
	};
	char line[64];

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		snprintf(line, sizeof line, "[index]\nmax-file=%s\n", sizes[i].text);
		cr_assert(load_with(line), "%s", err.text);
		cr_assert_eq(settings.max_file, sizes[i].bytes);
		vb_settings_fini(&settings);
	}
}

Test(settings, a_mistake_in_the_file_is_named_with_its_line)
{
	expect_refused("[index]\njobs = 4\ncolour = red\n", "line 3: unknown key: 'colour' in section [index]");
	expect_refused("[window]\nx = 1\n", "line 2: unknown key: 'x' in section [window]");
	expect_refused("[index]\njobs = many\n", "line 2: bad value of jobs: 'many'");
	expect_refused("[index]\njobs = 65\n", "line 2: bad value of jobs: '65'");
	expect_refused("[index]\nmax-file = 64MB\n", "line 2: bad value of max-file: '64MB'");
	expect_refused("[index]\nmax-file = -1\n", "line 2: bad value of max-file: '-1'");
	expect_refused("[index]\nmax-file = 17179869184G\n", "line 2: bad value of max-file");
	expect_refused("[index]\nmax-file = 0\n", "line 2: bad value of max-file");
	expect_refused("[index]\nmemory = all\n", "line 2: bad value of memory: 'all'");
	expect_refused("[index]\njobs =\n", "line 2: no value: 'jobs'");
	expect_refused("[index]\nwhat is this\n", "line 2: neither a [section] nor a key = value");
}

Test(settings, an_endless_line_is_refused_and_not_cut_in_two)
{
	char text[4096];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	memcpy(text, "[tables]\nstates=/", 17);
	expect_refused(text, "line 2: line too long");
}

Test(settings, a_file_that_the_environment_names_must_exist)
{
	setenv("VERBALE_CONFIG", in_folder("absent.ini"), 1);
	cr_assert_not(vb_settings_load(&settings, "here", &err));
	cr_assert_eq(err.code, VB_IO);
	cr_assert_not_null(strstr(err.text, "absent.ini"));
}

/* ---- the generation in use ---- */

static void
expect_no_generation(const char *name, enum vb_code code, const char *part)
{
	char *path = NULL;

	cr_assert_not(vb_generation_current(in_folder(name), &path, &err));
	cr_assert_eq(err.code, code, "%d: %s", err.code, err.text);
	cr_assert_not_null(strstr(err.text, part), "'%s' is not in: %s", part, err.text);
	cr_assert_null(path);
}

static void
make_link(const char *target)
{
	cr_assert_eq(mkdir(in_folder("index"), 0700), 0);
	cr_assert_eq(symlink(target, in_folder("index/current")), 0);
}

Test(settings, where_no_index_is_the_line_tells_how_to_make_one)
{
	expect_no_generation("index", VB_ABSENT, "make one with 'verbale-index sync -d ");
	cr_assert_eq(mkdir(in_folder("index"), 0700), 0);
	expect_no_generation("index", VB_ABSENT, "make one with 'verbale-index sync -d ");
	cr_assert_eq(mkdir(in_folder("index/g1"), 0700), 0);
	expect_no_generation("index", VB_ABSENT, "make one with 'verbale-index sync -d ");
}

Test(settings, a_file_or_a_folder_of_something_else_is_not_an_index)
{
	cr_assert_eq(mkdir(in_folder("letters"), 0700), 0);
	cr_assert_eq(mkdir(in_folder("letters/2024"), 0700), 0);
	expect_no_generation("letters", VB_FORMAT, "not an index: '");
	cr_assert(load_with(""));
	expect_no_generation("verbale.ini", VB_FORMAT, "it is a file");
}

Test(settings, the_link_leads_to_the_generation)
{
	char *path;

	make_link("g12");
	cr_assert_eq(mkdir(in_folder("index/g12"), 0700), 0);
	cr_assert(vb_generation_current(in_folder("index"), &path, &err), "%s", err.text);
	cr_assert_str_eq(path, in_folder("index/g12"));
	free(path);
}

Test(settings, a_link_out_of_the_index_is_not_followed)
{
	make_link("../g1");
	cr_assert_eq(mkdir(in_folder("g1"), 0700), 0);
	expect_no_generation("index", VB_FORMAT, "not an index: '");
}

Test(settings, a_generation_that_is_missing_is_damage)
{
	make_link("g1");
	expect_no_generation("index", VB_DAMAGED, "sync --full");
}
