/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mapping.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dice.h"

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

/* Of three large pages and a bit, written as they ask for it; its bytes follow from their places. */
static int
make_large(size_t *size)
{
	int fd = open("large", O_RDWR | O_CREAT | O_TRUNC, 0666);
	char *piece = malloc(VB_MAPPING_LARGE);

	cr_assert(fd >= 0 && piece != NULL);
	for (size_t i = 0; i < VB_MAPPING_LARGE; i++)
		piece[i] = (char)(i % 251);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(write(fd, piece, VB_MAPPING_LARGE), (ssize_t)VB_MAPPING_LARGE);
	cr_assert_eq(write(fd, piece, 1000), 1000);
	cr_assert_eq(fsync(fd), 0);
	free(piece);
	*size = 3 * VB_MAPPING_LARGE + 1000;
	return fd;
}

static void
expect_large(int fd, size_t expected)
{
	size_t size = 0;
	const char *bytes = vb_mapping_of(fd, &size);

	cr_assert_not_null(bytes);
	cr_assert_eq(size, expected);
	vb_mapping_is_large(bytes, size);
	for (size_t i = 0; i < size; i++)
		cr_assert_eq(bytes[i], (char)(i % VB_MAPPING_LARGE % 251), "%zu", i);
	munmap((void *)bytes, size);
}

Test(mapping, a_file_says_the_same_when_it_was_read_again)
{
	size_t size;
	int fd = make_large(&size);

	expect_large(fd, size);
	vb_mapping_reread(fd);
	expect_large(fd, size);
	close(fd);
	vb_mapping_reread(fd);	/* fails, and says nothing */
}

Test(mapping, what_was_announced_says_the_same_and_what_cannot_be_harms_nobody)
{
	size_t size;
	int fd = make_large(&size);
	const char *bytes = vb_mapping_of(fd, &size);
	long waits = vb_mapping_waits();

	cr_assert_not_null(bytes);
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	for (size_t at = 0; at < size; at += VB_MAPPING_LARGE / 3)
		vb_mapping_announce(bytes + at, size - at < 9000 ? size - at : 9000);
	vb_mapping_announce(bytes + size - 1, VB_MAPPING_LARGE);
	vb_mapping_announce(NULL, 1);
	for (size_t i = 0; i < size; i++)
		cr_assert_eq(bytes[i], (char)(i % VB_MAPPING_LARGE % 251), "%zu", i);
	cr_expect_geq(vb_mapping_waits(), waits);
	munmap((void *)bytes, size);
	close(fd);
}

/* Whatever pages the system has: what is touched page by page for the first time is not mapped large. */
Test(mapping, memory_that_comes_page_by_page_is_not_large)
{
	size_t size = 3 * VB_MAPPING_LARGE;
	char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	cr_assert_neq(bytes, MAP_FAILED);
	cr_assert_eq(madvise(bytes, size, MADV_NOHUGEPAGE), 0);
	cr_expect_not(vb_mapping_is_large(bytes, size));
	for (size_t i = 0; i < size; i += 4096)
		(void)((volatile char *)bytes)[i];
	cr_expect(vb_mapping_is_large(bytes, size), "what is mapped already costs no more");
	cr_expect_not(vb_mapping_is_large(bytes, VB_MAPPING_LARGE - 1), "it is smaller than one");
	munmap(bytes, size);
}

/* ---- writing ---- */

#define WRITTEN (5 * VB_MAPPING_LARGE)

/* A file to be written, and what it should hold. */
static struct vb_mapping_writer
begin(void)
{
	struct vb_mapping_writer writer = {.fd = open("written", O_RDWR | O_CREAT | O_TRUNC, 0666)};

	cr_assert_geq(writer.fd, 0);
	return writer;
}

static void
expect_written(struct vb_mapping_writer *writer, const char *expected, size_t size)
{
	char *found = malloc(size + 1);

	cr_assert(vb_mapping_end(writer, true));
	cr_assert_eq(pread(writer->fd, found, size + 1, 0), (ssize_t)size);
	for (size_t i = 0; i < size; i++)
		cr_assert_eq(found[i], expected[i], "%zu", i);
	free(found);
	close(writer->fd);
}

Test(mapping, a_file_holds_what_was_written_in_whatever_order)
{
	struct vb_mapping_writer writer = begin();
	char *expected = calloc(WRITTEN, 1);
	size_t end = 0;

	for (int i = 0; i < 300; i++) {
		size_t at = dice(4) == 0 ? dice(WRITTEN - 70000) : end, size = dice(3) == 0 ? dice(70000) : dice(300);

		if (at + size > WRITTEN)
			break;
		memset(expected + at, 'a' + i % 26, size);
		cr_assert(vb_mapping_write(&writer, expected + at, size, at));
		end = at + size > end ? at + size : end;
	}
	expect_written(&writer, expected, end);
	free(expected);
}

Test(mapping, bytes_that_span_pieces_are_written_whole)
{
	struct vb_mapping_writer writer = begin();
	char *expected = malloc(WRITTEN);

	for (size_t i = 0; i < WRITTEN; i++)
		expected[i] = (char)(i % 253);
	cr_assert(vb_mapping_write(&writer, expected, 10, 0));
	cr_assert(vb_mapping_write(&writer, expected + 10, WRITTEN - 10, 10));
	cr_assert(vb_mapping_write(&writer, expected + 100, WRITTEN - 200, 100), "the same once more");
	expect_written(&writer, expected, WRITTEN);
	free(expected);
}

Test(mapping, whole_pieces_are_in_the_file_at_once_and_what_was_given_up_is_not)
{
	struct vb_mapping_writer writer = begin();
	char *bytes = calloc(VB_MAPPING_LARGE, 2);
	struct stat status;

	cr_assert(vb_mapping_write(&writer, bytes, VB_MAPPING_LARGE + 5, 0));
	cr_assert_eq(fstat(writer.fd, &status), 0);
	cr_expect_eq(status.st_size, (off_t)VB_MAPPING_LARGE);
	cr_expect(vb_mapping_end(&writer, false));
	cr_assert_eq(fstat(writer.fd, &status), 0);
	cr_expect_eq(status.st_size, (off_t)VB_MAPPING_LARGE);
	close(writer.fd);
	free(bytes);
}

Test(mapping, what_cannot_be_written_is_said)
{
	struct vb_mapping_writer writer = {.fd = -1};

	cr_expect(vb_mapping_write(&writer, "sample", 6, 0), "it is held back");
	cr_expect_not(vb_mapping_end(&writer, true));
	cr_expect_eq(errno, EBADF);
	cr_expect_not(vb_mapping_write(&writer, "sample", 6, 2 * VB_MAPPING_LARGE));
	cr_expect(vb_mapping_end(&writer, false));
}
