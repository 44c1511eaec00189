/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mapping.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/mapping-test-XXXXXX";

static void
setup(void)
{
	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
}

static void
teardown(void)
{
	char command[64];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

TestSuite(mapping, .init = setup, .fini = teardown);

static void
make(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	cr_assert_not_null(file);
	cr_assert_geq(fputs(text, file), 0);
	cr_assert_eq(fclose(file), 0);
}

Test(mapping, a_file_is_read_where_it_lies)
{
	size_t size = 0;
	void *bytes;

	make("file", "sample");
	bytes = vb_mapping_open(folder, "file", O_NOFOLLOW, &size);
	cr_assert_not_null(bytes);
	cr_assert_eq(size, 6);
	cr_expect_eq(memcmp(bytes, "sample", size), 0);
	cr_expect_eq(munmap(bytes, size), 0);
}

Test(mapping, what_is_missing_empty_or_no_file_is_none)
{
	size_t size;

	make("empty", "");
	cr_assert_eq(mkdir("folder", 0777), 0);
	cr_assert_eq(mkfifo("pipe", 0666), 0);
	cr_expect_null(vb_mapping_open(folder, "missing", 0, &size));
	cr_expect_null(vb_mapping_open(folder, "empty", 0, &size));
	cr_expect_null(vb_mapping_open(folder, "folder", 0, &size));
	cr_expect_null(vb_mapping_open(folder, "pipe", 0, &size));
}

Test(mapping, a_link_is_followed_unless_that_is_forbidden)
{
	size_t size = 0;
	void *bytes;

	make("file", "sample");
	cr_assert_eq(symlink("file", "link"), 0);
	cr_expect_null(vb_mapping_open(folder, "link", O_NOFOLLOW, &size));
	bytes = vb_mapping_open(folder, "link", 0, &size);
	cr_assert_not_null(bytes);
	cr_expect_eq(munmap(bytes, size), 0);
}
