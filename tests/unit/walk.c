/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index_place.h"
#include "walk.h"

static struct index_place place;
static struct vb_walk walk;

static void
open_place(void)
{
	index_place_init(&place);
	vb_walk_init(&walk, NULL);
}

static void
close_place(void)
{
	vb_walk_fini(&walk);
	index_place_remove(&place);
}

TestSuite(walk, .init = open_place, .fini = close_place);

static void
make_folder(const char *name)
{
	char path[800];

	snprintf(path, sizeof path, "%s/%s", place.docs, name);
	cr_assert_eq(mkdir(path, 0777), 0);
}

/* The names of the files that were met, with blanks between. */
static const char *
met(void)
{
	static char names[4096];
	size_t at = 0;

	names[0] = '\0';
	vb_walk_finish(&walk);
	for (size_t i = 0; i < walk.count; i++)
		at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", i > 0 ? " " : "",
				       walk.files[i].path + strlen(place.docs) + 1);
	return names;
}

Test(walk, files_come_in_the_order_of_their_paths)
{
	make_folder("b");
	index_place_write(&place, "c.txt", "");
	index_place_write(&place, "b/z.txt", "");
	index_place_write(&place, "a.txt", "12345");
	vb_walk_add(&walk, place.docs);
	cr_assert_str_eq(met(), "a.txt b/z.txt c.txt");
	cr_assert_eq(walk.files[0].size, 5);
	cr_assert_str_eq(walk.files[1].name, "z.txt");
}

Test(walk, what_is_given_twice_is_met_once)
{
	char path[800];

	index_place_write(&place, "a.txt", "");
	snprintf(path, sizeof path, "%s/a.txt", place.docs);
	vb_walk_add(&walk, path);
	vb_walk_add(&walk, place.docs);
	vb_walk_add(&walk, place.docs);
	cr_assert_str_eq(met(), "a.txt");
}

Test(walk, a_manifest_is_no_document_but_is_seen)
{
	index_place_write(&place, "a.txt", "");
	index_place_write(&place, "manifest.tsv", "path\n");
	vb_walk_add(&walk, place.docs);
	cr_assert_str_eq(met(), "a.txt");
	cr_assert(walk.files[0].folder->manifest);
}

Test(walk, the_folders_of_a_loop_of_links_are_met_once)
{
	char path[800];

	make_folder("b");
	index_place_write(&place, "b/a.txt", "");
	snprintf(path, sizeof path, "%s/b/again", place.docs);
	cr_assert_eq(symlink("..", path), 0);
	vb_walk_add(&walk, place.docs);
	cr_assert_str_eq(met(), "b/a.txt");
	cr_assert_eq(walk.fault_count, 0);
}

Test(walk, a_path_that_is_not_there_is_a_fault_and_covers_nothing)
{
	char path[800];

	snprintf(path, sizeof path, "%s/none", place.docs);
	vb_walk_add(&walk, path);
	cr_assert_str_eq(met(), "");
	cr_assert_eq(walk.fault_count, 1);
	cr_assert(strstr(walk.faults[0].line, "No such file or directory") != NULL);
	cr_assert_not(vb_walk_covers(&walk, path));
}

Test(walk, folders_nested_without_end_are_a_fault)
{
	char name[800] = "d";

	make_folder(name);
	for (int i = 0; i < VB_WALK_DEPTH; i++) {
		strcat(name, "/d");
		make_folder(name);
	}
	index_place_write(&place, "a.txt", "");
	vb_walk_add(&walk, place.docs);
	cr_assert_str_eq(met(), "a.txt");
	cr_assert_eq(walk.fault_count, 1);
	cr_assert(strstr(walk.faults[0].line, "too many folders") != NULL);
	cr_assert_not(vb_walk_covers(&walk, walk.faults[0].path));
}
