/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reader.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "definition.h"
#include "identity.h"
#include "memory.h"
#include "reading.h"
#include "terms.h"

#define TRIES 3		/* for a file that changes while it is read */
#define PIECE 65536
#define LARGE (1u << 20)	/* bytes of a file */

struct vb_reader {
	struct vb_reader_setup setup;
	struct vb_tokeniser *tokeniser;
	struct vb_terms *terms;
	struct vb_arena arena;		/* of one document */
	struct vb_buf bytes;		/* of one file */
};

struct vb_reader *
vb_reader_new(const struct vb_reader_setup *setup, struct vb_err *err)
{
	struct vb_reader *reader = vb_memory_resize(NULL, 1, sizeof *reader);

	memset(reader, 0, sizeof *reader);
	reader->setup = *setup;
	vb_arena_init(&reader->arena);
	reader->tokeniser = vb_tokeniser_new(err);
	if (reader->tokeniser == NULL) {
		vb_reader_free(reader);
		return NULL;
	}
	reader->terms = vb_terms_new();
	return reader;
}

void
vb_reader_free(struct vb_reader *reader)
{
	if (reader == NULL)
		return;
	vb_tokeniser_free(reader->tokeniser);
	vb_terms_free(reader->terms);
	vb_arena_fini(&reader->arena);
	vb_buf_fini(&reader->bytes);
	free(reader);
}

void
vb_task_result_free(struct vb_task_result *result)
{
	if (result == NULL)
		return;
	vb_buf_fini(&result->bundles);
	free(result);
}

