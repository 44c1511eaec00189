/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts beside a database: several threads make segments, one after another is written. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "memory.h"
#include "publish.h"
#include "record.h"
#include "schema.h"

/* Passages that are looked at, to learn what texts are like. */
#define SAMPLES 4096
/* A segment ends with the text that comes to this. */
#define SEGMENT_BYTES (64u << 20)

struct maker {
	pthread_t thread;
	bool threaded;
	const char *path;
	const struct vb_texts_owner *owner;
	const struct vb_texts_packer *packer;
	bool table;			/* its segment holds the table */
	struct xc_database *database;	/* of its own */
	struct vb_folder *folder;
	struct vb_buf unpacked;
	struct vb_texts_making making;
	uint32_t first, last;		/* what it is to make; last may come to less */
	bool ok;
	struct vb_err err;
};

bool
vb_publish_owner(struct xc_database *database, struct vb_texts_owner *owner, struct vb_err *err)
{
	_Static_assert(XC_UUID_SIZE <= VB_TEXTS_DATABASE, "a database's name has room");

	memset(owner, 0, sizeof *owner);
	return xc_database_uuid(database, owner->database, err) &&
	       xc_database_revision(database, &owner->revision, err);
}

static bool
prepare(struct maker *maker)
{
	if (maker->database == NULL)
		maker->database = xc_database_open(maker->path, &maker->err);
	if (maker->database != NULL && maker->folder == NULL)
		maker->folder = vb_folder_new(&maker->err);
	return maker->folder != NULL;
}

/* The folded text of a record; one that cannot be read is left to whoever looks for it. */
static bool
read_text(struct maker *maker, const char *record, size_t record_size, struct vb_folded *folded)
{
	const char *text;
	size_t size;

	if (!vb_record_text(record, record_size, &maker->unpacked, &text, &size))
		return false;
	vb_fold(maker->folder, text, size, folded);
	return true;
}

/* All of few ids, or some from all over them: multiples of the golden section. */
static uint32_t
sample_id(uint32_t number, uint32_t last)
{
	return last <= SAMPLES ? 1 + number
		: 1 + (uint32_t)((uint64_t)(uint32_t)(number * 0x9E3779B9u) * last >> 32);
}

static bool
learn(struct maker *maker, uint32_t last, struct vb_texts_packer *packer)
{
	bool more = true;

	if (!prepare(maker))
		return false;
	for (uint32_t i = 0; more && i < SAMPLES && i < last; i++) {
		struct vb_folded folded;
		char *record;
		size_t size;

		if (!xc_database_value(maker->database, sample_id(i, last), VB_SLOT_RECORD, &record, &size,
				       &maker->err)) {
			if (maker->err.code == VB_ABSENT)
				continue;
			return false;
		}
		if (read_text(maker, record, size, &folded))
			more = vb_texts_sample(packer, folded.text, folded.len);
		free(record);
	}
	vb_texts_learn(packer);
	return true;
}

static void *
make(void *data)
{
	struct maker *maker = data;
	struct xc_values *values = NULL;
	struct vb_folded folded;
	struct xc_bytes record;
	uint32_t docid = 1;

	maker->ok = false;
	if (!prepare(maker))
		return NULL;
	vb_texts_begin(&maker->making, maker->first);
	values = xc_values_open(maker->database, VB_SLOT_RECORD, &maker->err);
	maker->ok = values != NULL && xc_values_skip(values, maker->first, &maker->err);
	while (maker->ok &&
	       (maker->ok = xc_values_next(values, &docid, &record, &maker->err)) &&
	       docid != 0 && docid <= maker->last) {
		if (read_text(maker, record.data, record.size, &folded))
			vb_texts_add(&maker->making, docid, folded.text, folded.len);
		if (maker->making.folded.len >= SEGMENT_BYTES)
			maker->last = maker->making.first + maker->making.count - 1;
	}
	xc_values_close(values);
	if (maker->ok)
		vb_texts_end(&maker->making, maker->last, maker->packer, maker->table, maker->owner);
	return NULL;
}

struct crew {
	struct maker *maker;
	unsigned count;
	struct vb_texts_owner owner;
	struct vb_texts_packer packer;
	struct vb_texts_writer writer;
};

