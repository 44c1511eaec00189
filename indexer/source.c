/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "schema.h"

#define FIELDS 14

static const char *const state_names[] = {"read", "bad", "large"};

void
vb_source_encode(const struct vb_source *source, struct vb_buf *out)
{
	size_t start = out->len;
	char sum[9];

	vb_buf_printf(out, "%08x\t%s\t%" PRIu64 "\t%" PRIu64 "\t%" PRId64 "\t%" PRId64, 0u,
		      state_names[source->state], source->size, source->inode,
		      source->modified, source->changed);
	vb_buf_printf(out, "\t%s\t%s\t%s", source->content, source->facts, source->analysis);
	vb_buf_printf(out, "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%s\t%s", source->passages,
		      source->submissions, source->replaced, source->path, source->why);
	snprintf(sum, sizeof sum, "%08x",
		 (unsigned)crc32_z(0, (const Bytef *)out->data + start + 9, out->len - start - 9));
	memcpy(out->data + start, sum, 8);
}

static bool
damaged(struct vb_err *err)
{
	return vb_err_set(err, VB_DAMAGED, "the index is damaged: a row of the table of sources");
}

static bool
read_number(const char *text, uint64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(text, &end, 10);
	return end != text && *end == '\0' && errno == 0 && text[0] != '-';
}

static bool
read_time(const char *text, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(text, &end, 10);
	return end != text && *end == '\0' && errno == 0;
}

static bool
read_digest(const char *text, char out[VB_DIGEST_MAX])
{
	size_t size = strlen(text);

	if (size >= VB_DIGEST_MAX)
		return false;
	memcpy(out, text, size + 1);
	return true;
}

static bool
read_state(const char *text, enum vb_source_state *out)
{
	for (unsigned i = 0; i < sizeof state_names / sizeof state_names[0]; i++) {
		if (strcmp(text, state_names[i]) == 0) {
			*out = (enum vb_source_state)i;
			return true;
		}
	}
	return false;
}

bool
vb_source_decode(const char *bytes, size_t size, struct vb_arena *arena,
		 struct vb_source *source, struct vb_err *err)
{
	char *copy = vb_arena_strndup(arena, bytes, size), *next = copy;
	const char *field[FIELDS];
	char sum[9];

	if (size < 9 || strlen(copy) != size)
		return damaged(err);
	snprintf(sum, sizeof sum, "%08x",
		 (unsigned)crc32_z(0, (const Bytef *)bytes + 9, size - 9));
	if (memcmp(sum, bytes, 8) != 0)
		return damaged(err);
	for (size_t i = 0; i < FIELDS; i++) {
		if (next == NULL)
			return damaged(err);
		field[i] = i + 1 < FIELDS ? strsep(&next, "\t") : next;
	}
	memset(source, 0, sizeof *source);
	if (!read_state(field[1], &source->state) || !read_number(field[2], &source->size) ||
	    !read_number(field[3], &source->inode) || !read_time(field[4], &source->modified) ||
	    !read_time(field[5], &source->changed) || !read_digest(field[6], source->content) ||
	    !read_digest(field[7], source->facts) || !read_digest(field[8], source->analysis) ||
	    !read_number(field[9], &source->passages) ||
	    !read_number(field[10], &source->submissions) ||
	    !read_number(field[11], &source->replaced))
		return damaged(err);
	source->path = field[12];
	source->why = field[13];
	return true;
}

void
vb_source_key(const char *path, struct vb_buf *out)
{
	size_t size = strlen(path);
	char digest[VB_DIGEST_MAX];

	vb_buf_str(out, VB_META_SOURCE);
	if (size <= VB_VALUE_MAX) {
		vb_buf_add(out, path, size);
		return;
	}
	/* A key is bytes to the index: a cut inside a character does no harm. */
	vb_digest_bytes(path, size, digest);
	vb_buf_add(out, path, VB_VALUE_MAX - 65);
	vb_buf_char(out, '#');
	vb_buf_str(out, digest);
}

static int
compare(const void *a, const void *b)
{
	const struct vb_source *left = a, *right = b;

	return strcmp(left->path, right->path);
}

static bool
load_row(struct xc_database *database, struct vb_arena *arena, const struct xc_bytes *key,
	 struct vb_source *source, struct vb_err *err)
{
	char *value = NULL;
	size_t size = 0;
	bool ok;

	if (!xc_database_metadata(database, key->data, key->size, &value, &size, err))
		return false;
	ok = vb_source_decode(value, size, arena, source, err);
	free(value);
	return ok;
}

bool
vb_sources_load(struct xc_database *database, struct vb_arena *arena, struct vb_sources *sources,
		struct vb_err *err)
{
	struct xc_keys *keys = xc_keys_open(database, VB_META_SOURCE, strlen(VB_META_SOURCE), err);
	struct xc_bytes key;
	size_t cap = 0;
	bool ok = false;

	memset(sources, 0, sizeof *sources);
	if (keys == NULL)
		return false;
	for (;;) {
		if (!xc_keys_next(keys, &key, err))
			goto out;
		if (key.data == NULL)
			break;
		if (sources->count == cap) {
			struct vb_source *list = sources->list;

			cap = cap > 0 ? 2 * cap : 64;
			sources->list = vb_arena_array(arena, cap, sizeof *list);
			if (list != NULL)
				memcpy(sources->list, list, sources->count * sizeof *list);
		}
		if (!load_row(database, arena, &key, &sources->list[sources->count], err))
			goto out;
		sources->count++;
	}
	if (sources->count > 1)
		qsort(sources->list, sources->count, sizeof *sources->list, compare);
	ok = true;
out:
	xc_keys_close(keys);
	return ok;
}

const struct vb_source *
vb_sources_find(const struct vb_sources *sources, const char *path)
{
	struct vb_source wanted = {.path = path};

	if (sources->count == 0)
		return NULL;
	return bsearch(&wanted, sources->list, sources->count, sizeof wanted, compare);
}