static int64_t
nanoseconds(struct timespec time)
{
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void
set_hint(struct vb_source *source, const struct stat *status)
{
	source->size = (uint64_t)status->st_size;
	source->inode = status->st_ino;
	source->modified = nanoseconds(status->st_mtim);
	source->changed = nanoseconds(status->st_ctim);
}

static bool
same_hint(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size && a->st_ino == b->st_ino &&
		nanoseconds(a->st_mtim) == nanoseconds(b->st_mtim) &&
		nanoseconds(a->st_ctim) == nanoseconds(b->st_ctim);
}

static enum vb_outcome
too_large(const struct vb_reader *reader, struct vb_task_result *result, const struct stat *status)
{
	set_hint(&result->source, status);
	result->source.state = VB_SOURCE_LARGE;
	vb_err_set(&result->err, VB_LIMIT, "cannot read: '%s': %.1f MB is over the limit of %.1f MB "
		   "for one document: max-file in verbale.ini raises it", result->task->file->path,
		   (double)status->st_size / 1048576, (double)reader->setup.max_file / 1048576);
	return VB_OUTCOME_BAD;
}

/* All bytes up to the end, but one more than the limit at most.  False with errno set. */
static bool
read_all(struct vb_buf *bytes, int fd, uint64_t limit)
{
	ssize_t got;

	vb_buf_clear(bytes);
	while (bytes->len <= limit) {
		vb_buf_reserve(bytes, PIECE);
		got = read(fd, bytes->data + bytes->len, PIECE);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		bytes->len += (size_t)got;
	}
	return true;
}

static enum vb_outcome
kept(struct vb_task_result *result, const char *why)
{
	vb_err_set(&result->err, VB_IO, "cannot read: '%s': %s", result->task->file->path, why);
	return VB_OUTCOME_KEPT;
}

/*
 * The file's bytes, taken while nobody wrote to it as far as the system tells, and its hint.
 * READ when they are there.
 */
static enum vb_outcome
take_bytes(struct vb_reader *reader, struct vb_task_result *result)
{
	struct stat before, after;
	enum vb_outcome outcome = VB_OUTCOME_KEPT;
	int fd = open(result->task->file->raw, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return errno == ENOENT ? VB_OUTCOME_GONE : kept(result, strerror(errno));
	for (int try = 0; try < TRIES; try++) {
		if (fstat(fd, &before) != 0 || lseek(fd, 0, SEEK_SET) != 0) {
			outcome = kept(result, strerror(errno));
			goto out;
		}
		if (!S_ISREG(before.st_mode)) {
			outcome = kept(result, "no longer a file");
			goto out;
		}
		if ((uint64_t)before.st_size > reader->setup.max_file) {
			outcome = too_large(reader, result, &before);
			goto out;
		}
		if (!read_all(&reader->bytes, fd, reader->setup.max_file) ||
		    fstat(fd, &after) != 0) {
			outcome = kept(result, strerror(errno));
			goto out;
		}
		if (same_hint(&before, &after) && reader->bytes.len == (uint64_t)after.st_size) {
			set_hint(&result->source, &after);
			outcome = VB_OUTCOME_READ;
			goto out;
		}
	}
	outcome = kept(result, "it changes while it is read");
out:
	close(fd);
	return outcome;
}

static bool
is_known(const struct vb_task_result *result)
{
	const struct vb_source *known = result->task->known, *source = &result->source;

	return known != NULL && known->state != VB_SOURCE_LARGE &&
		strcmp(known->content, source->content) == 0 &&
		strcmp(known->facts, source->facts) == 0 &&
		strcmp(known->analysis, source->analysis) == 0;
}

static void
set_themes(struct vb_reader *reader, struct vb_record *passage, uint64_t tags)
{
	const struct vb_themes *themes = reader->setup.themes;

	passage->themes.count = 0;
	passage->themes.item = vb_arena_array(&reader->arena, vb_themes_count(themes) + 1,
					      sizeof *passage->themes.item);
	for (size_t i = 0; i < vb_themes_count(themes); i++)
		if (tags >> i & 1)
			passage->themes.item[passage->themes.count++] = vb_theme_slug(themes, i);
}

static enum vb_outcome
read_document(struct vb_reader *reader, struct vb_task_result *result)
{
	const struct vb_task *task = result->task;
	struct vb_theme_context *contexts;
	struct vb_document document;
	uint64_t *tags;

	vb_arena_reset(&reader->arena);
	if (task->fault != NULL) {
		vb_err_set(&result->err, VB_INPUT, "%s", task->fault);
		return VB_OUTCOME_BAD;
	}
	if (!vb_reading_document(reader->setup.states, task->file->path, reader->bytes.data,
				 reader->bytes.len, &task->facts, &reader->arena, &document,
				 &result->err))
		return VB_OUTCOME_BAD;
	vb_identity_set(&document, vb_tokeniser_folder(reader->tokeniser));
	vb_definition_document(&document, vb_tokeniser_folder(reader->tokeniser));
	contexts = vb_arena_array(&reader->arena, document.count + 1, sizeof *contexts);
	tags = vb_arena_array(&reader->arena, document.count + 1, sizeof *tags);
	vb_theme_document(reader->setup.themes, vb_tokeniser_folder(reader->tokeniser),
			  document.passages, document.count, contexts, tags);
	for (size_t i = 0; i < document.count; i++) {
		set_themes(reader, &document.passages[i], tags[i]);
		vb_terms_passage(reader->terms, reader->tokeniser, &document.passages[i], &result->bundles);
	}
	result->source.passages = document.count;
	result->source.submissions = document.submissions;
	result->source.replaced = document.replaced;
	return VB_OUTCOME_READ;
}

/* A large document leaves nothing behind: the next thread may have one too. */
static void
forget(struct vb_reader *reader)
{
	vb_arena_reset(&reader->arena);
	if (reader->bytes.cap <= LARGE)
		return;
	vb_buf_fini(&reader->bytes);
	malloc_trim(0);
}

struct vb_task_result *
vb_reader_read(struct vb_reader *reader, const struct vb_task *task)
{
	struct vb_task_result *result = vb_memory_resize(NULL, 1, sizeof *result);

	memset(result, 0, sizeof *result);
	result->task = task;
	result->source.path = task->file->path;
	result->source.why = "";
	memcpy(result->source.facts, task->facts_digest, VB_DIGEST_MAX);
	memcpy(result->source.analysis, reader->setup.analysis, strlen(reader->setup.analysis) + 1);

	result->outcome = take_bytes(reader, result);
	if (result->outcome == VB_OUTCOME_READ) {
		vb_digest_bytes(reader->bytes.data, reader->bytes.len, result->source.content);
		if (is_known(result)) {
			result->source.state = task->known->state;
			result->source.passages = task->known->passages;
			result->source.submissions = task->known->submissions;
			result->source.replaced = task->known->replaced;
			result->source.why = task->known->why;
			result->outcome = VB_OUTCOME_SAME;
		} else {
			result->outcome = read_document(reader, result);
			result->source.state = result->outcome == VB_OUTCOME_READ ?
				VB_SOURCE_READ : VB_SOURCE_BAD;
		}
	}
	if (result->outcome == VB_OUTCOME_BAD)
		result->source.why = result->err.text;
	forget(reader);
	return result;
}