/* Gives out ranges from next on, and waits until they are made; returns how many. */
static unsigned
make_some(struct crew *crew, uint32_t next, uint32_t last)
{
	unsigned count = 0;

	for (; count < crew->count && next <= last; count++) {
		struct maker *maker = &crew->maker[count];

		maker->first = next;
		maker->last = last - next < VB_TEXTS_SEGMENT ? last : next + VB_TEXTS_SEGMENT - 1;
		next = maker->last + 1;
	}
	for (unsigned i = 1; i < count; i++)
		crew->maker[i].threaded = pthread_create(&crew->maker[i].thread, NULL, make,
							 &crew->maker[i]) == 0;
	for (unsigned i = 0; i < count; i++)
		if (!crew->maker[i].threaded)
			make(&crew->maker[i]);
	for (unsigned i = 1; i < count; i++) {
		if (crew->maker[i].threaded)
			pthread_join(crew->maker[i].thread, NULL);
		crew->maker[i].threaded = false;
	}
	return count;
}

/* Few passages are packed by the table that is there, if it was learned from half of all or from many. */
static bool
is_learned(const struct vb_texts_writer *writer, uint32_t next, uint32_t last)
{
	return last - next < VB_TEXTS_SEGMENT &&
	       (writer->learned >= VB_TEXTS_SEGMENT || last / 2 < writer->learned);
}

/* The texts of next..last, there being one at least. */
static bool
write_all(struct crew *crew, uint32_t next, uint32_t last, struct vb_err *err)
{
	if (is_learned(&crew->writer, next, last)) {
		vb_texts_take(&crew->packer, &crew->writer.table);
	} else if (learn(&crew->maker[0], last, &crew->packer)) {
		crew->maker[0].table = true;
	} else {
		*err = crew->maker[0].err;
		return false;
	}
	while (next <= last) {
		unsigned count = make_some(crew, next, last);

		/* Behind one that came to less, what others have made is made again. */
		for (unsigned i = 0; i < count && crew->maker[i].first == next; i++) {
			if (!crew->maker[i].ok) {
				*err = crew->maker[i].err;
				return false;
			}
			if (!vb_texts_writer_put(&crew->writer, &crew->maker[i].making.image, err))
				return false;
			crew->maker[i].table = false;
			next = crew->maker[i].last + 1;
		}
	}
	return true;
}

static void
prepare_crew(struct crew *crew, const char *path, unsigned jobs)
{
	crew->maker = vb_memory_resize(NULL, jobs, sizeof crew->maker[0]);
	crew->count = jobs;
	memset(crew->maker, 0, jobs * sizeof crew->maker[0]);
	for (unsigned i = 0; i < jobs; i++) {
		crew->maker[i].path = path;
		crew->maker[i].owner = &crew->owner;
		crew->maker[i].packer = &crew->packer;
	}
}

static void
dismiss(struct crew *crew)
{
	for (unsigned i = 0; i < crew->count; i++) {
		xc_database_close(crew->maker[i].database);
		vb_folder_free(crew->maker[i].folder);
		vb_buf_fini(&crew->maker[i].unpacked);
		vb_texts_making_fini(&crew->maker[i].making);
	}
	vb_texts_packer_fini(&crew->packer);
	free(crew->maker);
}

bool
vb_publish_texts(const char *path, unsigned jobs, struct vb_err *err)
{
	struct xc_database *database = xc_database_open(path, err);
	struct crew crew = {.count = 0};
	uint32_t next, last;
	bool ok = database != NULL && vb_publish_owner(database, &crew.owner, err) &&
		  xc_database_last(database, &last, err);

	xc_database_close(database);
	if (!ok || !vb_texts_writer_open(&crew.writer, path, &crew.owner, &next, err))
		return false;
	if (next > last)
		return vb_texts_writer_close(&crew.writer, false, err);
	prepare_crew(&crew, path, jobs);
	ok = write_all(&crew, next, last, err);
	ok = vb_texts_writer_close(&crew.writer, ok, ok ? err : NULL) && ok;
	dismiss(&crew);
	return ok;
}
