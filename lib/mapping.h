/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that are read where they lie.
 *
 * To reach a page of memory that was not touched lately costs more than to read what stands there, and
 * an index is read here and there.  Linux keeps a file in large pages on some file systems (ext4 since 6.16,
 * XFS): each where a piece of the file of that size, at a multiple of it, was written at once, or
 * was read through a mapping that asked for such.  One entry maps it whole, whoever maps the file.  So files
 * are written in such pieces; systems that know no large pages lose nothing by it.  No mapping of a reader
 * asks for them: of a file that is not in the memory it would read two megabytes wherever it is touched.
 */
#ifndef VB_MAPPING_H
#define VB_MAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VB_MAPPING_LARGE ((size_t)2 << 20)	/* bytes of a large page */

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Maps folder/name for reading: *size bytes, which the caller gives back with munmap().  NULL
 * when it cannot be opened, is no ordinary file or is empty; *size is then as it was.  flags are
 * further ones of open(2): O_NOFOLLOW or 0.  The file must not become shorter meanwhile.
 */
void *vb_mapping_open(const char *folder, const char *name, int flags, size_t *size);

/* The same of an open file, which stays open. */
void *vb_mapping_of(int fd, size_t *size);

/*
 * Has the system begin to read those of these bytes that are not in the memory, and returns at once.  Whoever touches
 * a page that is not there waits for it, and a good deal around it is read, which nobody may want.
 */
void vb_mapping_announce(const void *bytes, size_t size);

/* How often this thread has waited for a page. */
long vb_mapping_waits(void);

/*
 * Whether the system has mapped size bytes in large pages, by one of them in the middle; small pages that
 * were touched before count as one.
 */
bool vb_mapping_is_large(const void *mapped, size_t size);

/*
 * Lets go what the system keeps of a file, which must be on the disk, and has it read again, in large
 * pages if it can: for one that came in small pieces, unless it would take half of the memory.  What fails is
 * left as it is.
 */
void vb_mapping_reread(int fd);

/* Writes all of these bytes at that place of a file; false, and errno. */
bool vb_mapping_put(int fd, const void *data, size_t size, uint64_t at);

/*
 * A file being written in such pieces, from its beginning: what does not fill one is held back.  Zeroed but for the
 * file, which is open to be written, is the caller's and empty.
 */
struct vb_mapping_writer {
	int fd;
	char *piece;		/* NULL: nothing was written yet */
	size_t size;		/* what it has of its bytes */
	uint64_t begin;		/* where it stands in the file */
};

/*
 * Writes bytes at a place, most often behind those before; zeros stand where none were written.  false, and errno;
 * then it can only be ended.
 */
bool vb_mapping_write(struct vb_mapping_writer *writer, const void *data, size_t size, uint64_t at);

/* Ends the writing; if keep, what was held back is written before: false, and errno, when it cannot be. */
bool vb_mapping_end(struct vb_mapping_writer *writer, bool keep);

#ifdef __cplusplus
}
#endif

#endif
